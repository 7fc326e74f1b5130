import { loadLayersModel, type LayersModel } from '@tensorflow/tfjs-layers';
import { BlobReader, Uint8ArrayWriter, ZipReader, type FileEntry } from '@zip.js/zip.js';
import { InferenceSession, Tensor, env } from 'onnxruntime-web/wasm';
import binaryUrl from 'onnxruntime-web/ort-wasm-simd-threaded.wasm?url';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { Look } from '../../src/api/look.ts';
import { Random } from '../../src/core/dataset/random.ts';
import type { ModelFacts, ModelFormatId } from '../../src/core/model-export/model.ts';
import { NETWORKS, STANDARD, withEpochs } from '../../src/core/training/presets.ts';
import { stemOf } from '../../src/core/training/picture-size.ts';
import { db } from '../../src/store/database.ts';
import { readLogits, readRunLogits } from '../../src/store/predictions.ts';
import type { TrainedRunRow } from '../../src/store/records.ts';
import { readRunClasses } from '../../src/store/runs.ts';
import { initialWeights, layOut } from '../../workers/engine/layout.ts';
import { tf } from '../../workers/engine/tf.ts';
import { startLook } from '../support/elements.ts';
import { storeNoiseDataset, type NoiseDataset } from '../support/noise-dataset.ts';
import { storeRun } from '../support/stored-run.ts';
import { emptyDatabase } from '../support/tiny-dataset.ts';

env.wasm.wasmPaths = { wasm: new URL(binaryUrl, import.meta.url).href };
env.wasm.numThreads = 1;
env.logLevel = 'error';

const TINY = { ...withEpochs(STANDARD, 4), name: 'custom', batch: 16, microBatch: 4 };

let data: NoiseDataset;
let look: Look;

beforeEach(async () => {
  await emptyDatabase();
  await tf.setBackend('wasm');
});

async function open(count: number, side: number): Promise<void> {
  data = await storeNoiseDataset(count, side);
  look = await startLook();
  await look.session.open(data.info.id);
}

/** Stores a run of noise in place of training, which larger pictures would take long for. */
async function storeNetwork(changes: Partial<TrainedRunRow> = {}): Promise<TrainedRunRow> {
  const run = await storeRun(data.info, 1, changes);
  const stem = stemOf(data.info.height, data.info.width);
  const layout = layOut(NETWORKS[run.recipe.network], run.classCount, stem);
  for (let fold = 0; fold < (run.folds?.k ?? 1); fold++) {
    const random = new Random(fold + 7);
    const weights = initialWeights(layout, random);
    for (const { name, offset, size } of layout.parameters) {
      if (/gamma|beta/.test(name))
        for (let i = offset; i < offset + size; i++) weights[i] += 0.4 * random.float() - 0.2;
    }
    const row = {
      ...{ runId: run.id, epoch: 1, backend: 'wasm' as const, generator: new Uint32Array(4) },
      weights,
      // About what the random filters give, so that the logits are of the size of a trained network's.
      statistics: Float32Array.from({ length: 2 * layout.channelCount }, (_, i) =>
        i < layout.channelCount ? 0.2 * random.float() : 0.2 + 0.3 * random.float(),
      ),
      momenta: new Float32Array(layout.parameterCount),
    };
    if (run.folds) await db.foldCheckpoints.put({ ...row, fold });
    else await db.checkpoints.put(row);
  }
  await look.session.catchUpRuns();
  return run;
}

/** What the page says of all samples by a run, as classes stand now: n × classes. */
async function pageLogits(name: string): Promise<Float32Array> {
  const run = look.session.runNamed(name);
  await look.predict(look.dataset.view(), name);
  const all = Uint32Array.from({ length: data.info.sampleCount }, (_, i) => i);
  const { logits } = await readRunLogits(run.id, all.length, all);
  return (await readRunClasses({ ...run, datasetId: data.info.id })).fold(logits);
}

/** The files of an export by their paths. */
async function exported(run: string, format: ModelFormatId): Promise<Map<string, Uint8Array>> {
  const { blob, fileName, bytes } = await look.exportModel(run, format);
  expect(blob!.size).toBe(bytes);
  if (!fileName.endsWith('.zip')) return new Map([[fileName, new Uint8Array(await blob!.arrayBuffer())]]);
  const entries = await new ZipReader(new BlobReader(blob!), { checkSignature: true }).getEntries();
  const files = entries.map(async (entry): Promise<[string, Uint8Array]> => [
    entry.filename,
    await (entry as FileEntry).getData(new Uint8ArrayWriter()),
  ]);
  return new Map(await Promise.all(files));
}

async function layersModel(files: Map<string, Uint8Array>, folder = ''): Promise<LayersModel> {
  const json = JSON.parse(new TextDecoder().decode(files.get(`${folder}model.json`))) as {
    modelTopology: object;
    userDefinedMetadata: { [key: string]: unknown };
    weightsManifest: { weights: tf.io.WeightsManifestEntry[] }[];
  };
  const weightData = files.get(`${folder}weights.bin`)!.slice().buffer;
  const { modelTopology, userDefinedMetadata } = json;
  const weightSpecs = json.weightsManifest[0].weights;
  const artifacts = { modelTopology, weightSpecs, weightData, userDefinedMetadata };
  const model = await loadLayersModel(tf.io.fromMemory(artifacts));
  onTestFinished(() => void model.dispose());
  return model;
}

