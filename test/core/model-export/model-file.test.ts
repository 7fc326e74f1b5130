import { describe, expect, it } from 'vitest';
import { joined } from '../../../src/core/exports/archive-file.ts';
import { listFiles } from '../../../src/core/formats/listing/list-files.ts';
import { modelFile } from '../../../src/core/model-export/model-file.ts';
import { modelNotes } from '../../../src/core/model-export/model-notes.ts';
import type { Model, ModelBlock, ModelFacts, ModelFormatId } from '../../../src/core/model-export/model.ts';
import { pythonsWith } from '../../support/python.ts';
import { inPython } from '../exports/support.ts';
import { readOnnxNodes } from '../../../workers/engine/own/onnx-graph.ts';

const facts: ModelFacts = {
  ...{ producer: 'Second Look', version: 1, run: 'Été / 1', dataset: 'Pets', classes: ['cat', 'grüner Hund', 'cow'] },
  ...{ height: 9, width: 11, channels: 'RGB', fit: 'pad', background: '#fff', mean: [1, 2, 3], deviation: [4, 5, 6] },
  ...{ mirrored: true, recipe: 'quick', architecture: 'small', seed: 1, epochs: 3, networks: 1, network: 1, folds: 0 },
};

function block(inputs: number, outputs: number, changes: Partial<ModelBlock> = {}): ModelBlock {
  const each = (value: number): Float32Array => new Float32Array(outputs).fill(value);
  const filter = Float32Array.from({ length: 9 * inputs * outputs }, (_, i) => i);
  const norm = { gamma: each(1), beta: each(0), mean: each(0), variance: each(1) };
  return { inputs, outputs, filter, ...norm, pooled: false, ...changes };
}

/** Two blocks, the second adds its input, and four columns of which the last two were merged. */
function model(count = 1): Model {
  const network = {
    blocks: [block(12, 5, { pooled: true }), block(5, 5, { adds: 1 })],
    ...{ epochs: 3, top: 5, linear: Float32Array.from({ length: 20 }, (_, i) => i / 10) },
  };
  return {
    facts: { ...facts, networks: count, folds: count > 1 ? count : 0 },
    ...{ networks: Array.from({ length: count }, () => network), stride: 2, columns: [1, 1, 2], epsilon: 1e-5 },
  };
}

async function bytesOf(of: Model, format: ModelFormatId): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of modelFile(of, format).write(() => undefined)) chunks.push(chunk.slice());
  return joined(chunks);
}

/** The files of an archive, by their paths. */
async function filesOf(of: Model, format: ModelFormatId): Promise<Map<string, Uint8Array>> {
  const file = new Blob([await bytesOf(of, format)]);
  const source = { path: 'model.zip', size: file.size, blob: () => Promise.resolve(file) };
  const quiet = { signal: new AbortController().signal, progress: () => undefined, name: 'model' };
  const listed = await listFiles([source], quiet);
  const read = listed.map(async (one): Promise<[string, Uint8Array]> => [
    one.path,
    new Uint8Array(await (await one.blob()).arrayBuffer()),
  ]);
  return new Map(await Promise.all(read));
}

const textOf = (bytes: Uint8Array | undefined): string => new TextDecoder().decode(bytes);

