import type { DatasetInfo } from '../core/dataset/types.ts';
import { fitRecipe } from '../core/training/fit-recipe.ts';
import { STANDARD, speedUp, suggestRecipe } from '../core/training/presets.ts';
import type { BackendName } from '../core/training/recipe.ts';
import type { RecipeSuggestion } from './options.ts';
import { settleBackend } from './probe.ts';
import { defaultWorkers } from './train.ts';
import { trainer } from './workers.ts';

const measured = new Map<string, Promise<number>>();

/**
 * Measures one training step of the small network on the backend, on pictures and classes as the data set has them, once in the page's life,
 * and plans about three minutes.
 */
export async function suggest(
  sampleCount: number,
  { classes, height, width }: Pick<DatasetInfo, 'classes' | 'height' | 'width'>,
  wanted: BackendName | 'auto',
): Promise<RecipeSuggestion> {
  const { signal } = new AbortController();
  const backend = await settleBackend(signal, wanted);
  const key = `${backend} ${classes.length} ${height}×${width}`;
  const known = measured.get(key) ?? trainer.measure(signal, backend, 'small', classes.length, { height, width });
  measured.set(key, known);
  known.catch(() => measured.delete(key));
  const msPerImage = await known;
  const workers = backend === 'wasm' ? defaultWorkers() : 1;
  const { recipe, estimatedMs } = suggestRecipe(msPerImage / speedUp(STANDARD, workers), sampleCount);
  const fitted = fitRecipe(recipe, sampleCount);
  const slower = speedUp(STANDARD, workers) / speedUp(fitted, workers);
  return {
    ...{ recipe: fitted, backend, workers, msPerImage },
    estimatedMs: (estimatedMs * slower * fitted.epochs) / recipe.epochs,
  };
}
