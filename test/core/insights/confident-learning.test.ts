import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NO_LABEL } from '../../../src/core/dataset/types.ts';
import { rankClasses, overlappingClasses } from '../../../src/core/insights/class-quality.ts';
import { confidentLearning } from '../../../src/core/insights/confident-learning.ts';
import { ISSUE_FILTERS, findIssues } from '../../../src/core/insights/issue-sets.ts';
import { judgePredictions } from '../../../src/core/insights/predictions.ts';

/** Logits of samples that are predicted, this surely, as these classes. */
const predicting = (classes: number[], k: number, sureness = 3): number[] =>
  classes.flatMap((predicted) => Array.from({ length: k }, (_, c) => (c === predicted ? sureness : 0)));

const all = (logits: ArrayLike<number>, labels: ArrayLike<number>, k: number) => {
  const predictions = judgePredictions(logits, labels, k);
  const learned = confidentLearning(predictions);
  const issues = ISSUE_FILTERS.map((filter) => [...findIssues(predictions, learned, filter)]);
  return { predictions, learned, issues };
};

const population = fc
  .record({ k: fc.integer({ min: 1, max: 5 }), n: fc.integer({ min: 0, max: 40 }) })
  .chain(({ k, n }) =>
    fc.record({
      k: fc.constant(k),
      logits: fc.array(fc.float({ min: -9, max: 9, noNaN: true }), { minLength: n * k, maxLength: n * k }),
      labels: fc.array(fc.nat(k - 1), { minLength: n, maxLength: n }),
    }),
  );

describe('confident learning', () => {
  it('finds the labels that a sure network contradicts, and between which classes', () => {
    const truth = Array.from({ length: 60 }, (_, i) => i % 3);
    const labels = truth.map((label, i) => (i === 4 || i === 7 || i === 10 ? 2 : label));
    const { learned, issues } = all(predicting(truth, 3), labels, 3);
    expect(learned.issueCount).toBe(3);
    expect(learned.health).toBeCloseTo(0.95, 12);
    for (const [at, filter] of ISSUE_FILTERS.entries()) expect(issues[at], filter).toEqual([4, 7, 10]);
    // Row: label given. Three samples labelled 2 are of class 1.
    expect([...learned.counts]).toEqual([20, 0, 0, 0, 17, 0, 0, 3, 20]);
    expect(learned.noise[2 * 3 + 1]).toBeCloseTo(3 / 20, 12);
    expect(rankClasses(learned.joint, 60)[0]).toMatchObject({ label: 2, labelIssues: 3, inverseLabelIssues: 0 });
    expect(overlappingClasses(learned.joint, 60)[0]).toMatchObject({ a: 1, b: 2, samples: 3 });
  });

  it('is not touched by samples without a label or a prediction', () => {
    const truth = [0, 1, 0, 1, 0, 1, 1];
    const labels = [0, 1, 0, 0, 0, 1, 1];
    const clean = all(predicting(truth, 2), labels, 2);
    const dirty = all([...predicting(truth, 2), NaN, 0, 1, 5], [...labels, 1, NO_LABEL], 2);
    expect(dirty.issues).toEqual(clean.issues);
    const { confidentIssues, ...figures } = dirty.learned;
    expect(figures).toEqual({ ...clean.learned, confidentIssues: undefined });
    expect([...confidentIssues]).toEqual([...clean.learned.confidentIssues, 0, 0]);
  });

  it('has an answer for one class: no label can be wrong', () => {
    const { learned, issues } = all([1, 2, 3], [0, 0, 0], 1);
    expect(learned).toMatchObject({ issueCount: 0, health: 1 });
    expect([...learned.noise, ...learned.inverse, ...learned.priors, ...learned.joint]).toEqual([1, 1, 1, 1]);
    expect(issues.flat()).toEqual([]);
    expect(overlappingClasses(learned.joint, 3)).toEqual([]);
  });

  it('has an answer where all labels are equal: a class without samples can be reached by none', () => {
    const { learned, issues } = all(predicting([0, 0, 1, 1], 2), [0, 0, 0, 0], 2);
    expect(learned.thresholds[1]).toBe(2);
    expect(learned.issueCount).toBe(0);
    expect([...learned.calibrated]).toEqual([4, 0, 0, 0]);
    expect(issues[ISSUE_FILTERS.indexOf('predicted_neq_given')]).toEqual([2, 3]);
    expect([...learned.noise, ...learned.inverse, ...learned.priors].some(Number.isNaN)).toBe(false);
  });

  it('has an answer for no samples', () => {
    const { learned, issues } = all([], [], 3);
    expect(learned).toMatchObject({ issueCount: 0, health: 1 });
    expect(issues.flat()).toEqual([]);
    expect([...learned.joint, ...learned.noise, ...learned.inverse, ...learned.priors].some(Number.isNaN)).toBe(false);
    expect(rankClasses(learned.joint, 0).map(({ labelQuality }) => labelQuality)).toEqual([1, 1, 1]);
  });

  it('keeps its sums whatever the network says', () => {
    fc.assert(
      fc.property(population, ({ k, logits, labels }) => {
        const { learned, issues } = all(logits, labels, k);
        for (let c = 0; c < k; c++) {
          const row = learned.calibrated.subarray(c * k, (c + 1) * k);
          expect(row.every((count) => Number.isInteger(count) && count >= 0)).toBe(true);
          expect(row.reduce((sum, count) => sum + count, 0)).toBe(labels.filter((label) => label === c).length);
        }
        const close = (values: Float64Array, sum: number): void =>
          expect(values.reduce((total, value) => total + value, 0)).toBeCloseTo(sum, 9);
        close(learned.priors, 1);
        close(learned.joint, labels.length === 0 ? 0 : 1);
        for (const value of [...learned.noise, ...learned.inverse]) expect(value >= 0 && value <= 1).toBe(true);
        const [rate, byClass, both] = issues;
        expect(both).toEqual(rate.filter((i) => byClass.includes(i)));
        expect(issues[ISSUE_FILTERS.indexOf('confident_learning')]).toHaveLength(learned.issueCount);
        expect(issues[ISSUE_FILTERS.indexOf('low_self_confidence')]).toHaveLength(learned.issueCount);
        for (const named of issues) expect(named).toEqual([...new Set(named)].sort((a, b) => a - b));
      }),
    );
  });
});
