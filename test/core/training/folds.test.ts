import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { dealFolds } from '../../../src/core/training/folds.ts';
import { Random } from '../../../src/core/dataset/random.ts';

const CLASSES = ['cat', 'dog', 'frog'];
const labelsOf = (counts: number[]): Uint16Array =>
  Uint16Array.from(counts.flatMap((n, c) => Array<number>(n).fill(c)));

describe('folds', () => {
  it('differ by one sample at most, in all and in each class', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 7 }),
        fc.array(fc.nat(40), { minLength: 3, maxLength: 3 }),
        fc.nat(),
        (k, extra, seed) => {
          const counts = extra.map((n) => n + k);
          const labels = labelsOf(counts);
          const folds = dealFolds(labels, CLASSES, k, new Random(seed));
          const sizes = (label?: number): number[] =>
            Array.from(
              { length: k },
              (_, f) => folds.filter((g, i) => g === f && (label === undefined || labels[i] === label)).length,
            );
          for (const each of [sizes(), sizes(0), sizes(1), sizes(2)]) {
            expect(Math.max(...each) - Math.min(...each)).toBeLessThanOrEqual(1);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('are the same from the same seed and others from another', () => {
    const labels = labelsOf([20, 20, 20]);
    const deal = (seed: number): Uint8Array => dealFolds(labels, CLASSES, 5, new Random(seed));
    expect(deal(3)).toEqual(deal(3));
    expect(deal(4)).not.toEqual(deal(3));
  });

  it('do without a class that has no sample', () => {
    expect(new Set(dealFolds(labelsOf([4, 0, 4]), CLASSES, 2, new Random(1)))).toEqual(new Set([0, 1]));
  });

  it('more than the smallest class has samples are refused, by that class’s name', () => {
    expect(() => dealFolds(labelsOf([9, 4, 9]), CLASSES, 5, new Random(1))).toThrow(
      /at least 5 samples.*“dog” has 4.*fewer folds/,
    );
  });

  it.each([1, 2.5, 21, NaN])('%s of them are refused', (k) => {
    expect(() => dealFolds(labelsOf([30, 30, 30]), CLASSES, k, new Random(1))).toThrow(/whole number from 2 to 20/);
  });
});
