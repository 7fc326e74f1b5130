import { expect, it } from 'vitest';
import { bytesOfGroup, readModelJson, shardNames } from '../../../src/core/backbone/model-json.ts';

const WEIGHT = { name: 'w', shape: [2, 3], dtype: 'float32' };
const text = (over: object = {}): string =>
  JSON.stringify({
    modelTopology: { node: [] },
    weightsManifest: [{ paths: ['a.bin', 'b.bin'], weights: [WEIGHT] }],
    ...over,
  });

it('tells a graph from layers, and names the shards', () => {
  const graph = readModelJson(text(), 'model.json');
  expect(graph.format).toBe('tfjs-graph');
  expect(shardNames(graph)).toEqual(['a.bin', 'b.bin']);
  expect(readModelJson(text({ modelTopology: { model_config: {} } }), 'model.json').format).toBe('tfjs-layers');
});

it('counts the bytes that the weights need, as they are kept', () => {
  expect(bytesOfGroup({ paths: [], weights: [WEIGHT, { ...WEIGHT, quantization: { dtype: 'uint8' } }] })).toBe(30);
  expect(() => bytesOfGroup({ paths: [], weights: [{ ...WEIGHT, dtype: 'string' }] })).toThrow('of the kind string');
});

it.each([
  ['<!doctype html><p>Sign in', 'web page'],
  ['{"modelTop', 'no JSON'],
  ['[1, 2]', 'no JSON'],
  ['{"a": 1}', 'modelTopology'],
  [text({ weightsManifest: undefined }), 'weightsManifest'],
  [text({ weightsManifest: [{ paths: ['a.bin'], weights: [{ ...WEIGHT, shape: [-1] }] }] }), 'weightsManifest'],
  [text({ weightsManifest: [{ paths: ['../../secret.bin'], weights: [] }] }), 'must lie beside it'],
  [text({ weightsManifest: [{ paths: ['https://elsewhere.example/a.bin'], weights: [] }] }), 'must lie beside it'],
  [text({ weightsManifest: [{ paths: ['//elsewhere.example/a.bin'], weights: [] }] }), 'must lie beside it'],
  [text({ weightsManifest: [{ paths: [' https://elsewhere.example/a.bin'], weights: [] }] }), 'must lie beside it'],
  [text({ weightsManifest: [{ paths: ['ht\ntps://elsewhere.example/a.bin'], weights: [] }] }), 'must lie beside it'],
  [text({ weightsManifest: [{ paths: ['\t//elsewhere.example/a.bin'], weights: [] }] }), 'must lie beside it'],
  [text({ weightsManifest: [{ paths: ['%2e%2E/secret.bin'], weights: [] }] }), 'must lie beside it'],
  [text({ weightsManifest: [{ paths: [''], weights: [] }] }), 'must lie beside it'],
])('refuses %s', (json, part) => {
  expect(() => readModelJson(json, 'model.json')).toThrow(part);
});

it('takes shards in a folder below, and with spaces in their names', () => {
  const paths = ['weights/a b.bin', 'c.bin?download=true'];
  expect(shardNames(readModelJson(text({ weightsManifest: [{ paths, weights: [] }] }), 'model.json'))).toEqual(paths);
});
