import { choleskyInPlace, choleskySolve } from '../cholesky.ts';
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
 * shrunk, without that between the class means, and so no sum over the samples but the means depends on a label. Costs about
 * min(k, r)²·max(k, r) operations.
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
  const scales = variances.map((variance, j) => 1 / Math.sqrt(variance + shrinkage * ridges[j]));
  const mean = new Float64Array(r);
  for (const c of present) for (let j = 0; j < r; j++) mean[j] += sums[c * r + j] / total;
  // Class means from the mean of all, in units in which the components have the variance 1.
  const means = new Float64Array(present.length * r);
  present.forEach((c, at) => {
    for (let j = 0; j < r; j++) means[at * r + j] = (sums[c * r + j] / weights[c] - mean[j]) * scales[j];
  });
  const shares = Float64Array.from(present, (c) => (share * weights[c]) / total);
  const solve = solverOf(means, shares, r);
  if (!solve) return undefined;
  const factors = new Float32Array(r * k);
  const offsets = new Float64Array(k).fill(NaN);
  present.forEach((c, at) => {
    const own = means.subarray(at * r, (at + 1) * r);
    const direction = solve(own);
    let offset = Math.log(weights[c] / total);
    for (let j = 0; j < r; j++) {
      factors[j * k + c] = direction[j] * scales[j];
      offset -= direction[j] * (mean[j] * scales[j] + own[j] / 2);
    }
    offsets[c] = offset;
  });
  return { factors, offsets };
}

/**
 * Solves (I − Σ share · mean · meanᵀ) x = y, by whichever matrix is the smaller: this one, of r rows, or with Woodbury's identity that of the
 * products of the means.
 */
function solverOf(
  means: Float64Array,
  shares: Float64Array,
  r: number,
): ((y: Float64Array) => Float64Array) | undefined {
  const count = shares.length;
  const rows = means.map((value, at) => value * Math.sqrt(shares[Math.floor(at / r)]));
  const [vectors, size, length] = count > r ? [turned(rows, r), r, count] : [rows, count, r];
  const left = new Float64Array(size * size);
  for (let a = 0; a < size; a++) {
    for (let b = 0; b <= a; b++) {
      let sum = Number(a === b);
      for (let j = 0; j < length; j++) sum -= vectors[a * length + j] * vectors[b * length + j];
      left[a * size + b] = sum;
    }
  }
  if (!choleskyInPlace(left, size, LEAST_WITHIN)) return undefined;
  if (count > r) return (y) => choleskySolve(left, y);
  return (y) => {
    const along = new Float64Array(count);
    for (let a = 0; a < count; a++) for (let j = 0; j < r; j++) along[a] += rows[a * r + j] * y[j];
    const x = y.slice();
    choleskySolve(left, along).forEach((value, a) => {
      for (let j = 0; j < r; j++) x[j] += value * rows[a * r + j];
    });
    return x;
  };
}

/** @param rows n×r @returns r×n */
function turned(rows: Float64Array, r: number): Float64Array {
  const n = rows.length / r;
  return rows.map((_, at) => rows[(at % n) * r + Math.floor(at / n)]);
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
