import { beforeEach, describe, expect, it } from 'vitest';
import type { ModelFile } from '../../src/core/backbone/own-backbone.ts';
import type { DatasetInfo } from '../../src/core/dataset/types.ts';
import { startModel } from '../../workers/engine/own/load-model.ts';
import { readModelFiles } from '../../workers/engine/own/model-files.ts';
import { modelReader } from '../../workers/engine/own/model-reader.ts';
import { OwnNetwork } from '../../workers/engine/own/own-network.ts';
import type { Runner } from '../../workers/engine/own/runner.ts';
import { tf } from '../../workers/engine/tf.ts';
import { emptyDatabase, storeTinyDataset } from '../support/tiny-dataset.ts';
import {
  graphModel,
  layersModel,
  onnxModel,
  onnxModelWithData,
  TINY_SIDE,
  tinyFeatures,
} from '../support/tiny-models.ts';

const { signal } = new AbortController();
const silent = (): void => undefined;
const named = (files: File[]): ModelFile[] => files.map((file) => ({ name: file.name, blob: file }));
const describeFiles = (...files: File[]) => modelReader.describeModel(signal, named(files));

const MODELS = {
  layers: layersModel(),
  graph: graphModel(),
  onnx: [onnxModel()],
  'onnx with its weights beside it': onnxModelWithData(),
};
const NAMES = Object.keys(MODELS) as (keyof typeof MODELS)[];

describe('what a model says', () => {
  it.each([
    ['layers', 'tfjs-layers', 'nhwc', 'pool', 'minus-one-one'],
    ['graph', 'tfjs-graph', 'nhwc', 'pool', 'minus-one-one'],
    ['onnx', 'onnx', 'nchw', 'pool', 'imagenet'],
  ] as const)(
    'of %s its input and what its last layer gets are found',
    async (name, format, layout, output, scaling) => {
      const { guess, outputs, ...said } = await describeFiles(...MODELS[name]);
      expect(said).toMatchObject({ format, anySide: false });
      expect(guess).toEqual({ side: TINY_SIDE, layout, channels: 'rgb', scaling, output });
      expect(outputs.length).toBeGreaterThan(1);
    },
  );

  it('a layer that rescales tells that bytes are taken as they are', async () => {
    const rescaling = { class_name: 'Rescaling', config: { name: 'rescaling', scale: 1 / 255, offset: 0 } };
    expect((await describeFiles(...layersModel([rescaling]))).guess.scaling).toBe('bytes');
  });
});

it('files of settings beside an ONNX model are passed over', async () => {
  const { format } = await describeFiles(onnxModel(), new File(['{"a": 1}'], 'preprocessor_config.json'));
  expect(format).toBe('onnx');
});

it('shards of the same name in different folders are told apart', async () => {
  const [json, first, second] = layersModel();
  const manifest = (await json.text()).replace(/group1-shard1of2/, 'one/w').replace(/group1-shard2of2/, 'two/w');
  const files = [
    { name: 'model.json', blob: new Blob([manifest]) },
    { name: 'two/w.bin', blob: second },
    { name: 'one/w.bin', blob: first },
  ];
  const read = await readModelFiles(files);
  expect(read).toMatchObject({ weights: await new Blob([first, second]).arrayBuffer() });
});

describe('features', () => {
  it.each(NAMES)('of %s are those of the numbers in it', async (name) => {
    const files = named(MODELS[name]);
    const { guess } = await modelReader.describeModel(signal, files);
    const backend = name.startsWith('onnx') ? ('onnx' as const) : ('wasm' as const);
    const settings = { ...guess, scaling: 'zero-one' as const };
    const runner = await startModel(await readModelFiles(files), settings, backend);
    const network = await OwnNetwork.start(runner, settings, 32);
    const colours = [
      [255, 0, 102],
      [51, 204, 0],
    ];
    const pictures = colours.map((colour) => ({
      pixels: Uint8Array.from({ length: 32 * 20 * 3 }, (_, at) => colour[at % 3]),
      width: 32,
      height: 20,
    }));
    const rows = await network.compute(pictures);
    const expected = colours.flatMap((colour) => tinyFeatures(colour.map((value) => value / 255)));
    expect(rows).toHaveLength(8);
    rows.forEach((value, at) => expect(value).toBeCloseTo(expected[at], 4));
    network.dispose();
  });
});

it('a model of a fixed batch is given as many as it takes, and what is beyond the pictures is left out', async () => {
  const settings = { side: 8, layout: 'nhwc', channels: 'rgb', scaling: 'bytes', output: 'out' } as const;
  const given: number[] = [];
  const runner: Runner = {
    backend: 'wasm',
    fixedBatch: 4,
    run: (input, count) => {
      given.push(count, input.length);
      return Promise.resolve({ values: Float32Array.from({ length: 2 * count }, (_, at) => at), shape: [count, 2] });
    },
    dispose: () => undefined,
  };
  const network = await OwnNetwork.start(runner, settings, 8);
  const picture = { pixels: new Uint8Array(8 * 8 * 3), width: 8, height: 8 };
  expect([...(await network.compute([picture, picture]))]).toEqual([0, 1, 2, 3]);
  expect(given).toEqual([4, 4 * 8 * 8 * 3]);
});

