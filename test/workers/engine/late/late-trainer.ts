import './late-messages.ts';
import { serve } from '../../../../src/contracts/serve.ts';
import { trainRun } from '../../../../workers/engine/train.ts';

/** A trainer to which messages come late, see late-messages.ts. */
export interface LateTrainer {
  /**
   * Trains a run as the trainer does.
   * @param helperSeeds of the delays in each helper, 0 for none
   */
  train(signal: AbortSignal, runId: number, helperSeeds: number[]): Promise<void>;
}

const service: LateTrainer = {
  train(signal, runId, helperSeeds) {
    const seeds = [...helperSeeds];
    const startHelper = (): Worker =>
      new Worker(new URL('./late-helper.ts', import.meta.url), { type: 'module', name: `helper ${seeds.shift()}` });
    return trainRun(signal, runId, () => undefined, startHelper);
  },
};
serve(service);
