import { plainKernels } from './plain-kernels.ts';
import type { ShiftedRows, ScoreKernels } from './score-kernels.ts';

/** Most passes of the EM, and the change below which it has settled: smaller ones do not change the ranking. */
const MOST_PASSES = 40;
const SETTLED = 5e-4;

/** Starting guess: a label is right in four of five cases. Where the EM ends does not depend on it. */
const START_DIAGONAL = 0.8;

/** Prior of the sharpness (mean and standard deviation of its logarithm): matters only where there are few samples. */
const USUAL_SHARPNESS = Math.log(1.25);
const SHARPNESS_SPREAD = 0.3;

/** Longest step of the logarithm of the sharpness in a pass, and its bounds. */
const LONGEST_STEP = 0.1;
const SHARPEST = Math.log(4);

/** The soft counts hold confusions of the network besides noise, so uniformity gets more weight than the counts alone give it. */
const UNIFORMITY = 3;

/**
 * The concentration at which structure is ½. Confusions of single classes have .1, stand-ins for labels of people .4 to .9, noise
 * without structure 10.
 */
const HALF_STRUCTURED = 0.25;

/** Fewer mistakes than that have no structure: which classes they confuse would be chance. */
const FEWEST_MISTAKES = 1;

/** How steeply structure falls about that concentration. */
const STEEPNESS = 4;

/** Concentrations tried: 0.01 … 1,000 per class, evenly in their logarithm. */
const CONCENTRATIONS = Float64Array.from({ length: 31 }, (_, j) => 10 ** (j / 6 - 2));

/** How true classes turned into given labels. */
export interface Transition {
  /** P(given g | true t), k×k row-major, row = true class, rows summing to 1. */
  matrix: Float64Array;
  /**
   * How much structure the noise has, 0 … 1: near 1 where each class is mistaken for one or two others, near 0 where it is mistaken
   * for any other alike. In between lie labels that people got wrong: the picture explains those mistakes better than the class
   * does.
   */
  structure: number;
  /** Factor on the evidence under which it was estimated: above 1 where the labels allow more certainty than the network has. */
  sharpness: number;
}

/**
 * Estimates how true classes turn into given labels: T[t, g] = P(given g | true t), by maximum likelihood of the given labels,
 * Σ ln Σ_t p_t · T[t, g] with p = softmax(sharpness × evidence), over T and the sharpness together (EM; Dawid & Skene, 1979, with a
 * network as the annotator). A network that was fitted to labels of which some are wrong is unsure everywhere; a sharper one
 * together with a transition explains the same labels better, and the more so the more of them are wrong.
 *
 * The off-diagonal part is then drawn towards “any other class alike” by a Dirichlet prior whose concentration is estimated
 * from the same counts (empirical Bayes): structured noise keeps its structure, uniform noise is smoothed.
 * Costs n × k exponentials a pass, some 20 passes.
 * @param evidence n×k logits, row-major; rows that start with NaN are left out
 * @param labels n class numbers @param k classes, at least 1
 * @param known.sharpness where it is not to be estimated @param known.start a matrix to start from @param known.kernels the loops
 */
export function estimateTransition(
  evidence: Float32Array | Float64Array,
  labels: ArrayLike<number>,
  k: number,
  known: { sharpness?: number; start?: Float64Array; kernels?: ScoreKernels } = {},
): Transition {
  const { sharpness, start, kernels = plainKernels } = known;
  const rest = k > 1 ? (1 - START_DIAGONAL) / (k - 1) : 0;
  // Kept transposed until the end (row = given label), so that the inner loop runs along a row.
  let matrix: Float64Array = start
    ? transpose(start, k)
    : Float64Array.from({ length: k * k }, (_, at) => (at % (k + 1) === 0 ? START_DIAGONAL : rest));
  let logSharpness = sharpness === undefined ? USUAL_SHARPNESS : Math.log(sharpness);
  const expect = kernels.startExpectation(judgedRows(evidence, labels, k), k);
  let counts: Float64Array = new Float64Array(k * k);
  for (let pass = 0; pass < MOST_PASSES; pass++) {
    const step = expect(Math.exp(logSharpness), matrix);
    counts = step.counts;
    const next = normaliseColumns(counts, k);
    let change = next.reduce((most, value, at) => Math.max(most, Math.abs(value - matrix[at])), 0);
    matrix = next;
    if (sharpness === undefined) {
      const precision = 1 / SHARPNESS_SPREAD ** 2;
      const slope = step.slope - (logSharpness - USUAL_SHARPNESS) * precision;
      const move = Math.max(-LONGEST_STEP, Math.min(LONGEST_STEP, slope / (step.curvature + precision)));
      logSharpness = Math.max(0, Math.min(SHARPEST, logSharpness + move));
      change = Math.max(change, Math.abs(move));
    }
    if (change < SETTLED) break;
  }
  const byClass = transpose(counts, k);
  const concentration = likeliestConcentration(byClass, k);
  return {
    matrix: shrink(byClass, k, UNIFORMITY * concentration),
    structure:
      k < 3 || mistakesIn(byClass, k) < FEWEST_MISTAKES ? 0 : 1 / (1 + (concentration / HALF_STRUCTURED) ** STEEPNESS),
    sharpness: Math.exp(logSharpness),
  };
}

/** The rows that can be judged: those that do not start with NaN. */
export function judgedRows(evidence: Float32Array | Float64Array, labels: ArrayLike<number>, k: number): ShiftedRows {
  const below = new Float64Array(evidence.length);
  const judged = new Uint16Array(labels.length);
  let rows = 0;
  for (let i = 0; i < labels.length; i++) {
    const from = i * k;
    if (Number.isNaN(evidence[from])) continue;
    let top = evidence[from];
    for (let t = 1; t < k; t++) if (evidence[from + t] > top) top = evidence[from + t];
    for (let t = 0; t < k; t++) below[rows * k + t] = evidence[from + t] - top;
    judged[rows++] = labels[i];
  }
  return { below: below.subarray(0, rows * k), labels: judged.subarray(0, rows) };
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

/** Sum of the counts off the diagonal. */
function mistakesIn(counts: Float64Array, k: number): number {
  return counts.reduce((sum, count, at) => sum + (at % (k + 1) === 0 ? 0 : count), 0);
}

/** Rows of counts to rows of probabilities, the off-diagonal part smoothed as the counts themselves suggest. */
function shrink(counts: Float64Array, k: number, prior: number): Float64Array {
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
