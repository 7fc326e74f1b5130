import { NO_LABEL } from '../dataset/types.ts';
import { expBelow } from './fast-exp.ts';
import { calibrate } from './suspicion-calibration.ts';
import { discriminantLogits } from './suspicion-discriminant.ts';
import { estimateTransition } from './transition.ts';

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
  /** Epochs in which the network learned; half of them where folds kept the samples from it that it speaks of. Default: many. */
  epochs?: number;
}

/** Samples that the noise is estimated from, about; more cost time and change little. */
const FITTED = 10_000;

/** Keeps logarithms finite where nothing explains a label, or everything does. */
const SMALLEST = 1e-150;

/** Share of the epochs, from the last, whose logits count: before that the network knew too little. */
const LATE_EPOCHS = 0.4;

/**
 * Weight of the discriminant analysis beside the network's own logits, with very many samples; with ten a feature it has half of
 * that, since it then knows the very samples that it judges.
 */
const DISCRIMINANT_WEIGHT = 0.2;
const SAMPLES_A_FEATURE = 10;

/**
 * A network makes the likeliest sharpness, and with it the number of mistakes, look smaller than they are, the more so the more often
 * it saw the labels that it is asked about. By how much more an epoch, for the number (the ranking is better without it), and after
 * how many epochs it is enough.
 */
const SHARPER_AN_EPOCH = 0.05;
const MOST_EPOCHS = 10;

/**
 * Suspicion: the probability that the given label g is wrong, with the noise of this data set taken into account. Its odds are
 * Σ_{t≠g} p(t)·(T[t,g] / T[g,g])^s : p(g). p is the softmax of an average of the final logits, those of the last epochs as seen
 * in training and a discriminant analysis of the features; T, how true classes turn into given labels, and s, how much structure
 * that has, are estimated from the same labels (transition.ts). Without structure (s = 0) it ranks as self-confidence does, with
 * it (s = 1) it is Bayes' rule with known noise and knows which confusions are common. A curve that keeps the ranking then brings
 * its values to the expected number of mistakes (suspicion-calibration.ts). It depends neither on the order of the samples nor on
 * that of the classes. docs/quality.md has what decided it.
 * @returns n values, 0 … 1, high is suspect; NaN where there is no label or the logits are not finite
 * @throws RangeError where lengths do not fit or a label is not a class
 */
export function suspicionOf(inputs: SuspicionInputs): Float32Array {
  const { labels, classCount: k, epochs = MOST_EPOCHS } = inputs;
  check(inputs);
  const given = Uint16Array.from(labels, (label) => (label === NO_LABEL ? 0 : label));
  const fitted = drawFitted(inputs);
  const evidence = gatherEvidence(inputs, given, fitted);
  const places = Uint32Array.from(fitted.keys()).filter((i) => fitted[i] === 1);
  const rows = new Float64Array(places.length * k);
  places.forEach((i, j) => rows.set(evidence.subarray(i * k, (i + 1) * k), j * k));
  const rowLabels = Uint16Array.from(places, (i) => given[i]);
  const transition = estimateTransition(rows, rowLabels, k);
  const unseen = estimateTransition(rows, rowLabels, k, {
    sharpness: (1 + SHARPER_AN_EPOCH * Math.min(MOST_EPOCHS, epochs)) * transition.sharpness,
    start: transition.matrix,
  });
  const ranking = oddsOfError(evidence, given, k, 1, transition.matrix, transition.structure);
  const target = new Float64Array(labels.length).fill(NaN);
  const known = oddsOfError(rows, rowLabels, k, unseen.sharpness, unseen.matrix, 1);
  places.forEach((i, j) => (target[i] = known[j]));
  return calibrate(ranking, target);
}

/**
 * Which samples to estimate from: 1 = this one. All that have a label and finite numbers, or a random part of them: chosen by the bits
 * of the largest logit, so that neither the order of the samples nor that of the classes matters.
 */
function drawFitted({ logits, labels, classCount: k, features = new Float32Array(0) }: SuspicionInputs): Uint8Array {
  const d = labels.length > 0 ? features.length / labels.length : 0;
  const fitted = Uint8Array.from(labels, (label, i) => {
    for (let c = 0; c < k; c++) if (!Number.isFinite(logits[i * k + c])) return 0;
    for (let j = 0; j < d; j++) if (!Number.isFinite(features[i * d + j])) return 0;
    return Number(label !== NO_LABEL);
  });
  const usable = fitted.reduce((sum, one) => sum + one, 0);
  if (usable <= FITTED) return fitted;
  const top = new Float32Array(1);
  const bits = new Uint32Array(top.buffer);
  return fitted.map((one, i) => {
    top[0] = logits[i * k];
    for (let c = 1; c < k; c++) if (logits[i * k + c] > top[0]) top[0] = logits[i * k + c];
    return one & Number((Math.imul(bits[0], 0x9e3779b1) >>> 0) / 2 ** 32 < FITTED / usable);
  });
}

/** ln of wrong : right for every label, by the formula above; NaN where the evidence is. */
function oddsOfError(
  evidence: Float64Array,
  given: Uint16Array,
  k: number,
  sharpness: number,
  matrix: Float64Array,
  structure: number,
): Float64Array {
  const weights = matrix.map((value, at) => {
    const g = at % k;
    return at === g * (k + 1) ? 0 : ((value + SMALLEST) / (matrix[g * (k + 1)] + SMALLEST)) ** structure;
  });
  const odds = new Float64Array(given.length);
  for (let i = 0; i < odds.length; i++) {
    const from = i * k;
    let top = evidence[from];
    for (let t = 1; t < k; t++) if (!(evidence[from + t] <= top)) top = evidence[from + t];
    let wrong = 0;
    for (let t = 0; t < k; t++) wrong += expBelow(sharpness * (evidence[from + t] - top)) * weights[t * k + given[i]];
    const right = expBelow(sharpness * (evidence[from + given[i]] - top));
    odds[i] = Math.log((wrong + SMALLEST) / (right + SMALLEST));
  }
  return odds;
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
  fitted: Uint8Array,
): Float64Array {
  const n = labels.length;
  const out = new Float64Array(n * k);
  const late = history.slice(history.length - Math.ceil(LATE_EPOCHS * history.length));
  const sums = new Float64Array(k);
  for (let i = 0; i < n; i++) {
    sums.fill(0);
    let epochs = 0;
    for (const epoch of late) {
      if (!Number.isFinite(epoch[i * k])) continue;
      epochs += 1;
      for (let c = 0; c < k; c++) sums[c] += epoch[i * k + c];
    }
    let finite = labels[i] !== NO_LABEL;
    for (let c = 0; c < k; c++) {
      const logit = logits[i * k + c];
      finite &&= Number.isFinite(logit);
      out[i * k + c] = epochs > 0 ? (logit + sums[c] / epochs) / 2 : logit;
    }
    if (!finite) out.fill(NaN, i * k, (i + 1) * k);
  }
  if (!features || !fitted.includes(1)) return out;
  const second = discriminantLogits(features, given, k, fitted);
  const count = fitted.reduce((sum, one) => sum + one, 0);
  const weight = (DISCRIMINANT_WEIGHT * count) / (count + (SAMPLES_A_FEATURE * features.length) / n);
  for (let at = 0; at < out.length; at++) {
    if (Number.isFinite(second[at])) out[at] = (1 - weight) * out[at] + weight * second[at];
  }
  return out;
}
