/** Class frequencies and noise rates, estimated from the calibrated joint. */
export interface NoiseMatrices {
  /** k: share of each true class, summing to 1. */
  priors: Float64Array;
  /** k×k row-major, row = label given, column = true class: P(given | true); columns sum to 1. */
  noise: Float64Array;
  /** k×k row-major, row = true class, column = label given: P(true | given); columns sum to 1. */
  inverse: Float64Array;
}

/** No noise rate is taken to be certain. */
const HIGHEST_RATE = 0.9999;

/** No class is taken to be impossible. */
const LOWEST_PRIOR = 1e-6;

/**
 * Estimates how often each class is labelled as each other, both ways round, and how frequent each true class is:
 * P(true = c) = P(c | given c) / P(given c | c) · P(given = c). A class that is never given, or never true, has columns of 0.
 * Cost: k². Source: Northcutt, Jiang, Chuang: Confident Learning, 2021 (cleanlab's `estimate_latent`).
 * @param calibrated k×k row-major, of `calibrateJoint`
 * @param labelCounts k samples by label given
 */
export function noiseMatrices(calibrated: Float64Array, labelCounts: Float64Array): NoiseMatrices {
  const k = labelCounts.length;
  const given = new Float64Array(k);
  const truly = new Float64Array(k);
  for (let g = 0; g < k; g++) {
    for (let t = 0; t < k; t++) {
      given[g] += calibrated[g * k + t];
      truly[t] += calibrated[g * k + t];
    }
  }
  const noise = new Float64Array(k * k);
  const inverse = new Float64Array(k * k);
  for (let g = 0; g < k; g++) {
    for (let t = 0; t < k; t++) {
      noise[g * k + t] = share(calibrated[g * k + t], truly[t]);
      inverse[t * k + g] = share(calibrated[g * k + t], given[g]);
    }
  }
  const samples = labelCounts.reduce((sum, count) => sum + count, 0);
  const priors = labelCounts.map((count, c) => {
    const [kept, right] = [noise[c * k + c], inverse[c * k + c]];
    return share(share(right, kept) * count, samples);
  });
  return { priors: normalisePriors(priors), noise: clipRates(noise, k), inverse: clipRates(inverse, k) };
}

const share = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);

function normalisePriors(priors: Float64Array): Float64Array {
  const clipped = priors.map((p) => Math.min(1, Math.max(LOWEST_PRIOR, p)));
  const sum = clipped.reduce((total, p) => total + p, 0);
  return clipped.map((p) => p / sum);
}

/** Bounds the rates off the diagonal and makes the columns sum to 1 again. */
function clipRates(matrix: Float64Array, k: number): Float64Array {
  const clipped = matrix.map((rate, at) => (at % (k + 1) === 0 ? rate : Math.min(HIGHEST_RATE, rate)));
  const sums = new Float64Array(k);
  clipped.forEach((rate, at) => (sums[at % k] += rate));
  return clipped.map((rate, at) => share(rate, sums[at % k]));
}
