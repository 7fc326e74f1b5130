/** Share of the mean variance added to every feature's own: keeps the covariance invertible. */
const RIDGE = 0.01;

/**
 * Linear discriminant analysis of the features: a second opinion on every picture that was fitted to class means alone, and so
 * remembers single labels far less than the network's last layer does (Lee et al., Robust Inference via Generative
 * Classifiers, ICML 2019). Costs n × d² / 2 operations.
 * @param features n×d row-major, none negative (pooled activations); their square roots are used, which are closer to normal
 * @param labels n class numbers @param usable which samples to fit to: 1 = this one
 * @returns n×k row-major log-likelihoods up to a constant a row; a class without samples has each row's lowest
 */
export function discriminantLogits(
  features: Float32Array,
  labels: ArrayLike<number>,
  k: number,
  usable: Uint8Array,
): Float64Array {
  const n = labels.length;
  const d = features.length / n;
  const roots = new Float64Array(features.length);
  for (let at = 0; at < roots.length; at++) roots[at] = Math.sqrt(Math.max(0, features[at]));
  const sizes = new Float64Array(k);
  const means = new Float64Array(k * d);
  for (let i = 0; i < n; i++) {
    if (usable[i] === 0) continue;
    sizes[labels[i]] += 1;
    for (let j = 0; j < d; j++) means[labels[i] * d + j] += roots[i * d + j];
  }
  for (let c = 0; c < k; c++) if (sizes[c] > 0) for (let j = 0; j < d; j++) means[c * d + j] /= sizes[c];
  const factor = choleskyInPlace(withinCovariance(roots, labels, usable, means, d), d);

  const directions = new Float64Array(k * d);
  const offsets = new Float64Array(k);
  const count = sizes.reduce((sum, size) => sum + size, 0);
  for (let c = 0; c < k; c++) {
    const mean = means.subarray(c * d, (c + 1) * d);
    const direction = solve(factor, mean, d);
    directions.set(direction, c * d);
    offsets[c] = Math.log(sizes[c] / count) - mean.reduce((sum, m, j) => sum + m * direction[j], 0) / 2;
  }
  const out = new Float64Array(n * k);
  for (let i = 0; i < n; i++) {
    let lowest = Infinity;
    for (let c = 0; c < k; c++) {
      if (sizes[c] === 0) continue;
      let sum = offsets[c];
      for (let j = 0; j < d; j++) sum += roots[i * d + j] * directions[c * d + j];
      out[i * k + c] = sum;
      lowest = Math.min(lowest, sum);
    }
    for (let c = 0; c < k; c++) if (sizes[c] === 0) out[i * k + c] = lowest;
  }
  return out;
}

/** Covariance about the class means, pooled, with the ridge; d×d, lower triangle only. */
function withinCovariance(
  roots: Float64Array,
  labels: ArrayLike<number>,
  usable: Uint8Array,
  means: Float64Array,
  d: number,
): Float64Array {
  const sum = new Float64Array(d * d);
  const centred = new Float64Array(d);
  let count = 0;
  for (let i = 0; i < labels.length; i++) {
    if (usable[i] === 0) continue;
    count += 1;
    for (let j = 0; j < d; j++) centred[j] = roots[i * d + j] - means[labels[i] * d + j];
    for (let a = 0; a < d; a++) {
      const value = centred[a];
      for (let b = 0; b <= a; b++) sum[a * d + b] += value * centred[b];
    }
  }
  let trace = 0;
  for (let j = 0; j < d; j++) trace += sum[j * d + j];
  const ridge = (RIDGE * trace) / d + Number.MIN_VALUE;
  for (let j = 0; j < d; j++) sum[j * d + j] += ridge > 1e-12 ? ridge : 1;
  return sum.map((value) => value / Math.max(1, count));
}

/** The lower triangular L with L·Lᵀ = the matrix. */
function choleskyInPlace(matrix: Float64Array, d: number): Float64Array {
  for (let a = 0; a < d; a++) {
    for (let b = 0; b <= a; b++) {
      let sum = matrix[a * d + b];
      for (let j = 0; j < b; j++) sum -= matrix[a * d + j] * matrix[b * d + j];
      matrix[a * d + b] = a === b ? Math.sqrt(sum) : sum / matrix[b * d + b];
    }
  }
  return matrix;
}

/** x with L·Lᵀ·x = y. */
function solve(factor: Float64Array, y: Float64Array, d: number): Float64Array {
  const x = y.slice();
  for (let a = 0; a < d; a++) {
    for (let j = 0; j < a; j++) x[a] -= factor[a * d + j] * x[j];
    x[a] /= factor[a * d + a];
  }
  for (let a = d - 1; a >= 0; a--) {
    for (let j = a + 1; j < d; j++) x[a] -= factor[j * d + a] * x[j];
    x[a] /= factor[a * d + a];
  }
  return x;
}
