import { serve } from '../src/contracts/rpc.ts';
import { helperService } from './engine/helper-service.ts';

serve(helperService());
