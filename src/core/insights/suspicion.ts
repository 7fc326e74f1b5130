import { NO_LABEL } from '../dataset/types.ts';
import { plainKernels } from './plain-kernels.ts';
import { SMALLEST, type LogitMix, type ScoreKernels } from './score-kernels.ts';
import { calibrate } from './suspicion-calibration.ts';
import { discriminantLogits } from './suspicion-discriminant.ts';
import { estimateTransition, type Transition } from './transition.ts';

/** What suspicion is computed from; all of the same n samples, in the same order. */
export interface SuspicionInputs {
  /** n×k row-major, of the trained network: mean of picture and mirror image. */
  logits: Float32Array;
  /** n class numbers, the labels judged; NO_LABEL where there is none. */
  labels: Uint16Array;
  classCount: number;
  /** One n×k array an epoch, oldest first, as training saw the pictures; rows of NaN where a sample sat out. */
  history?: readonly Float32Array[];
  /** n×d row-major pooled activations, before the last layer. */
  features?: Float32Array;
  /** Epochs in which the network learned; half of them where folds kept from it the samples that it judges. Default: many. */
  epochs?: number;
}

/** Samples that the noise is estimated from, about; more cost time and change little. */
const FITTED = 10_000;

/** Share of the epochs, from the last, whose logits count: before that the network knew too little. */
const LATE_EPOCHS = 0.4;

/**
 * Weight of the discriminant analysis beside the network's own logits, with very many samples; with ten a feature it has half of
 * that, since it is then fitted closely to the very samples that it judges.
 */
const DISCRIMINANT_WEIGHT = 0.2;
const SAMPLES_A_FEATURE = 10;

/**
 * The likeliest sharpness, and with it the number of mistakes, comes out too low, and lower with every epoch in which the network
 * learned the labels that it judges. Share to raise it by an epoch, for the number only (the ranking is better without it), and the
 * epochs beyond which none is added.
 */
const SHARPER_AN_EPOCH = 0.05;
const MOST_EPOCHS = 10;

/**
 * Suspicion: the probability that the given label g is wrong, with the noise of this data set taken into account. Its odds are
 * Σ_{t≠g} p(t)·(T[t,g] / T[g,g])^s : p(g). p is the softmax of an average of the final logits, those of the last epochs as seen
 * in training and a discriminant analysis of the features; T, how true classes turn into given labels, and s, how much structure
 * that has, are estimated from the same labels (transition.ts). Without structure (s = 0) it ranks as self-confidence does, with
 * it (s = 1) it is Bayes' rule with known noise and takes account of common confusions. A curve that keeps the ranking then brings
 * its values to the expected number of mistakes (suspicion-calibration.ts). It depends neither on the order of the samples nor on
 * that of the classes. docs/quality.md has the measurements behind it.
 * @returns n values, 0 … 1, high is suspect; NaN where there is no label or the logits are not finite
 * @throws RangeError where lengths do not fit or a label is not a class
 */
export function suspicionOf(inputs: SuspicionInputs, kernels: ScoreKernels = plainKernels): Float32Array {
  const { labels, classCount: k, epochs = MOST_EPOCHS } = inputs;
  check(inputs);
  const given = new Uint16Array(labels);
  for (let i = 0; i < given.length; i++) if (given[i] === NO_LABEL) given[i] = 0;
  const fitted = drawFitted(inputs);
  const evidence = gatherEvidence(inputs, given, fitted, kernels);
  const rows = new Float32Array(fitted.length * k);
  const rowLabels = new Uint16Array(fitted.length);
  for (let row = 0; row < fitted.length; row++) {
    const from = fitted[row] * k;
    for (let c = 0; c < k; c++) rows[row * k + c] = evidence[from + c];
    rowLabels[row] = given[fitted[row]];
  }
  const transition = estimateTransition(rows, rowLabels, k, { kernels });
  const unseen = estimateTransition(rows, rowLabels, k, {
    sharpness: (1 + SHARPER_AN_EPOCH * Math.min(MOST_EPOCHS, epochs)) * transition.sharpness,
    start: transition.matrix,
    kernels,
  });
  const ranking = kernels.oddsOfError(evidence, given, k, 1, weightsOf(transition, k));
  const known = weightsOf({ matrix: unseen.matrix, structure: 1 }, k);
  return calibrate(ranking, fitted, kernels.oddsOfError(rows, rowLabels, k, unseen.sharpness, known));
}

