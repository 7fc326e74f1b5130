import { choleskyInPlace, choleskySolve } from './cholesky.ts';
import type { ClassSums } from './class-sums.ts';
import type { Components } from './components.ts';
import { mapRows, type CrossProduct } from './cross-product.ts';

/** Least share of its variance that a direction keeps within the classes. */
const LEAST_WITHIN = 1e-5;

/** Linear functions of components, one a class: log-likelihoods up to a constant a row. */
export interface Discriminant {
  /** r×k row-major. */
  factors: Float32Array;
  /** k; NaN for a class of which there was no sample. */
  offsets: Float64Array;
}

/**
 * Linear discriminant analysis (Fisher 1936) of components of a known variance: the covariance within the classes is what is left of it,
 * shrunk, without that between the class means, and so no sum over the samples but the means depends on a label. Costs k²·r operations.
 * @param shrinkage share of the features' mean variance that is added to each of them
 * @param share 0 … 1, of the variance between the classes that is taken away
 * @returns undefined where too little of the variance is left in some direction
 */
export function fitDiscriminant(
  { r, variances, ridges }: Components,
  { weights, sums }: ClassSums,
  shrinkage: number,
  share: number,
): Discriminant | undefined {
  const k = weights.length;
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const present = [...weights.keys()].filter((c) => weights[c] > 0);
  const precision = variances.map((variance, j) => 1 / (variance + shrinkage * ridges[j]));
  const mean = new Float64Array(r);
  for (const c of present) for (let j = 0; j < r; j++) mean[j] += sums[c * r + j] / total;
  // Rows of √π (mean of the class − mean of all), which the variance between the classes is the product of.
  const between = new Float64Array(present.length * r);
  present.forEach((c, at) => {
    const root = Math.sqrt((share * weights[c]) / total);
    for (let j = 0; j < r; j++) between[at * r + j] = root * (sums[c * r + j] / weights[c] - mean[j]);
  });
  const size = present.length;
  const left = new Float64Array(size * size);
  for (let a = 0; a < size; a++) {
    for (let b = 0; b <= a; b++) {
      let sum = 0;
      for (let j = 0; j < r; j++) sum += between[a * r + j] * precision[j] * between[b * r + j];
      left[a * size + b] = Number(a === b) - sum;
    }
  }
  if (!choleskyInPlace(left, size, LEAST_WITHIN)) return undefined;
  const factors = new Float32Array(r * k);
  const offsets = new Float64Array(k).fill(NaN);
  const along = new Float64Array(size);
  for (const c of present) {
    // Woodbury: (D − UᵀU)⁻¹ m = D⁻¹m + D⁻¹Uᵀ (I − U D⁻¹ Uᵀ)⁻¹ U D⁻¹ m, with the means from the mean of all.
    const direction = new Float64Array(r);
    for (let j = 0; j < r; j++) direction[j] = (sums[c * r + j] / weights[c] - mean[j]) * precision[j];
    for (let a = 0; a < size; a++) {
      let sum = 0;
      for (let j = 0; j < r; j++) sum += between[a * r + j] * direction[j];
      along[a] = sum;
    }
    const solved = choleskySolve(left, along);
    for (let a = 0; a < size; a++) {
      for (let j = 0; j < r; j++) direction[j] += solved[a] * between[a * r + j] * precision[j];
    }
    let offset = Math.log(weights[c] / total);
    for (let j = 0; j < r; j++) {
      factors[j * k + c] = direction[j];
      offset -= direction[j] * (mean[j] + (sums[c * r + j] / weights[c] - mean[j]) / 2);
    }
    offsets[c] = offset;
  }
  return { factors, offsets };
}

/** n×k logits of n×r components; a class that the discriminant does not know has each row's lowest. */
export function discriminate(
  components: Float32Array,
  { factors, offsets }: Discriminant,
  product: CrossProduct,
): Float32Array {
  const k = offsets.length;
  const logits = mapRows(components, factors, offsets, product);
  const missing = [...offsets.keys()].filter((c) => Number.isNaN(offsets[c]));
  if (missing.length === 0) return logits;
  for (let start = 0; start < logits.length; start += k) {
    const row = logits.subarray(start, start + k);
    const known = row.filter((logit) => !Number.isNaN(logit));
    // A row without any stays NaN.
    if (known.length > 0) for (const c of missing) row[c] = known.reduce((least, logit) => Math.min(least, logit));
  }
  return logits;
}
