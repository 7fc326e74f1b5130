import { serve } from '../src/contracts/serve.ts';
import { helperService } from './engine/helper-service.ts';

serve(helperService());
