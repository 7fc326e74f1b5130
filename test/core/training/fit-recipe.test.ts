import { describe, expect, it } from 'vitest';
import { fitRecipe, learnedByEach, updatesOf } from '../../../src/core/training/fit-recipe.ts';
import { FIFTYONE_2020, QUICK, STANDARD, withEpochs } from '../../../src/core/training/presets.ts';

describe('a recipe for few samples', () => {
  it.each([
    [STANDARD, 2000, 128, 14, 210],
    [STANDARD, 1000, 64, 14, 210],
    [STANDARD, 500, 32, 14, 210],
    [STANDARD, 200, 16, 17, 204],
    [STANDARD, 100, 16, 28, 168],
    [STANDARD, 47, 16, 28, 56],
    [STANDARD, 5, 16, 28, 28],
    [QUICK, 10_000, 128, 6, 468],
    [QUICK, 2000, 32, 6, 372],
  ])(
    '%# makes its updates by smaller batches first, then by more epochs',
    (recipe, samples, batch, epochs, updates) => {
      const fitted = fitRecipe(recipe, samples);
      expect(fitted).toMatchObject({ batch, epochs, name: recipe.name, microBatch: recipe.microBatch });
      expect(updatesOf(fitted, samples)).toBe(updates);
    },
  );

  it('is the very same where there are enough, and stays where it is fitted again', () => {
    expect(fitRecipe(STANDARD, 10_000)).toBe(STANDARD);
    const fitted = fitRecipe(STANDARD, 500);
    expect(fitRecipe(fitted, 500)).toBe(fitted);
    expect(STANDARD).toMatchObject({ batch: 128, epochs: 14 });
  });

  it('stretches the rates and what is cropped with the epochs', () => {
    const fitted = fitRecipe(QUICK, 47);
    expect(fitted.schedule).toEqual(withEpochs(QUICK, 12).schedule);
    expect(fitted.augment.cropEpochs).toBe(10);
  });

  it('leaves alone what stands for what was done in 2020', () => {
    expect(fitRecipe(FIFTYONE_2020, 47)).toBe(FIFTYONE_2020);
  });

  it('goes by what each network learns from', () => {
    expect([1, 2, 5].map((folds) => learnedByEach(1000, folds))).toEqual([1000, 500, 800]);
    expect(learnedByEach(1000)).toBe(1000);
  });
});
