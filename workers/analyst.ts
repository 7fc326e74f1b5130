import { serve } from '../src/contracts/serve.ts';
import { analyst } from './analysis/analyst-service.ts';
import { evidenceReader } from './analysis/evidence.ts';

serve({ ...analyst, ...evidenceReader });
