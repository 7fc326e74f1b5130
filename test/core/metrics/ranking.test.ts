import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accuracy, confusion } from '../../../src/core/metrics/classification.ts';
import { rankingQuality } from '../../../src/core/metrics/ranking.ts';
import { Random } from '../../../src/core/dataset/random.ts';
import { NO_LABEL } from '../../../src/core/dataset/types.ts';

describe('ranking quality', () => {
  it('equals scikit-learn’s roc_auc_score and average_precision_score, ties and all', () => {
    // sklearn.metrics on y = [0,0,1,1,0,1,0,1], s = [.1,.4,.35,.8,.8,.8,.2,.1]
    const wrong = Uint8Array.of(0, 0, 1, 1, 0, 1, 0, 1);
    const quality = rankingQuality([0.1, 0.4, 0.35, 0.8, 0.8, 0.8, 0.2, 0.1], wrong);
    expect(quality.auroc).toBeCloseTo(0.59375, 12);
    expect(quality.ap).toBeCloseTo(0.6083333333333333, 12);
    expect(quality.recall_at_n).toBe(0.5);
    expect(quality.precision_at_100).toBe(0.5);
  });

  it('equals scikit-learn on a thousand samples with many ties, whichever end is suspect', () => {
    const random = new Random(11);
    const wrong = new Uint8Array(1000);
    const scores = new Float32Array(1000);
    for (let i = 0; i < 1000; i++) {
      wrong[i] = random.float() < 0.2 ? 1 : 0;
      scores[i] = Math.round((random.float() + 0.5 * wrong[i]) * 32) / 32;
    }
    const high = rankingQuality(scores, wrong);
    expect(high.auroc).toBeCloseTo(0.8955260816929858, 12);
    expect(high.ap).toBeCloseTo(0.7558534686997858, 12);
    expect(high.precision_at_100).toBe(0.96);
    expect(high.recall_at_n).toBe(119 / 183);
    expect(
      rankingQuality(
        scores.map((score) => -score),
        wrong,
        'low',
      ),
    ).toEqual(high);
  });

  it('is perfect for a perfect ranking, whichever end is suspect', () => {
    const wrong = Uint8Array.of(1, 0, 1, 0);
    expect(rankingQuality([4, 1, 3, 2], wrong)).toEqual({ auroc: 1, ap: 1, precision_at_100: 0.5, recall_at_n: 1 });
    expect(rankingQuality([-4, -1, -3, -2], wrong, 'low').auroc).toBe(1);
  });

  it('gives the AUROC that counting every pair gives, and the average precision of its definition', () => {
    const sample = fc.record({ score: fc.integer({ min: 0, max: 6 }), wrong: fc.boolean() });
    fc.assert(
      fc.property(fc.array(sample, { minLength: 2, maxLength: 50 }), (samples) => {
        const bad = samples.filter((s) => s.wrong);
        const good = samples.filter((s) => !s.wrong);
        fc.pre(bad.length > 0 && good.length > 0);
        let won = 0;
        for (const b of bad) for (const g of good) won += b.score > g.score ? 1 : b.score === g.score ? 0.5 : 0;
        const quality = rankingQuality(
          samples.map((s) => s.score),
          Uint8Array.from(samples, (s) => Number(s.wrong)),
        );
        expect(quality.auroc).toBeCloseTo(won / (bad.length * good.length), 10);
        // Average precision by its definition: at every threshold, precision times the recall gained since the last.
        const thresholds = [...new Set(samples.map((s) => s.score))].sort((a, b) => b - a);
        let ap = 0;
        let before = 0;
        for (const threshold of thresholds) {
          const above = samples.filter((s) => s.score >= threshold);
          const found = above.filter((s) => s.wrong).length;
          ap += ((found - before) / bad.length) * (found / above.length);
          before = found;
        }
        expect(quality.ap).toBeCloseTo(ap, 10);
      }),
    );
  });
});

describe('ranking quality at a fixed depth', () => {
  it('ranks the earlier of two equal scores first', () => {
    expect(rankingQuality([1, 1, 0], Uint8Array.of(1, 0, 0)).recall_at_n).toBe(1);
    expect(rankingQuality([1, 1, 0], Uint8Array.of(0, 1, 0)).recall_at_n).toBe(0);
  });

  it('looks at the 100 most suspect, or at all where there are fewer', () => {
    const wrong = Uint8Array.from({ length: 300 }, (_, i) => (i < 150 && i % 2 === 0 ? 1 : 0));
    const scores = Float32Array.from({ length: 300 }, (_, i) => -i);
    expect(rankingQuality(scores, wrong).precision_at_100).toBe(0.5);
    expect(rankingQuality(scores.subarray(0, 50), wrong.subarray(0, 50)).precision_at_100).toBe(0.5);
    expect(rankingQuality(scores, wrong).recall_at_n).toBe(38 / 75);
  });
});

describe('classification figures', () => {
  it('leave out samples that lack a prediction or a label', () => {
    const predicted = [0, 1, NO_LABEL, 1];
    const labels = [0, 0, 1, NO_LABEL];
    expect(accuracy(predicted, labels, [0, 1, 2, 3])).toBe(0.5);
    expect([...confusion(labels, predicted, [0, 1, 2, 3], 2)]).toEqual([1, 1, 0, 0]);
    expect(accuracy(predicted, labels, [])).toBeNaN();
  });
});