it.each(['layers', 'graph'] as const)('a batch by %s leaves nothing behind in memory', async (name) => {
  const files = named(MODELS[name]);
  const { guess } = await modelReader.describeModel(signal, files);
  const before = tf.memory().numTensors;
  const runner = await startModel(await readModelFiles(files), guess, 'wasm');
  const batch = new Float32Array(3 * TINY_SIDE ** 2);
  await runner.run(batch, 1, guess);
  const held = tf.memory().numTensors;
  await runner.run(batch, 1, guess);
  expect(tf.memory().numTensors).toBe(held);
  runner.dispose();
  expect(tf.memory().numTensors).toBe(before);
});

describe('a trial', () => {
  let info: DatasetInfo;
  beforeEach(async () => {
    await emptyDatabase();
    info = await storeTinyDataset(30);
  });

  it.each(NAMES)('of %s says how many features and how long', async (name) => {
    const files = named(MODELS[name]);
    const { guess } = await modelReader.describeModel(signal, files);
    const trial = await modelReader.tryOn(signal, files, guess, info.id, silent);
    expect(trial).toMatchObject({ pictures: 10, features: 4, rooted: false, notes: [] });
    expect(trial.msPerPicture).toBeGreaterThan(0);
  });

  it('of an output that gives the classes says so', async () => {
    const files = named(MODELS.onnx);
    const { guess } = await modelReader.describeModel(signal, files);
    const { notes } = await modelReader.tryOn(signal, files, { ...guess, output: 'out' }, info.id, silent);
    expect(notes.join()).toContain('probabilities of classes');
  });

  it('of pictures that all give the same ends in a sentence', async () => {
    const same = await storeTinyDataset(30, ['a', 'b'], () => [9, 9, 9]);
    const files = named(MODELS.onnx);
    const { guess } = await modelReader.describeModel(signal, files);
    await expect(modelReader.tryOn(signal, files, guess, same.id, silent)).rejects.toMatchObject({
      code: 'model',
      message: expect.stringContaining('the same of every picture'),
    });
  });
});

describe('what is refused, with a sentence', () => {
  const refused = (files: File[], sentence: RegExp) =>
    expect(describeFiles(...files)).rejects.toMatchObject({ code: 'model', message: expect.stringMatching(sentence) });

  it('a layer that would need code', () =>
    refused(
      layersModel([{ class_name: 'Lambda', config: { name: 'own', function: ['code', null, null] } }]),
      /layer of the kind “Lambda”/,
    ));

  it('a class of somebody’s own', () =>
    refused(layersModel([{ class_name: 'MyLayer', config: { name: 'own' } }]), /layer of the kind “MyLayer”/));

  it('a shard that is missing', () => refused(layersModel().slice(0, 2), /also needs group1-shard2of2\.bin/));

  it('a shard that is cut off', async () => {
    const [json, first, second] = layersModel();
    await refused([json, first, new File([second.slice(0, 30)], second.name)], /cut off/);
  });

  it('a model.json that is cut off', async () => {
    const [json, ...shards] = layersModel();
    await refused([new File([json.slice(0, 200)], json.name), ...shards], /cut off/);
  });

  it('a web page', () => refused([new File(['<!doctype html>'], 'model.json')], /web page/));

  it('an ONNX file that is cut off', () => {
    const whole = onnxModel();
    return refused([new File([whole.slice(0, whole.size - 40)], 'tiny.onnx')], /cut off|damaged|ONNX/);
  });

  it('an ONNX file of other bytes', () => refused([new File(['not a model at all'], 'tiny.onnx')], /ONNX/));

  it('several inputs', () => refused([onnxModel({ inputs: ['picture', 'mask'] })], /2 inputs \(picture, mask\)/));

  it('two models', () => refused([onnxModel(), ...layersModel()], /more than one model/));

  it('no model', () => refused([new File(['x'], 'photo.jpg')], /photo\.jpg is no model/));

  it('an operation that is not known, by its name', async () => {
    await refused([onnxModel({ op: 'Frobnicate' })], /Frobnicate/);
    const files = named(graphModel('Frobnicate'));
    await emptyDatabase();
    const { id } = await storeTinyDataset(30);
    const { guess } = await modelReader.describeModel(signal, files);
    await expect(modelReader.tryOn(signal, files, guess, id, silent)).rejects.toMatchObject({
      code: 'model',
      message: expect.stringContaining('Frobnicate'),
    });
  });
});
