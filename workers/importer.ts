import { serve } from '../src/contracts/serve.ts';
import { importer } from './import/importer-service.ts';

serve(importer);
