import type { BackboneChoice } from '../../../src/core/backbone/backbone.ts';
import { toRoots } from '../../../src/core/backbone/roots.ts';
import type { DatasetInfo } from '../../../src/core/dataset/types.ts';
import { unlessAborted } from '../../../src/core/unless-aborted.ts';
import { startBackend, type StartedBackend } from '../backend.ts';
import { probeBackend } from '../probe.ts';
import { tf } from '../tf.ts';
import { longestSide } from './backbone-pictures.ts';
import { loadBackbone } from './load-backbone.ts';
import { MemoryPlan } from './memory-plan.ts';
import { outputsOf, tapOf, type Backbone, type Layer } from './model.ts';
import type { FeatureNetwork, Picture } from './network.ts';
import { PictureInput } from './picture-input.ts';
import { loadBackboneModule, type BackboneModule } from './wasm/module.ts';

/** Pictures that a card takes at a time: at 224 pixels the largest activations are 300 MB. */
const BATCH = 32;

/**
 * The network on a graphics card, where one is there and takes a training step in time.
 * @returns undefined where it does not, and the next backend has to be asked
 * @throws what the signal says
 */
export async function startOnDevice(
  signal: AbortSignal,
  backend: 'webgpu' | 'webgl',
  dataset: DatasetInfo,
  { backbone, side }: BackboneChoice,
): Promise<FeatureNetwork | undefined> {
  const { status } = await unlessAborted(signal, probeBackend(backend, false));
  if (status !== 'ready') return undefined;
  const [module, layers] = await Promise.all([loadBackboneModule(), loadBackbone(backbone)]);
  return new TfjsNetwork(await startBackend(backend), module, layers, side, longestSide(dataset, side));
}

/** A layer with its numbers on the device. */
interface DeviceLayer {
  layer: Layer;
  filter: tf.Tensor4D;
  bias: tf.Tensor1D;
}

/** A backbone out of tfjs's operations, on its current backend. Pictures are resized in WebAssembly. */
export class TfjsNetwork implements FeatureNetwork {
  readonly batch = BATCH;
  readonly taps: FeatureNetwork['taps'];
  readonly toRoots = toRoots;
  readonly #layers: DeviceLayer[];
  readonly #input: PictureInput;

  /**
   * @param device the current backend @param module for the pictures, started for this network alone
   * @param side of its input, pixels @param most longest side of a picture
   */
  constructor(
    private readonly device: Pick<StartedBackend, 'read'>,
    private readonly module: BackboneModule,
    { layers }: Backbone,
    private readonly side: number,
    most: number,
  ) {
    this.#layers = layers.map((layer) => ({
      layer,
      filter: tf.tensor4d(layer.filter, layer.shape),
      bias: tf.tensor1d(layer.bias),
    }));
    this.#input = new PictureInput(module, new MemoryPlan(module), side, Math.max(side, most));
    this.taps = layers.flatMap((layer) => {
      const name = tapOf(layer);
      return name ? [{ name, size: outputsOf(layer) }] : [];
    });
  }

  async compute(pictures: Picture[]): Promise<Float32Array> {
    const features = tf.tidy(() => this.#run(this.#read(pictures)));
    try {
      return await this.device.read(features);
    } finally {
      features.dispose();
    }
  }

  dispose(): void {
    for (const { filter, bias } of this.#layers) tf.dispose([filter, bias]);
  }

  /** The pictures at the network's size: what the module has, but the column and the row of zeros. */
  #read(pictures: Picture[]): tf.Tensor4D {
    const { side, module } = this;
    const row = 3 * side;
    const values = new Float32Array(pictures.length * side * row);
    pictures.forEach((picture, i) => {
      this.#input.take(picture);
      const taken = new Float32Array(module.memory.buffer, this.#input.place, (side + 1) * (row + 3));
      for (let y = 0; y < side; y++)
        values.set(taken.subarray(y * (row + 3), y * (row + 3) + row), (i * side + y) * row);
    });
    return tf.tensor4d(values, [pictures.length, side, side, 3]);
  }

  #run(input: tf.Tensor4D): tf.Tensor2D {
    const means: tf.Tensor2D[] = [];
    let x = input;
    let start = x;
    for (const { layer, filter, bias } of this.#layers) {
      if (layer.blockStart) start = x;
      const convolve = layer.kind === 'depthwise' ? tf.depthwiseConv2d : tf.conv2d;
      x = tf.add(convolve(x, filter, layer.stride, 'same'), bias);
      if (layer.relu6) x = tf.relu6(x);
      if (layer.residual) x = tf.add(x, start);
      if (tapOf(layer)) means.push(tf.mean(x, [1, 2]));
    }
    return tf.concat(means, 1);
  }
}
