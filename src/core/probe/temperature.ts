/** Bounds of the logarithm of the factor. */
const LOWEST = Math.log(0.02);
const HIGHEST = Math.log(3);
const STEPS = 30;
/** Samples that it is chosen by, about, and most logits of them. */
const CHOSEN_BY = 10_000;
const MOST_LOGITS = 1_000_000;

/** A factor on logits, and the mean log-likelihood of the labels under it, nats. */
export interface Temperature {
  factor: number;
  likelihood: number;
}

/**
 * The factor on logits under which labels are likeliest (Guo et al. 2017: temperature scaling). Discriminant analysis is too sure of
 * itself: features depend on one another even within a class, and labels are wrong.
 * @param logits n×k; rows of NaN do not count @param labels n; what is not below k does not count
 * @returns 1 where nothing counts
 */
export function findTemperature(logits: Float32Array, labels: Uint16Array, k: number): Temperature {
  const counting: number[] = [];
  for (let i = 0; i < labels.length; i++) {
    if (labels[i] < k && !Number.isNaN(logits[i * k])) counting.push(i);
  }
  if (counting.length === 0) return { factor: 1, likelihood: -Infinity };
  const every = Math.ceil(counting.length / Math.min(CHOSEN_BY, MOST_LOGITS / k));
  const chosen = counting.filter((_, at) => at % every === 0);
  let [low, high] = [LOWEST, HIGHEST];
  for (let step = 0; step < STEPS && high - low > 1e-3; step++) {
    const middle = (low + high) / 2;
    // The likelihood is concave in the factor, so its slope tells on which side the highest lies.
    if (likelihoodOf(logits, labels, k, chosen, Math.exp(middle)).slope > 0) low = middle;
    else high = middle;
  }
  const factor = Math.exp((low + high) / 2);
  return { factor, likelihood: likelihoodOf(logits, labels, k, chosen, factor).mean };
}

/** Mean log-likelihood of some labels, and its slope along the factor. */
function likelihoodOf(logits: Float32Array, labels: Uint16Array, k: number, chosen: number[], factor: number) {
  let [mean, slope] = [0, 0];
  for (const i of chosen) {
    const row = logits.subarray(i * k, (i + 1) * k);
    let top = -Infinity;
    for (const logit of row) if (logit > top) top = logit;
    let [sum, weighted] = [0, 0];
    for (const logit of row) {
      const e = Math.exp(factor * (logit - top));
      sum += e;
      weighted += e * (logit - top);
    }
    const own = row[labels[i]] - top;
    mean += (factor * own - Math.log(sum)) / chosen.length;
    slope += (own - weighted / sum) / chosen.length;
  }
  return { mean, slope };
}