/**
 * Which samples to estimate from: all that have a label and finite numbers, or a random part of them, chosen by the bits of the
 * label's logit, so that neither the order of the samples nor that of the classes matters.
 * @returns their places, ascending
 */
function drawFitted({ logits, labels, classCount: k, features = new Float32Array(0) }: SuspicionInputs): Uint32Array {
  const n = labels.length;
  const d = n > 0 ? features.length / n : 0;
  const own = new Float32Array(n).fill(NaN);
  const bits = new Uint32Array(own.buffer);
  let usable = 0;
  for (let i = 0; i < n; i++) {
    if (labels[i] === NO_LABEL) continue;
    own[i] = logits[i * k + labels[i]];
    if (Number.isFinite(own[i])) usable += 1;
  }
  const drawn = new Uint32Array(n);
  let count = 0;
  for (let i = 0; i < n; i++) {
    if (!Number.isFinite(own[i])) continue;
    if (usable > FITTED && (Math.imul(bits[i], 0x9e3779b1) >>> 0) / 2 ** 32 >= FITTED / usable) continue;
    // The sum is finite only where every number is.
    let sum = 0;
    for (let at = i * k; at < (i + 1) * k; at++) sum += logits[at];
    for (let at = i * d; at < (i + 1) * d; at++) sum += features[at];
    if (Number.isFinite(sum)) drawn[count++] = i;
  }
  return drawn.slice(0, count);
}

/** k×k weights of mistakes, row = given label: (T[t,g] / T[g,g])^s, and 0 for the given class itself. */
function weightsOf({ matrix, structure }: Pick<Transition, 'matrix' | 'structure'>, k: number): Float64Array {
  return matrix.map((_, at) => {
    const [g, t] = [Math.floor(at / k), at % k];
    return t === g ? 0 : ((matrix[t * k + g] + SMALLEST) / (matrix[g * (k + 1)] + SMALLEST)) ** structure;
  });
}

function check({ logits, labels, classCount: k, history = [], features }: SuspicionInputs): void {
  const n = labels.length;
  for (const rows of [logits, ...history]) {
    if (rows.length !== n * k) throw new RangeError(`${rows.length} logits do not fit ${n} labels of ${k} classes`);
  }
  if (features && n > 0 && features.length % n !== 0) {
    throw new RangeError(`${features.length} features do not fit ${n} samples`);
  }
  for (let i = 0; i < n; i++) {
    if (labels[i] >= k && labels[i] !== NO_LABEL) {
      throw new RangeError(`label ${labels[i]} of sample ${i} is not one of ${k} classes`);
    }
  }
}

/** n×k logits of what each picture shows; rows of NaN where nothing can be said. */
function gatherEvidence(
  { logits, labels, classCount: k, history = [], features }: SuspicionInputs,
  given: Uint16Array,
  fitted: Uint32Array,
  kernels: ScoreKernels,
): Float32Array {
  const late = history.slice(history.length - Math.ceil(LATE_EPOCHS * history.length));
  const mix: LogitMix = { logits, epochs: late, weight: 0 };
  if (features && fitted.length > 0) {
    mix.second = discriminantLogits(features, given, k, fitted, kernels);
    mix.weight =
      (DISCRIMINANT_WEIGHT * fitted.length) / (fitted.length + (SAMPLES_A_FEATURE * features.length) / labels.length);
  }
  const evidence = kernels.mixLogits(mix, k);
  for (let i = 0; i < labels.length; i++) if (labels[i] === NO_LABEL) evidence.fill(NaN, i * k, (i + 1) * k);
  return evidence;
}
