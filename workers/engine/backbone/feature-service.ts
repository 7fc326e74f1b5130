import type { BackboneChoice } from '../../../src/core/backbone/backbone.ts';
import { toRoots } from '../../../src/core/backbone/roots.ts';
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
  roots: Uint16Array<ArrayBuffer>;
}

/** What a worker that helps to compute features serves. */
export interface FeatureService {
  /** Makes the network ready. @throws UserError 'not-loaded', 'no-memory' */
  start(dataset: DatasetInfo, choice: BackboneChoice): Promise<void>;
  /** Reads the pictures of some samples and computes their features. @param onDone told how many more are done, after each batch */
  compute(signal: AbortSignal, indices: Uint32Array, onDone: (more: number) => void): Promise<PartFeatures>;
}

/** The service, in this thread. @param start makes the network */
export function featureService(start: typeof startOnWasm = startOnWasm): FeatureService {
  let ready: { dataset: DatasetInfo; side: number; network: FeatureNetwork } | undefined;
  return {
    async start(dataset, choice) {
      ready = { dataset, side: choice.side, network: await start(dataset, choice) };
    },
    async compute(signal, indices, onDone) {
      if (!ready) throw new Error('No network was started.');
      const features = await computeFeatures(signal, ready, indices, onDone);
      return handOver(features, [features.roots.buffer]);
    },
  };
}

/** The network in WebAssembly. @throws UserError */
async function startOnWasm(dataset: DatasetInfo, { backbone, side }: BackboneChoice): Promise<FeatureNetwork> {
  const [module, layers] = await Promise.all([loadBackboneModule(), loadBackbone(backbone)]);
  return new WasmNetwork(module, layers, side, longestSide(dataset, side));
}

async function computeFeatures(
  signal: AbortSignal,
  { dataset, side, network }: { dataset: DatasetInfo; side: number; network: FeatureNetwork },
  indices: Uint32Array,
  onDone: (more: number) => void,
): Promise<PartFeatures> {
  const d = network.taps.reduce((sum, { size }) => sum + size, 0);
  const roots = new Uint16Array(indices.length * d);
  let done = 0;
  for await (const batch of batches(backbonePictures(dataset, indices, side), network.batch)) {
    roots.set(toRoots(await network.compute(batch)), done * d);
    done += batch.length;
    onDone(batch.length);
    await macrotask();
    signal.throwIfAborted();
  }
  return { taps: Object.fromEntries(network.taps.map(({ name, size }) => [name, size])), roots };
}

async function* batches(pictures: AsyncIterable<Picture>, size: number): AsyncGenerator<Picture[]> {
  let batch: Picture[] = [];
  for await (const picture of pictures) {
    batch.push(picture);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
