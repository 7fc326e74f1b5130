import { describe, expect, it } from 'vitest';
import { meanProbabilities, toLogits } from '../../../src/core/insights/mean-probabilities.ts';
import { computeScore } from '../../../src/core/insights/scores.ts';

const logitsOf = (...probabilities: number[]): number[] => probabilities.map(Math.log);
const rounded = (values: ArrayLike<number>): number[] => Array.from(values, (value) => Number(value.toFixed(9)));

describe('probabilities averaged over several predictions', () => {
  it('are means of probabilities, not of logits', () => {
    const mean = meanProbabilities([logitsOf(0.9, 0.1, 0.5, 0.5), logitsOf(0.5, 0.5, 0.2, 0.8)], 2);
    expect(rounded(mean)).toEqual([0.7, 0.3, 0.35, 0.65]);
  });

  it('count for each sample the predictions that it has', () => {
    const folds = [
      [...logitsOf(0.9, 0.1), NaN, NaN, NaN, NaN],
      [NaN, NaN, ...logitsOf(0.4, 0.6), NaN, NaN],
    ];
    expect(rounded(meanProbabilities(folds, 2))).toEqual([0.9, 0.1, 0.4, 0.6, NaN, NaN]);
  });

  it('are scored like any prediction by way of their logits', () => {
    const mean = meanProbabilities([logitsOf(0.9, 0.1), logitsOf(0.5, 0.5), [800, 0]], 2);
    const score = computeScore('self_confidence', { logits: toLogits(mean), labels: [1], k: 2 });
    expect(score[0]).toBeCloseTo(0.2, 6);
    const certain = toLogits(meanProbabilities([[2000, 0]], 2));
    expect(computeScore('logit_margin', { logits: certain, labels: [1], k: 2 })[0]).toBeLessThan(-700);
    expect([...toLogits([NaN])]).toEqual([NaN]);
  });

  it('need at least one prediction, and all of the same size', () => {
    expect(() => meanProbabilities([], 2)).toThrow('there is no prediction to average');
    expect(() => meanProbabilities([[0, 1, 2]], 2)).toThrow(
      '3 logits of prediction 1 do not fit 1 samples of 2 classes',
    );
    expect(() =>
      meanProbabilities(
        [
          [0, 1],
          [0, 1, 2, 3],
        ],
        2,
      ),
    ).toThrow('4 logits of prediction 2 do not fit 1 samples of 2 classes');
  });
});
