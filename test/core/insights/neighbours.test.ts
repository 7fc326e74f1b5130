import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Random } from '../../../src/core/dataset/random.ts';
import {
  NO_NEIGHBOUR,
  mergeNeighbours,
  nameNeighbours,
  unitRows,
  type Neighbours,
} from '../../../src/core/insights/neighbours.ts';
import { plainSearch } from '../../support/plain-search.ts';

const D = 3;

/** Features of n samples; coarse, so that some are alike and some have no direction. */
const features = (most = 40) =>
  fc
    .array(fc.tuple(...Array.from({ length: D }, () => fc.integer({ min: -2, max: 2 }))), {
      minLength: 1,
      maxLength: most,
    })
    .map((rows) => Float32Array.from(rows.flat()));

const count = (values: Float32Array): number => values.length / D;
const range = (n: number): Uint32Array => Uint32Array.from({ length: n }, (_, i) => i);

/** What the page gets: all neighbours, by `workers` searches that share the rows eight at a time. */
function search(values: Float32Array, k: number, workers = 1): Neighbours {
  const { unit, rows } = unitRows(values, D);
  const parts = Array.from({ length: workers }, (_, share) => {
    const one = plainSearch(unit, D, k);
    for (let from = share * 8; from < rows.length; from += workers * 8)
      one.search(from, Math.min(rows.length, from + 8));
    return one.result();
  });
  return nameNeighbours(mergeNeighbours(parts), rows, range(count(values)));
}

/** The definition, in float64. */
function cosine(values: Float32Array, i: number, j: number): number {
  let [dot, a, b] = [0, 0, 0];
  for (let c = 0; c < D; c++) {
    dot += values[i * D + c] * values[j * D + c];
    a += values[i * D + c] ** 2;
    b += values[j * D + c] ** 2;
  }
  return dot / Math.sqrt(a * b);
}

describe('nearest neighbours', () => {
  it('are the k of highest cosine, most similar first, never the sample itself and never one twice', () => {
    fc.assert(
      fc.property(features(), fc.integer({ min: 1, max: 6 }), (values, k) => {
        const found = search(values, k);
        for (let i = 0; i < count(values); i++) {
          const all = [...range(count(values))].filter((j) => j !== i).map((j) => cosine(values, i, j));
          const best = all.filter((value) => !Number.isNaN(value)).sort((a, b) => b - a);
          const mine = [...found.neighbours.subarray(i * k, (i + 1) * k)];
          const named = mine.filter((j) => j !== NO_NEIGHBOUR);
          expect(named.length).toBe(Math.min(k, best.length));
          expect(new Set(named).size).toBe(named.length);
          expect(named).not.toContain(i);
          named.forEach((j, r) => {
            expect(found.similarity[i * k + r]).toBeCloseTo(cosine(values, i, j), 5);
            expect(found.similarity[i * k + r]).toBeCloseTo(best[r], 5);
          });
        }
      }),
    );
  });

  it('are the same however many workers share the search', () => {
    fc.assert(
      fc.property(features(), fc.integer({ min: 1, max: 6 }), fc.integer({ min: 2, max: 4 }), (values, k, workers) => {
        expect(search(values, k, workers)).toEqual(search(values, k));
      }),
    );
  });

  it('move with the samples: a shuffled data set has the same similarities', () => {
    fc.assert(
      fc.property(features(), fc.integer(), (values, seed) => {
        const order = new Random(seed).shuffle(range(count(values)));
        const moved = new Float32Array(values.length);
        order.forEach((from, to) => moved.set(values.subarray(from * D, (from + 1) * D), to * D));
        const [before, after] = [search(values, 3), search(moved, 3)];
        order.forEach((from, to) => {
          expect(after.similarity.slice(to * 3, to * 3 + 3)).toEqual(before.similarity.slice(from * 3, from * 3 + 3));
        });
      }),
    );
  });

  it('are missing where a sample has no direction, and where there are fewer samples than neighbours asked for', () => {
    const values = Float32Array.of(1, 0, 0, NaN, 1, 1, 0, 0, 0, 1, 1, 0, Infinity, 0, 0);
    const found = search(values, 4);
    expect([...found.neighbours]).toEqual([3, ...none(3), ...none(4), ...none(4), 0, ...none(3), ...none(4)]);
    expect(found.similarity[0]).toBeCloseTo(Math.SQRT1_2, 6);
    expect(found.similarity[1]).toBeNaN();
    expect([...search(Float32Array.of(1, 2, 3), 2).neighbours]).toEqual(none(2));
  });

  it('of equals come in ascending order', () => {
    const values = Float32Array.from({ length: 20 * D }, (_, at) => (at % D === 0 ? 1 : 0));
    const found = search(values, 3, 2);
    expect([...found.neighbours.subarray(0, 3)]).toEqual([1, 2, 3]);
    expect([...found.neighbours.subarray(19 * 3)]).toEqual([0, 1, 2]);
  });
});

const none = (n: number): number[] => new Array<number>(n).fill(NO_NEIGHBOUR);
