import type { DatasetReader } from '../../src/core/formats/dataset-reader.ts';
import type { Survey } from '../../src/core/import/choices.ts';
import { shareFitting, waysToMatch } from '../../src/core/import/match-names.ts';
import { readNames } from '../../src/store/columns.ts';
import { listDatasets } from '../../src/store/datasets.ts';

/** Data sets that are looked at, the newest. */
const LOOKED_AT = 20;

/** Share of the names, of whichever side has fewer, from which on it seems to be a data set that is there. */
const MOST_OF_THEM = 0.5;

/**
 * The data set of this browser that has most of the names that were read, whole or but for folders in front: the same files may have come
 * as a folder once and as an archive now. Of those with as many, the one whose size is nearest, and of those the newest. Undefined where
 * none has. Some names of each tell whether all have to be compared.
 * @throws what the signal says, between one data set and the next
 */
export async function knownAs(
  { names }: DatasetReader,
  signal: AbortSignal,
  progress: (done: number, total: number) => void,
): Promise<Survey['known']> {
  if (!names) return undefined;
  const read = new Set(names);
  let best: Survey['known'];
  let bestOff = Infinity;
  const datasets = (await listDatasets()).slice(-LOOKED_AT);
  for (const [done, { id, name, sampleCount }] of datasets.entries()) {
    progress(done, datasets.length);
    const fewer = Math.min(names.length, sampleCount);
    if (fewer < (best?.count ?? 0)) continue;
    const known = await readNames(id);
    signal.throwIfAborted();
    if (!known || shareFitting(known, names, read) < MOST_OF_THEM / 2) continue;
    const count = waysToMatch(known, names).at(0)?.pairs.length ?? 0;
    if (count <= 1 || count < MOST_OF_THEM * fewer || count < (best?.count ?? 0)) continue;
    const off = Math.abs(sampleCount - names.length);
    if (count === best?.count && off > bestOff) continue;
    best = { datasetId: id, name, count };
    bestOff = off;
  }
  return best;
}
