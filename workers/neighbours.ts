import { serve } from '../src/contracts/serve.ts';
import { neighbourSearcher } from './analysis/neighbour-service.ts';

serve(neighbourSearcher);
