import { serve } from '../src/contracts/rpc.ts';
import { createPixelReader } from './pixels/pixel-service.ts';

serve(createPixelReader());
