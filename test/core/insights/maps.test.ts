import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Random } from '../../../src/core/dataset/random.ts';
import { fuzzyGraph } from '../../../src/core/insights/fuzzy-graph.ts';
import { unitRows, type Neighbours } from '../../../src/core/insights/neighbours.ts';
import { plainSearch } from '../../support/plain-search.ts';
import { pcaMap } from '../../../src/core/insights/pca.ts';
import { symmetricEigen } from '../../../src/core/insights/symmetric-eigen.ts';
import { UmapLayout } from '../../../src/core/insights/umap.ts';

const D = 8;

/** Three groups of samples in directions of their own. */
function groups(n: number, seed = 1): Float32Array {
  const random = new Random(seed);
  return Float32Array.from({ length: n * D }, (_, at) => {
    const [i, c] = [Math.floor(at / D), at % D];
    return (c === i % 3 ? 4 : 0) + 0.5 * random.normal();
  });
}

function nearest(features: Float32Array, k: number): Neighbours {
  const search = plainSearch(unitRows(features, D).unit, D, k);
  search.search(0, features.length / D);
  return search.result();
}

/** How often a sample's nearest on the map is of its own group. */
function agreement(points: Float32Array): number {
  const n = points.length / 2;
  let agree = 0;
  for (let i = 0; i < n; i++) {
    let [best, least] = [-1, Infinity];
    for (let j = 0; j < n; j++) {
      const away = Math.hypot(points[i * 2] - points[j * 2], points[i * 2 + 1] - points[j * 2 + 1]);
      if (i !== j && away < least) [best, least] = [j, away];
    }
    agree += Number(best % 3 === i % 3);
  }
  return agree / n;
}

describe('eigenvectors', () => {
  it('make the matrix again, are orthonormal, and come with the highest value first', () => {
    const entries = fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 25, maxLength: 25 });
    fc.assert(
      fc.property(entries, (values) => {
        const matrix = Float64Array.from({ length: 25 }, (_, at) => {
          const [i, j] = [Math.floor(at / 5), at % 5];
          return values[Math.min(i, j) * 5 + Math.max(i, j)];
        });
        const { values: lambda, vectors } = symmetricEigen(matrix.slice(), 5);
        for (let i = 0; i < 5; i++) {
          if (i > 0) expect(lambda[i]).toBeLessThanOrEqual(lambda[i - 1]);
          for (let j = 0; j < 5; j++) {
            let [again, product] = [0, 0];
            for (let r = 0; r < 5; r++) {
              again += lambda[r] * vectors[r * 5 + i] * vectors[r * 5 + j];
              product += vectors[i * 5 + r] * vectors[j * 5 + r];
            }
            expect(again).toBeCloseTo(matrix[i * 5 + j], 8);
            expect(product).toBeCloseTo(i === j ? 1 : 0, 8);
          }
        }
      }),
    );
  });
});

describe('the map by principal components', () => {
  it('lays out the direction of most variance along x, the next along y, within −1 … 1', () => {
    const random = new Random(2);
    const features = new Float32Array(500 * D);
    for (let i = 0; i < 500; i++) {
      features[i * D + 3] = 10 * random.normal();
      features[i * D + 5] = 2 * random.normal();
    }
    const points = pcaMap(features, D);
    expect(Math.max(...points.map(Math.abs))).toBeCloseTo(1, 5);
    const scale = (points[2] - points[0]) / (features[D + 3] - features[3]);
    for (let i = 1; i < 500; i++) {
      // The samples' own covariance tilts the axes a little.
      expect(points[i * 2] - points[0]).toBeCloseTo((features[i * D + 3] - features[3]) * scale, 1);
    }
  });

  it('gives no place to features that are not numbers, and one in the middle to a lone sample', () => {
    const features = groups(10);
    features[4 * D] = NaN;
    const points = pcaMap(features, D);
    expect([...points.slice(8, 10)]).toEqual([NaN, NaN]);
    expect(points.filter(Number.isNaN).length).toBe(2);
    expect([...pcaMap(groups(1), D)]).toEqual([0, 0]);
    expect(pcaMap(new Float32Array(0), 0).length).toBe(0);
    expect([...pcaMap(Float32Array.of(1, 2, 3), 1)]).toEqual([-1, 0, 0, 0, 1, 0]);
  });
});

describe('the graph of belonging together', () => {
  it('has every pair from both sides with one weight, and wholly joins each sample to its nearest', () => {
    const of = nearest(groups(60), 6);
    const { heads, tails, weights } = fuzzyGraph(of);
    const by = new Map(Array.from(weights, (weight, e) => [`${heads[e]} ${tails[e]}`, weight]));
    expect(by.size).toBe(weights.length);
    for (let e = 0; e < weights.length; e++) {
      expect(weights[e]).toBeGreaterThan(0);
      expect(weights[e]).toBeLessThanOrEqual(1);
      expect(by.get(`${tails[e]} ${heads[e]}`)).toBe(weights[e]);
    }
    for (let i = 0; i < 60; i++) expect(by.get(`${i} ${of.neighbours[i * 6]}`)).toBe(1);
  });
});

describe('the map by UMAP', () => {
  const lay = (features: Float32Array, seed: number, epochs = 200): Float32Array => {
    const layout = new UmapLayout(fuzzyGraph(nearest(features, 10)), pcaMap(features, D), new Random(seed), epochs);
    while (layout.epoch < layout.epochs) layout.step();
    return layout.points;
  };

  it('keeps together what is alike, better than two components do', () => {
    const random = new Random(3);
    // Six groups in six directions: a plane cannot show them apart by a projection.
    const features = Float32Array.from({ length: 300 * D }, (_, at) => {
      const [i, c] = [Math.floor(at / D), at % D];
      return (c === (i % 3) * 2 + (Math.floor(i / 3) % 2) ? 4 : 0) + 0.6 * random.normal();
    });
    const umap = agreement(lay(features, 1));
    expect(umap).toBeGreaterThan(0.97);
    expect(umap).toBeGreaterThan(agreement(pcaMap(features, D)));
  });

  it('is the same for the same seed and another for another', () => {
    const features = groups(90);
    expect(lay(features, 5)).toEqual(lay(features, 5));
    expect(lay(features, 5)).not.toEqual(lay(features, 6));
  });

  it('ends with numbers for samples that all look alike, and for a single one', () => {
    const same = new Float32Array(30 * D).fill(1);
    expect(lay(same, 1, 20).every(Number.isFinite)).toBe(true);
    expect(lay(groups(1), 1, 20).every(Number.isFinite)).toBe(true);
  });
});
