import { describe, expect, it } from 'vitest';
import { NETWORKS } from '../../../src/core/training/presets.ts';
import type { NetworkName } from '../../../src/core/training/recipe.ts';
import { Random } from '../../../src/core/dataset/random.ts';
import { planEpoch, usefulWorkers } from '../../../workers/engine/epoch-plan.ts';
import { initialStatistics, initialWeights, layOut } from '../../../workers/engine/layout.ts';
import { descend, meanOf, rateAt, trackStatistics } from '../../../workers/engine/optimiser.ts';

describe('layOut', () => {
  it.each(Object.keys(NETWORKS) as NetworkName[])('gives %s the parameters that its preset names', (name) => {
    expect(layOut(NETWORKS[name], 10).parameterCount).toBe(NETWORKS[name].parameters);
  });

  it('gives small 153,872 parameters, medium 611,872 and fiftyone-2020 6.57 million', () => {
    expect(Object.values(NETWORKS).map(({ parameters }) => parameters)).toEqual([153_872, 611_872, 6_573_120]);
  });

  it('starts filters within their bound, γ at 1, β at 0, means at 0 and variances at 1', () => {
    const layout = layOut(NETWORKS.small, 10);
    const weights = initialWeights(layout, new Random(1));
    for (const { name, shape, offset, size } of layout.parameters) {
      const part = weights.subarray(offset, offset + size);
      if (name.endsWith('gamma')) expect(part.every((w) => w === 1)).toBe(true);
      else if (name.endsWith('beta')) expect(part.every((w) => w === 0)).toBe(true);
      else {
        const bound = 1 / Math.sqrt(size / shape.at(-1)!);
        const largest = part.reduce((most, w) => Math.max(most, Math.abs(w)), 0);
        expect(largest / bound).toBeGreaterThan(0.95);
        expect(largest / bound).toBeLessThanOrEqual(1.000001);
      }
    }
    const statistics = initialStatistics(layout);
    expect([statistics[0], statistics[layout.channelCount - 1], statistics[layout.channelCount]]).toEqual([0, 0, 1]);
  });
});

describe('rateAt', () => {
  const schedule = [
    { epoch: 0, rate: 0 },
    { epoch: 5, rate: 0.4 },
    { epoch: 24, rate: 0 },
  ];

  it.each([
    [0, 0],
    [2.5, 0.2],
    [5, 0.4],
    [14.5, 0.2],
    [24, 0],
    [30, 0],
  ])('at epoch %f is %f', (position, rate) => {
    expect(rateAt(schedule, position)).toBeCloseTo(rate, 10);
  });
});

describe('descend', () => {
  it('takes the steps that PyTorch takes with nesterov=True', () => {
    // torch.optim.SGD([tensor(1.)], lr=.1, momentum=.9, weight_decay=.01, nesterov=True), gradient 2 twice, by hand:
    // g = 2.01, v = 2.01, w = 1 − .1·(2.01 + .9·2.01) = .6181; g = 2.006181, v = 3.815181, w = −.0258844…
    const [weights, momenta] = [Float32Array.of(1), Float32Array.of(0)];
    const hyper = { rate: 0.1, momentum: 0.9, weightDecay: 0.01 };
    descend(weights, momenta, Float32Array.of(2), hyper);
    expect(weights[0]).toBeCloseTo(0.6181, 5);
    descend(weights, momenta, Float32Array.of(2), hyper);
    expect(momenta[0]).toBeCloseTo(3.815181, 5);
    expect(weights[0]).toBeCloseTo(0.6181 - 0.1 * (2.006181 + 0.9 * 3.815181), 5);
  });
});

describe('trackStatistics', () => {
  it('forgets what it started from at the first batch, and follows slowly later', () => {
    const running = Float32Array.of(100);
    trackStatistics(running, Float32Array.of(2), 0);
    expect(running[0]).toBe(2);
    trackStatistics(running, Float32Array.of(4), 1);
    expect(running[0]).toBe(3);
    trackStatistics(running, Float32Array.of(13), 500);
    expect(running[0]).toBeCloseTo(4, 5);
  });
});

describe('meanOf', () => {
  it('averages element by element and leaves its inputs alone', () => {
    const [a, b] = [Float32Array.of(1, 2), Float32Array.of(3, 6)];
    expect(Array.from(meanOf([a, b]))).toEqual([2, 4]);
    expect(Array.from(a)).toEqual([1, 2]);
  });
});

describe('planEpoch', () => {
  it.each([
    [10_000, 128, 64, { batch: 128, microBatch: 64, steps: 78 }],
    [10_000, 512, 64, { batch: 512, microBatch: 64, steps: 19 }],
    [10_000, 100, 64, { batch: 100, microBatch: 50, steps: 100 }],
    [10_000, 32, 64, { batch: 32, microBatch: 32, steps: 312 }],
    [100, 128, 64, { batch: 100, microBatch: 50, steps: 1 }],
    [7, 128, 64, { batch: 7, microBatch: 7, steps: 1 }],
    [1, 128, 64, { batch: 1, microBatch: 1, steps: 1 }],
  ])('cuts %i samples, batch %i, micro-batch %i', (count, batch, microBatch, plan) => {
    expect(planEpoch(count, batch, microBatch)).toEqual(plan);
  });
});

describe('usefulWorkers', () => {
  it.each([
    [4, 1, 1],
    [4, 2, 2],
    [4, 3, 2],
    [4, 7, 4],
    [8, 5, 4],
    [1, 8, 1],
  ])('of %i micro-batches and %i workers there are %i that shorten a batch', (parts, available, useful) => {
    expect(usefulWorkers({ batch: 32 * parts, microBatch: 32, steps: 1 }, available)).toBe(useful);
  });
});
