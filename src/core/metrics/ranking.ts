import { floatKeys, sortByKey } from '../views/radix-sort.ts';

/** How well a score ranks known mistakes; all 0 … 1, higher is better. */
export interface RankingQuality {
  /** Probability that a mistake ranks above a correct label, ties counting half. */
  auroc: number;
  /** Average precision: Σ (recall step × precision) over the thresholds, ties taken together. */
  ap: number;
  /** Share of mistakes among the 100 most suspect (or all samples, where there are fewer). */
  precision_at_100: number;
  /** Share of mistakes found among the n most suspect, n being their number. */
  recall_at_n: number;
}

/**
 * Judges a ranking, as scikit-learn's `roc_auc_score` and `average_precision_score` do. For the two figures at a fixed depth
 * ties are broken by place: of equal scores the earlier sample ranks first.
 * @param scores n numbers, none NaN; compared as float32, which is how scores are kept
 * @param wrong 1 where the label is a mistake; at least one, not all
 * @param suspectWhen which end of the scores is suspect
 */
export function rankingQuality(
  scores: ArrayLike<number>,
  wrong: Uint8Array,
  suspectWhen: 'high' | 'low' = 'high',
): RankingQuality {
  const n = wrong.length;
  const values = Float32Array.from(scores);
  const places = Uint32Array.from(values.keys());
  const order = sortByKey(places, floatKeys(values, suspectWhen === 'high'));
  const positives = wrong.reduce((sum, w) => sum + w, 0);

  let found = 0;
  let ap = 0;
  let pairsWon = 0;
  for (let at = 0; at < n;) {
    let end = at;
    let here = 0;
    while (end < n && values[order[end]] === values[order[at]]) here += wrong[order[end++]];
    const correctHere = end - at - here;
    const correctBelow = n - positives - (at - found) - correctHere;
    pairsWon += here * (correctBelow + correctHere / 2);
    found += here;
    ap += (here / positives) * (found / end);
    at = end;
  }
  const among = (depth: number): number => {
    let sum = 0;
    for (let j = 0; j < depth; j++) sum += wrong[order[j]];
    return sum;
  };
  const depth = Math.min(100, n);
  return {
    auroc: pairsWon / (positives * (n - positives)),
    ap,
    precision_at_100: among(depth) / depth,
    recall_at_n: among(positives) / positives,
  };
}
