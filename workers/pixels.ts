import { serve } from '../src/contracts/serve.ts';
import { createPixelReader } from './pixels/pixel-service.ts';

serve(createPixelReader());
