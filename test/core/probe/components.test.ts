import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Random } from '../../../src/core/dataset/random.ts';
import { findComponents, projectRows } from '../../../src/core/probe/components.ts';
import { plainCrossProduct } from '../../../src/core/probe/cross-product.ts';
import { Moments } from '../../../src/core/probe/moments.ts';
import { tridiagonalEigen } from '../../../src/core/probe/tridiagonal-eigen.ts';

/** n×d normal numbers, each column wider than the next, about a mean of its own. */
function someRows(n: number, d: number, seed = 1): Float32Array {
  const random = new Random(seed);
  return Float32Array.from({ length: n * d }, (_, at) => random.normal() / (1 + (at % d)) + (at % d) / 7);
}

const momentsOf = (rows: Float32Array, d: number): Moments => {
  const moments = new Moments(d, plainCrossProduct);
  moments.add(rows);
  return moments;
};

describe('moments', () => {
  const [n, d] = [2500, 6];
  const rows = someRows(n, d);

  it('are those of the textbook, in however many parts the rows come', () => {
    const parts = new Moments(d, plainCrossProduct);
    for (let from = 0; from < n; from += 700) parts.add(rows.subarray(from * d, Math.min(n, from + 700) * d));
    for (const moments of [parts, momentsOf(rows, d)]) {
      expect(moments.count).toBe(n);
      const mean = Array.from({ length: d }, (_, j) => {
        let sum = 0;
        for (let i = 0; i < n; i++) sum += rows[i * d + j] / n;
        return sum;
      });
      moments.mean().forEach((value, j) => expect(value).toBeCloseTo(mean[j], 5));
      const covariance = moments.covariance();
      for (let a = 0; a < d; a++) {
        for (let b = 0; b < d; b++) {
          let sum = 0;
          for (let i = 0; i < n; i++) sum += ((rows[i * d + a] - mean[a]) * (rows[i * d + b] - mean[b])) / n;
          expect(covariance[a * d + b]).toBeCloseTo(sum, 5);
        }
      }
    }
  });

  it('leave out rows that are no numbers', () => {
    const odd = Float32Array.from([
      ...rows,
      ...new Array<number>(d - 1).fill(1),
      NaN,
      ...new Array<number>(d).fill(Infinity),
    ]);
    expect([...momentsOf(odd, d).covariance()]).toEqual([...momentsOf(rows, d).covariance()]);
    expect(momentsOf(odd, d).count).toBe(n);
  });
});

describe('eigenvectors', () => {
  it('turn a symmetric matrix into the diagonal of its eigenvalues', () => {
    const matrix = fc
      .integer({ min: 1, max: 12 })
      .chain((d) =>
        fc
          .array(fc.integer({ min: -3, max: 3 }), { minLength: d * d, maxLength: d * d })
          .map((cells) => ({ d, cells })),
      );
    fc.assert(
      fc.property(matrix, ({ d, cells }) => {
        const symmetric = Float64Array.from(cells, (_, at) => cells[at] + cells[(at % d) * d + Math.floor(at / d)]);
        const { values, vectors } = tridiagonalEigen(symmetric, d);
        expect([...values]).toEqual([...values].sort((a, b) => b - a));
        for (let a = 0; a < d; a++) {
          const v = vectors.subarray(a * d, (a + 1) * d);
          for (let i = 0; i < d; i++) {
            let sum = 0;
            for (let j = 0; j < d; j++) sum += symmetric[i * d + j] * v[j];
            expect(sum).toBeCloseTo(values[a] * v[i], 8);
          }
          for (let b = 0; b <= a; b++) {
            const dot = v.reduce((sum, x, j) => sum + x * vectors[b * d + j], 0);
            expect(dot).toBeCloseTo(Number(a === b), 8);
          }
        }
      }),
    );
  });
});

describe('components', () => {
  it('are uncorrelated, centred, of the variances they say, and hold the widest directions', () => {
    const [n, d] = [3000, 40];
    const rows = someRows(n, d);
    const components = findComponents(momentsOf(rows, d), plainCrossProduct);
    expect(components.r).toBe(d);
    const found = momentsOf(projectRows(rows, components, plainCrossProduct), components.r);
    for (const mean of found.mean()) expect(mean).toBeCloseTo(0, 3);
    const covariance = found.covariance();
    for (let a = 0; a < d; a++) {
      for (let b = 0; b < d; b++) expect(covariance[a * d + b]).toBeCloseTo(a === b ? components.variances[a] : 0, 2);
    }
    expect([...components.variances]).toEqual([...components.variances].sort((a, b) => b - a));
  });

  it('are no more than there are directions: fewer samples than features, features that are constant or equal', () => {
    const few = someRows(5, 30);
    expect(findComponents(momentsOf(few, 30), plainCrossProduct).r).toBe(4);
    const odd = Float32Array.from({ length: 200 * 4 }, (_, at) => (at % 4 < 2 ? Math.sin(at >> 2) : at % 4));
    const components = findComponents(momentsOf(odd, 4), plainCrossProduct);
    expect(components.r).toBe(1);
    expect(projectRows(odd, components, plainCrossProduct).every(Number.isFinite)).toBe(true);
  });

  it('are numbers where all samples are alike, and NaN for a sample whose features are', () => {
    const alike = new Float32Array(60).fill(0.5);
    const components = findComponents(momentsOf(alike, 3), plainCrossProduct);
    expect(projectRows(alike, components, plainCrossProduct).every(Number.isFinite)).toBe(true);
    expect(projectRows(Float32Array.of(1, NaN, 1), components, plainCrossProduct).every(Number.isNaN)).toBe(true);
  });

  it('are always the same', () => {
    const rows = someRows(60, 200);
    const [a, b] = [1, 2].map(() => findComponents(momentsOf(rows, 200), plainCrossProduct));
    expect(a.r).toBe(59);
    expect(a).toEqual(b);
  });
});
