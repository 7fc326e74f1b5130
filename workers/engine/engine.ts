import type { BackendName, NetworkName } from '../../src/core/training/recipe.ts';
import { NETWORKS } from '../../src/core/training/presets.ts';
import type { Stem } from '../../src/core/training/picture-size.ts';
import { startBackend, type StartedBackend } from './backend.ts';
import { layOut, type Layout } from './layout.ts';
import { gradientPass, oneHot, weightTensors, type Weights } from './network.ts';
import { predictPass, type FoldedNetwork } from './prediction.ts';
import { tf } from './tf.ts';

/** Results of a micro-batch. */
export interface MicroBatchResult {
  /** Gradient of the mean loss over the micro-batch, in the layout's order. */
  gradient: Float32Array;
  /** Batch means of all blocks, then their biased variances. */
  statistics: Float32Array;
  /** Mean cross-entropy, nats. */
  loss: number;
  /** Share predicted as labelled, 0 … 1. */
  accuracy: number;
  /** n × classes row-major: of the augmented pictures, before the step. */
  logits: Float32Array;
}

/** One network on one backend in this thread. Weights come in and gradients go out as flat arrays; it keeps no other state. */
export class Engine {
  readonly layout: Layout;
  readonly backend: StartedBackend;
  #weights: Weights = [];

  private constructor(layout: Layout, backend: StartedBackend) {
    this.layout = layout;
    this.backend = backend;
  }

  /** Starts the backend. @param stem by the size of the pictures @throws UserError where it cannot */
  static async start(backend: BackendName, network: NetworkName, classCount: number, stem: Stem): Promise<Engine> {
    return new Engine(layOut(NETWORKS[network], classCount, stem), await startBackend(backend));
  }

  /** Sets the weights that the next passes use. */
  setWeights(flat: Float32Array): void {
    tf.dispose(this.#weights);
    this.#weights = weightTensors(this.layout, flat);
  }

  /**
   * Forward and backward over one micro-batch.
   * @param images n × height × width × channels, normalised @param labels n classes
   * @param smoothing share of each label that the gradient takes as spread over all classes
   */
  async gradient(
    images: Float32Array,
    labels: ArrayLike<number>,
    height: number,
    width: number,
    smoothing = 0,
  ): Promise<MicroBatchResult> {
    const x = tf.tensor4d(images, [labels.length, height, width, this.layout.blocks[0].inputs]);
    const y = oneHot(labels, this.layout.classCount);
    let result: tf.Tensor1D | undefined;
    try {
      result = gradientPass(this.backend.kernels, this.layout, this.#weights, x, y, smoothing);
      const all = await this.backend.read(result);
      const { parameterCount, channelCount } = this.layout;
      const end = parameterCount + 2 * channelCount;
      return {
        gradient: all.slice(0, parameterCount),
        statistics: all.slice(parameterCount, end),
        loss: all[end],
        accuracy: all[end + 1],
        logits: all.slice(end + 2),
      };
    } finally {
      tf.dispose([x, y]);
      result?.dispose();
    }
  }

  /**
   * Predicts.
   * @param network see foldNetwork @param images n × height × width × channels, normalised
   * @returns n × (classes + top) row-major: logits, then features
   */
  async predict(
    network: FoldedNetwork,
    images: Float32Array,
    count: number,
    height: number,
    width: number,
  ): Promise<Float32Array> {
    const x = tf.tensor4d(images, [count, height, width, this.layout.blocks[0].inputs]);
    let result: tf.Tensor2D | undefined;
    try {
      result = predictPass(this.backend.kernels, this.layout, network, x);
      return await this.backend.read(result);
    } finally {
      x.dispose();
      result?.dispose();
    }
  }

  /** Disposes of the weights. */
  dispose(): void {
    tf.dispose(this.#weights);
    this.#weights = [];
  }
}
