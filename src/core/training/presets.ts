import type { NetworkName, RatePoint, Recipe } from './recipe.ts';

/** What a network's name stands for. */
export interface NetworkShape {
  /** Channels of the first convolution; the next ones have twice and four times as many. */
  width: number;
  /** Channels of the last convolutions, and features a sample. */
  top: number;
  /** Trainable numbers, with 10 classes. */
  parameters: number;
  /** Multiply-adds an image of 32×32 in the forward pass; those of other sizes are in about the same proportion. */
  multiplyAdds: number;
  /** Factor on the logits, in training and prediction: keeps the softmax of a wider network from saturating early. */
  logitScale: number;
}

/** The named networks: one definition, three sizes. */
export const NETWORKS: Record<NetworkName, NetworkShape> = {
  small: { width: 16, top: 64, parameters: 153_872, multiplyAdds: 18_137_728, logitScale: 0.5 },
  medium: { width: 32, top: 128, parameters: 611_872, multiplyAdds: 71_664_896, logitScale: 0.25 },
  'fiftyone-2020': { width: 64, top: 512, parameters: 6_573_120, multiplyAdds: 379_261_952, logitScale: 0.125 },
};

/** Rates that rise linearly from 0 to `peak` at `peakEpoch` and fall linearly to 0 at `epochs`. */
function triangle(peak: number, peakEpoch: number, epochs: number): RatePoint[] {
  return [
    { epoch: 0, rate: 0 },
    { epoch: peakEpoch, rate: peak },
    { epoch: epochs, rate: 0 },
  ];
}

/** The fixed recipe behind everything that is compared. */
export const STANDARD: Recipe = {
  name: 'standard',
  network: 'small',
  epochs: 14,
  batch: 128,
  microBatch: 16,
  schedule: triangle(0.3, 3.5, 14),
  momentum: 0.9,
  weightDecay: 5e-4,
  smoothing: 0.1,
  augment: { pad: 4, flip: true, cutout: 0 },
};

/**
 * A good ranking in the shortest time: all but the last epoch see three quarters of each picture's height and width, at a random place,
 * with nine sixteenths of the multiplications. See docs/decisions/0007-a-quick-recipe.md.
 */
export const QUICK: Recipe = {
  ...STANDARD,
  name: 'quick',
  epochs: 6,
  schedule: triangle(0.3, 1.5, 6),
  augment: { pad: 0, flip: true, cutout: 0, crop: 0.75, cropEpochs: 5 },
};

/** For large data sets, beside a backbone that sees the pictures at `THOROUGH_SIDE` at least: on few pictures more epochs learn wrong labels by heart. */
export const THOROUGH: Recipe = { ...withEpochs(STANDARD, 20), name: 'thorough' };

/**
 * What FiftyOne's walkthrough of 2020 trained with. Its rates are over the batch size on the summed loss, and its weight
 * decay times the batch size: the same as 0.4 and 5e-4 on the mean loss. Its 10,000 samples are the caller's choice.
 */
export const FIFTYONE_2020: Recipe = {
  name: 'fiftyone-2020',
  network: 'fiftyone-2020',
  epochs: 24,
  batch: 512,
  microBatch: 64,
  schedule: triangle(0.4, 5, 24),
  momentum: 0.9,
  weightDecay: 5e-4,
  augment: { pad: 4, flip: true, cutout: 8 },
};

/** The recipes that have a name. */
export const PRESETS = { quick: QUICK, standard: STANDARD, thorough: THOROUGH, 'fiftyone-2020': FIFTYONE_2020 };

/** Their names. */
export type PresetName = keyof typeof PRESETS;

/** Cost of all epochs by a recipe, in epochs of the small network on whole pictures: by the multiply-adds. */
export function relativeCost({ network, epochs, augment: { crop = 1, cropEpochs = epochs } }: Recipe): number {
  const cropped = Math.min(cropEpochs, epochs);
  return ((cropped * crop ** 2 + epochs - cropped) * NETWORKS[network].multiplyAdds) / NETWORKS.small.multiplyAdds;
}

/** How many times as fast several workers are as one, at best: a batch takes as long as the worker with most of its micro-batches. */
export function speedUp({ batch, microBatch }: Recipe, workers: number): number {
  const parts = Math.ceil(batch / microBatch);
  return parts / Math.ceil(parts / workers);
}

/** The same recipe over `epochs` epochs: its schedule, and what it crops, are stretched with it. */
export function withEpochs(recipe: Recipe, epochs: number): Recipe {
  const stretch = epochs / recipe.epochs;
  const schedule = recipe.schedule.map(({ epoch, rate }) => ({ epoch: epoch * stretch, rate }));
  const { cropEpochs } = recipe.augment;
  const augment = { ...recipe.augment, ...(cropEpochs && { cropEpochs: Math.round(cropEpochs * stretch) }) };
  return { ...recipe, epochs, schedule, augment };
}

/** Milliseconds that a suggested training should take at most. */
export const SUGGESTED_MS = 180_000;

/** Epochs that a suggestion may have: with more, a network memorises the wrong labels. */
const FEWEST_EPOCHS = 1;
const MOST_EPOCHS = 16;

/**
 * Chooses network and epochs so that training ends within about three minutes: the medium network where it can have ten
 * epochs or more, else the small one with as many epochs as fit, at least one.
 * @param msPerImage milliseconds an image of one training step of `small` on pictures of the data set's size, all workers together
 * @param sampleCount samples an epoch
 */
export function suggestRecipe(msPerImage: number, sampleCount: number): { recipe: Recipe; estimatedMs: number } {
  const epochMs = (network: NetworkName): number =>
    (msPerImage * sampleCount * NETWORKS[network].multiplyAdds) / NETWORKS.small.multiplyAdds;
  const network: NetworkName = SUGGESTED_MS / epochMs('medium') >= STANDARD.epochs ? 'medium' : 'small';
  const fitting = Math.floor(SUGGESTED_MS / epochMs(network));
  const epochs = Math.min(MOST_EPOCHS, Math.max(FEWEST_EPOCHS, fitting));
  const recipe = { ...withEpochs(STANDARD, epochs), name: 'suggested', network };
  return { recipe, estimatedMs: epochs * epochMs(network) };
}
