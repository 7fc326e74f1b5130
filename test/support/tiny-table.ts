import type { Table } from '../../src/core/dataset/table.ts';

/** Six samples of two classes; 0 … 3 train, 4 and 5 test; one score. */
export function tinyTable(changes: Partial<Table> = {}): Table {
  const values = Float32Array.of(0.1, 0.9, 0.5, 0.7, NaN, NaN);
  return {
    count: 6,
    names: null,
    classes: ['cat', 'dog'],
    retired: [],
    tags: ['processed', 'mistake'],
    splits: [
      { name: 'train', start: 0, count: 4 },
      { name: 'test', start: 4, count: 2 },
    ],
    given: Uint16Array.of(0, 0, 1, 1, 0, 1),
    current: Uint16Array.of(0, 0, 1, 1, 0, 1),
    truth: new Uint16Array(6).fill(0xffff),
    tagBits: Uint32Array.of(1, 3, 1, 1, 0, 0),
    excluded: new Uint8Array(6),
    reviewed: new Uint8Array(6),
    split: Uint8Array.of(0, 0, 0, 0, 1, 1),
    fields: new Map(),
    qualities: null,
    runId: 1,
    predicted: Uint16Array.of(0, 1, 1, 1, 0xffff, 0xffff),
    confidence: new Float32Array(6),
    scores: new Map([
      [
        'mistakenness',
        { key: 'mistakenness', method: 'mistakenness_logits', runId: 1, values, judged: Uint16Array.of(0, 0, 1, 1) },
      ],
    ]),
    ...changes,
  };
}
