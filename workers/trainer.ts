import { serve } from '../src/contracts/rpc.ts';
import { trainerService } from './engine/trainer-service.ts';

serve(trainerService);
