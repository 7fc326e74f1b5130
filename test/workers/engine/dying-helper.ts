import { serve } from '../../../src/contracts/serve.ts';
import { helperService } from '../../../workers/engine/helper-service.ts';

// A helper that dies in the middle of its third batch.
const service = helperService();
let batches = 0;
serve({
  ...service,
  gradients: (...args: Parameters<typeof service.gradients>) => {
    batches += 1;
    if (batches < 3) return service.gradients(...args);
    setTimeout(() => {
      throw new Error('this helper dies on purpose');
    });
    return new Promise(() => undefined);
  },
});
