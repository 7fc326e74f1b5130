import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NO_LABEL } from '../../../src/core/dataset/types.ts';
import { catalogue } from '../../../src/core/insights/catalogue.ts';
import { SCORE_METHODS, needsHistory, needsNeighbours, type ScoreMethod } from '../../../src/core/insights/methods.ts';
import type { Neighbours } from '../../../src/core/insights/neighbours.ts';
import { ScoreInputs } from '../../../src/core/insights/score-inputs.ts';
import { computeScore } from '../../../src/core/insights/scores.ts';
import { suspicionOf } from '../../../src/core/insights/suspicion.ts';

/** Those that say of one sample by itself; suspicion and neighbours have tests of their own. */
const OF_LOGITS = SCORE_METHODS.filter((method) => method !== 'suspicion' && !needsNeighbours(method));

/** A sample's score by its logits, which stand for every epoch of the training too. */
const one = (method: ScoreMethod, logits: number[], label: number): number => {
  const row = Float32Array.from(logits);
  return computeScore(method, { logits: row, labels: [label], k: row.length, history: [row, row] })[0];
};

/** Some samples of a few classes: logits, labels and three epochs, all of whole rows. */
const population = fc
  .record({ k: fc.integer({ min: 2, max: 6 }), n: fc.integer({ min: 1, max: 25 }) })
  .chain(({ k, n }) => {
    const logit = fc.float({ min: -20, max: 20, noNaN: true });
    const logits = fc.array(logit, { minLength: n * k, maxLength: n * k });
    return fc.record({
      k: fc.constant(k),
      logits,
      labels: fc.array(fc.nat(k - 1), { minLength: n, maxLength: n }),
      history: fc.array(logits, { minLength: 3, maxLength: 3 }),
    });
  });

