/** What of a sample's components is learned, and by which fold not. */
export interface Learned {
  /** n×r row-major. */
  components: Float32Array;
  r: number;
  /** n class numbers; what is not below `classCount` is not learned from. */
  labels: Uint16Array;
  classCount: number;
  /** n: the fold of each sample that is learned from. */
  folds: Uint8Array;
  foldCount: number;
}

/** Weights and sums of components by class. */
export interface ClassSums {
  /** k: sum of weights. */
  weights: Float64Array;
  /** k×r row-major. */
  sums: Float64Array;
}

/**
 * The sums of each fold.
 * @param trust n weights, 0 … 1; every sample counts as 1 without them. A sample whose components are no numbers does not count
 */
export function sumFolds(
  { components, r, labels, classCount: k, folds, foldCount }: Learned,
  trust?: ArrayLike<number>,
): ClassSums[] {
  const all = Array.from({ length: foldCount }, () => ({
    weights: new Float64Array(k),
    sums: new Float64Array(k * r),
  }));
  for (let i = 0; i < labels.length; i++) {
    const weight = trust ? trust[i] : 1;
    if (labels[i] >= k || !(weight > 0) || Number.isNaN(components[i * r])) continue;
    const { weights, sums } = all[folds[i]];
    weights[labels[i]] += weight;
    for (let j = 0, to = labels[i] * r, from = i * r; j < r; j++) sums[to + j] += weight * components[from + j];
  }
  return all;
}

/** The sums of all folds but one. @param left out; of all folds where there is no such one */
export function addFolds(all: readonly ClassSums[], left: number): ClassSums {
  const out = { weights: new Float64Array(all[0].weights.length), sums: new Float64Array(all[0].sums.length) };
  all.forEach(({ weights, sums }, fold) => {
    if (fold === left) return;
    for (let c = 0; c < weights.length; c++) out.weights[c] += weights[c];
    for (let at = 0; at < sums.length; at++) out.sums[at] += sums[at];
  });
  return out;
}
