import { NO_LABEL } from '../core/dataset/types.ts';
import { db } from './database.ts';
import type { ScoreRow } from './records.ts';

/** The scores of one run, oldest computed first. */
export async function listRunScores(runId: number): Promise<ScoreRow[]> {
  const rows = await db.scores.where('[runId+key]').between([runId, ''], [runId, '\uffff']).toArray();
  return rows.sort((a, b) => a.computedAt - b.computedAt);
}

/** One score, or undefined. */
export function readScore(runId: number, key: string): Promise<ScoreRow | undefined> {
  return db.scores.get([runId, key]);
}

/** Writes several scores in one transaction. */
export async function writeScores(rows: ScoreRow[]): Promise<void> {
  await db.transaction('rw', db.scores, () => db.scores.bulkPut(rows));
}

/** A score of some samples: `values[j]` is that of sample `indices[j]` and judged the label `judged[j]`. */
export interface ScorePart extends Omit<ScoreRow, 'values' | 'judged'> {
  indices: Uint32Array;
  values: Float32Array;
  judged: Uint16Array;
}

/**
 * Writes scores of some samples, all in one transaction. What the same method left under the same key for other samples stays,
 * with the labels that it judged; another method's column is replaced.
 * @param sampleCount samples of the data set
 */
export async function mergeScores(parts: ScorePart[], sampleCount: number): Promise<void> {
  await db.transaction('rw', db.scores, async () => {
    for (const { indices, values, judged, ...part } of parts) {
      const before = await readScore(part.runId, part.key);
      const row: ScoreRow =
        before?.method === part.method
          ? { ...before, ...part }
          : {
              ...part,
              values: new Float32Array(sampleCount).fill(NaN),
              judged: new Uint16Array(sampleCount).fill(NO_LABEL),
            };
      for (let j = 0; j < indices.length; j++) {
        row.values[indices[j]] = values[j];
        row.judged[indices[j]] = judged[j];
      }
      await writeScores([row]);
    }
  });
}
