import { describe, expect, it } from 'vitest';
import { Random } from '../../../src/core/dataset/random.ts';
import { believed, learnFrom, rangeAmong } from '../../../src/core/insights/mistakes-left.ts';

const DOUBT = { low: -1.5, high: 1, atLeast: false };

/** Suspicions of a ranking: few are high. */
const suspicions = (n: number, random: Random): Float32Array =>
  Float32Array.from({ length: n }, () => random.float() ** 6);

const sum = (values: Float32Array): number => values.reduce((all, p) => all + p, 0);

describe('what decisions say of the labels that are left', () => {
  const values = suspicions(5000, new Random(1)).sort().reverse();
  const top = values.subarray(0, 60);
  const rest = values.subarray(60);

  it('is nothing before the first', () => {
    expect(believed(learnFrom(DOUBT, [], []), values)).toBe(values);
  });

  it('a run of labels that were right makes the others less suspect, and the more the longer it is', () => {
    const after = (right: number): number => sum(believed(learnFrom(DOUBT, top.subarray(0, right), []), rest));
    expect(after(24)).toBeLessThan(sum(rest) / 3);
    expect(after(24)).toBeLessThan(after(8));
    expect(after(8)).toBeLessThan(sum(rest));
  });

  it('a run of labels that were wrong though little suspect makes them more suspect', () => {
    const low = values.subarray(2500, 2520);
    expect(sum(believed(learnFrom(DOUBT, [], low), rest))).toBeGreaterThan(1.2 * sum(rest));
  });

  it('mistakes found where next to none were expected raise what is expected of the others many times', () => {
    const few = values.map((p) => p / 200);
    const before = sum(few.subarray(20));
    expect(sum(few)).toBeLessThan(5);
    const sure = { low: -0.5, high: 0.5, atLeast: false };
    const after = (wrong: number): number => {
      const belief = learnFrom(sure, few.subarray(wrong, 20), few.subarray(0, wrong));
      const expected = sum(believed(belief, few.subarray(20)));
      expect(rangeAmong(belief, few.subarray(20)).high).toBeGreaterThan(expected);
      return expected;
    };
    expect(after(10)).toBeGreaterThan(20 * before);
    expect(after(10)).toBeGreaterThan(after(5));
    expect(after(0)).toBeLessThan(before);
  });

  it('one mistake that nobody expected says little, for people err', () => {
    const few = values.map((p) => p / 200);
    const sure = { low: -0.5, high: 0.5, atLeast: false };
    const belief = learnFrom(sure, few.subarray(1, 20), few.subarray(0, 1));
    expect(sum(believed(belief, few.subarray(20)))).toBeLessThan(1.5 * sum(few.subarray(20)));
  });

  it('keeps the order, and what is missing missing', () => {
    const after = believed(learnFrom(DOUBT, top.subarray(0, 30), top.subarray(30)), rest);
    for (let i = 1; i < rest.length; i++) expect(after[i]).toBeLessThanOrEqual(after[i - 1]);
    expect(believed(learnFrom(DOUBT, top, []), Float32Array.of(NaN))[0]).toBeNaN();
  });

  it('has an answer for the surest suspicions and for none', () => {
    const belief = learnFrom(DOUBT, [0, 1], [0, 1]);
    for (const p of believed(belief, Float32Array.of(0, 1))) expect(p >= 0 && p <= 1).toBe(true);
    expect(rangeAmong(belief, [])).toEqual({ low: 0, high: expect.closeTo(0, 6) });
  });

  it('narrows the range, which holds what is left where the curve was off by anything that it allows for', () => {
    let holds = 0;
    const seeds = Array.from({ length: 20 }, (_, j) => j + 1);
    for (const seed of seeds) {
      const random = new Random(seed);
      const own = suspicions(4000, random).sort().reverse();
      const shift = -1.5 + 2.5 * random.float();
      const wrong = own.map((p) => Number(random.float() < 1 / (1 + Math.exp(-Math.log(p / (1 - p)) - shift))));
      const decided = own.subarray(0, 200);
      const found = (what: number): Float32Array => decided.filter((_, i) => wrong[i] === what);
      const before = rangeAmong(learnFrom(DOUBT, [], []), own.subarray(200));
      const after = rangeAmong(learnFrom(DOUBT, found(0), found(1)), own.subarray(200));
      expect(after.high - after.low).toBeLessThan(before.high - before.low);
      const left = wrong.subarray(200).reduce((all, w) => all + w, 0);
      holds += Number(after.low <= left && left <= after.high);
    }
    expect(holds).toBeGreaterThanOrEqual(16);
  });
});
