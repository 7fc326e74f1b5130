import { WorkerConnection } from '../../../src/contracts/worker-client.ts';
import type { BackboneChoice } from '../../../src/core/backbone/backbone.ts';
import type { DatasetInfo } from '../../../src/core/dataset/types.ts';
import { UserError, type ErrorCode } from '../../../src/core/errors.ts';
import { unlessAborted } from '../../../src/core/unless-aborted.ts';
import { featureService, type FeatureService, type PartFeatures } from './feature-service.ts';

/** Starts a worker that computes features. */
export const startHelper = (): Worker =>
  new Worker(new URL('../../features.ts', import.meta.url), { type: 'module', name: 'features' });

/** What is no fault of a helper: another would meet it too. */
const EVERYBODYS = new Set<ErrorCode>(['no-permission', 'deleted']);

/** One who computes: this thread, or a worker that helps. */
interface Member {
  service: FeatureService;
  connection?: WorkerConnection<FeatureService>;
}

/** This thread and the workers that help it. What a helper that fails has not handed in is computed by the others. */
export class FeaturePool {
  /** This thread first. */
  readonly #members: Member[];

  /**
   * @param leader this thread's service, or that of a worker whose failure is the whole's @param helpers how many workers to start beside it
   * @param startWorker for tests @param plain see FeatureService.start
   */
  constructor(
    leader = featureService(),
    helpers = 0,
    startWorker = startHelper,
    private readonly plain = false,
  ) {
    this.#members = [{ service: leader }];
    for (let k = 0; k < helpers; k++) {
      const connection = new WorkerConnection<FeatureService>(startWorker());
      this.#members.push({ service: connection.service, connection });
    }
  }

  /**
   * Computes part after part, each by whoever is free, and hands them to `take` one at a time.
   * @param onDone told how many samples are computed, those of a part again that has to be begun anew
   * @throws what this thread meets; what every helper would; what `take` does; what the signal says
   */
  async compute(
    signal: AbortSignal,
    dataset: DatasetInfo,
    choice: BackboneChoice,
    parts: Uint32Array[],
    take: (indices: Uint32Array, features: PartFeatures) => Promise<void>,
    onDone: (done: number) => void,
  ): Promise<void> {
    const waiting = [...parts];
    const counts = new Map<Uint32Array, number>();
    const count = (part: Uint32Array, done: number): void => {
      counts.set(part, done);
      onDone([...counts.values()].reduce((sum, one) => sum + one, 0));
    };
    let taking = Promise.resolve();
    let refused = false;
    const hand = (part: Uint32Array, features: PartFeatures): Promise<void> => {
      const next = taking.then(() => take(part, features));
      next.catch(() => (refused = true));
      return (taking = next);
    };
    const work = async ({ service }: Member): Promise<void> => {
      for (let part = waiting.shift(); part; part = waiting.shift()) {
        const own = part;
        try {
          count(own, 0);
          const more = (step: number): void => count(own, counts.get(own)! + step);
          const features = await unlessAborted(signal, service.compute(signal, own, more));
          await hand(own, features);
        } catch (error) {
          waiting.unshift(own);
          throw error;
        }
      }
    };
    const begin = async (member: Member): Promise<void> => {
      await unlessAborted(signal, member.service.start(dataset, choice, this.plain));
      await work(member);
    };
    const help = (member: Member): Promise<void> =>
      begin(member).catch((error: unknown) => {
        if (signal.aborted || refused || (error instanceof UserError && EVERYBODYS.has(error.code))) throw error;
        console.warn('A worker that helped to compute features is gone; going on without it.', error);
        member.connection!.close();
      });
    const [leader, ...helpers] = this.#members;
    await Promise.all([begin(leader), ...helpers.map(help)]);
    // Parts that a failed helper gave back when the others had already finished.
    await work(leader);
  }

  /** Ends the workers. */
  dispose(): void {
    for (const { connection } of this.#members) connection?.close();
  }
}
