import { describe, expect, it } from 'vitest';
import { suggestSide, thoroughSide } from '../../../src/core/backbone/suggest-side.ts';

describe('the side that is suggested for a backbone', () => {
  it.each([
    ['10,000 of 32 pixels', 10_000, 32, 400, 96],
    ['50,000 of 32 pixels, though they take two minutes', 50_000, 32, 400, 96],
    ['28 pixels', 10_000, 28, 400, 96],
    ['3,000 photos', 3000, 500, 400, 224],
    ['5,000 photos', 5000, 500, 300, 160],
    ['12,000 photos', 12_000, 500, 400, 128],
    ['100,000 photos', 100_000, 500, 400, 96],
    ['few of 64 pixels, which are not enlarged further', 100, 64, 400, 160],
  ])('is right for %s', (_, count, source, perSecond, side) => {
    expect(suggestSide(count, source, perSecond).side).toBe(side);
  });

  it('says how long the features take', () => {
    expect(suggestSide(10_000, 32, 400)).toEqual({ side: 96, estimatedMs: 25_000 });
    expect(suggestSide(1000, 500, 400).estimatedMs).toBeCloseTo(2500 * (224 / 96) ** 2, 6);
  });

  it('is as suggested in the recipe for large data sets, but no smaller than 128 pixels', () => {
    expect(thoroughSide(suggestSide(50_000, 32, 500))).toEqual({ side: 128, estimatedMs: 100_000 * (128 / 96) ** 2 });
    expect(thoroughSide(suggestSide(3000, 500, 400)).side).toBe(224);
  });
});
