import { describe, expect, it } from 'vitest';
import type { ScoreColumn, Table } from '../../../src/core/dataset/table.ts';
import { NO_LABEL, REVIEWED } from '../../../src/core/dataset/types.ts';
import type { ScoreMethod } from '../../../src/core/insights/methods.ts';
import { chooseOrder, countProgress, openAfter, orderQueue } from '../../../src/core/review/queue.ts';

const N = 5;

function table(changes: Partial<Table> = {}): Table {
  return {
    count: N,
    names: null,
    retired: [],
    classes: ['cat', 'dog'],
    tags: [],
    splits: [{ name: 'all', start: 0, count: N }],
    given: new Uint16Array(N),
    current: new Uint16Array(N),
    truth: new Uint16Array(N).fill(NO_LABEL),
    tagBits: new Uint32Array(N),
    excluded: new Uint8Array(N),
    reviewed: new Uint8Array(N),
    split: new Uint8Array(N),
    fields: new Map(),
    qualities: null,
    runId: 1,
    predicted: null,
    confidence: null,
    scores: new Map(),
    ...changes,
  };
}

function score(key: string, method: ScoreMethod, values: number[]): [string, ScoreColumn] {
  return [key, { key, method, runId: 1, values: Float32Array.from(values), judged: new Uint16Array(N) }];
}

const all = Uint32Array.from({ length: N }, (_, i) => i);
const order = (t: Table): number[] => [...orderQueue(t, all, chooseOrder(t, false))];

describe('the order of a review', () => {
  it('is that of the best score there is, most suspect first whichever end that is, unscored samples last', () => {
    const low = score('self_confidence', 'self_confidence', [0.9, NaN, 0.1, 0.5, 0.5]);
    const high = score('mistakenness', 'mistakenness_logits', [0.9, 0.8, 0.1, 0.5, 0.4]);
    expect(order(table({ scores: new Map([high, low]) }))).toEqual([2, 3, 4, 0, 1]);
    expect(order(table({ scores: new Map([high]) }))).toEqual([0, 1, 3, 4, 2]);
  });

  it('never goes by hardness, which says nothing about labels', () => {
    const scores = new Map([score('hardness', 'hardness', [1, 2, 3, 4, 5])]);
    expect(chooseOrder(table({ scores }), false)).toEqual({ by: 'view' });
  });

  it('without a score goes by how sure the network is of another class', () => {
    const predicted = Uint16Array.of(1, 0, 1, 0, NO_LABEL);
    const confidence = Float32Array.of(0.6, 0.9, 0.8, 0.7, NaN);
    expect(order(table({ predicted, confidence }))).toEqual([2, 0, 3, 1, 4]);
  });

  it('is the view’s own where somebody sorted it, or nothing is known', () => {
    const scores = new Map([score('self_confidence', 'self_confidence', [5, 4, 3, 2, 1])]);
    expect(chooseOrder(table({ scores }), true)).toEqual({ by: 'view' });
    expect(order(table())).toEqual([...all]);
  });
});

it('the progress of a review tells what was decided about the samples of its queue', () => {
  const reviewed = Uint8Array.of(REVIEWED.kept, REVIEWED.relabelled, REVIEWED.excluded, REVIEWED.no, REVIEWED.unsure);
  const progress = countProgress(table({ reviewed }), [0, 1, 2, 3, 4]);
  const decided = { kept: 1, relabelled: 1, excluded: 1, unsure: 1 };
  expect(progress).toEqual({ total: 5, ...decided, open: 1, left: null, next: null });
});

it('how many wrong labels are left is the sum of the suspicions of what is open, as long as nobody has decided about labels', () => {
  const scores = new Map([score('suspicion', 'self_confidence', [0.5, 0.25, 0.125, 1, NaN])]);
  const reviewed = Uint8Array.of(REVIEWED.no, REVIEWED.no, REVIEWED.no, REVIEWED.excluded, REVIEWED.no);
  const { left, next } = countProgress(table({ scores, reviewed }), [0, 1, 3, 4]);
  expect(left!.expected).toBe(0.75);
  expect(next).toEqual({ samples: 3, expected: 0.75 });
});

it('labels kept make fewer mistakes expected among the others, labels replaced more', () => {
  const scores = new Map([score('suspicion', 'suspicion', [0.5, 0.5, 0.5, 0.5, 0.25])]);
  const left = (decision: number, label: number): number => {
    const reviewed = Uint8Array.of(decision, decision, decision, 0, 0);
    const current = Uint16Array.of(label, label, label, 0, 0);
    return countProgress(table({ scores, reviewed, current }), [3, 4]).left!.expected;
  };
  expect(left(REVIEWED.kept, 0)).toBeLessThan(0.65);
  expect(left(REVIEWED.unsure, 0)).toBe(left(REVIEWED.no, 0));
  expect(left(REVIEWED.relabelled, 1)).toBeGreaterThan(0.85);
});

describe('what comes next', () => {
  it('is open, behind the place first, and then what was skipped before it', () => {
    const t = table({ reviewed: Uint8Array.of(REVIEWED.no, REVIEWED.no, REVIEWED.no, REVIEWED.kept, REVIEWED.no) });
    const queue = Uint32Array.of(4, 3, 2, 1, 0);
    expect([...openAfter(t, queue, 2, 5)]).toEqual([1, 0, 4]);
    expect([...openAfter(t, queue, -1, 2)]).toEqual([4, 2]);
    expect([...openAfter(t, new Uint32Array(0), -1, 5)]).toEqual([]);
  });
});
