import { backboneTitle } from '../../core/backbone/backbone.ts';
import { BACKEND_TITLES } from '../../core/training/recipe.ts';
import type { Run, TrainedRun } from '../../core/training/run.ts';
import { formatPlural } from '../kit/format.ts';
import { NETWORK_TITLES } from './recipes.ts';

/** What gave a run's logits: a title, and a detail, which may be empty. */
export function sourceWords(run: Run): { title: string; detail: string } {
  switch (run.source) {
    case 'trained':
      return { title: NETWORK_TITLES[run.recipe.network], detail: run.recipe.name };
    case 'probe':
      return { title: 'Backbone', detail: `${backboneTitle(run.choice)}, ${run.choice.side} px` };
    case 'imported':
      return { title: 'Imported', detail: run.from };
  }
}

/** How many of its epochs a run has behind it: "3 of 14"; empty where it has none. */
export function epochWords(run: Run, done = run.epochs.length): string {
  return run.source === 'trained' ? `${done} of ${run.recipe.epochs}` : '';
}

/** What trained a run: "WASM, 2 workers"; empty before it began. */
export function machineWords({ backend, workers }: TrainedRun): string {
  if (!backend) return '';
  return workers && workers > 1
    ? `${BACKEND_TITLES[backend]}, ${formatPlural(workers, 'worker')}`
    : BACKEND_TITLES[backend];
}
