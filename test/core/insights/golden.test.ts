import { describe, expect, it } from 'vitest';
import { rankClasses, overlappingClasses } from '../../../src/core/insights/class-quality.ts';
import { confidentLearning } from '../../../src/core/insights/confident-learning.ts';
import { ISSUE_FILTERS, findIssues } from '../../../src/core/insights/issue-sets.ts';
import type { ScoreMethod } from '../../../src/core/insights/methods.ts';
import { judgePredictions } from '../../../src/core/insights/predictions.ts';
import { computeScore } from '../../../src/core/insights/scores.ts';
import { goldenFile, readGolden } from './golden.ts';

const LABEL_QUALITY: ScoreMethod[] = [
  'self_confidence',
  'self_confidence_adjusted',
  'normalized_margin',
  'normalized_margin_adjusted',
  'confidence_weighted_entropy',
];
const FIFTYONE: ScoreMethod[] = ['hardness', 'mistakenness_logits', 'mistakenness_confidence', 'mistakenness_2020'];

const cases = readGolden();

function expectClose(ours: ArrayLike<number>, golden: readonly number[], what: string): void {
  expect(ours.length, what).toBe(golden.length);
  golden.forEach((value, at) => expect(Math.abs(ours[at] - value), `${what} ${at}`).toBeLessThan(1e-6));
}

if (!cases) {
  it.skip(`scores equal cleanlab’s and FiftyOne’s: skipped, ${goldenFile} is not there`, () => {});
} else {
  describe.each(cases)('on the golden case “$name”', (one) => {
    const predictions = judgePredictions(one.logits.flat(), one.labels, one.k);
    const learned = confidentLearning(predictions);

    it.each([...LABEL_QUALITY, ...FIFTYONE])('%s equals what the real tool answers', (method) => {
      const values = LABEL_QUALITY.includes(method) ? one.label_quality?.[method] : one.fiftyone[method];
      if (!values) return;
      const sources = { logits: one.logits.flat(), labels: one.labels, k: one.k };
      expectClose(computeScore(method, sources, new Float64Array(one.labels.length)), values, 'sample');
    });

    it('the confident joint, its counts and the number of issues are cleanlab’s', () => {
      if (one.confident_thresholds) expectClose(learned.thresholds, one.confident_thresholds, 'threshold');
      if (one.confident_joint_counts) expect([...learned.counts]).toEqual(one.confident_joint_counts.flat());
      if (one.confident_joint_calibrated) {
        expect([...learned.calibrated]).toEqual(one.confident_joint_calibrated.flat());
      }
      if (one.joint) expectClose(learned.joint, one.joint.flat(), 'joint');
      if (one.num_label_issues !== null) expect(learned.issueCount).toBe(one.num_label_issues);
      if (one.overall_health !== null) expect(Math.abs(learned.health - one.overall_health)).toBeLessThan(1e-6);
    });

    it('the noise matrices are cleanlab’s', () => {
      if (!one.latent) return;
      expectClose(learned.priors, one.latent.py, 'prior');
      expectClose(learned.noise, one.latent.noise_matrix.flat(), 'P(given | true)');
      expectClose(learned.inverse, one.latent.inverse_noise_matrix.flat(), 'P(true | given)');
    });

    it.each(ISSUE_FILTERS)('%s names the samples that cleanlab names', (filter) => {
      const issues = one.label_issues?.[filter];
      if (issues) expect([...findIssues(predictions, learned, filter)]).toEqual(issues);
    });

    it('the classes’ quality is cleanlab’s, the worst first', () => {
      if (!one.class_quality) return;
      const ours = rankClasses(learned.joint, one.labels.length);
      expect(ours.map(({ label }) => String(label)).sort()).toEqual(Object.keys(one.class_quality).sort());
      for (const quality of ours) {
        const golden = one.class_quality[quality.label];
        expect(quality.labelIssues).toBe(golden.label_issues);
        expect(quality.inverseLabelIssues).toBe(golden.inverse_label_issues);
        expectClose(
          [quality.labelNoise, quality.inverseLabelNoise, quality.labelQuality],
          [golden.label_noise, golden.inverse_label_noise, golden.label_quality],
          `class ${quality.label}`,
        );
      }
      const qualities = ours.map(({ labelQuality }) => labelQuality);
      expect(qualities).toEqual(qualities.toSorted((a, b) => a - b));
    });

    it('the overlapping classes are cleanlab’s, the most confused first', () => {
      if (!one.overlapping_classes) return;
      const ours = overlappingClasses(learned.joint, one.labels.length);
      // Pairs that overlap as much may stand in any order.
      const byPair = (a: number[], b: number[]): number => a[0] - b[0] || a[1] - b[1];
      const counts = ours.map(({ a, b, samples }) => [a, b, samples]).sort(byPair);
      expect(counts).toEqual(one.overlapping_classes.map(([a, b, samples]) => [a, b, samples]).sort(byPair));
      expectClose(
        ours.map(({ share }) => share),
        one.overlapping_classes.map(([, , , share]) => share),
        'pair',
      );
    });
  });

  it('every case and every score of the tools has golden values to be held against', () => {
    for (const method of LABEL_QUALITY)
      expect(
        cases.some((c) => c.label_quality?.[method]),
        method,
      ).toBe(true);
    for (const method of FIFTYONE)
      expect(
        cases.some((c) => c.fiftyone[method]),
        method,
      ).toBe(true);
    for (const filter of ISSUE_FILTERS)
      expect(
        cases.some((c) => c.label_issues?.[filter]),
        filter,
      ).toBe(true);
    for (const key of ['confident_joint_calibrated', 'latent', 'class_quality', 'overlapping_classes'] as const) {
      expect(
        cases.some((c) => c[key]),
        key,
      ).toBe(true);
    }
  });
}
