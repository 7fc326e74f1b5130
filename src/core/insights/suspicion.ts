import { NO_LABEL } from '../dataset/types.ts';
import { weighOpinions } from './opinion-weights.ts';
import { drawSamples, lateEpochs, rowsOf, sumOf, type Opinion } from './opinions.ts';
import { plainKernels } from './plain-kernels.ts';
import { SMALLEST, type LogitMix, type ScoreKernels } from './score-kernels.ts';
import { calibrate, shiftTo, sigmoid } from './suspicion-calibration.ts';
import type { CountDoubt } from './count-doubt.ts';
import { expectMistakes, type Decisions, type FittedEvidence } from './expected-mistakes.ts';
import { discriminantLogits } from './suspicion-discriminant.ts';
import { estimateTransition, type Transition } from './transition.ts';

/** What suspicion is computed from. */
export interface SuspicionInputs {
  /** One at least, each of the same n samples in the same order. */
  opinions: readonly Opinion[];
  /** n class numbers, the labels judged; NO_LABEL where there is none. */
  labels: Uint16Array;
  classCount: number;
  /** What a person has decided about them. */
  decisions?: Decisions;
}

/** Samples that the noise is estimated from, about; more cost time and change little. */
const FITTED = 10_000;

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

/** What is said of labels, and how sure it is. */
export interface Suspicion {
  /** n probabilities that the label is wrong, high is suspect; NaN where there is no label or no opinion has finite logits. */
  values: Float32Array;
  doubt: CountDoubt;
}

/**
 * Suspicion: the probability that the given label g is wrong, with the noise of this data set taken into account. Labels are ranked by
 * Σ_{t≠g} p(t)·(T[t,g] / T[g,g])^s : p(g). p is the softmax of the weighted sum of the opinions (opinions.ts). That of a network is an
 * average of its final logits, those of its last epochs as seen in training and a discriminant analysis of its features. T, how true
 * classes turn into given labels, and s, how much structure that has, are estimated from the same labels (transition.ts). Without
 * structure (s = 0) it ranks as self-confidence does, with it (s = 1) it is Bayes' rule with known noise and takes account of common
 * confusions. How many are wrong is counted by logits that had not learned the labels (expected-mistakes.ts), and a curve that keeps the ranking
 * brings the values of what nobody has decided about there (suspicion-calibration.ts). It depends on the order neither of the samples nor of the classes. docs/quality.md
 * has the measurements behind it.
 * @throws RangeError where lengths do not fit or a label is not a class
 */
export function suspicionOf(inputs: SuspicionInputs, kernels: ScoreKernels = plainKernels): Suspicion {
  const ranked = rankLabels(inputs, kernels);
  const { ranking, fitted } = ranked;
  const { wrong, expected, low, high, atLeast, knowledge } = expectMistakes(
    { ...ranked, opinions: inputs.opinions, decisions: inputs.decisions },
    inputs.classCount,
    kernels,
  );
  const curve = calibrate(ranking, fitted, wrong);
  const fittedOdds = Float64Array.from(fitted, (i, j) => (Number.isNaN(wrong[j]) ? NaN : curve[i]));
  const shift = shiftTo(fittedOdds, expected);
  return {
    values: Float32Array.from(curve, (odds) => sigmoid(odds + shift)),
    doubt: {
      ...{ low: shiftTo(fittedOdds, low) - shift, high: shiftTo(fittedOdds, high) - shift },
      ...{ atLeast, knowledge },
    },
  };
}

/**
 * The same ranking with probabilities by the transition alone: they count confusions of the opinions themselves as mistakes, but cost little.
 * To weigh samples by.
 * @returns n values, as of suspicion
 * @throws RangeError as suspicionOf does
 */
export function roughSuspicion(inputs: SuspicionInputs, kernels: ScoreKernels = plainKernels): Float32Array {
  const { ranking, fitted, byTransition } = rankLabels(inputs, kernels);
  return Float32Array.from(calibrate(ranking, fitted, byTransition), sigmoid);
}

/** A ranking, and what the number of mistakes is estimated from. */
interface RankedLabels extends Omit<FittedEvidence, 'opinions' | 'decisions'> {
  /** n log odds; NaN where nothing can be said. */
  ranking: Float64Array;
}

