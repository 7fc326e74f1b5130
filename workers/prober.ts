import { serve } from '../src/contracts/serve.ts';
import { describePicture } from './engine/backbone/describe-picture.ts';
import { extract } from './engine/backbone/extract.ts';
import { sourceSide } from './engine/backbone/source-side.ts';
import { compare } from './probe/compare.ts';
import { probe } from './probe/probe-service.ts';

serve({ sourceSide, extract, probe, compare, describePicture });
