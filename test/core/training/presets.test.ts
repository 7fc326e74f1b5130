import { describe, expect, it } from 'vitest';
import {
  FIFTYONE_2020,
  NETWORKS,
  QUICK,
  STANDARD,
  SUGGESTED_MS,
  THOROUGH,
  relativeCost,
  speedUp,
  suggestRecipe,
  withEpochs,
} from '../../../src/core/training/presets.ts';

describe('presets', () => {
  it('keep FiftyOne 2020 as its walkthrough had it, on the mean loss', () => {
    expect(FIFTYONE_2020).toMatchObject({ epochs: 24, batch: 512, momentum: 0.9, weightDecay: 5e-4 });
    expect(FIFTYONE_2020.schedule).toEqual([
      { epoch: 0, rate: 0 },
      { epoch: 5, rate: 0.4 },
      { epoch: 24, rate: 0 },
    ]);
    expect(FIFTYONE_2020.augment).toEqual({ pad: 4, flip: true, cutout: 8 });
  });

  it('keep the standard recipe within sixteen epochs', () => {
    expect(STANDARD.epochs).toBeLessThanOrEqual(16);
    expect(STANDARD.network).toBe('small');
  });

  it('have a thorough one that is the standard one over more epochs', () => {
    const { name, ...recipe } = THOROUGH;
    expect(name).toBe('thorough');
    expect({ ...recipe, name: STANDARD.name }).toEqual(withEpochs(STANDARD, recipe.epochs));
    expect(recipe.epochs).toBeGreaterThan(STANDARD.epochs);
  });

  it('have a quick one that costs less than half of the standard one, and ends on whole pictures', () => {
    expect(relativeCost(STANDARD)).toBe(14);
    expect(relativeCost(QUICK)).toBeCloseTo(5 * 0.75 ** 2 + 1);
    expect(relativeCost(QUICK)).toBeLessThan(relativeCost(STANDARD) / 2);
    expect(QUICK.augment.cropEpochs).toBeLessThan(QUICK.epochs);
    expect(QUICK.network).toBe(STANDARD.network);
  });

  it('are expected to gain from no more workers than a batch has micro-batches', () => {
    expect([1, 2, 4, 7, 8, 16].map((workers) => speedUp(STANDARD, workers))).toEqual([1, 2, 4, 4, 8, 8]);
    expect([2, 4, 8, 16].map((workers) => speedUp({ ...STANDARD, batch: 256 }, workers))).toEqual([2, 4, 8, 16]);
  });

  it('crop for the same share of the epochs over other epochs', () => {
    expect(withEpochs(QUICK, 12).augment.cropEpochs).toBe(10);
    expect(withEpochs(STANDARD, 12).augment).toEqual(STANDARD.augment);
  });

  it('stretch the schedule with the epochs and leave the rest and the original alone', () => {
    const longer = withEpochs(STANDARD, 20);
    expect(longer.schedule).toEqual([
      { epoch: 0, rate: 0 },
      { epoch: 5, rate: 0.3 },
      { epoch: 20, rate: 0 },
    ]);
    expect({ ...longer, epochs: 14, schedule: STANDARD.schedule }).toEqual(STANDARD);
    expect(STANDARD.schedule[1].epoch).toBe(3.5);
  });
});

describe('suggestRecipe', () => {
  it.each([
    [0.1, 5000],
    [1, 10_000],
    [4, 5000],
    [10, 4000],
  ])('ends within about three minutes at %f ms an image and %i samples', (msPerImage, samples) => {
    const { recipe, estimatedMs } = suggestRecipe(msPerImage, samples);
    expect(estimatedMs).toBeLessThanOrEqual(SUGGESTED_MS);
    const cost = NETWORKS[recipe.network].multiplyAdds / NETWORKS.small.multiplyAdds;
    expect(estimatedMs).toBeCloseTo(recipe.epochs * samples * msPerImage * cost, 3);
    expect(recipe.schedule.at(-1)!.epoch).toBe(recipe.epochs);
  });

  it('takes the medium network on a fast machine, and the small one on a slow machine', () => {
    expect(suggestRecipe(0.1, 10_000).recipe.network).toBe('medium');
    expect(suggestRecipe(5, 10_000).recipe.network).toBe('small');
  });

  it('trains one epoch at least, and says how long that takes', () => {
    expect(suggestRecipe(100, 50_000)).toMatchObject({ recipe: { epochs: 1 }, estimatedMs: 5_000_000 });
  });
});
