import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NO_LABEL } from '../../../src/core/dataset/types.ts';
import { DuplicateFinder, judgeDuplicates, rankDuplicates } from '../../../src/core/insights/duplicates.ts';
import {
  labelAgreement,
  outlierScore,
  representativeness,
  uniqueness,
} from '../../../src/core/insights/neighbour-scores.ts';
import { NO_NEIGHBOUR, type Neighbours } from '../../../src/core/insights/neighbours.ts';

/** Samples 10, 11, 12 and 13: the first two alike, the third near both, the last without neighbours. */
const indices = Uint32Array.of(10, 11, 12, 13);
const of: Neighbours = {
  k: 2,
  neighbours: Uint32Array.of(11, 12, 10, 12, 11, 10, NO_NEIGHBOUR, NO_NEIGHBOUR),
  similarity: Float32Array.of(0.9, 0.6, 0.9, 0.5, 0.5, 0.4, NaN, NaN),
};
const labelled = (...last: number[]): Uint16Array => Uint16Array.from([...new Array<number>(10).fill(7), ...last]);

describe('agreement with the neighbours', () => {
  it('is the share of like neighbours that have the label, weighed by how alike they are', () => {
    const values = labelAgreement(of, labelled(1, 1, 2, 1), indices);
    expect(values[0]).toBeCloseTo(0.9 / 1.5, 6);
    expect(values[2]).toBe(0);
    expect(values[3]).toBeNaN();
  });

  it('asks no more neighbours than told to, and none without a label', () => {
    expect([...labelAgreement(of, labelled(1, 1, 2, 1), indices, 1)].slice(0, 3)).toEqual([1, 1, 0]);
    const values = labelAgreement(of, labelled(1, NO_LABEL, 1, 1), indices);
    expect([...values]).toEqual([1, NaN, 1, NaN]);
  });
});

describe('scores of similarity', () => {
  it('tell outliers, the unique, and those that stand for others', () => {
    const outlier = outlierScore(of);
    expect(outlier[0]).toBeCloseTo(1 - 0.75, 6);
    expect(outlier[2]).toBeCloseTo(1 - 0.45, 6);
    expect(outlier[3]).toBeNaN();
    expect(uniqueness(of)[2]).toBeCloseTo(0.5, 6);
    expect(uniqueness(of)[3]).toBeNaN();
    const typical = representativeness(of, indices);
    expect(typical[0]).toBeCloseTo(0.75, 6);
    expect(typical[3]).toBeNaN();
  });

  it('keep their ranges, and a relabelling of the classes changes none', () => {
    const rows = fc.array(fc.array(fc.tuple(fc.nat(9), fc.float({ min: -1, max: 1, noNaN: true })), { maxLength: 4 }), {
      minLength: 10,
      maxLength: 10,
    });
    fc.assert(
      fc.property(rows, fc.array(fc.nat(3), { minLength: 10, maxLength: 10 }), (lists, labels) => {
        const k = 4;
        const some: Neighbours = {
          k,
          neighbours: new Uint32Array(40).fill(NO_NEIGHBOUR),
          similarity: new Float32Array(40),
        };
        lists.forEach((list, i) => {
          list.sort((a, b) => b[1] - a[1]);
          list.forEach(([j, s], r) => {
            some.neighbours[i * k + r] = j;
            some.similarity[i * k + r] = s;
          });
        });
        const all = Uint32Array.from({ length: 10 }, (_, i) => i);
        const within = (values: Float32Array, low: number, high: number): void => {
          for (const value of values) if (!Number.isNaN(value)) expect(value >= low && value <= high).toBe(true);
        };
        const agreement = labelAgreement(some, Uint16Array.from(labels), all);
        within(agreement, 0, 1.0001);
        within(outlierScore(some), -0.0001, 2);
        within(uniqueness(some), 0, 2);
        within(representativeness(some, all), 0, 10);
        const turned = Uint16Array.from(labels, (label) => 3 - label);
        expect(labelAgreement(some, turned, all)).toEqual(agreement);
      }),
    );
  });
});

describe('exact duplicates', () => {
  it('are the samples whose bytes are the same, across blocks, as a comparison of all with all says', () => {
    const samples = fc.array(fc.array(fc.nat(2), { minLength: 5, maxLength: 5 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(samples, fc.integer({ min: 1, max: 20 }), (rows, block) => {
        const finder = new DuplicateFinder();
        for (let first = 0; first < rows.length; first += block) {
          finder.add(Uint8Array.from(rows.slice(first, first + block).flat()), 5, first);
        }
        const groups = new Map<string, number[]>();
        rows.forEach((row, i) => groups.set(row.join(), [...(groups.get(row.join()) ?? []), i]));
        expect(finder.result()).toEqual([...groups.values()].filter((group) => group.length > 1));
      }),
    );
  });

  it('are not those that differ in one bit of one byte', () => {
    const bytes = new Uint8Array(3072 * 2);
    for (const at of [0, 1, 2, 3, 1535, 3069, 3071]) {
      for (let bit = 0; bit < 8; bit++) {
        bytes.fill(0).set([1 << bit], 3072 + at);
        const finder = new DuplicateFinder();
        finder.add(bytes, 3072, 0);
        expect(finder.result()).toEqual([]);
      }
    }
  });

  it('are leaks where they lie in several splits, and conflicts where their labels differ', () => {
    const [split, labels] = [Uint8Array.of(0, 0, 0, 1, 1), Uint16Array.of(1, 2, NO_LABEL, 1, 1)];
    const judged = judgeDuplicates(
      [
        [0, 1],
        [0, 3],
        [0, 2],
        [1, 4],
      ].map((indices) => ({ indices, similarity: 1 })),
      split,
      labels,
      new Uint8Array(5),
    );
    expect(judged.map(({ leak, conflict }) => [leak, conflict])).toEqual([
      [false, true],
      [true, false],
      [false, false],
      [true, true],
    ]);
  });

  it('neither leak nor conflict by what is left out of training', () => {
    const [split, labels] = [Uint8Array.of(0, 0, 1), Uint16Array.of(1, 2, 1)];
    const judge = (...excluded: number[]) =>
      judgeDuplicates([{ indices: [0, 1, 2], similarity: 1 }], split, labels, Uint8Array.from(excluded))[0];
    expect(judge(0, 1, 0)).toMatchObject({ leak: true, conflict: false });
    expect(judge(0, 0, 1)).toMatchObject({ leak: false, conflict: true });
    expect(judge(1, 1, 1)).toMatchObject({ leak: false, conflict: false });
  });

  it('across splits come first, then those that have two labels, then the larger ones', () => {
    const group = (leak: boolean, conflict: boolean, ...indices: number[]) => ({
      indices,
      similarity: 1,
      leak,
      conflict,
    });
    const groups = [group(false, false, 0, 1), group(true, false, 2, 3), group(false, false, 4, 5, 6)];
    groups.push(group(false, true, 7, 8), group(true, true, 9, 10));
    expect(rankDuplicates(groups).map(({ indices }) => indices[0])).toEqual([9, 2, 7, 4, 0]);
  });
});
