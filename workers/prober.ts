import { serve } from '../src/contracts/serve.ts';
import { extract } from './engine/backbone/extract.ts';
import { sourceSide } from './engine/backbone/source-side.ts';
import { probe } from './probe/probe-service.ts';

serve({ sourceSide, extract, probe });