describe('scores', () => {
  it('do not overflow on large logits, nor underflow to NaN', () => {
    for (const method of OF_LOGITS) expect(one(method, [1e30, -1e30, 0], 1), method).not.toBeNaN();
    expect(one('self_confidence', [1000, 999], 0)).toBeCloseTo(1 / (1 + Math.exp(-1)), 6);
    expect(one('hardness', [1e30, -1e30], 0)).toBe(0);
  });

  it('are the limits of their ranges for a network that is sure, and for one that has no idea', () => {
    expect(one('hardness', [2, 2, 2, 2], 0)).toBeCloseTo(Math.log(4), 6);
    expect(one('mistakenness_logits', [99, 0], 1)).toBeCloseTo(1, 6);
    expect(one('mistakenness_logits', [99, 0], 0)).toBeCloseTo(0, 6);
    expect(one('mistakenness_confidence', [99, 0], 1)).toBeCloseTo(1, 6);
    expect(one('mistakenness_2020', [5, 0], 1)).toBe(1);
    expect(one('mistakenness_2020', [3, 3], 0)).toBeCloseTo(0.5, 6);
    expect(one('self_confidence', [99, 0], 1)).toBeCloseTo(0, 6);
    expect(one('normalized_margin', [99, 0], 1)).toBeCloseTo(0, 6);
    expect(one('normalized_margin', [3, 3], 0)).toBeCloseTo(0.5, 6);
    expect(one('confidence_weighted_entropy', [3, 3], 0)).toBeCloseTo(Math.log(3) / 2, 6);
    expect(one('logit_margin', [99, 0], 1)).toBe(-99);
    expect(one('area_under_margin', [99, 0], 0)).toBe(99);
    expect(one('data_map_variability', [1, 0], 0)).toBeCloseTo(0, 6);
    expect(one('times_wrong', [1, 0], 1)).toBe(2);
  });

  it('adjust for classes that the network is seldom sure of', () => {
    // Class 1 never gets more than .4: a label 1 is then no more suspect than the surest label 0.
    const logits = [Math.log(0.9), Math.log(0.1), Math.log(0.6), Math.log(0.4)];
    const sources = { logits, labels: [0, 1], k: 2 };
    expect([...computeScore('normalized_margin', sources)].map((v) => v.toFixed(2))).toEqual(['0.90', '0.40']);
    const adjusted = computeScore('normalized_margin_adjusted', sources);
    // p − t + max t: .9 and .6 against .5 … of 1.5, for both samples: thresholds .9 and .4.
    expect(adjusted[0]).toBeCloseTo((0.9 / 1.5 - 0.6 / 1.5 + 1) / 2, 6);
    expect(adjusted[1]).toBeCloseTo((0.9 / 1.5 - 0.6 / 1.5 + 1) / 2, 6);
  });

  it('stay within the bounds that the catalogue states, whatever the logits', () => {
    fc.assert(
      fc.property(population, (sources) => {
        const inputs = new ScoreInputs(sources);
        for (const method of OF_LOGITS) {
          const [low, high] = catalogue[method].bounds(sources.k);
          for (const value of computeScore(method, inputs)) {
            expect(value, method).toBeGreaterThanOrEqual(low - 1e-6);
            expect(value, method).toBeLessThanOrEqual(high + 1e-6);
          }
        }
      }),
    );
  });

  it('belong to their samples, in whatever order these come', () => {
    fc.assert(
      fc.property(population, (sources) => {
        const { k, labels } = sources;
        const order = labels.map((_, i) => i).sort((a, b) => ((a * 7919) % 31) - ((b * 7919) % 31) || b - a);
        const rows = (flat: number[]): number[] => order.flatMap((i) => flat.slice(i * k, (i + 1) * k));
        const inputs = new ScoreInputs(sources);
        const shuffled = new ScoreInputs({
          k,
          logits: rows(sources.logits),
          labels: order.map((i) => labels[i]),
          history: sources.history.map(rows),
        });
        for (const method of OF_LOGITS) {
          const [values, moved] = [computeScore(method, inputs), computeScore(method, shuffled)];
          order.forEach((i, at) => expect(moved[at], method).toBeCloseTo(values[i], 5));
        }
      }),
    );
  });

  it('do not depend on how the classes are numbered', () => {
    fc.assert(
      fc.property(population, ({ k, labels, ...given }) => {
        // A tie between classes falls to the first, whatever number that is: none must tie.
        const untied = (flat: number[]): number[] => flat.map((z, at) => Math.round(z * 20) / 20 + (at % k) / 1000);
        const [logits, ...history] = [given.logits, ...given.history].map(untied);
        const renumbered = (flat: number[]): number[] => flat.map((_, at) => flat[at - (at % k) + ((at + 1) % k)]);
        const inputs = new ScoreInputs({ k, logits, labels, history });
        const moved = new ScoreInputs({
          k,
          logits: renumbered(logits),
          labels: labels.map((label) => (label + k - 1) % k),
          history: history.map(renumbered),
        });
        for (const method of OF_LOGITS) {
          const values = computeScore(method, inputs);
          computeScore(method, moved).forEach((value, i) => expect(value, method).toBeCloseTo(values[i], 5));
        }
      }),
    );
  });
});

describe('bad input', () => {
  it('gives a missing score where the network diverged', () => {
    for (const method of OF_LOGITS) {
      expect(one(method, [0, NaN, 1], 0), method).toBeNaN();
      expect(one(method, [0, Infinity, 1], 0), method).toBeNaN();
    }
  });

  it('of one sample changes nothing for the others', () => {
    const logits = [2, 0, 0, 1, NaN, 1, 0, 3];
    const labels = [0, 1, 0, NO_LABEL];
    const clean = new ScoreInputs({ logits: logits.slice(0, 4), labels: [0, 1], k: 2 });
    for (const method of OF_LOGITS.filter((m) => !needsHistory(m))) {
      const values = computeScore(method, { logits, labels, k: 2 });
      expect([...values.subarray(0, 2)], method).toEqual([...computeScore(method, clean)]);
      expect(values[2], method).toBeNaN();
    }
  });

  it('gives a missing score where there is no label to judge; hardness needs none', () => {
    for (const method of OF_LOGITS) {
      expect(Number.isNaN(one(method, [0, 1], NO_LABEL)), method).toBe(method !== 'hardness');
    }
  });

  it('of one class only has nothing to doubt, and no margin to another', () => {
    const answers = Object.fromEntries(OF_LOGITS.map((method) => [method, one(method, [1.5], 0)]));
    expect(answers).toEqual({
      self_confidence: 1,
      self_confidence_adjusted: 1,
      normalized_margin: 1,
      normalized_margin_adjusted: 1,
      confidence_weighted_entropy: 1,
      confidence_weighted_entropy_adjusted: 1,
      logit_margin: NaN,
      mistakenness_logits: 0,
      mistakenness_confidence: 0,
      mistakenness_2020: 1,
      hardness: 0,
      area_under_margin: NaN,
      data_map_confidence: 1,
      data_map_variability: 0,
      times_wrong: 0,
      forgetting_events: 0,
    });
  });

  it('without any sample gives no score', () => {
    for (const method of OF_LOGITS) {
      expect(computeScore(method, { logits: [], labels: [], k: 3, history: [[]] }), method).toHaveLength(0);
    }
  });

  it('that does not fit is refused with what was wrong', () => {
    const compute = (logits: number[], labels: number[], k: number, history?: number[][]): Float32Array =>
      computeScore('times_wrong', { logits, labels, k, history });
    expect(() => compute([0, 1], [2], 2)).toThrow('label 2 of sample 0 is not one of 2 classes');
    expect(() => compute([0, 1], [0.5], 2)).toThrow('label 0.5 of sample 0 is not one of 2 classes');
    expect(() => compute([1, 2, 3, 4, 5], [0, 1], 2)).toThrow('5 logits do not fit 2 samples of 2 classes');
    expect(() => compute([], [], 0)).toThrow('0 classes: there must be at least one');
    expect(() => compute([0, 1], [1], 2)).toThrow('there is no history of the training');
    expect(() => compute([0, 1], [1], 2, [[0, 1], [0]])).toThrow(
      '1 logits of epoch 2 do not fit 1 samples of 2 classes',
    );
    expect(() => computeScore('hardness', { logits: [0, 1], labels: [1], k: 2 }, new Float32Array(2))).toThrow(
      '2 places do not fit the scores of 1 samples',
    );
  });
});

