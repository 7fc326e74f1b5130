import type { Recipe } from '../../src/core/training/recipe.ts';
import type { StartedBackend } from './backend.ts';
import type { EpochPlan } from './epoch-plan.ts';
import { compileAhead } from './compile-ahead.ts';
import type { MicroBatch } from './micro-batch.ts';
import type { Update, UpdateSizes } from './kernels/update.ts';
import type { Layout } from './layout.ts';
import { gradientPass, oneHot, type Weights } from './network.ts';
import { statisticsShare } from './optimiser.ts';
import type { TrainingPictures } from './training-pictures.ts';
import type { RunState } from './run-state.ts';
import type { BatchFigures, Step, Stepper } from './stepper.ts';
import { tf } from './tf.ts';

/** What a stepper on a device works with. */
export interface DeviceRun {
  backend: StartedBackend & { update: Update };
  layout: Layout;
  pictures: Pick<TrainingPictures, 'take' | 'release' | 'prepare' | 'sizeIn'>;
  recipe: Recipe;
}

/** The numbers of a run's state. */
type Numbers = Pick<RunState, 'weights' | 'momenta' | 'statistics'>;

/**
 * Keeps the state on the graphics device: a step sends pictures and labels there, and only loss, accuracy and logits come back,
 * while the next steps are under way. Nothing waits for the device but figures and the end of an epoch.
 */
export class DeviceStepper implements Stepper {
  readonly ahead = 3;
  readonly #run: DeviceRun;
  readonly #state: Numbers;
  /** Weights, momenta, running statistics. */
  #onDevice: tf.Tensor1D;
  /** The weights of it, one tensor each. */
  #weights: Weights;

  /** @param state what to start from; `settle` brings it up to date */
  constructor(run: DeviceRun, state: Numbers) {
    this.#run = run;
    this.#state = state;
    const { weights, momenta, statistics } = state;
    this.#onDevice = tf.tensor1d(Float32Array.from([...weights, ...momenta, ...statistics]));
    this.#weights = weightsOf(run.layout, this.#onDevice);
  }

  /** Compiles a step's shaders side by side, before the first step. @param epoch the first, 0-based @param onProgress see compileAhead */
  compile(
    { batch, microBatch }: EpochPlan,
    epoch: number,
    onProgress: (done: number, total: number) => void,
  ): Promise<void> {
    const [height, width] = this.#run.pictures.sizeIn(epoch);
    const blank = {
      places: new Uint32Array(microBatch),
      labels: new Uint16Array(microBatch),
      epoch,
      firstPosition: 0,
    };
    const microBatches = Array.from({ length: batch / microBatch }, () => blank);
    const images = microBatches.map(
      () => new Float32Array(microBatch * height * width * this.#run.layout.blocks[0].inputs),
    );
    const work = (): void => void this.#compute(microBatches, images, 0, 0);
    return compileAhead(work, onProgress).catch(this.#run.backend.blame);
  }

  step(step: Step): Promise<BatchFigures> {
    const figures = this.#take(step).catch(this.#run.backend.blame);
    // A failure is reported to the caller that waits for an earlier step.
    figures.catch(() => undefined);
    return figures;
  }

  async settle(): Promise<void> {
    const all = await this.#run.backend.read(this.#onDevice);
    const { weights, momenta, statistics } = this.#state;
    weights.set(all.subarray(0, weights.length));
    momenta.set(all.subarray(weights.length, 2 * weights.length));
    statistics.set(all.subarray(2 * weights.length));
  }

  dispose(): void {
    tf.dispose([this.#onDevice, this.#weights]);
  }

  async #take({ microBatches, next, rate, before }: Step): Promise<BatchFigures> {
    const { pictures } = this.#run;
    const began = performance.now();
    const images = microBatches.map((microBatch) => pictures.take(microBatch));
    const inputMs = performance.now() - began;
    const { state, weights, said } = tf.tidy(() => this.#compute(microBatches, images, rate, before));
    tf.dispose([this.#onDevice, this.#weights]);
    this.#onDevice = state;
    this.#weights = weights;
    const figures = this.#figures(said, microBatches.length, inputMs);
    for (const drawn of images) pictures.release(drawn);
    // While the device computes.
    if (next) pictures.prepare(next);
    return figures;
  }

  /** Micro-batch after micro-batch, their results added in their order, and the update; all of it is only queued here. */
  #compute(
    microBatches: MicroBatch[],
    images: Float32Array[],
    rate: number,
    before: number,
  ): { state: tf.Tensor1D; weights: Weights; said: tf.Tensor1D } {
    const { backend, layout, recipe, pictures } = this.#run;
    const [height, width] = pictures.sizeIn(microBatches[0].epoch);
    const { parameterCount, channelCount, classCount } = layout;
    const end = parameterCount + 2 * channelCount;
    const said: tf.Tensor1D[] = [];
    let sum: tf.Tensor1D | undefined;
    microBatches.forEach(({ labels }, j) => {
      const result = tf.tidy(() => {
        const x = tf.tensor4d(images[j], [labels.length, height, width, layout.blocks[0].inputs]);
        const wanted = oneHot(labels, classCount);
        return gradientPass(backend.kernels, layout, this.#weights, x, wanted, recipe.smoothing);
      });
      said.push(tf.slice(result, end));
      const added: tf.Tensor1D = sum ? tf.add(sum, result) : result;
      if (sum) tf.dispose([sum, result]);
      sum = added;
    });
    const settings = tf.tensor1d([rate, statisticsShare(before)]);
    const sizes: UpdateSizes = {
      ...recipe,
      parameterCount,
      statisticCount: 2 * channelCount,
      parts: microBatches.length,
    };
    const state = backend.update(this.#onDevice, sum!, settings, sizes);
    return { state, weights: weightsOf(layout, state), said: tf.concat1d(said) };
  }

  async #figures(said: tf.Tensor1D, parts: number, inputMs: number): Promise<BatchFigures> {
    const all = await this.#run.backend.read(said).finally(() => said.dispose());
    const size = all.length / parts;
    const logits = new Float32Array(all.length - 2 * parts);
    let [loss, accuracy] = [0, 0];
    for (let j = 0; j < parts; j++) {
      loss += all[j * size] / parts;
      accuracy += all[j * size + 1] / parts;
      logits.set(all.subarray(j * size + 2, (j + 1) * size), j * (size - 2));
    }
    return { loss, accuracy, logits, inputMs };
  }
}

function weightsOf(layout: Layout, state: tf.Tensor1D): Weights {
  return tf.tidy(() =>
    layout.parameters.map(({ shape, offset, size }) => tf.reshape(tf.slice(state, offset, size), shape)),
  );
}
