/**
 * @import { Augmentation, Recipe } from '../../../src/core/training/recipe.ts'
 */

/**
 * The standard recipe with some of it changed, its triangle of rates over its own epochs.
 * @param {string} name
 * @param {{ epochs: number, peak?: number, peakAt?: number, augment?: Partial<Augmentation>, batch?: number, microBatch?: number }} changes
 *   the highest rate and when it is reached, as a share of the epochs; what else differs
 * @returns {Recipe}
 */
function recipe(name, { epochs, peak = 0.3, peakAt = 0.25, augment, ...more }) {
  return {
    name,
    network: 'small',
    epochs,
    batch: 128,
    microBatch: 64,
    momentum: 0.9,
    weightDecay: 5e-4,
    ...more,
    schedule: [
      { epoch: 0, rate: 0 },
      { epoch: peakAt * epochs, rate: peak },
      { epoch: epochs, rate: 0 },
    ],
    augment: { pad: 4, flip: true, cutout: 0, ...augment },
  };
}

/** Three quarters of each picture's height and width, but in the last epochs. */
const cropping = (/** @type {number} */ cropEpochs) => ({ pad: 0, crop: 0.75, cropEpochs });

/** Small batches: more updates an epoch, each of two micro-batches, so that two workers share them. */
const SMALL_BATCH = { batch: 64, microBatch: 32, peak: 0.2 };

/** Recipes to compare: one thing changed at a time, then together. */
export const CANDIDATES = [
  recipe('crop .75 in 5 of 6 epochs', { epochs: 6, augment: cropping(5) }),
  recipe('standard, 5 epochs', { epochs: 5 }),
  recipe('crop .75 in 4 of 5 epochs', { epochs: 5, augment: cropping(4) }),
  recipe('crop .75 in 5 of 6 epochs, peak 0.5', { epochs: 6, peak: 0.5, augment: cropping(5) }),
  recipe('crop .75 in 5 of 7 epochs', { epochs: 7, augment: cropping(5) }),
  recipe('standard, 5 epochs, peak 0.5', { epochs: 5, peak: 0.5 }),
  recipe('standard, 4 epochs', { epochs: 4 }),
  recipe('standard, 10 epochs', { epochs: 10 }),
  recipe('crop .75, 6 epochs', { epochs: 6, augment: cropping(6) }),
  recipe('batch 64, 4 epochs', { epochs: 4, ...SMALL_BATCH }),
  recipe('batch 64, 3 epochs', { epochs: 3, ...SMALL_BATCH }),
  recipe('crop .75, batch 64, 5 epochs', { epochs: 5, ...SMALL_BATCH, augment: cropping(5) }),
];
