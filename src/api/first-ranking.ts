import { MOST_LEARNED_CLASSES } from '../core/dataset/classes.ts';
import type { DatasetInfo } from '../core/dataset/types.ts';
import type { Dataset } from './dataset.ts';
import type { Look } from './look.ts';
import type { PendingImport } from './pending-import.ts';
import { recall, remember } from './remembered.ts';

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

/** Whether the ranking by a backbone starts by itself once this data set is imported. */
function ranksByItself({ sampleCount, classes }: Pick<DatasetInfo, 'sampleCount' | 'classes'>): boolean {
  return (
    firstRankingWanted() &&
    sampleCount <= MOST_BY_ITSELF &&
    classes.length > 1 &&
    classes.length <= MOST_LEARNED_CLASSES
  );
}

/**
 * Has a backbone judge the labels of a data set that a person just imported, as they have it, so that suspects are in sight before anything is
 * trained. Its jobs show it, and say it where it fails.
 * @param found one that waits for decisions is left alone, as is one that was there before
 */
export function rankFirst(look: Look, found: Dataset | PendingImport): void {
  const { session } = look;
  if (!('info' in found) || session.lastImport?.datasetId !== found.info.id || session.runs.length > 0) return;
  if (ranksByItself(found.info) && !session.jobs.running('backbone'))
    void look.findSuspects({ probe: {} }).catch(() => {});
}

/** The same again after noise was planted or taken back, where there is such a ranking: nobody has looked at it yet. */
export function rankNoise(look: Look): void {
  if (look.session.runs.some(({ source, status }) => source === 'probe' && status === 'trained'))
    void look.rankAgain().catch(() => {});
}
