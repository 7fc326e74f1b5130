import type { BackboneChoice } from '../core/backbone/backbone.ts';
import type { SideSuggestion } from '../core/backbone/suggest-side.ts';
import { whyTooManyClasses } from '../core/dataset/classes.ts';
import { NO_LABEL } from '../core/dataset/types.ts';
import type { ProbeRun } from '../core/training/run.ts';
import { backboneSpeed } from '../tasks/backbone-speed.ts';
import { suggestBackboneSide } from '../tasks/probe-run.ts';
import { trainingView, type Dataset } from './dataset.ts';
import type { Look } from './look.ts';
import type { PendingImport } from './pending-import.ts';
import { recall, remember } from '../tasks/remembered.ts';
import type { Session } from './session.ts';

const SETTING = 'second-look:first-ranking';

/** Samples of a data set whose labels are judged by a backbone without being asked, at most: more take minutes. */
export const MOST_BY_ITSELF = 20_000;

/** Whether the labels of a data set are to be judged by a backbone as soon as it is imported, as the person has it. */
export function firstRankingWanted(): boolean {
  return recall(SETTING) !== 'off';
}

/** Keeps that choice for the next import and the next visit. */
export function wantFirstRanking(wanted: boolean): void {
  remember(SETTING, wanted ? null : 'off');
}

/** The run by which a backbone, or the one asked for, judges the labels of the open data set, once it has; undefined before. */
export function firstRanking(
  { runs }: Pick<Session, 'runs'>,
  { backbone, side }: Partial<BackboneChoice> = {},
): ProbeRun | undefined {
  return runs.find(
    (run): run is ProbeRun =>
      run.source === 'probe' &&
      run.status === 'trained' &&
      (backbone ?? run.choice.backbone) === run.choice.backbone &&
      (side ?? run.choice.side) === run.choice.side,
  );
}

/** What a first ranking of a data set is likely to cost: the side at which its pictures are seen, milliseconds, and whether this machine was measured or guessed. */
export async function rankingCost({ info }: Dataset): Promise<SideSuggestion & { measured: boolean }> {
  const { measured } = backboneSpeed();
  return { ...(await suggestBackboneSide(info, info.sampleCount)), measured };
}

/** Whether a backbone is judging the labels of the open data set at this moment. */
export function isRanking({ jobs, dataset }: Session): boolean {
  const job = jobs.running('backbone');
  return job !== undefined && job.datasetId === dataset?.info.id;
}

/** Whether a backbone can judge the labels of a data set: there are two classes to tell apart, and not too many. */
export function canBeRanked(dataset: Dataset): boolean {
  const { info, table } = dataset;
  if (whyTooManyClasses(info) !== null) return false;
  const labelled = trainingView(dataset).indices.filter((i) => table.current[i] !== NO_LABEL);
  return labelled.some((i) => table.current[i] !== table.current[labelled[0]]);
}

/**
 * Has a backbone judge the labels of a data set that a person just imported, as they have it, so that suspects are in sight before anything is
 * trained. Its jobs show it, and say it where it fails. That of another data set ends first; by then this one may be closed, and is left alone.
 * @param found one that waits for decisions is left alone, as is one that was there before
 */
export function rankFirst(look: Look, found: Dataset | PendingImport): void {
  if (!('info' in found) || look.session.lastImport?.datasetId !== found.info.id || !firstRankingWanted()) return;
  void rankWhenFree(look, found).catch(() => {});
}

async function rankWhenFree(look: Look, dataset: Dataset): Promise<void> {
  const { session } = look;
  await session.until(() => !session.jobs.running('backbone'));
  const fresh = session.isOpen(dataset) && session.runs.length === 0;
  if (fresh && dataset.info.sampleCount <= MOST_BY_ITSELF && canBeRanked(dataset))
    await look.findSuspects({ probe: {} });
}

/** The same again after noise was injected or taken back, where there is such a ranking: nobody has looked at it yet. */
export function rankNoise(look: Look): void {
  if (firstRanking(look.session)) void look.rankAgain().catch(() => {});
}
