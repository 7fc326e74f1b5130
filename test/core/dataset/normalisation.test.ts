import { describe, expect, it } from 'vitest';
import { NormalisationSums } from '../../../src/core/dataset/normalisation.ts';
import { Random } from '../../../src/core/dataset/random.ts';

describe('NormalisationSums', () => {
  it('gives each colour’s mean and deviation over all pixels, however the pictures come', () => {
    const random = new Random(3);
    const bytes = Uint8Array.from({ length: 3 * 500 }, (_, i) => random.int(i % 3 === 1 ? 40 : 256));
    const sums = new NormalisationSums();
    for (const [from, to] of [
      [0, 300],
      [300, 303],
      [303, 1500],
    ])
      sums.add(bytes.subarray(from, to));
    const { mean, deviation } = sums.result();
    for (let c = 0; c < 3; c++) {
      const values = Array.from(bytes.filter((_, i) => i % 3 === c));
      const wanted = values.reduce((sum, value) => sum + value, 0) / values.length;
      const spread = Math.sqrt(values.reduce((sum, value) => sum + (value - wanted) ** 2, 0) / values.length);
      expect(mean[c]).toBeCloseTo(wanted, 8);
      expect(deviation[c]).toBeCloseTo(spread, 8);
    }
  });

  it('has a deviation to divide by even where a colour never varies', () => {
    const sums = new NormalisationSums();
    sums.add(Uint8Array.from({ length: 300 }, (_, i) => (i % 3 === 0 ? 200 : (i * 7) % 256)));
    const { mean, deviation } = sums.result();
    expect(mean[0]).toBe(200);
    expect(deviation[0]).toBe(1);
    expect(deviation[1]).toBeGreaterThan(10);
  });
});