function rankLabels(inputs: SuspicionInputs, kernels: ScoreKernels): RankedLabels {
  const { opinions, labels, classCount: k } = inputs;
  check(inputs);
  const { weights, instead } = weighOpinions(opinions, labels, k);
  const drawn = opinions.map((opinion) => drawSamples(opinion, labels, k, FITTED));
  const given = new Uint16Array(labels);
  for (let i = 0; i < given.length; i++) if (given[i] === NO_LABEL) given[i] = 0;
  const own = opinions.map((opinion, j) =>
    weights[j] > 0 || instead[j] > 0 ? gatherEvidence(opinion, given, k, drawn[j], kernels) : opinion.logits,
  );
  const evidence = rowsOr(sumOf(own, weights, k), own, instead, k);
  for (let i = 0; i < labels.length; i++) if (labels[i] === NO_LABEL) evidence.fill(NaN, i * k, (i + 1) * k);
  const fitted = opinions.length === 1 ? drawn[0] : drawSamples({ logits: evidence }, labels, k, FITTED);
  const rowLabels = Uint16Array.from(fitted, (i) => given[i]);
  const judged = opinions.map(({ heldOut }, j) => rowsOf(heldOut ?? own[j], fitted, k, own[j]));
  const rows = rowsOr(sumOf(judged, weights, k), judged, instead, k);
  const came = asTheyCame(inputs, fitted);
  const transition = estimateTransition(rows, came, k, { kernels });
  const unseen = estimateTransition(rows, came, k, {
    sharpness: sharperBy(opinions, weights) * transition.sharpness,
    start: transition.matrix,
    kernels,
  });
  const ranking = kernels.oddsOfError(evidence, given, k, 1, weightsOf(transition, k));
  const known = weightsOf({ matrix: unseen.matrix, structure: 1 }, k);
  const byTransition = kernels.oddsOfError(rows, rowLabels, k, unseen.sharpness, known).map(sigmoid);
  return { ranking, weights, fitted, rows, labels: rowLabels, transition, byTransition };
}

/** The labels of some samples as they were before anybody decided: mistakes that were put right still say which classes are confused. */
function asTheyCame({ labels, decisions }: SuspicionInputs, samples: Uint32Array): Uint16Array {
  const isKnown = (i: number): boolean => decisions?.decided[i] === 1 && decisions.before[i] !== NO_LABEL;
  return Uint16Array.from(samples, (i) => (isKnown(i) ? decisions!.before[i] : labels[i]));
}

/** n×k logits; in place of rows of NaN the sum of other parts, each times its weight. */
function rowsOr(sum: Float32Array, parts: readonly Float32Array[], weights: Float64Array, k: number): Float32Array {
  if (weights.every((weight) => weight === 0) || !sum.some(Number.isNaN)) return sum;
  const others = sumOf(parts, weights, k);
  return sum.map((value, at) => (Number.isNaN(value) ? others[at] : value));
}

/** Factor on the sharpness for the number of mistakes: the mean over the opinions by their weights, 1 for held-out logits. */
function sharperBy(opinions: readonly Opinion[], weights: Float64Array): number {
  let [sum, all] = [0, 0];
  opinions.forEach(({ heldOut, epochs = MOST_EPOCHS }, j) => {
    all += weights[j];
    sum += heldOut ? 0 : weights[j] * Math.min(MOST_EPOCHS, epochs);
  });
  return all > 0 ? 1 + (SHARPER_AN_EPOCH * sum) / all : 1;
}

/** k×k weights of mistakes, row = given label: (T[t,g] / T[g,g])^s, and 0 for the given class itself. */
function weightsOf({ matrix, structure }: Pick<Transition, 'matrix' | 'structure'>, k: number): Float64Array {
  return matrix.map((_, at) => {
    const [g, t] = [Math.floor(at / k), at % k];
    return t === g ? 0 : ((matrix[t * k + g] + SMALLEST) / (matrix[g * (k + 1)] + SMALLEST)) ** structure;
  });
}

function check({ opinions, labels, classCount: k }: SuspicionInputs): void {
  const n = labels.length;
  if (opinions.length === 0) throw new RangeError('there is no opinion to judge the labels by');
  for (const { logits, heldOut = logits, history = [], features } of opinions) {
    for (const rows of [logits, heldOut, ...history]) {
      if (rows && rows.length !== n * k)
        throw new RangeError(`${rows.length} logits do not fit ${n} labels of ${k} classes`);
    }
    if (features && n > 0 && features.length % n !== 0) {
      throw new RangeError(`${features.length} features do not fit ${n} samples`);
    }
  }
  for (let i = 0; i < n; i++) {
    if (labels[i] >= k && labels[i] !== NO_LABEL) {
      throw new RangeError(`label ${labels[i]} of sample ${i} is not one of ${k} classes`);
    }
  }
}

/** n×k logits of what each picture shows by one opinion; rows of NaN where nothing can be said. */
function gatherEvidence(
  { logits, heldOut, history = [], features }: Opinion,
  given: Uint16Array,
  k: number,
  fitted: Uint32Array,
  kernels: ScoreKernels,
): Float32Array {
  const mix: LogitMix = { logits, epochs: lateEpochs(history), weight: 0 };
  // What has held-out logits is no network that learned these labels by its features, or is a discriminant analysis itself.
  if (features && !heldOut && fitted.length > 0) {
    mix.second = discriminantLogits(features, given, k, fitted, kernels);
    mix.weight =
      (DISCRIMINANT_WEIGHT * fitted.length) / (fitted.length + (SAMPLES_A_FEATURE * features.length) / given.length);
  }
  return kernels.mixLogits(mix, k);
}
