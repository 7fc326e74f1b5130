/** One normal distribution of a mixture. */
export interface NormalPart {
  /** Of all parts they add up to 1. */
  weight: number;
  mean: number;
  deviation: number;
}

/** A number of mistakes below which one lies with a probability of `share`; 0 where more than that lies below 0. */
export function quantileOf(parts: readonly NormalPart[], share: number): number {
  let [low, high] = [0, Math.max(0, ...parts.map(({ mean, deviation }) => mean + 5 * deviation))];
  for (let step = 0; step < 40; step++) {
    const middle = (low + high) / 2;
    let below = 0;
    for (const { weight, mean, deviation } of parts) {
      below += weight * (deviation > 0 ? normalBelow((middle - mean) / deviation) : Number(middle >= mean));
    }
    if (below < share) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Distribution function of the standard normal, to 2e-4: a logistic one bent to its shape. */
const normalBelow = (x: number): number => 1 / (1 + Math.exp(-(1.5976 * x + 0.07056 * x ** 3)));
