import { serve } from '../src/contracts/serve.ts';
import { trainerService } from './engine/trainer-service.ts';

serve(trainerService);
