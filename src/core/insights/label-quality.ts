/*
 * How well a label fits the probabilities of its sample. Each takes the table of probabilities (n×k row-major), where the
 * sample's row starts, k and the label; each is low where the label is suspect. Cost: one pass over k numbers a sample.
 * Source: Northcutt, Jiang, Chuang: Confident Learning, 2021, and Kuan, Mueller: Model-agnostic label quality scoring, 2022
 * (cleanlab's `get_label_quality_scores`).
 */

/** The probability of the most probable class but the label; −∞ where there is no other class. */
function highestOther(probabilities: ArrayLike<number>, start: number, k: number, label: number): number {
  let most = -Infinity;
  for (let c = 0; c < k; c++) if (c !== label && probabilities[start + c] > most) most = probabilities[start + c];
  return most;
}

/** (p(y) − max p(others) + 1) / 2: 0 … 1, ½ on the boundary; 1 where there is one class only. */
export function normalizedMargin(p: Float64Array, start: number, k: number, label: number): number {
  return k === 1 ? 1 : (p[start + label] - highestOther(p, start, k, label) + 1) / 2;
}

/** Bounds of cleanlab's that keep its quotients finite. */
const LOWEST = 1e-6;

/**
 * ln(1 + x) / x with x = H / (ln k · p(y)): 0 … 1; 1 where there is one class only. As cleanlab has it, p(y) and the divisor
 * are at least 1e-6. That matters where a network is surer than about seven nines: there the order turns round, and what it is
 * surest of comes out as suspect.
 * @param entropy of the row, nats
 * @param highestEntropy ln k
 */
export function confidenceWeightedEntropy(entropy: number, highestEntropy: number, selfConfidence: number): number {
  if (highestEntropy === 0) return 1;
  const x = entropy / highestEntropy / Math.max(LOWEST, selfConfidence);
  return Math.log(x + 1) / Math.max(LOWEST, x);
}

/**
 * ln p(y) − ln max p(others), which is the label's logit minus the highest other: −∞ … ∞ nats, 0 on the boundary. Unlike the
 * probabilities it tells apart samples that the network is almost sure of. NaN where there is one class only.
 * @param logits n×k row-major
 */
export function logitMargin(logits: ArrayLike<number>, start: number, k: number, label: number): number {
  return k === 1 ? NaN : logits[start + label] - highestOther(logits, start, k, label);
}
