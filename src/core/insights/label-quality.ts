/*
 * How well a label fits the probabilities of its sample; each is low where the label is suspect.
 * Source: Northcutt, Jiang, Chuang: Confident Learning, 2021, and Kuan, Mueller: Model-agnostic label quality scoring, 2022
 * (cleanlab's `get_label_quality_scores`).
 */

/**
 * (p(y) − max p(others) + 1) / 2: 0 … 1, ½ on the boundary; 1 where there is one class only.
 * @param own p(y) @param other the highest of the others, −∞ where there is none
 */
export function normalizedMargin(own: number, other: number): number {
  return other === -Infinity ? 1 : (own - other + 1) / 2;
}

/** Bounds of cleanlab's that keep its quotients finite. */
const LOWEST = 1e-6;

/**
 * ln(1 + x) / x with x = H / (ln k · p(y)): 0 … 1; 1 where there is one class only. As cleanlab has it, p(y) and the divisor
 * are at least 1e-6. That matters where p(y) is above about 0.9999999: there the order is reversed, and what the network is surest
 * of is the most suspect.
 * @param entropy of the row, nats
 * @param highestEntropy ln k
 */
export function confidenceWeightedEntropy(entropy: number, highestEntropy: number, selfConfidence: number): number {
  if (highestEntropy === 0) return 1;
  const x = entropy / highestEntropy / Math.max(LOWEST, selfConfidence);
  return Math.log(x + 1) / Math.max(LOWEST, x);
}
