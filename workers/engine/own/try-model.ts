import type { ModelReader } from '../../../src/contracts/model-reader.ts';
import { checkFeatures } from '../../../src/core/backbone/check-features.ts';
import { modelError } from '../../../src/core/backbone/model-error.ts';
import type { BackboneSettings, OwnBackend } from '../../../src/core/backbone/own-backbone.ts';
import type { DatasetInfo } from '../../../src/core/dataset/types.ts';
import { sentenceOf, UserError } from '../../../src/core/errors.ts';
import { macrotask } from '../../../src/core/macrotask.ts';
import { datasetGone } from '../../../src/store/columns.ts';
import { getDataset } from '../../../src/store/datasets.ts';
import { backbonePictures, longestSide } from '../backbone/backbone-pictures.ts';
import type { Picture } from '../backbone/network.ts';
import { describeBackend } from '../describe-backend.ts';
import { startModel } from './load-model.ts';
import { readModelFiles, type ModelSource } from './model-files.ts';
import { OwnNetwork } from './own-network.ts';

/** Pictures that a model is tried on. */
const TRIED_ON = 10;

/** Milliseconds that a backend is timed at least. */
const TIMED_MS = 300;

/** What one backend computed. */
interface Attempt {
  backend: OwnBackend;
  rows: Float32Array;
  msPerPicture: number;
}

/** See the contract. */
export const tryOn: ModelReader['tryOn'] = async (signal, files, settings, datasetId, onProgress) => {
  const dataset = await getDataset(datasetId);
  if (!dataset) throw datasetGone();
  const source = await readModelFiles(files);
  const pictures = await somePictures(dataset, settings.side);
  const backends = source.format === 'onnx' ? (['onnx'] as const) : await backendsHere();
  const attempts: Attempt[] = [];
  let failure: unknown;
  for (const [done, backend] of backends.entries()) {
    onProgress({ activity: `trying ${TITLES[backend]}`, done, total: backends.length, unit: 'steps' });
    await macrotask();
    signal.throwIfAborted();
    try {
      attempts.push(await attempt(source, settings, backend, pictures, dataset));
    } catch (error) {
      failure = error;
      if (error instanceof UserError && error.code !== 'model' && error.code !== 'no-backend') throw error;
    }
  }
  if (attempts.length === 0)
    throw failure instanceof UserError
      ? failure
      : modelError(`The model could not be computed: ${sentenceOf(failure)}`, { cause: failure });
  const { backend, rows, msPerPicture } = attempts.reduce((best, one) =>
    one.msPerPicture < best.msPerPicture ? one : best,
  );
  const notes = checkFeatures(rows, pictures.length);
  const rooted = rows.every((value) => value >= 0);
  return { pictures: pictures.length, features: rows.length / pictures.length, rooted, backend, msPerPicture, notes };
};

const TITLES: Record<OwnBackend, string> = {
  webgpu: 'WebGPU',
  webgl: 'WebGL',
  wasm: 'WebAssembly',
  onnx: 'ONNX Runtime',
};

/** WebAssembly, and before it the graphics card where there is one. */
async function backendsHere(): Promise<Exclude<OwnBackend, 'onnx'>[]> {
  const found: Exclude<OwnBackend, 'onnx'>[] = [];
  for (const backend of ['webgpu', 'webgl'] as const)
    if ((await describeBackend(backend)).status === 'present') found.push(backend);
  return [...found, 'wasm'];
}

async function somePictures(dataset: DatasetInfo, side: number): Promise<Picture[]> {
  const { sampleCount } = dataset;
  const count = Math.min(TRIED_ON, sampleCount);
  const places = Uint32Array.from({ length: count }, (_, k) => Math.floor(((k + 0.5) * sampleCount) / count));
  const pictures: Picture[] = [];
  for await (const picture of backbonePictures(dataset, places, side)) pictures.push(picture);
  return pictures;
}

async function attempt(
  source: ModelSource,
  settings: BackboneSettings,
  backend: OwnBackend,
  pictures: Picture[],
  dataset: DatasetInfo,
): Promise<Attempt> {
  const runner = await startModel(source, settings, backend);
  try {
    const network = await OwnNetwork.start(runner, settings, longestSide(dataset, settings.side));
    // Shaders are compiled in the first round.
    const rows = await computeAll(network, pictures);
    const began = performance.now();
    let rounds = 0;
    for (; rounds === 0 || performance.now() - began < TIMED_MS; rounds++) await computeAll(network, pictures);
    return { backend, rows, msPerPicture: (performance.now() - began) / (rounds * pictures.length) };
  } finally {
    runner.dispose();
  }
}

async function computeAll(network: OwnNetwork, pictures: Picture[]): Promise<Float32Array> {
  const parts: Float32Array[] = [];
  for (let at = 0; at < pictures.length; at += network.batch)
    parts.push(await network.compute(pictures.slice(at, at + network.batch)));
  const rows = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    rows.set(part, at);
    at += part.length;
  }
  return rows;
}
