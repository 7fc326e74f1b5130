import type { BackendName, Recipe } from '../../src/core/training/recipe.ts';
import { byteValues, normalise } from '../../src/core/training/augment.ts';
import { stemOf } from '../../src/core/training/picture-size.ts';
import { CIFAR_10_NORMALISATION, type DatasetInfo, type Normalisation } from '../../src/core/dataset/types.ts';
import type { TrainedRun } from '../../src/core/training/run.ts';
import { readPixels } from '../../src/store/shards.ts';
import { Engine, type MicroBatchResult } from './engine.ts';
import { macrotask } from '../../src/core/macrotask.ts';
import type { MicroBatch } from './micro-batch.ts';
import { TrainingPictures } from './training-pictures.ts';
import { disposeNetwork, foldNetwork } from './prediction.ts';

/** All that a helper needs to know of a run. */
export interface HelperSetup {
  backend: BackendName;
  recipe: Recipe;
  seed: number;
  classCount: number;
  dataset: DatasetInfo;
  normalisation: Normalisation;
}

/** What the helpers of a run need to know of it. */
export function setUp(run: TrainedRun, dataset: DatasetInfo, backend: BackendName): HelperSetup {
  const { recipe, seed, classCount, normalisation = CIFAR_10_NORMALISATION } = run;
  return { backend, recipe, seed, classCount, dataset, normalisation };
}

/** A helper's results for its share of a batch. */
export interface ShareResults {
  results: MicroBatchResult[];
  /** Milliseconds that drawing the pictures took, of the whole. */
  inputMs: number;
}

/** Logits and features of some samples. */
export interface Prediction {
  /** n × classes row-major. */
  logits: Float32Array;
  /** n × top row-major. */
  features: Float32Array;
}

/** Pictures that go through the network at once in prediction; the last are padded to as many, for WebGPU's buffer pool. */
const PREDICTED_AT_ONCE = 64;

/**
 * One thread's share of the work: computes gradients and predictions from what it is given, and keeps only the engine and
 * the run's pixels. The coordinator has one, and so has each worker that helps it.
 */
export class Helper {
  #setup!: HelperSetup;
  /** There once started. */
  engine!: Engine;
  /** There once started. */
  pictures!: TrainingPictures;

  /** Starts the engine. @throws UserError */
  async start(setup: HelperSetup): Promise<void> {
    this.#setup = setup;
    this.pictures = new TrainingPictures(setup);
    const { height, width } = setup.dataset;
    const { backend, recipe, classCount } = setup;
    this.engine = await Engine.start(backend, recipe.network, classCount, stemOf(height, width));
  }

  /** Opens the pixels of the run's samples. @throws UserError where their data set is gone */
  load(indices: Uint32Array): Promise<void> {
    return this.pictures.load(indices);
  }

  /** The network's places of weights. */
  get layout(): Engine['layout'] {
    return this.engine.layout;
  }

  /** Draws the pictures of the micro-batches that come next, and drops any others drawn ahead. */
  prepare(microBatches: MicroBatch[]): void {
    this.pictures.dropOthers(microBatches);
    this.pictures.prepare(microBatches);
  }

  /** Gradients of some micro-batches, each by itself, in their order. */
  async gradients(weights: Float32Array, microBatches: MicroBatch[]): Promise<ShareResults> {
    this.engine.setWeights(weights);
    const results: MicroBatchResult[] = [];
    let inputMs = 0;
    for (const microBatch of microBatches) {
      const [height, width] = this.pictures.sizeIn(microBatch.epoch);
      const began = performance.now();
      const images = this.pictures.take(microBatch);
      inputMs += performance.now() - began;
      results.push(await this.engine.gradient(images, microBatch.labels, height, width, this.#setup.recipe.smoothing));
      this.pictures.release(images);
      await macrotask();
    }
    return { results, inputMs };
  }

  /** Logits and features of some samples of the data set, each the mean of the picture and its mirror image. */
  async predict(weights: Float32Array, statistics: Float32Array, indices: Uint32Array): Promise<Prediction> {
    const { dataset, classCount, normalisation } = this.#setup;
    const { height, width } = dataset;
    const top = this.engine.layout.top;
    const pixels = await readPixels(dataset, indices);
    const network = foldNetwork(this.engine.layout, weights, statistics);
    const logits = new Float32Array(indices.length * classCount);
    const features = new Float32Array(indices.length * top);
    const { stride, channels } = stemOf(height, width);
    const [rows, columns] = [Math.floor(height / stride), Math.floor(width / stride)];
    const images = new Float32Array(PREDICTED_AT_ONCE * rows * columns * channels);
    const values = byteValues(normalisation);
    try {
      for (let from = 0; from < indices.length; from += PREDICTED_AT_ONCE) {
        const count = Math.min(PREDICTED_AT_ONCE, indices.length - from);
        const places = Array.from({ length: count }, (_, j) => from + j);
        const both: Float32Array[] = [];
        for (const mirrored of [false, true]) {
          normalise(pixels, places, height, width, values, mirrored, images);
          both.push(await this.engine.predict(network, images, PREDICTED_AT_ONCE, rows, columns));
        }
        for (let j = 0; j < count; j++) {
          const row = j * (classCount + top);
          const mean = (k: number): number => (both[0][row + k] + both[1][row + k]) / 2;
          for (let k = 0; k < classCount; k++) logits[(from + j) * classCount + k] = mean(k);
          for (let k = 0; k < top; k++) features[(from + j) * top + k] = mean(classCount + k);
        }
        await macrotask();
      }
    } finally {
      disposeNetwork(network);
    }
    return { logits, features };
  }

  /** Frees weights and pixels. */
  dispose(): void {
    this.engine?.dispose();
    this.pictures?.dispose();
  }
}
