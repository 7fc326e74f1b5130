import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NO_LABEL } from '../../../src/core/dataset/types.ts';
import { catalogue } from '../../../src/core/insights/catalogue.ts';
import { SCORE_METHODS } from '../../../src/core/insights/methods.ts';
import { computeScore } from '../../../src/core/insights/scores.ts';

const one = (method: (typeof SCORE_METHODS)[number], logits: number[], label: number): number =>
  computeScore(method, Float32Array.from(logits), Uint16Array.of(label), logits.length)[0];

describe('scores', () => {
  it('do not overflow on large logits, nor underflow to NaN', () => {
    for (const method of SCORE_METHODS) expect(one(method, [1e30, -1e30, 0], 1), method).not.toBeNaN();
    expect(one('self_confidence', [1000, 999], 0)).toBeCloseTo(1 / (1 + Math.exp(-1)), 6);
    expect(one('hardness', [1e30, -1e30], 0)).toBe(0);
  });

  it('are the limits of their ranges for a network that is sure, and for one that has no idea', () => {
    expect(one('hardness', [2, 2, 2, 2], 0)).toBeCloseTo(Math.log(4), 6);
    expect(one('mistakenness_logits', [99, 0], 1)).toBeCloseTo(1, 6);
    expect(one('mistakenness_logits', [99, 0], 0)).toBeCloseTo(0, 6);
    expect(one('mistakenness_confidence', [99, 0], 1)).toBeCloseTo(1, 6);
    expect(one('mistakenness_2020', [5, 0], 1)).toBe(1);
    expect(one('mistakenness_2020', [3, 3], 0)).toBeCloseTo(0.5, 6);
    expect(one('self_confidence', [99, 0], 1)).toBeCloseTo(0, 6);
  });

  it('are missing where the network diverged', () => {
    for (const method of SCORE_METHODS) {
      expect(one(method, [0, NaN, 1], 0), method).toBeNaN();
      expect(one(method, [0, Infinity, 1], 0), method).toBeNaN();
    }
  });

  it('are missing where there is no label to judge; hardness needs none', () => {
    for (const method of SCORE_METHODS) {
      expect(Number.isNaN(one(method, [0, 1], NO_LABEL)), method).toBe(method !== 'hardness');
    }
  });

  it('refuse labels that are no class and logits that do not fit', () => {
    expect(() => one('hardness', [0, 1], 2)).toThrow(/label 2 of sample 0 is not one of 2 classes/);
    expect(() => computeScore('hardness', new Float32Array(5), new Uint16Array(2), 2)).toThrow(/5 logits do not fit/);
  });

  it('stay within the range that the catalogue states, whatever the logits', () => {
    const logits = fc.array(fc.float({ min: -50, max: 50, noNaN: true }), { minLength: 2, maxLength: 12 });
    fc.assert(
      fc.property(logits, fc.nat(), (row, n) => {
        const k = row.length;
        for (const method of SCORE_METHODS) {
          const value = one(method, row, n % k);
          const low = method === 'mistakenness_2020' ? 1 / k : 0;
          const high = method === 'hardness' ? Math.log(k) : 1;
          expect(value, method).toBeGreaterThanOrEqual(low - 1e-6);
          expect(value, method).toBeLessThanOrEqual(high + 1e-6);
        }
      }),
    );
  });
});

describe('the catalogue', () => {
  it('tells of every score, and which end of it is suspect', () => {
    expect(Object.keys(catalogue).sort()).toEqual([...SCORE_METHODS].sort());
    for (const method of SCORE_METHODS) {
      const sure = one(method, [9, 0, 0], 0);
      const doubted = one(method, [0, 9, 1], 0);
      if (method === 'hardness' || method === 'mistakenness_2020') continue;
      expect(doubted > sure, method).toBe(catalogue[method].suspectWhen === 'high');
    }
  });
});
