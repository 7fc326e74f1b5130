import { describe, expect, it } from 'vitest';
import { Random } from '../../../src/core/dataset/random.ts';
import { calibrate, shiftTo, sigmoid } from '../../../src/core/insights/suspicion-calibration.ts';
import { estimateTransition } from '../../../src/core/insights/transition.ts';

/** Pictures that show their class clearly or less so, and what a labeller made of them. */
function labelled(n: number, k: number, label: (truth: number, random: Random) => number) {
  const random = new Random(3);
  const evidence = new Float64Array(n * k);
  const labels = new Uint16Array(n);
  for (let i = 0; i < n; i++) {
    const truth = random.int(k);
    labels[i] = label(truth, random);
    const clearness = 2 + 5 * random.float();
    for (let c = 0; c < k; c++) evidence[i * k + c] = random.float() + (c === truth ? clearness : 0);
  }
  return { evidence, labels };
}

const uniform = (truth: number, random: Random): number =>
  random.float() < 0.3 ? (truth + 1 + random.int(4)) % 5 : truth;
const oneConfusion = (truth: number, random: Random): number => (truth === 2 && random.float() < 0.3 ? 4 : truth);

describe('the transition of labels', () => {
  it('finds how often classes are mistaken, where any other class may be given', () => {
    const { evidence, labels } = labelled(5000, 5, uniform);
    const { matrix, structure } = estimateTransition(evidence, labels, 5);
    for (let at = 0; at < 25; at++) expect(matrix[at]).toBeCloseTo(at % 6 === 0 ? 0.7 : 0.075, 1);
    expect(structure).toBeLessThan(0.1);
  });

  it('has no structure where no label is wrong', () => {
    const { evidence, labels } = labelled(300, 5, (truth) => truth);
    const { structure } = estimateTransition(
      evidence.map((z) => 4 * z),
      labels,
      5,
    );
    expect(structure).toBe(0);
  });

  it('finds which class is mistaken for which, where only one is', () => {
    const { evidence, labels } = labelled(5000, 5, oneConfusion);
    const { matrix, structure } = estimateTransition(evidence, labels, 5);
    expect(matrix[2 * 5 + 4]).toBeCloseTo(0.3, 1);
    for (const t of [0, 1, 3, 4]) expect(matrix[t * 6]).toBeGreaterThan(0.95);
    expect(structure).toBeGreaterThan(0.5);
  });

  it('has rows that sum to 1, for two classes too, and for one that nothing shows', () => {
    for (const k of [1, 2, 5]) {
      const { evidence, labels } = labelled(300, k, (truth) => Math.min(truth, 1));
      const { matrix } = estimateTransition(evidence, labels, k);
      for (let t = 0; t < k; t++) {
        expect(matrix.subarray(t * k, (t + 1) * k).reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 9);
      }
    }
  });
});

describe('calibration', () => {
  it('brings a ranking to the level of another estimate and keeps its order', () => {
    const random = new Random(8);
    const ranking = Float64Array.from({ length: 4000 }, () => 8 * random.float() - 6);
    const target = ranking.map((odds) => sigmoid(1.5 * odds + 1 + random.float() - 0.5));
    const values = calibrate(ranking, Uint32Array.from(ranking.keys()), target).map(sigmoid);
    const expected = target.reduce((sum, p) => sum + p, 0);
    expect(values.reduce((sum, value) => sum + value, 0) / expected).toBeCloseTo(1, 2);
    const byRanking = Array.from(ranking.keys()).sort((a, b) => ranking[a] - ranking[b]);
    for (let j = 1; j < byRanking.length; j++) {
      expect(values[byRanking[j]]).toBeGreaterThanOrEqual(values[byRanking[j - 1]]);
    }
  });

  it('has an answer where all odds are alike, endless or missing', () => {
    for (const odds of [0, 400, -400]) {
      const half = Float64Array.of(0.5, 0.5);
      const values = calibrate(Float64Array.of(odds, odds, NaN), Uint32Array.of(0, 1), half).map(sigmoid);
      expect(values[0] >= 0 && values[0] <= 1).toBe(true);
      expect(values[2]).toBeNaN();
    }
  });

  it('moves log odds to the sum that is wanted, whatever is missing among them', () => {
    const odds = Float64Array.of(-4, -1, NaN, 0, 3);
    const shift = shiftTo(odds, 2.5);
    expect(odds.reduce((sum, x) => sum + (Number.isNaN(x) ? 0 : sigmoid(x + shift)), 0)).toBeCloseTo(2.5, 6);
  });
});
