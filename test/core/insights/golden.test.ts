import fs from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { SCORE_METHODS, type ScoreMethod } from '../../../src/core/insights/methods.ts';
import { computeScore } from '../../../src/core/insights/scores.ts';

/** What cleanlab and FiftyOne's formulas themselves answer; null where the tool refuses the case. */
interface Golden {
  cases: {
    name: string;
    k: number;
    labels: number[];
    logits: number[][];
    label_quality: { self_confidence: number[] | null } | null;
    fiftyone: Record<string, number[] | null>;
  }[];
}

const file =
  process.env.GOLDEN_SCORES ?? fileURLToPath(new URL('../../../../shared/golden/label-scores.json', import.meta.url));

if (!fs.existsSync(file)) {
  it.skip(`scores equal cleanlab’s and FiftyOne’s: skipped, ${file} is not there`, () => {});
} else {
  const golden = JSON.parse(fs.readFileSync(file, 'utf8')) as Golden;
  describe.each(golden.cases)('on the golden case “$name”', (one) => {
    const expected = (method: ScoreMethod): number[] | null | undefined =>
      method === 'self_confidence' ? one.label_quality?.self_confidence : one.fiftyone[method];

    it.each(SCORE_METHODS)('%s equals what the real tool answers', (method) => {
      const values = expected(method);
      if (!values) return;
      const ours = computeScore(method, one.logits.flat(), one.labels, one.k, new Float64Array(one.labels.length));
      expect(ours.length).toBe(values.length);
      values.forEach((value, i) => expect(Math.abs(ours[i] - value), `sample ${i}`).toBeLessThan(1e-6));
    });
  });

  it('every score has golden values in at least one case', () => {
    for (const method of SCORE_METHODS) {
      expect(
        golden.cases.some((c) =>
          method === 'self_confidence' ? c.label_quality?.self_confidence : c.fiftyone[method],
        ),
        method,
      ).toBeTruthy();
    }
  });
}
