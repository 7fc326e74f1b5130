import { describe, expect, it } from 'vitest';
import { FIFTYONE_2020, QUICK, STANDARD } from '../../../src/core/training/presets.ts';
import {
  CUSTOM_START,
  customRecipe,
  describeAugment,
  estimateMs,
  formatEstimate,
  problemOf,
} from '../../../src/ui/train/recipes.ts';

describe('a custom recipe', () => {
  it('that nobody changed is the standard one by another name', () => {
    expect(customRecipe(CUSTOM_START)).toEqual({ ...STANDARD, name: 'custom' });
  });

  it('keeps the shape of the schedule over other epochs and another peak', () => {
    const { schedule } = customRecipe({ ...CUSTOM_START, epochs: 20, peakRate: 0.6 });
    expect(schedule.map(({ epoch }) => epoch)).toEqual([0, 5, 20]);
    expect(schedule.map(({ rate }) => rate)).toEqual([0, 0.6, 0]);
  });

  it('without augmentation shows pictures as they are', () => {
    expect(describeAugment(customRecipe({ ...CUSTOM_START, augment: false }))).toBe('none');
    expect(describeAugment(QUICK)).toBe('crop, horizontal flip');
    expect(describeAugment(FIFTYONE_2020)).toBe('crop, horizontal flip, 8×8 cut-out');
  });

  it('never has micro-batches larger than its batch', () => {
    expect(customRecipe({ ...CUSTOM_START, batch: 8 }).microBatch).toBe(8);
  });

  it.each([
    [{ epochs: 0 }, 'Epochs'],
    [{ epochs: 2.5 }, 'Epochs'],
    [{ epochs: NaN }, 'Epochs'],
    [{ batch: 4 }, 'Batch'],
    [{ peakRate: 0 }, 'Max learning rate'],
  ])('%o is refused by name', (part, name) => {
    expect(problemOf({ ...CUSTOM_START, ...part })).toContain(name);
  });
});

describe('an estimate', () => {
  it('scales the measured step by samples, epochs, multiply-adds and workers', () => {
    expect(estimateMs(STANDARD, 1000, 2, 1)).toBe(28_000);
    expect(estimateMs(STANDARD, 1000, 2, 2)).toBe(14_000);
    expect(estimateMs(STANDARD, 1000, 2, 7)).toBe(7_000);
    expect(estimateMs(QUICK, 1000, 2, 1)).toBeLessThan(estimateMs(STANDARD, 1000, 2, 1) / 2);
    expect(estimateMs({ ...STANDARD, network: 'medium' }, 1000, 2, 1)).toBeCloseTo(111_000, -3);
  });

  it.each([
    [400, '1 s'],
    [47_000, '47 s'],
    [174_000, '2.9 min'],
    [2_184_000, '36 min'],
    [24_840_000, '6.9 h'],
    [82_800_000, '23 h'],
  ])('of %d ms reads %s', (ms, text) => expect(formatEstimate(ms)).toBe(text));
});
