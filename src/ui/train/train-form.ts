import type { BackendName } from '../../core/training/recipe.ts';
import type { Recipe } from '../../core/training/recipe.ts';
import type { RecipeSuggestion, TrainOptions } from '../../tasks/options.ts';
import { defaultWorkers } from '../../tasks/train.ts';
import { fitRecipe } from '../../core/training/fit-recipe.ts';
import { PRESETS } from '../../core/training/presets.ts';
import { NETWORK_CHOICES, networksChoice } from './networks.ts';
import { CUSTOM_START, customRecipe, problemOf, type CustomFields, type RecipeChoice } from './recipes.ts';

/** Everything that the form of the train stage holds. */
export interface TrainForm {
  choice: RecipeChoice;
  custom: CustomFields;
  /** Id of a choice of networks. */
  networks: string;
  backend: BackendName | 'auto';
  workers: number;
  seed: number;
  name: string;
  /** Id of the scope to learn from. */
  scope: string;
}

/** Where the form starts. */
export function startForm(): TrainForm {
  return {
    choice: 'suggested',
    custom: CUSTOM_START,
    networks: NETWORK_CHOICES[0].id,
    backend: 'auto',
    workers: defaultWorkers(),
    seed: 1,
    name: 'walkthrough',
    scope: '',
  };
}

/**
 * The recipe that the form asks for; null while the suggestion is not known, or where the custom one is not valid.
 * @param samples that each network learns from, by which a named recipe is fitted
 */
export function recipeOf(form: TrainForm, suggestion: RecipeSuggestion | null, samples: number): Recipe | null {
  switch (form.choice) {
    case 'suggested':
      return suggestion?.recipe ?? null;
    case 'custom':
      return problemOf(form.custom) ? null : customRecipe(form.custom);
    default:
      return fitRecipe(PRESETS[form.choice], samples);
  }
}

/** The form as the script API takes it. */
export function toTrainOptions(form: TrainForm, recipe: Recipe): TrainOptions {
  const { backend, workers, seed } = form;
  const { options } = networksChoice(form.networks);
  return { recipe, ...options, backend, workers, seed, name: form.name.trim() || 'walkthrough' };
}
