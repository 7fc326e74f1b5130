import type { BackboneChoice } from '../../../src/core/backbone/backbone.ts';
import type { DatasetInfo } from '../../../src/core/dataset/types.ts';
import { macrotask } from '../../../src/core/macrotask.ts';
import { handOver } from '../../../src/contracts/serve.ts';
import { backbonePictures, longestSide } from './backbone-pictures.ts';
import { loadBackbone } from './load-backbone.ts';
import type { FeatureNetwork, Picture } from './network.ts';
import { loadBackboneModule } from './wasm/module.ts';
import { WasmNetwork } from './wasm-network.ts';

/** Features of some samples, as the store keeps them. */
export interface PartFeatures {
  taps: Record<string, number>;
  /** n×d row-major. */
  roots: Uint16Array<ArrayBuffer> | Float32Array<ArrayBuffer>;
}

/** What a worker that helps to compute features serves. */
export interface FeatureService {
  /**
   * Makes the network ready.
   * @param plain not on a graphics card, where a backbone of the person's own was fastest on one
   * @throws UserError 'not-loaded', 'no-memory'; of one of the person's own 'deleted' and 'model' too
   */
  start(dataset: DatasetInfo, choice: BackboneChoice, plain?: boolean): Promise<void>;
  /** Reads the pictures of some samples and computes their features. @param onDone told how many more are done, after each batch */
  compute(signal: AbortSignal, indices: Uint32Array, onDone: (more: number) => void): Promise<PartFeatures>;
  /** Computes those of a picture that is none of the data set's, decoded by `decodeOther`. */
  describe(signal: AbortSignal, picture: Picture): Promise<PartFeatures>;
}

/** The service, in this thread. @param start makes the network */
export function featureService(start: StartNetwork = startOnWasm): FeatureService {
  let ready: { dataset: DatasetInfo; side: number; network: FeatureNetwork } | undefined;
  const started = (): NonNullable<typeof ready> => {
    if (!ready) throw new Error('No network was started.');
    return ready;
  };
  return {
    async start(dataset, choice, plain = false) {
      ready = { dataset, side: choice.side, network: await start(dataset, choice, plain) };
    },
    async compute(signal, indices, onDone) {
      const { dataset, side, network } = started();
      const pictures = backbonePictures(dataset, indices, side);
      const features = await computeFeatures(signal, network, pictures, indices.length, onDone);
      return handOver(features, [features.roots.buffer]);
    },
    describe: (signal, picture) => computeFeatures(signal, started().network, [picture], 1, () => {}),
  };
}

/** Makes a network ready; see `FeatureService.start`. */
export type StartNetwork = (dataset: DatasetInfo, choice: BackboneChoice, plain: boolean) => Promise<FeatureNetwork>;

/** The backbone that comes with the page, in WebAssembly. @throws UserError */
export async function startOnWasm(dataset: DatasetInfo, { backbone, side }: BackboneChoice): Promise<FeatureNetwork> {
  const [module, layers] = await Promise.all([loadBackboneModule(), loadBackbone(backbone)]);
  return new WasmNetwork(module, layers, side, longestSide(dataset, side));
}

async function computeFeatures(
  signal: AbortSignal,
  network: FeatureNetwork,
  pictures: AsyncIterable<Picture> | Iterable<Picture>,
  count: number,
  onDone: (more: number) => void,
): Promise<PartFeatures> {
  const d = network.taps.reduce((sum, { size }) => sum + size, 0);
  const roots = network.toRoots(new Float32Array(count * d));
  let done = 0;
  for await (const batch of batches(pictures, network.batch)) {
    roots.set(network.toRoots(await network.compute(batch)), done * d);
    done += batch.length;
    onDone(batch.length);
    await macrotask();
    signal.throwIfAborted();
  }
  return { taps: Object.fromEntries(network.taps.map(({ name, size }) => [name, size])), roots };
}

async function* batches(pictures: AsyncIterable<Picture> | Iterable<Picture>, size: number): AsyncGenerator<Picture[]> {
  let batch: Picture[] = [];
  for await (const picture of pictures) {
    batch.push(picture);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
