import fc from 'fast-check';
import { expect, it } from 'vitest';
import { expBelow } from '../../../src/core/insights/fast-exp.ts';

it('equals Math.exp to 2e-15 of its value, from 0 down to the smallest number', () => {
  fc.assert(
    fc.property(fc.double({ min: -707.9, max: 0, noNaN: true }), (x) => {
      expect(Math.abs(expBelow(x) / Math.exp(x) - 1)).toBeLessThan(2e-15);
    }),
    { numRuns: 20_000 },
  );
  expect(expBelow(0)).toBe(1);
  expect(expBelow(-0)).toBe(1);
});

it('is 0 far below, and no number where there is none', () => {
  expect(expBelow(-709)).toBe(0);
  expect(expBelow(-Infinity)).toBe(0);
  expect(expBelow(NaN)).toBeNaN();
  // +∞ − +∞ of a diverged network.
  expect(expBelow(Infinity - Infinity)).toBeNaN();
});
