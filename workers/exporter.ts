import { serve } from '../src/contracts/serve.ts';
import { createExporter } from './export/exporter-service.ts';

serve(createExporter());
