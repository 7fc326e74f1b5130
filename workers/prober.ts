import { serve } from '../src/contracts/serve.ts';
import { extract } from './engine/backbone/extract.ts';

serve({ extract });
