import { STANDARD, relativeCost, speedUp, withEpochs, type PresetName } from '../../core/training/presets.ts';
import type { NetworkName, Recipe } from '../../core/training/recipe.ts';

/** Which recipe a person chose to train with. */
export type RecipeChoice = PresetName | 'suggested' | 'custom';

/** The parts of a custom recipe that the form asks for; the rest is as in `standard`. */
export interface CustomFields {
  network: NetworkName;
  epochs: number;
  batch: number;
  /** Highest learning rate, reached after a quarter of the epochs. */
  peakRate: number;
  /** Random crop and horizontal flip, or neither. */
  augment: boolean;
}

/** Where the custom form starts: at `standard`. */
export const CUSTOM_START: CustomFields = {
  network: STANDARD.network,
  epochs: STANDARD.epochs,
  batch: STANDARD.batch,
  peakRate: peakOf(STANDARD),
  augment: true,
};

/** Highest learning rate of a recipe. */
export function peakOf(recipe: Recipe): number {
  return Math.max(...recipe.schedule.map(({ rate }) => rate));
}

/** A whole recipe from the custom form. */
export function customRecipe(fields: CustomFields): Recipe {
  const stretched = withEpochs(STANDARD, fields.epochs);
  const factor = fields.peakRate / peakOf(STANDARD);
  return {
    ...stretched,
    name: 'custom',
    network: fields.network,
    batch: fields.batch,
    microBatch: Math.min(STANDARD.microBatch, fields.batch),
    schedule: stretched.schedule.map(({ epoch, rate }) => ({ epoch, rate: rate * factor })),
    augment: fields.augment ? STANDARD.augment : { pad: 0, flip: false, cutout: 0 },
  };
}

/** What is wrong with the custom form, for people; null where nothing is. */
export function problemOf({ epochs, batch, peakRate }: CustomFields): string | null {
  if (!Number.isInteger(epochs) || epochs < 1 || epochs > 200) return 'Epochs: a whole number from 1 to 200.';
  if (!Number.isInteger(batch) || batch < 8 || batch > 4096) return 'Batch: a whole number from 8 to 4,096 samples.';
  if (!(peakRate > 0 && peakRate <= 10)) return 'Max learning rate: more than 0, at most 10.';
  return null;
}

/**
 * Milliseconds that a recipe should take: the measured step of the small network, scaled by multiply-adds.
 * @param msPerImage of the small network, one worker
 */
export function estimateMs(recipe: Recipe, sampleCount: number, msPerImage: number, workers: number): number {
  return (msPerImage / speedUp(recipe, workers)) * relativeCost(recipe) * sampleCount;
}

/** An estimate in words, rounded to its accuracy: "40 s", "2.9 min", "36 min", "6.9 h". */
export function formatEstimate(ms: number): string {
  const units = [
    [90_000, 1000, 's'],
    [5_400_000, 60_000, 'min'],
    [Infinity, 3_600_000, 'h'],
  ] as const;
  const [, unitMs, unit] = units.find(([below]) => ms < below)!;
  const value = ms / unitMs;
  return `${value < 10 && unit !== 's' ? value.toFixed(1) : Math.max(1, Math.round(value))} ${unit}`;
}

/** What pictures go through before the network sees them, in training: "crop, horizontal flip, 8×8 cut-out". */
export function describeAugment({ augment }: Recipe): string {
  const { pad, flip, cutout, crop = 1 } = augment;
  const parts = [
    (pad > 0 || crop < 1) && 'crop',
    flip && 'horizontal flip',
    cutout > 0 && `${cutout}×${cutout} cut-out`,
  ].filter(Boolean);
  return parts.join(', ') || 'none';
}

/** Network names as people read them. */
export const NETWORK_TITLES: Record<NetworkName, string> = {
  small: 'small',
  medium: 'medium',
  'fiftyone-2020': 'FiftyOne 2020',
};
