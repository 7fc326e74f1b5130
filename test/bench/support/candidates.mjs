/** The standard recipe with some of it changed, its triangle of rates over its own epochs. */
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

/** Small batches: more updates an epoch, each of two micro-batches, so that two workers share them. */
const SMALL_BATCH = { batch: 64, microBatch: 32, peak: 0.2 };

/** Recipes to compare: one thing changed at a time, then together. */
export const CANDIDATES = [
  recipe('standard, 10 epochs', { epochs: 10 }),
  recipe('standard, 5 epochs', { epochs: 5 }),
  recipe('standard, 4 epochs', { epochs: 4 }),
  recipe('batch 64, 4 epochs', { epochs: 4, ...SMALL_BATCH }),
  recipe('batch 64, 3 epochs', { epochs: 3, ...SMALL_BATCH }),
  recipe('crop 24, 6 epochs', { epochs: 6, augment: { pad: 0, crop: 0.75 } }),
  recipe('crop 24, batch 64, 5 epochs', { epochs: 5, ...SMALL_BATCH, augment: { pad: 0, crop: 0.75 } }),
  recipe('crop 24, batch 64, 6 epochs', { epochs: 6, ...SMALL_BATCH, augment: { pad: 0, crop: 0.75 } }),
  recipe('crop 28, batch 64, 4 epochs', { epochs: 4, ...SMALL_BATCH, augment: { pad: 0, crop: 0.875 } }),
  recipe('crop 24, batch 64, peak 0.3, 5 epochs', {
    epochs: 5,
    ...SMALL_BATCH,
    peak: 0.3,
    augment: { pad: 0, crop: 0.75 },
  }),
];
