import { describe, expect, it } from 'vitest';
import type { Table } from '../../../src/core/dataset/table.ts';
import { NO_LABEL } from '../../../src/core/dataset/types.ts';
import { figuresAt, rankBySuspicion, withDecisions } from '../../../src/core/insights/rank-curve.ts';

/** Six samples labelled 0; the truth of the last is not known, the fourth has no suspicion. */
const table = {
  truth: Uint16Array.of(0, 1, 1, 1, 0, NO_LABEL),
  scores: new Map([
    [
      'suspicion',
      {
        key: 'suspicion',
        method: 'suspicion',
        values: Float32Array.of(0.1, 0.9, 0.6, NaN, 0.8, 0.7),
        judged: new Uint16Array(6),
      },
    ],
    ['hardness', { key: 'hardness', method: 'hardness' }],
  ]),
} as unknown as Table;

const all = Uint32Array.of(0, 1, 2, 3, 4, 5);

describe('a ranking by suspicion', () => {
  it('says what to expect of its first samples, and what is there where the truth is known', () => {
    const curve = rankBySuspicion(table, 'suspicion', all);
    expect([...curve.ranked]).toEqual([1, 4, 5, 2, 0]);
    const { depth, expected, real } = figuresAt(curve, 3);
    expect([depth, expected.errors]).toEqual([3, expect.closeTo(2.4, 5)]);
    expect(expected.precision).toBeCloseTo(0.8, 5);
    // Of the first three two are known and one of these is wrong, out of two wrong ones that are ranked.
    expect(real).toEqual({ errors: 1, precision: 0.5, recall: 0.5, f1: 0.5 });
  });

  it('ranks some samples alone, and claims no truth where none of them is known to be wrong', () => {
    const curve = rankBySuspicion(table, 'suspicion', Uint32Array.of(0, 4, 5));
    expect([...curve.ranked]).toEqual([4, 5, 0]);
    expect(figuresAt(curve, 2).real).toBeNull();
  });

  it('stays within the samples there are', () => {
    const curve = rankBySuspicion(table, 'suspicion', all);
    expect(figuresAt(curve, 99).depth).toBe(5);
    expect(figuresAt(curve, -1).real).toEqual({ errors: 0, precision: 0, recall: 0, f1: 0 });
    expect(figuresAt(rankBySuspicion(table, 'suspicion', new Uint32Array(0)), 1).expected.f1).toBe(0);
  });

  it('counts what is excluded neither as expected nor as known to be wrong', () => {
    const open = { reviewed: new Uint8Array(6), current: new Uint16Array(6), predicted: null };
    const curve = rankBySuspicion(table, 'suspicion', all);
    const whole = figuresAt(withDecisions(curve, { ...open, excluded: new Uint8Array(6) }), 5);
    const { expected, real, total, counted } = figuresAt(
      withDecisions(curve, { ...open, excluded: Uint8Array.of(0, 1, 0, 0, 0, 0) }),
      5,
    );
    expect([whole.counted, counted]).toEqual([5, 4]);
    expect([whole.real!.errors, real!.errors]).toEqual([2, 1]);
    expect(whole.total.expected - total.expected).toBeCloseTo(0.9, 5);
    expect(expected.errors).toBeCloseTo(total.expected, 5);
  });

  it('says what was expected of the very samples whose truth is known, where that is not all of them', () => {
    const { whereKnown } = figuresAt(rankBySuspicion(table, 'suspicion', all), 3);
    // Of the first three, samples 1, 4 and 5, the truth of the last is not known.
    expect(whereKnown).toEqual({ samples: 4, errors: expect.closeTo(1.7, 5) });
    const known = Uint32Array.of(0, 1, 2, 4);
    expect(figuresAt(rankBySuspicion(table, 'suspicion', known), 3).whereKnown).toBeNull();
  });

  it('is refused by another score, which expects nothing', () => {
    expect(() => rankBySuspicion(table, 'hardness', all)).toThrow('“hardness” is no label-error probability');
    expect(() => rankBySuspicion(table, 'mine', all)).toThrow('There is no score “mine”');
  });
});
