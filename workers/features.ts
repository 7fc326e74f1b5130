import { serve } from '../src/contracts/serve.ts';
import { featureService } from './engine/backbone/feature-service.ts';
import { startHere } from './engine/backbone/start-here.ts';
import { modelReader } from './engine/own/model-reader.ts';

serve({ ...featureService(startHere), ...modelReader });
