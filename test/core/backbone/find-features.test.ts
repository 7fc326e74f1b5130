import { expect, it } from 'vitest';
import { findFeatures, type GraphNode } from '../../../src/core/backbone/find-features.ts';

/** Nodes one behind the other: each takes what the one before gives. */
const chain = (...ops: string[]): GraphNode[] =>
  ops.map((op, i) => ({ op, inputs: [i === 0 ? 'picture' : `v${i - 1}`], outputs: [`v${i}`] }));

it('takes what the pooling of a classifier gives, then what its last layer gets', () => {
  const nodes = chain('Conv', 'GlobalAveragePool', 'Flatten', 'Gemm', 'HardSwish', 'Gemm', 'Softmax');
  expect(findFeatures(nodes, ['v6'])).toEqual(['v1', 'v4']);
});

it('takes what the last layer gets alone where no pooling leads to it', () => {
  // The mean within a normalisation is none of places.
  const nodes = chain('ReduceMean', 'LayerNormalization', 'Gather', 'MatMul', 'Add');
  expect(findFeatures(nodes, ['v4'])).toEqual(['v2']);
});

it('finds the same in a graph of TensorFlow', () => {
  expect(findFeatures(chain('_FusedConv2D', 'Mean', 'Reshape', '_FusedMatMul', 'Identity'), ['v4'])).toEqual([
    'v1',
    'v2',
  ]);
});

it('finds nothing where the outputs are features already, or the graph goes round', () => {
  expect(findFeatures(chain('Conv', 'Relu', 'GlobalAveragePool'), ['v2'])).toEqual([]);
  const round = [
    { op: 'Add', inputs: ['b'], outputs: ['a'] },
    { op: 'Add', inputs: ['a'], outputs: ['b'] },
  ];
  expect(findFeatures(round, ['a'])).toEqual([]);
});
