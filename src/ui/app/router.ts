import type { StageName } from '../events/app-events.ts';

const STAGES: readonly StageName[] = ['data', 'noise', 'train', 'insights', 'explore', 'home', 'about', 'help'];

/** The stage that the address names (`#/train`, `#/explore?view=…`, `#/help/faq`), or null. */
export function stageInAddress(): StageName | null {
  const name = location.hash.replace(/^#\//, '').replace(/[/?].*$/, '');
  return STAGES.find((stage) => stage === name) ?? null;
}

/** Takes the text of a link out of the address, so that neither a reload nor Back asks for it again; null where there is none. */
export function takeLinkText(): string | null {
  const at = location.hash.indexOf('?');
  const text = at < 0 ? null : new URLSearchParams(location.hash.slice(at)).get('link');
  if (text !== null) history.replaceState(null, '', '#/explore');
  return text;
}

/** Puts the stage into the address without an entry in the history, so that a reload shows it again. */
export function nameStage(stage: StageName): void {
  if (stageInAddress() !== stage) history.replaceState(null, '', `#/${stage}`);
}

/** Loads a stage's element when it is first shown, so that the first paint need not wait for it. */
export const loadStage: Record<StageName, () => Promise<unknown>> = {
  data: () => import('../data/data-stage.ts'),
  noise: () => import('../noise/noise-stage.ts'),
  train: () => import('../train/train-stage.ts'),
  insights: () => import('../insights/insights-stage.ts'),
  explore: () => import('../explore/explore-stage.ts'),
  home: () => import('../home/home-stage.ts'),
  about: () => import('../about/about.ts'),
  help: () => import('../help/help.ts'),
};
