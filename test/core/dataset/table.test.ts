import { describe, expect, it } from 'vitest';
import { isStale, splitColumn, type Table } from '../../../src/core/dataset/table.ts';
import { NO_LABEL } from '../../../src/core/dataset/types.ts';

describe('columns', () => {
  it('number the split of every sample', () => {
    const splits = [
      { name: 'train', start: 0, count: 3 },
      { name: 'test', start: 3, count: 2 },
    ];
    expect([...splitColumn(splits, 5)]).toEqual([0, 0, 0, 1, 1]);
  });
});

describe('a score', () => {
  const judged = Uint16Array.of(0, 0, NO_LABEL);
  const values = Float32Array.of(0.5, 0.5, NaN);
  const table = {
    current: Uint16Array.of(0, 1, 1),
    scores: new Map([
      ['self_confidence', { key: 'self_confidence', method: 'self_confidence', runId: 1, values, judged }],
      ['hardness', { key: 'hardness', method: 'hardness', runId: 1, values, judged }],
    ]),
  } as unknown as Table;

  it('is stale where the label has changed since it was judged, and only there', () => {
    expect([0, 1, 2].map((i) => isStale(table, 'self_confidence', i))).toEqual([false, true, false]);
  });

  it('that judges no label is never stale', () => {
    expect(isStale(table, 'hardness', 1)).toBe(false);
  });
});
