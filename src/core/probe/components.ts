import { Random } from '../dataset/random.ts';
import { choleskyInPlace } from '../cholesky.ts';
import { mapRows, transpose, type CrossProduct } from './cross-product.ts';
import type { Moments } from './moments.ts';
import { tridiagonalEigen } from './tridiagonal-eigen.ts';

/** Components that are kept: of 1,824 features of photographs 512 hold 93 % of the variance, and find as many mistakes as 1,024 do. */
const MOST_COMPONENTS = 512;

/** Times that the subspace is turned towards the components of the largest variance; two suffice where the variance falls slowly. */
const TURNS = 3;

/** Directions carried along beyond those that are kept, which makes the last of these better. */
const SPARE = 16;

/** Of the largest variance; what is below is rounding. */
const LEAST_VARIANCE = 1e-6;

/** Share of the features' mean variance that is added to each component's before it is whitened: the smallest are mostly noise. */
const WHITENING_RIDGE = 0.3;

/** A map of features to whitened principal components: fewer numbers, uncorrelated, each of about the same variance. */
export interface Components {
  /** Numbers a component vector has: features. */
  d: number;
  /** Components, 1 or more. */
  r: number;
  /** d×r row-major: (features − mean) · vectors are the components. */
  vectors: Float32Array;
  /** r numbers that are added, −mean · vectors. */
  offsets: Float64Array;
  /** r: variance of each component, 0 … 1, highest first. */
  variances: Float64Array;
  /** r: what the features' mean variance, added to each of them, adds to each component. */
  ridges: Float64Array;
}

/**
 * The principal components of the largest variance (Pearson 1901) by orthogonal iteration from a random subspace, whitened. No label
 * has to do with them. Costs 3 d²·r operations and some d·r² and r³.
 * @param product for the large matrices
 * @throws RangeError where there are no features
 */
export function findComponents(moments: Moments, product: CrossProduct): Components {
  const { d } = moments;
  if (d === 0) throw new RangeError('there are no features');
  const covariance = moments.covariance();
  let meanVariance = 0;
  for (let j = 0; j < d; j++) meanVariance += covariance[j * (d + 1)] / d;
  const scale = meanVariance > 0 ? 1 / meanVariance : 1;
  // In units of the mean variance: float32 holds any features then.
  const matrix = Float32Array.from(covariance, (value) => value * scale);
  const q = Math.min(d, MOST_COMPONENTS + SPARE, Math.max(1, moments.count));
  const random = new Random(1);
  let basis: Float32Array = Float32Array.from({ length: d * q }, () => random.normal());
  for (let turn = 0; turn < TURNS; turn++) {
    basis = orthonormalise(product(matrix, basis, d), d, q, product);
  }
  basis = orthonormalise(basis, d, q, product);
  const within = product(basis, product(matrix, basis, d), d);
  const { values, vectors: turns } = tridiagonalEigen(Float64Array.from(within), q);
  const r = Math.max(
    1,
    values.subarray(0, MOST_COMPONENTS).filter((value) => value > LEAST_VARIANCE * values[0]).length,
  );
  const deviations = Float64Array.from({ length: r }, (_, j) => Math.sqrt(Math.max(0, values[j]) + WHITENING_RIDGE));
  const factors = new Float32Array(q * r);
  for (let j = 0; j < r; j++) {
    for (let i = 0; i < q; i++) factors[i * r + j] = (turns[j * q + i] * Math.sqrt(scale)) / deviations[j];
  }
  const vectors = mapRows(basis, factors, new Float64Array(r), product);
  const offsets = new Float64Array(r);
  moments.mean().forEach((mean, i) => {
    for (let j = 0; j < r; j++) offsets[j] -= mean * vectors[i * r + j];
  });
  return {
    d,
    r,
    vectors,
    offsets,
    variances: deviations.map((deviation, j) => Math.max(0, values[j]) / deviation ** 2),
    ridges: deviations.map((deviation) => 1 / deviation ** 2),
  };
}

/** Components of rows of features, n×d row-major. @returns n×r; NaN where the row is */
export function projectRows(rows: Float32Array, components: Components, product: CrossProduct): Float32Array {
  return mapRows(rows, components.vectors, components.offsets, product);
}

/**
 * Columns of the same span that are orthogonal, by Cholesky's factor of their products. Two times make them so to float32, one
 * is enough to go on from; a column that depends on others is left small.
 * @param columns d×q row-major
 */
function orthonormalise(columns: Float32Array, d: number, q: number, product: CrossProduct): Float32Array {
  const lengths = new Float64Array(q);
  for (let at = 0; at < columns.length; at++) lengths[at % q] += columns[at] ** 2;
  const scaled = columns.map((value, at) => value / Math.sqrt(lengths[at % q] || 1));
  const factor = Float64Array.from(product(scaled, scaled, d));
  // Products of float32 are known to about this much.
  for (let j = 0; j < q; j++) factor[j * (q + 1)] += 1e-6 * q ** 0.5;
  choleskyInPlace(factor, q);
  return product(transpose(scaled, q), invertTransposed(factor, q), q);
}

/** (Lᵀ)⁻¹ of a lower triangular L. */
function invertTransposed(factor: Float64Array, q: number): Float32Array {
  const inverse = new Float64Array(q * q);
  for (let a = 0; a < q; a++) {
    const row = inverse.subarray(a * q, (a + 1) * q);
    row[a] = 1;
    for (let j = 0; j < a; j++) {
      const f = factor[a * q + j];
      if (f !== 0) for (let b = 0; b <= j; b++) row[b] -= f * inverse[j * q + b];
    }
    for (let b = 0; b <= a; b++) row[b] /= factor[a * q + a];
  }
  return transpose(Float32Array.from(inverse), q);
}
