/** Most passes of the EM; what changes after them is below what the ranking feels. */
const MOST_PASSES = 100;
const SETTLED = 1e-4;

/** Starting guess: a label is right in four of five cases. Where the EM ends does not depend on it. */
const START_DIAGONAL = 0.8;

/** The soft counts hold confusions of the network besides noise, so uniformity gets more weight than the counts alone give it. */
const UNIFORMITY = 3;

/** Concentrations tried: 0.01 … 1,000 per class, evenly in their logarithm. */
const CONCENTRATIONS = Float64Array.from({ length: 31 }, (_, j) => 10 ** (j / 6 - 2));

/**
 * Estimates how true classes turn into given labels: T[t, g] = P(given g | true t), by maximum likelihood of the given labels,
 * Σ ln Σ_t p_t · T[t, g], where p says what each picture shows (EM; Dawid & Skene, 1979, with a network in the annotator's
 * seat). The off-diagonal part is then drawn towards “any other class alike” by a Dirichlet prior whose concentration is
 * estimated from the same counts (empirical Bayes): structured noise keeps its structure, uniform noise is smoothed.
 * Costs n × k operations a pass.
 * @param probabilities n×k row-major, rows summing to 1; rows that start with NaN are left out
 * @param labels n class numbers @param k classes, at least 1
 * @returns k×k row-major, row = true class, rows summing to 1
 */
export function estimateTransition(
  probabilities: ArrayLike<number>,
  labels: ArrayLike<number>,
  k: number,
): Float64Array {
  return shrink(countTransitions(probabilities, labels, k), k);
}

/** Expected number of samples of true class t given label g, k×k, at the maximum of the likelihood. */
function countTransitions(probabilities: ArrayLike<number>, labels: ArrayLike<number>, k: number): Float64Array {
  const rest = k > 1 ? (1 - START_DIAGONAL) / (k - 1) : 0;
  // Both matrices stand transposed here (row = given label), so that the inner loop runs along a row.
  let matrix: Float64Array = new Float64Array(k * k).fill(rest);
  for (let c = 0; c < k; c++) matrix[c * k + c] = START_DIAGONAL;
  let counts = new Float64Array(k * k);
  const joint = new Float64Array(k);
  for (let pass = 0; pass < MOST_PASSES; pass++) {
    counts = new Float64Array(k * k);
    for (let i = 0; i < labels.length; i++) {
      if (Number.isNaN(probabilities[i * k])) continue;
      const row = labels[i] * k;
      let sum = 0;
      for (let t = 0; t < k; t++) sum += joint[t] = probabilities[i * k + t] * matrix[row + t];
      if (sum > 0) for (let t = 0; t < k; t++) counts[row + t] += joint[t] / sum;
    }
    const next = normaliseColumns(counts, k);
    const change = next.reduce((most, value, at) => Math.max(most, Math.abs(value - matrix[at])), 0);
    matrix = next;
    if (change < SETTLED) break;
  }
  return transpose(counts, k);
}

function transpose(matrix: Float64Array, k: number): Float64Array {
  return matrix.map((_, at) => matrix[(at % k) * k + Math.floor(at / k)]);
}

/** Columns summing to 1; an empty one (a class that nothing shows) becomes the identity's. */
function normaliseColumns(counts: Float64Array, k: number): Float64Array {
  const out = new Float64Array(k * k);
  for (let t = 0; t < k; t++) {
    let sum = 0;
    for (let g = 0; g < k; g++) sum += counts[g * k + t];
    for (let g = 0; g < k; g++) out[g * k + t] = sum > 0 ? counts[g * k + t] / sum : Number(g === t);
  }
  return out;
}

/** Rows of counts to rows of probabilities, the off-diagonal part smoothed as the counts themselves suggest. */
function shrink(counts: Float64Array, k: number): Float64Array {
  if (k < 3) return transpose(normaliseColumns(transpose(counts, k), k), k);
  const prior = UNIFORMITY * likeliestConcentration(counts, k);
  const out = new Float64Array(k * k);
  for (let t = 0; t < k; t++) {
    let off = 0;
    for (let g = 0; g < k; g++) if (g !== t) off += counts[t * k + g];
    const all = off + counts[t * k + t];
    const rate = all > 0 ? off / all : 0;
    for (let g = 0; g < k; g++) {
      out[t * k + g] = g === t ? 1 - rate : (rate * (counts[t * k + g] + prior)) / (off + prior * (k - 1));
    }
  }
  return out;
}

/** The concentration under which the off-diagonal counts, each row a Dirichlet-multinomial draw, are likeliest. */
function likeliestConcentration(counts: Float64Array, k: number): number {
  let [best, bestLikelihood] = [CONCENTRATIONS[0], -Infinity];
  for (const a of CONCENTRATIONS) {
    let likelihood = 0;
    for (let t = 0; t < k; t++) {
      let off = 0;
      for (let g = 0; g < k; g++) {
        if (g === t) continue;
        off += counts[t * k + g];
        likelihood += logGamma(a + counts[t * k + g]) - logGamma(a);
      }
      likelihood += logGamma(a * (k - 1)) - logGamma(a * (k - 1) + off);
    }
    if (likelihood > bestLikelihood) [best, bestLikelihood] = [a, likelihood];
  }
  return best;
}

/** ln Γ(x) for x > 0, to 1e-9: Stirling's series after moving x above 7. */
function logGamma(x: number): number {
  let [shift, y] = [0, x];
  for (; y < 7; y++) shift += Math.log(y);
  const inverse = 1 / (y * y);
  const series = (1 / 12 - inverse * (1 / 360 - inverse * (1 / 1260 - inverse / 1680))) / y;
  return (y - 0.5) * Math.log(y) - y + 0.5 * Math.log(2 * Math.PI) + series - shift;
}