/** Logits of all pictures by a layers model. */
function byLayers(model: LayersModel): Float32Array {
  const { sampleCount: n, height, width } = data.info;
  return tf.tidy(() => {
    const pictures = tf.tensor4d(Float32Array.from(data.pixels), [n, height, width, 3]);
    return (model.predict(pictures) as tf.Tensor).dataSync<'float32'>();
  });
}

async function byOnnx(file: Uint8Array): Promise<Float32Array> {
  const { sampleCount: n, height, width } = data.info;
  const session = await InferenceSession.create(file);
  onTestFinished(() => session.release());
  const answer = await session.run({ pictures: new Tensor('uint8', data.pixels, [n, height, width, 3]) });
  return answer.logits.data as Float32Array;
}

const largest = (a: Float32Array, b: Float32Array): number => {
  expect(a.length).toBe(b.length);
  return a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i])), 0);
};

describe('the exported model of a run', () => {
  it('that was trained here gives the page’s logits, in TensorFlow.js and in ONNX Runtime', async () => {
    await open(48, 32);
    await look.train({ name: 'A run', recipe: TINY, seed: 3, backend: 'wasm', workers: 1 });
    const expected = await pageLogits('A run');
    expect(Math.max(...expected) - Math.min(...expected)).toBeGreaterThan(0.01);
    const files = await exported('A run', 'tfjs');
    expect([...files.keys()]).toEqual(['README.txt', 'model.json', 'weights.bin']);
    const model = await layersModel(files);
    expect(largest(byLayers(model), expected)).toBeLessThan(1e-4);
    const facts = model.getUserDefinedMetadata() as unknown as ModelFacts;
    expect(facts).toMatchObject({ run: 'A run', classes: ['dark', 'grey', 'bright'], width: 32, epochs: 4, seed: 3 });
    expect(facts.mean).toEqual(data.info.normalisation.mean);
    const onnx = await exported('A run', 'onnx');
    expect([...onnx.keys()]).toEqual(['a-run.onnx']);
    expect(largest(await byOnnx(onnx.get('a-run.onnx')!), expected)).toBeLessThan(1e-4);
  });

  it('of pictures that are taken two by two pixels, with a column too many, gives them too', async () => {
    await open(6, 133);
    await storeNetwork();
    const expected = await pageLogits('walkthrough');
    expect(largest(byLayers(await layersModel(await exported('walkthrough', 'tfjs'))), expected)).toBeLessThan(1e-4);
    const onnx = await exported('walkthrough', 'onnx');
    expect(largest(await byOnnx(onnx.get('walkthrough.onnx')!), expected)).toBeLessThan(1e-4);
  });

  it('has the classes of now: those that were merged are one', async () => {
    await open(12, 32);
    await storeNetwork();
    await look.mergeClasses(['dark', 'bright'], 'bright');
    await look.renameClass('bright', 'Hell & Dunkel');
    const expected = await pageLogits('walkthrough');
    expect(expected).toHaveLength(24);
    const model = await layersModel(await exported('walkthrough', 'tfjs'));
    expect((model.getUserDefinedMetadata() as unknown as ModelFacts).classes).toEqual(['grey', 'Hell & Dunkel']);
    expect(largest(byLayers(model), expected)).toBeLessThan(1e-4);
    const onnx = await exported('walkthrough', 'onnx');
    expect(largest(await byOnnx(onnx.get('walkthrough.onnx')!), expected)).toBeLessThan(1e-4);
  });

  it('by folds is each of its networks; the page takes the one that has not seen a sample', async () => {
    await open(12, 32);
    const of = Uint8Array.from({ length: 12 }, (_, i) => i % 2);
    const run = await storeNetwork({ folds: { k: 2, of } });
    expect(await look.outlineModel('walkthrough', 'onnx')).toMatchObject({
      ...{ fileName: 'walkthrough-onnx.zip', networks: 2 },
    });
    const files = await exported('walkthrough', 'onnx');
    expect([...files.keys()]).toEqual(['README.txt', 'network-1.onnx', 'network-2.onnx']);
    await look.predict(look.dataset.view(), 'walkthrough');
    const { values } = await readLogits(run, 12, Uint32Array.from(of.keys()));
    const networks = [await byOnnx(files.get('network-1.onnx')!), await byOnnx(files.get('network-2.onnx')!)];
    const seen = values.map((_, at) => networks[of[Math.floor(at / 3)]][at]);
    expect(largest(seen, values)).toBeLessThan(1e-4);
    expect(largest(networks[0], networks[1])).toBeGreaterThan(0.01);
    expect([...(await exported('walkthrough', 'safetensors')).keys()]).toEqual([
      ...['README.txt', 'network-1.safetensors', 'network-2.safetensors', 'load_model.py'],
    ]);
    expect([...(await exported('walkthrough', 'tfjs')).keys()]).toContain('network-2/weights.bin');
  });
});

describe('a model that cannot be exported', () => {
  it('is refused with the reason: no weights, predictions from elsewhere, an unknown form', async () => {
    await open(12, 32);
    await storeRun(data.info);
    await look.session.catchUpRuns();
    await expect(look.exportModel('walkthrough', 'onnx')).rejects.toMatchObject({
      code: 'not-computed',
      message:
        '“walkthrough” cannot be exported. Its weights are not in this browser: train it again, and export it then.',
    });
    await look.addRun('brought', { logits: new Float32Array(36), outOfSample: true });
    await expect(look.outlineModel('brought', 'tfjs')).rejects.toMatchObject({ code: 'bad-input' });
    await expect(look.exportModel('walkthrough', 'pickle' as ModelFormatId)).rejects.toThrow(
      'A model leaves as onnx, tfjs, safetensors, not as “pickle”.',
    );
  });
});
