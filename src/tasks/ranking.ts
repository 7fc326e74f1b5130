import type { ScoreColumn } from '../core/dataset/table.ts';
import { NO_LABEL } from '../core/dataset/types.ts';
import { catalogue } from '../core/insights/catalogue.ts';
import { memoEach } from '../core/memo.ts';
import { rankingQuality as qualityOf, type RankingQuality } from '../core/metrics/ranking.ts';

/** How well a score's ranking finds what is known to be wrong, and over how many samples that was measured. */
export type RankingReport = RankingQuality & { samples: number; wrong: number };

/**
 * Ranks the samples that have both a value of a score and a true label; a sample is wrong where the label that the score judged is
 * not the true one. Null where it cannot be measured: no such samples, none wrong, or all wrong. Remembered for each score: it is
 * shown at several places, and edits of labels do not change it.
 * @param truth true labels, NO_LABEL where not known
 */
export const rankingReport = memoEach((score: ScoreColumn, truth: Uint16Array): RankingReport | null => {
  const known: number[] = [];
  for (let i = 0; i < truth.length; i++) {
    if (!Number.isNaN(score.values[i]) && truth[i] !== NO_LABEL) known.push(i);
  }
  const values = Float32Array.from(known, (i) => score.values[i]);
  const wrong = Uint8Array.from(known, (i) => (score.judged[i] === truth[i] ? 0 : 1));
  const count = wrong.reduce((sum, w) => sum + w, 0);
  if (count === 0 || count === known.length) return null;
  return { ...qualityOf(values, wrong, catalogue[score.method].suspectWhen), samples: known.length, wrong: count };
});