describe('suspicion and neighbours', () => {
  const logits = Float32Array.of(4, 0, 1, 3, 0, 2, 5, 1);
  const labels = Uint16Array.of(0, 1, 0, 0);

  it('are computed as the other scores are, suspicion with what the epochs and the features add', () => {
    const history = [logits.map((z) => z / 2)];
    const features = Float32Array.of(1, 0, 0, 1, 1, 1, 2, 0);
    const expected = suspicionOf({ opinions: [{ logits, history, features }], labels, classCount: 2 }).values;
    expect(computeScore('suspicion', { logits, labels, k: 2, history, features })).toEqual(expected);
    expect(computeScore('suspicion', { logits, labels, k: 2 })).toEqual(
      suspicionOf({ opinions: [{ logits }], labels, classCount: 2 }).values,
    );
  });

  it('take in what others say', () => {
    const others = [{ logits: Float32Array.of(0, 4, 1, 3, 0, 2, 5, 1), heldOut: logits }];
    const expected = suspicionOf({ opinions: [{ logits }, ...others], labels, classCount: 2 }).values;
    expect(computeScore('suspicion', { logits, labels, k: 2, others })).toEqual(expected);
  });

  it('of a sample are told by its own row of the search, and missing where it was not searched', () => {
    const of: Neighbours = { k: 1, neighbours: Uint32Array.of(9, 3), similarity: Float32Array.of(0.5, 0.5) };
    const all = new Uint16Array(10).fill(1);
    const neighbours = { of, indices: Uint32Array.of(3, 9), labels: all, rows: Int32Array.of(1, -1, 0, 0) };
    const sources = { logits, labels, k: 2, neighbours };
    expect([...computeScore('label_agreement', sources)]).toEqual([1, NaN, 1, 1]);
    expect([...computeScore('outlier_score', sources)]).toEqual([0.5, NaN, 0.5, 0.5]);
    expect(() => computeScore('uniqueness', { logits, labels, k: 2 })).toThrow('no neighbours are known');
  });
});

describe('the catalogue', () => {
  it('tells of every score, in the order of the methods', () => {
    expect(Object.keys(catalogue)).toEqual([...SCORE_METHODS]);
  });

  it('says which end is suspect', () => {
    const undecided: ScoreMethod[] = ['hardness', 'mistakenness_2020', 'data_map_variability'];
    for (const method of OF_LOGITS.filter((m) => !undecided.includes(m))) {
      const sure = one(method, [9, 0, 0], 0);
      const doubted = one(method, [0, 9, 1], 0);
      expect(doubted > sure, method).toBe(catalogue[method].suspectWhen === 'high');
      expect(doubted, method).not.toBe(sure);
    }
  });
});
