import { FIFTYONE_2020, withEpochs } from './presets.ts';
import type { Recipe } from './recipe.ts';

/** Updates that a network needs before it ranks better than chance, and then some: see docs/quality.md, “Few samples”. */
const FEWEST_UPDATES = 200;

/** A batch is no smaller than the micro-batch of the named recipes. */
const SMALLEST_BATCH = 16;

/** How many times as many epochs there are at most: with more, a network knows few labels by heart and takes all of them for right. */
const MOST_TIMES = 2;

/** Updates that a recipe comes to. @param samples that one network learns from */
export function updatesOf({ batch, epochs }: Pick<Recipe, 'batch' | 'epochs'>, samples: number): number {
  return epochs * Math.max(1, Math.floor(samples / batch));
}

/** Samples that each of several networks learns from. @param samples that there are @param folds of which each leaves one out; 1 or none: each learns all */
export const learnedByEach = (samples: number, folds = 1): number =>
  folds > 1 ? Math.floor((samples * (folds - 1)) / folds) : samples;

/**
 * A recipe for few samples: batches halved, down to 16, until there are 200 updates, then up to twice as many epochs. The rates stay. With
 * 2,000 samples and more `standard` is as it was. `fiftyone-2020` always is, since it stands for what was done.
 * @param samples that one network learns from
 * @returns the very same recipe where it has enough updates
 */
export function fitRecipe(recipe: Recipe, samples: number): Recipe {
  if (recipe.name === FIFTYONE_2020.name) return recipe;
  const { epochs } = recipe;
  let { batch } = recipe;
  while (batch >= 2 * SMALLEST_BATCH && updatesOf({ batch, epochs }, samples) < FEWEST_UPDATES) batch /= 2;
  const missing = FEWEST_UPDATES / updatesOf({ batch, epochs }, samples);
  const fitted = batch === recipe.batch ? recipe : { ...recipe, batch };
  return missing > 1 ? withEpochs(fitted, Math.ceil(epochs * Math.min(MOST_TIMES, missing))) : fitted;
}
