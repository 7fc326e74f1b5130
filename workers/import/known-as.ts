import type { DatasetReader } from '../../src/core/formats/dataset-reader.ts';
import type { Survey } from '../../src/core/import/choices.ts';
import { waysToMatch } from '../../src/core/import/match-names.ts';
import { readNames } from '../../src/store/columns.ts';
import { listDatasets } from '../../src/store/datasets.ts';

/** Data sets that are looked at, the newest. */
const LOOKED_AT = 20;

/** Share of the names, of whichever side has fewer, from which on it seems to be a data set that is there. */
const MOST_OF_THEM = 0.5;

/**
 * The data set of this browser that has most of the names that were read, whole or but for folders in front: the same files may have come
 * as a folder once and as an archive now. Undefined where none has.
 */
export async function knownAs({ names }: DatasetReader): Promise<Survey['known']> {
  if (!names) return undefined;
  let best: Survey['known'];
  for (const { id, name, sampleCount } of (await listDatasets()).slice(-LOOKED_AT)) {
    const known = await readNames(id);
    if (!known) continue;
    const count = waysToMatch(known, names).at(0)?.pairs.length ?? 0;
    const most = count > 1 && count >= MOST_OF_THEM * Math.min(names.length, sampleCount);
    if (most && count >= (best?.count ?? 0)) best = { datasetId: id, name, count };
  }
  return best;
}
