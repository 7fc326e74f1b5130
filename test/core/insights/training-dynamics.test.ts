import { describe, expect, it } from 'vitest';
import { NO_LABEL } from '../../../src/core/dataset/types.ts';
import { trainingDynamics } from '../../../src/core/insights/training-dynamics.ts';

/** Logits of two classes that give the label 0 this probability. */
const believing = (...probabilities: number[]): number[] => probabilities.flatMap((p) => [Math.log(p / (1 - p)), 0]);

describe('training dynamics', () => {
  it('are the means, the spread and the counts over epochs, worked out by hand', () => {
    // One sample, three classes, label 1; predicted: 0, 1, 2, 1.
    const history = [
      [2, 1, 0],
      [0, 3, 1],
      [0, 1, 1.5],
      [1, 4, 0],
    ];
    const softmax = history.map((z) => Math.exp(z[1]) / z.reduce((sum, value) => sum + Math.exp(value), 0));
    const mean = softmax.reduce((sum, p) => sum + p, 0) / 4;
    const dynamics = trainingDynamics(history, [1], 3);
    expect(dynamics.areaUnderMargin[0]).toBeCloseTo((-1 + 2 - 0.5 + 3) / 4, 12);
    expect(dynamics.confidence[0]).toBeCloseTo(mean, 12);
    const variance = softmax.reduce((sum, p) => sum + (p - mean) ** 2, 0) / 4;
    expect(dynamics.variability[0]).toBeCloseTo(Math.sqrt(variance), 12);
    expect(dynamics.timesWrong[0]).toBe(2);
    expect(dynamics.forgettingEvents[0]).toBe(1);
    expect(dynamics.seen[0]).toBe(4);
  });

  it('count a label that was never learned as forgotten in every epoch, one always known as never', () => {
    const history = [believing(0.1, 0.9), believing(0.4, 0.8), believing(0.2, 0.99)];
    const { forgettingEvents, timesWrong } = trainingDynamics(history, [0, 0], 2);
    expect([...forgettingEvents]).toEqual([3, 0]);
    expect([...timesWrong]).toEqual([3, 0]);
  });

  it('leave out the epochs that a sample sat out', () => {
    const history = [believing(0.9, 0.9), [NaN, NaN, NaN, NaN], believing(0.3, 0.3), [...believing(0.8), NaN, NaN]];
    const { confidence, forgettingEvents, timesWrong, seen } = trainingDynamics(history, [0, 0], 2);
    expect(confidence[0]).toBeCloseTo(2 / 3, 12);
    expect(confidence[1]).toBeCloseTo(0.6, 12);
    // Known in the first epoch, forgotten in the third, which is the next that saw it.
    expect([...forgettingEvents]).toEqual([1, 1]);
    expect([...timesWrong]).toEqual([1, 1]);
    expect([...seen]).toEqual([3, 2]);
  });

  it('are missing where no epoch saw the sample, or there is no label to follow', () => {
    const history = [
      [NaN, NaN, 1, 0],
      [NaN, 1, 2, 0],
    ];
    const { seen, ...values } = trainingDynamics(history, [0, NO_LABEL], 2);
    for (const [name, column] of Object.entries(values)) expect([...column], name).toEqual([NaN, NaN]);
    expect([...seen]).toEqual([0, 0]);
    expect([...trainingDynamics([], [0, 1], 2).areaUnderMargin]).toEqual([NaN, NaN]);
  });

  it('keep the spread of labels that are almost certain', () => {
    const sure = (p: number): number[] => [-Math.log(p), 0];
    const { variability } = trainingDynamics([sure(1e-9), sure(3e-9)], [0], 2);
    expect(variability[0] / 1e-9).toBeCloseTo(1, 4);
  });

  it('take a tie for the prediction of the first class', () => {
    const { timesWrong } = trainingDynamics([[1, 1, 1, 1]], [0, 1], 2);
    expect([...timesWrong]).toEqual([0, 1]);
  });
});
