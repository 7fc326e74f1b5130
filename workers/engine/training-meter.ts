import type { BackendName } from '../../src/core/training/recipe.ts';
import type { TrainProgress } from '../../src/contracts/trainer.ts';
import type { NetworkTraining } from './network-training.ts';
import { atMostTenASecond, Pace } from '../shared/pace.ts';
import type { StepFigures } from './train-epoch.ts';

/** Reports how far a run's training is, over all of its networks. */
export class TrainingMeter {
  readonly #trainings: NetworkTraining[];
  readonly #epochs: number;
  readonly #about: () => { backend: BackendName; workers: number };
  readonly #onProgress: (progress: TrainProgress) => void;
  readonly #total: number;
  readonly #pace: Pace;
  readonly #mayReport: () => boolean;

  /** @param epochs of each network @param about what computes, as it stands */
  constructor(
    trainings: NetworkTraining[],
    epochs: number,
    now: () => number,
    about: () => { backend: BackendName; workers: number },
    onProgress: (progress: TrainProgress) => void,
  ) {
    this.#trainings = trainings;
    this.#epochs = epochs;
    this.#about = about;
    this.#onProgress = onProgress;
    this.#total = trainings.reduce((sum, { plan }) => sum + epochs * plan.steps * plan.batch, 0);
    this.#pace = new Pace(this.#done(), now);
    this.#mayReport = atMostTenASecond(now);
  }

  /** A network's shaders are being compiled. */
  compiling({ state, plan }: NetworkTraining, compiled: number, shaders: number): void {
    if (!this.#mayReport()) return;
    const live = { epoch: state.epoch + 1, step: state.epoch * plan.steps, loss: NaN, accuracy: NaN };
    this.#report(`compiling shaders, ${compiled} of ${shaders}`, this.#done(), live);
  }

  /** A network took a step. */
  step({ fold, state, plan }: NetworkTraining, { step, loss, accuracy }: StepFigures): void {
    const done = this.#done() + (step + 1) * plan.batch;
    if (!this.#mayReport() && done < this.#total) return;
    const epoch = state.epoch + 1;
    const which = fold === undefined ? '' : `, network ${fold + 1} of ${this.#trainings.length}`;
    const live = { epoch, step: state.epoch * plan.steps + step + 1, loss, accuracy };
    this.#report(`epoch ${epoch} of ${this.#epochs}${which}`, done, live);
  }

  /** Images behind the last ends of epochs. */
  #done(): number {
    return this.#trainings.reduce((sum, { state, plan }) => sum + state.epoch * plan.steps * plan.batch, 0);
  }

  #report(activity: string, done: number, live: Pick<TrainProgress, 'epoch' | 'step' | 'loss' | 'accuracy'>): void {
    const total = this.#total;
    const speed = this.#pace.measure(done, total);
    this.#onProgress({ activity, done, total, unit: 'samples', ...speed, ...live, ...this.#about() });
  }
}
