import { serve } from '../src/contracts/rpc.ts';
import { neighbourSearcher } from './analysis/neighbour-service.ts';

serve(neighbourSearcher);
