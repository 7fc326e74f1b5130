import { describe, expect, it } from 'vitest';
import { isNone, pairedGain } from '../../../src/core/metrics/paired-gain.ts';

describe('a gain on the same samples', () => {
  it('equals hand-computed values: one of each kind added, over two samples more', () => {
    // p₁ = 13/402, p₂ = 12/402: √((25/402 − (1/402)²) / 402) · 1.95996…
    const { gain, error } = pairedGain(12, 11, 400);
    expect(gain).toBeCloseTo(0.0025, 12);
    expect(error).toBeCloseTo(0.0243764486501, 12);
    expect(pairedGain(30, 9, 1000).error).toBeCloseTo(0.0124574370562, 12);
  });

  it.each([
    // won, lost, samples, 1.95996… · scipy.stats.sem of the differences, p of scipy.stats.binomtest (McNemar’s exact test)
    [12, 11, 400, 0.023527293012, 1],
    [40, 10, 400, 0.033901454812, 2.3861331676755526e-5],
    [30, 9, 1000, 0.012176661355, 0.0010650196345523],
  ])(
    'lies close to the standard error of the differences, and agrees with McNemar: %i against %i',
    (won, lost, n, sem, p) => {
      const difference = pairedGain(won, lost, n);
      expect(difference.error / sem).toBeGreaterThan(1);
      expect(difference.error / sem).toBeLessThan(1.05);
      expect(isNone(difference)).toBe(p > 0.05);
    },
  );

  it('is not certain where no sample tells the runs apart', () => {
    const same = pairedGain(0, 0, 10);
    expect(same).toEqual({ gain: 0, error: expect.closeTo(0.2309839707, 9) });
    expect(isNone(same)).toBe(true);
  });
});
