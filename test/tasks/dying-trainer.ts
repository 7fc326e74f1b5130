import { serve } from '../../src/contracts/serve.ts';
import type { Trainer } from '../../src/contracts/trainer.ts';
import { trainerService } from '../../workers/engine/trainer-service.ts';

// A trainer that dies early in its second epoch.
const train: Trainer['train'] = (signal, runId, onProgress) =>
  trainerService.train(signal, runId, (progress) => {
    onProgress(progress);
    if (progress.epoch < 2) return;
    setTimeout(() => {
      throw new Error('this trainer dies on purpose');
    });
  });
serve({ ...trainerService, train });
