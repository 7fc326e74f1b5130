import { serve } from '../src/contracts/rpc.ts';
import { analyst } from './analysis/analyst-service.ts';

serve(analyst);
