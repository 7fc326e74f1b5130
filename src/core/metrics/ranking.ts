/** How well a score ranks known mistakes; all 0 … 1, higher is better. */
export interface RankingQuality {
  /** Probability that a mistake ranks above a correct label, ties counting half. */
  auroc: number;
  /** Average precision: Σ (recall step × precision) over the thresholds, ties taken together. */
  ap: number;
  /** Share of mistakes among the 100 most suspect (or all, where fewer). */
  precision_at_100: number;
  /** Share of mistakes found among the n most suspect, n being their number. */
  recall_at_n: number;
}

/**
 * Judges a ranking. Ties are broken by index for the two figures at a fixed depth.
 * @param scores n finite values
 * @param wrong 1 where the label is a mistake; at least one, not all
 * @param suspectWhen which end of the scores is suspect
 */
export function rankingQuality(
  scores: ArrayLike<number>,
  wrong: Uint8Array,
  suspectWhen: 'high' | 'low' = 'high',
): RankingQuality {
  const n = wrong.length;
  const sign = suspectWhen === 'high' ? 1 : -1;
  const keys = Float64Array.from({ length: n }, (_, i) => sign * scores[i]);
  const order = Uint32Array.from({ length: n }, (_, i) => i).sort((a, b) => keys[b] - keys[a] || a - b);
  const positives = wrong.reduce((sum, w) => sum + w, 0);

  let found = 0;
  let ap = 0;
  let pairsWon = 0;
  for (let at = 0; at < n;) {
    let end = at;
    let here = 0;
    while (end < n && keys[order[end]] === keys[order[at]]) here += wrong[order[end++]];
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
