import { choleskyInPlace, choleskySolve } from '../cholesky.ts';
import { plainKernels } from './plain-kernels.ts';
import type { ClassMoments, Projection, ScoreKernels } from './score-kernels.ts';

/** Share of the mean variance added to every feature's own: keeps the covariance invertible. */
const RIDGE = 0.01;

/**
 * Linear discriminant analysis of the features: a second opinion on every picture that was fitted to class means alone, and so
 * depends on single labels far less than the network's last layer does (Lee et al., Robust Inference via Generative Classifiers,
 * ICML 2019). Costs fitted × d² / 2 + n × d × k operations.
 * @param features n×d row-major, none negative (pooled activations); their square roots are used, which are closer to normal
 * @param labels n class numbers @param fitted places of the samples to fit to
 * @returns n×k row-major log-likelihoods up to a constant a row; a class without samples has each row's lowest
 */
export function discriminantLogits(
  features: Float32Array,
  labels: Uint16Array,
  k: number,
  fitted: Uint32Array,
  kernels: ScoreKernels = plainKernels,
): Float32Array {
  const d = features.length / labels.length;
  const moments = kernels.classMoments(features, d, fitted, labels, k);
  const logits = kernels.projectRoots(features, fitDiscriminant(moments, d));
  return moments.sizes.includes(0) ? withLowest(logits, moments.sizes) : logits;
}

function fitDiscriminant({ sizes, means, scatter }: ClassMoments, d: number): Projection {
  const k = sizes.length;
  const count = sizes.reduce((sum, size) => sum + size, 0);
  const factor = covarianceOf(scatter, count, d);
  // Without a factor it has no opinion.
  if (!choleskyInPlace(factor, d)) factor.fill(NaN);
  const factors = new Float64Array(k * d);
  const offsets = new Float64Array(k);
  for (let c = 0; c < k; c++) {
    const mean = means.subarray(c * d, (c + 1) * d);
    const direction = choleskySolve(factor, mean);
    factors.set(direction, c * d);
    offsets[c] = Math.log(sizes[c] / count) - mean.reduce((sum, m, j) => sum + m * direction[j], 0) / 2;
  }
  return { factors, offsets };
}

/** Gives the classes of which there is no sample each row's lowest. */
function withLowest(logits: Float32Array, sizes: Float64Array): Float32Array {
  const k = sizes.length;
  for (let start = 0; start < logits.length; start += k) {
    let lowest = Infinity;
    for (let c = 0; c < k; c++) if (sizes[c] > 0) lowest = Math.min(lowest, logits[start + c]);
    for (let c = 0; c < k; c++) if (sizes[c] === 0) logits[start + c] = lowest;
  }
  return logits;
}

/** Covariance about the class means, pooled, with the ridge; d×d, lower triangle only. */
function covarianceOf(scatter: Float64Array, count: number, d: number): Float64Array {
  const sum = scatter.slice();
  let trace = 0;
  for (let j = 0; j < d; j++) trace += sum[j * d + j];
  const ridge = (RIDGE * trace) / d + Number.MIN_VALUE;
  for (let j = 0; j < d; j++) sum[j * d + j] += ridge > 1e-12 ? ridge : 1;
  return sum.map((value) => value / Math.max(1, count));
}
