import { serve } from '../src/contracts/serve.ts';
import { featureService } from './engine/backbone/feature-service.ts';

serve(featureService());
