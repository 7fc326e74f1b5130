import { serve } from '../src/contracts/rpc.ts';
import { importer } from './import/importer-service.ts';

serve(importer);