describe('a model’s file', () => {
  it('as ONNX is a graph from pictures to logits that says opset and IR version, with the facts in it', async () => {
    const bytes = await bytesOf(model(), 'onnx');
    expect(modelFile(model(), 'onnx').fileName).toBe('été-1.onnx');
    // ir_version 8 comes first; the opset's import is a message of the field 8 that says 17.
    expect([...bytes.subarray(0, 2)]).toEqual([8, 8]);
    expect(Buffer.from(bytes).includes(Buffer.from([0x42, 2, 0x10, 17]))).toBe(true);
    const nodes = readOnnxNodes(bytes);
    const known = new Set(['pictures']);
    const steps = nodes.map(({ inputs, outputs }) => {
      outputs.forEach((output) => known.add(output));
      return [inputs[0], outputs];
    });
    expect(steps.filter(([input]) => !known.has(input as string))).toEqual([]);
    expect(nodes.at(-1)!.outputs).toEqual(['logits']);
    expect(textOf(bytes)).toContain('["cat","grüner Hund","cow"]');
  });

  it('as safetensors has a header whose tensors fill the file, aligned, and the facts as texts', async () => {
    const files = await filesOf(model(), 'safetensors');
    expect([...files.keys()].sort()).toEqual(['README.txt', 'load_model.py', 'model.safetensors']);
    const bytes = files.get('model.safetensors')!;
    const length = Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true));
    expect(length % 8).toBe(0);
    const header = JSON.parse(textOf(bytes.subarray(8, 8 + length))) as Record<
      string,
      { shape: number[]; data_offsets: [number, number] }
    >;
    const { __metadata__, ...tensors } = header;
    expect(__metadata__).toMatchObject({ run: 'Été / 1', classes: '["cat","grüner Hund","cow"]', columns: '[1,1,2]' });
    let at = 0;
    for (const { shape, data_offsets } of Object.values(tensors)) {
      expect(data_offsets).toEqual([at, at + 4 * shape.reduce((a, b) => a * b)]);
      at = data_offsets[1];
    }
    expect(at).toBe(bytes.length - 8 - length);
    expect(tensors['convs.0.weight'].shape).toEqual([5, 12, 3, 3]);
    expect(tensors['linear.weight'].shape).toEqual([4, 5]);
    // PyTorch counts a place's channels colour by colour, the network pixel by pixel: input 1 is the red of the second pixel.
    const view = new DataView(bytes.buffer, bytes.byteOffset + 8 + length);
    expect([0, 1, 9, 9 * 4].map((i) => view.getFloat32(4 * i, true))).toEqual([0, 60, 15, 5]);
  });

  it('for TensorFlow.js has weights in the order of their manifest, and the facts', async () => {
    const files = await filesOf(model(), 'tfjs');
    const json = JSON.parse(textOf(files.get('model.json'))) as {
      weightsManifest: { paths: string[]; weights: { shape: number[] }[] }[];
      userDefinedMetadata: unknown;
    };
    const [{ paths, weights }] = json.weightsManifest;
    expect(paths).toEqual(['weights.bin']);
    const count = weights.reduce((sum, { shape }) => sum + shape.reduce((a, b) => a * b), 0);
    expect(files.get('weights.bin')).toHaveLength(4 * count);
    expect(json.userDefinedMetadata).toEqual(facts);
  });

  it('has each of several networks, numbered, and says how they are put together', async () => {
    const files = await filesOf(model(3), 'onnx');
    expect([...files.keys()].sort()).toEqual(['README.txt', 'network-1.onnx', 'network-2.onnx', 'network-3.onnx']);
    expect(textOf(files.get('README.txt'))).toContain('each trained without one fold of the samples');
    expect(modelNotes(model(3))[0]).toBe(
      '3 networks (small) after epoch 3, each a file of its own: each learned without one fold, and judges the samples of that.',
    );
  });

  it('says which classes were merged', () => {
    expect(modelNotes(model()).at(-1)).toBe('Classes that were merged since are added up: cow.');
  });
});

const withBoth = pythonsWith('torch, safetensors, onnxruntime');
if (withBoth.length === 0) it.skip('has no Python with torch and onnxruntime');
describe.each(withBoth)('beside $title', ({ command }) => {
  it('PyTorch and ONNX Runtime agree, of places of two by two pixels, an odd size and merged classes', async () => {
    const small = model();
    for (const { filter } of small.networks[0].blocks) filter.forEach((w, i) => (filter[i] = Math.sin(w) / 5));
    const files = Object.fromEntries(await filesOf(small, 'safetensors'));
    const program = `import numpy as np, onnxruntime
from load_model import load, predict
pictures = np.random.default_rng(1).integers(0, 256, (5, 9, 11, 3), np.uint8)
a = predict(load(), pictures).numpy()
b = onnxruntime.InferenceSession("model.onnx").run(None, {"pictures": pictures})[0]
print(a.shape == b.shape == (5, 3), float(b.std()) > 0.1, float(abs(a - b).max() / abs(b).max()) < 1e-5)`;
    const said = inPython(command, program, { ...files, 'model.onnx': await bytesOf(small, 'onnx') }, []);
    expect(said.trim()).toBe('True True True');
  });
});
