import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Random } from '../../../src/core/dataset/random.ts';
import { expectAt, planCut } from '../../../src/core/insights/cut.ts';

describe('the cut', () => {
  it('lies between the suspects and the rest where they stand apart', () => {
    const suspicion = Float32Array.from({ length: 100 }, (_, i) => (i % 10 === 3 ? 0.95 : 0.01));
    const cut = planCut(suspicion);
    expect(cut.depth).toBe(10);
    expect([...cut.order.subarray(0, 3)]).toEqual([3, 13, 23]);
    expect(cut.expectedTotal).toBeCloseTo(10.4, 4);
    expect(expectAt(cut, cut.depth)).toMatchObject({ depth: 10, precision: expect.closeTo(0.95, 5) });
  });

  it('is where F1 turns out highest, and expects what is found, if the suspicions are right', () => {
    const random = new Random(5);
    const suspicion = Float32Array.from({ length: 20_000 }, () => random.float() ** 4);
    const wrong = Uint8Array.from(suspicion, (p) => Number(random.float() < p));
    const cut = planCut(suspicion);
    const all = wrong.reduce((sum, w) => sum + w, 0);
    let found = 0;
    const f1 = Array.from(cut.order, (i, j) => (2 * (found += wrong[i])) / (j + 1 + all));
    expect(f1[cut.depth - 1]).toBeGreaterThan(Math.max(...f1) - 0.005);
    const { errors } = expectAt(cut, cut.depth);
    const foundThere = cut.order.subarray(0, cut.depth).reduce((sum, i) => sum + wrong[i], 0);
    const deviation = Math.sqrt(
      cut.order.subarray(0, cut.depth).reduce((sum, i) => sum + suspicion[i] * (1 - suspicion[i]), 0),
    );
    expect(Math.abs(foundThere - errors)).toBeLessThan(4 * deviation);
  });

  it('asks to look at nothing where nothing is suspect or nothing was judged', () => {
    for (const values of [[], [0, 0, 0], [NaN, NaN]]) {
      const suspicion = Float32Array.from(values);
      const cut = planCut(suspicion);
      expect(cut.depth).toBe(0);
      expect(expectAt(cut, 5)).toMatchObject({ errors: 0, recall: 0, f1: 0 });
    }
    expect([...planCut(Float32Array.of(NaN, 0.2, NaN, 0.4)).order]).toEqual([3, 1]);
  });

  it('expects more errors and more recall, and no higher precision, the further down one looks', () => {
    const values = fc.array(fc.float({ min: 0, max: 1, noNaN: true }), { minLength: 2, maxLength: 60 });
    fc.assert(
      fc.property(values, (list) => {
        const suspicion = Float32Array.from(list);
        const cut = planCut(suspicion);
        const steps = Array.from({ length: list.length }, (_, j) => expectAt(cut, j + 1));
        for (const [j, here] of steps.entries()) {
          expect(here.recall).toBeLessThanOrEqual(1);
          expect(here.f1).toBeLessThanOrEqual(expectAt(cut, cut.depth).f1 + 1e-12);
          if (j === 0) continue;
          expect(here.errors).toBeGreaterThanOrEqual(steps[j - 1].errors);
          expect(here.precision).toBeLessThanOrEqual(steps[j - 1].precision + 1e-9);
        }
      }),
    );
  });
});
