import { serve } from '../src/contracts/serve.ts';
import { extract } from './engine/backbone/extract.ts';
import { probe } from './probe/probe-service.ts';

serve({ extract, probe });
