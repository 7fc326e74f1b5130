import { Dexie } from 'dexie';
import { NO_LABEL } from '../core/dataset/types.ts';
import { db } from './database.ts';
import type { ScoreRow } from './records.ts';
import { requireRun } from './runs.ts';

/**
 * The scores of one run, oldest computed first. Reads those that were computed since `known` was read; of the others it looks at the index alone.
 * @returns the very array `known` where it is what there is
 */
export function listRunScores(runId: number, known: readonly ScoreRow[]): Promise<readonly ScoreRow[]> {
  return db.transaction('r', db.scores, async () => {
    const versions = await listScoreVersions(runId);
    const knownRow = ([, key, computedAt]: ScoreVersion): ScoreRow | undefined =>
      known.find((row) => row.key === key && row.computedAt === computedAt);
    const fresh = versions.filter((version) => !knownRow(version));
    if (fresh.length === 0 && versions.length === known.length) return known;
    const rows = await db.scores.bulkGet(fresh.map(([, key]): [number, string] => [runId, key]));
    const all = [...versions.map(knownRow), ...rows].filter((row) => row !== undefined);
    return all.sort((a, b) => a.computedAt - b.computedAt);
  });
}

/** Names a score of a run as it stood at one time. */
type ScoreVersion = [runId: number, key: string, computedAt: number];

/** Which scores a run has, and when each was computed. Looks at an index alone. */
export async function listScoreVersions(runId: number): Promise<ScoreVersion[]> {
  const keys = await db.scores
    .where('[runId+key+computedAt]')
    .between([runId, Dexie.minKey, Dexie.minKey], [runId, Dexie.maxKey, Dexie.maxKey])
    .keys();
  return keys as unknown as ScoreVersion[];
}

/** One score, or undefined. */
export function readScore(runId: number, key: string): Promise<ScoreRow | undefined> {
  return db.scores.get([runId, key]);
}

const NONE = new Uint32Array();

/** A score of some samples: `values[j]` is that of sample `indices[j]` and judged the label `judged[j]`. */
export interface ScorePart extends Omit<ScoreRow, 'values' | 'judged'> {
  indices: Uint32Array;
  values: Float32Array;
  judged: Uint16Array;
}

/**
 * Writes scores of some samples, all in one transaction. What the same method left under the same key for other samples stays,
 * with the labels that it judged and what had been decided about these; how sure a suspicion's number is goes by whichever samples are
 * more, these or the others. Another method's column is replaced. A score that is written again counts as computed later than before, whatever the clock says.
 * @param sampleCount samples of the data set
 * @throws UserError 'deleted' where the run is gone
 */
export async function mergeScores(parts: ScorePart[], sampleCount: number): Promise<void> {
  await db.transaction('rw', db.runs, db.scores, async () => {
    for (const { indices, values, judged, ...rest } of parts) {
      await requireRun(rest.runId);
      const before = await readScore(rest.runId, rest.key);
      const part = { ...rest, computedAt: Math.max(rest.computedAt, before ? before.computedAt + 1 : 0) };
      const row: ScoreRow =
        before?.method === part.method
          ? { ...before, ...part, ...toldOfBoth(before, part, indices) }
          : {
              ...part,
              values: new Float32Array(sampleCount).fill(NaN),
              judged: new Uint16Array(sampleCount).fill(NO_LABEL),
            };
      for (let j = 0; j < indices.length; j++) {
        row.values[indices[j]] = values[j];
        row.judged[indices[j]] = judged[j];
      }
      await db.scores.put(row);
    }
  });
}

/** What a suspicion tells beside its values, of samples that are scored now and of the others. @param indices those scored now */
function toldOfBoth(
  { values, doubt, decided = NONE }: ScoreRow,
  part: Pick<ScoreRow, 'doubt' | 'decided'>,
  indices: Uint32Array,
): Pick<ScoreRow, 'doubt' | 'decided'> {
  if (!part.doubt || !part.decided) return {};
  const isScored = new Uint8Array(values.length);
  for (const i of indices) isScored[i] = 1;
  const others = values.reduce((count, value, i) => count + Number(!Number.isNaN(value) && isScored[i] === 0), 0);
  const now = part.decided.filter((i) => isScored[i] === 1);
  const known = decided.filter((i) => isScored[i] === 0);
  return {
    doubt: doubt && others > indices.length ? doubt : part.doubt,
    decided: Uint32Array.from([...known, ...now]).sort(),
  };
}
