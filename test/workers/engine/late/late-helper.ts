import './late-messages.ts';
import { serve } from '../../../../src/contracts/serve.ts';
import { helperService } from '../../../../workers/engine/helper-service.ts';

// A helper in training to which messages come late, see late-messages.ts.
serve(helperService());
