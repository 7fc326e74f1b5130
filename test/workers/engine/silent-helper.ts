import { serve } from '../../../src/contracts/serve.ts';
import { helperService } from '../../../workers/engine/helper-service.ts';

// A helper that starts and then never says what it is asked for.
serve({ ...helperService(), gradients: () => new Promise(() => undefined) });
