import { NO_LABEL } from '../dataset/types.ts';
import { roughSuspicion } from '../insights/suspicion.ts';
import type { ScoreKernels } from '../insights/score-kernels.ts';
import { addFolds, sumFolds, type ClassSums, type Learned } from './class-sums.ts';
import type { Components } from './components.ts';
import type { CrossProduct } from './cross-product.ts';
import { spreadOverFolds } from './deal-folds.ts';
import { discriminate, fitDiscriminant, type Discriminant } from './discriminant.ts';
import { findTemperature } from './temperature.ts';

/** What is tried. */
const SHRINKAGES = [0.1, 0.3, 1, 3, 10, 30];

/** Held-out samples that the shrinkage is chosen by, if there are as many: of so many folds as it takes. */
const CHOSEN_BY = 2000;

/** Least weight of a sample: no class loses all of its samples. */
const LEAST_TRUST = 1e-3;

/** A discriminant analysis of all labels, and what those of the folds say of the samples they did not learn from. */
export interface FittedProbe {
  /** Fitted to all samples learned. */
  discriminant: Discriminant;
  /** n×k logits, of models that did not learn the sample; NaN where a sample was not learned from at all. */
  heldOut: Float32Array;
  /** See ProbeFit. */
  shrinkage: number;
  folds: number;
}

/** The loops that a fit spends its time in. */
export interface ProbeKernels {
  product: CrossProduct;
  scores: ScoreKernels;
}

/**
 * Fits a probe to labels of which some are wrong: discriminant analysis of whitened components, its shrinkage and its temperature chosen
 * by the likelihood of labels held out; then once more, each sample weighted by how little suspect its label was the first time. Of a label held out these weights are all that is known.
 * Always the same for the same labels.
 * @param rows n×r components @param labels n; what is not below `classCount` is not learned from
 * @throws RangeError where there is nothing to learn from
 */
export function fitProbe(
  rows: Float32Array,
  components: Components,
  labels: Uint16Array,
  classCount: number,
  kernels: ProbeKernels,
): FittedProbe {
  const { of: folds, count: foldCount } = spreadOverFolds(labels, classCount);
  const learned: Learned = { components: rows, r: components.r, labels, classCount, folds, foldCount };
  const sums = sumFolds(learned);
  if (sums.every(({ weights }) => weights.every((weight) => weight === 0))) {
    throw new RangeError('no sample has both a label and components');
  }
  const shrinkage = chooseShrinkage(learned, components, sums, kernels);
  const first = fitAll(learned, components, sums, shrinkage, kernels);
  const logits = discriminate(rows, first.discriminant, kernels.product);
  const judged = labels.map((label) => (label < classCount ? label : NO_LABEL));
  // The model has seen the labels, but as a network has in no epoch: it knows class means alone.
  const suspicion = roughSuspicion({ opinions: [{ logits, epochs: 0 }], labels: judged, classCount }, kernels.scores);
  const trust = suspicion.map((value) => Math.max(LEAST_TRUST, 1 - value));
  const second = fitAll(learned, components, sumFolds(learned, trust), shrinkage, kernels);
  return { ...second, shrinkage, folds: foldCount };
}

function chooseShrinkage(
  learned: Learned,
  components: Components,
  sums: readonly ClassSums[],
  { product }: ProbeKernels,
): number {
  const { labels, classCount: k, folds, foldCount } = learned;
  const usable = labels.reduce((count, label) => count + Number(label < k), 0);
  const used = Math.min(foldCount, Math.max(1, Math.ceil((CHOSEN_BY * foldCount) / usable)));
  const judged = labels.map((label, i) => (folds[i] < used ? label : NO_LABEL));
  let best = { shrinkage: SHRINKAGES[SHRINKAGES.length - 1], likelihood: -Infinity };
  for (const shrinkage of SHRINKAGES) {
    const models =
      fitFolds(components, sums, shrinkage, 1, used) ??
      fitFolds(components, sums, shrinkage, shareOf(learned, sums), used);
    if (!models) continue;
    const { likelihood } = findTemperature(holdOut(learned, models, product), judged, k);
    if (likelihood > best.likelihood) best = { shrinkage, likelihood };
  }
  return best.shrinkage;
}

/** The discriminant of all samples and the held-out logits, both brought to the same temperature. */
function fitAll(
  learned: Learned,
  components: Components,
  sums: readonly ClassSums[],
  shrinkage: number,
  { product }: ProbeKernels,
): Pick<FittedProbe, 'discriminant' | 'heldOut'> {
  const { labels, classCount, foldCount } = learned;
  const fit = (share: number) => {
    const discriminant = fitDiscriminant(components, addFolds(sums, -1), shrinkage, share);
    const models = discriminant && fitFolds(components, sums, shrinkage, share, foldCount);
    return models && { discriminant, models };
  };
  const fitted = fit(1) ?? fit(shareOf(learned, sums));
  if (!fitted) throw new RangeError('the components have no variance');
  const heldOut = holdOut(learned, fitted.models, product);
  const { factor } = findTemperature(heldOut, labels, classCount);
  return {
    discriminant: {
      factors: fitted.discriminant.factors.map((value) => value * factor),
      offsets: fitted.discriminant.offsets.map((value) => value * factor),
    },
    heldOut: heldOut.map((value) => value * factor),
  };
}

/** The discriminant that leaves out each of the first folds; undefined where one cannot be fitted. */
function fitFolds(
  components: Components,
  sums: readonly ClassSums[],
  shrinkage: number,
  share: number,
  count: number,
): Discriminant[] | undefined {
  const models: Discriminant[] = [];
  for (let fold = 0; fold < count; fold++) {
    const model = fitDiscriminant(components, addFolds(sums, fold), shrinkage, share);
    if (!model) return undefined;
    models.push(model);
  }
  return models;
}

/**
 * The least share that a fold learns of the samples. So much of the variance between the class means of some samples there is at least
 * in that of all, about whatever mean.
 */
function shareOf({ labels }: Learned, sums: readonly ClassSums[]): number {
  const learned = sums.map(({ weights }) => weights.reduce((sum, weight) => sum + weight, 0));
  const total = learned.reduce((sum, weight) => sum + weight, 0);
  return (0.99 * (total - Math.max(...learned))) / labels.length;
}

/** n×k logits, each of the model that leaves out the sample's fold; NaN where there is none. */
function holdOut(
  { components, r, labels, classCount: k, folds }: Learned,
  models: readonly Discriminant[],
  product: CrossProduct,
): Float32Array {
  const out = new Float32Array(labels.length * k).fill(NaN);
  models.forEach((model, fold) => {
    const places: number[] = [];
    labels.forEach((label, i) => {
      if (label < k && folds[i] === fold) places.push(i);
    });
    const rows = new Float32Array(places.length * r);
    places.forEach((i, at) => rows.set(components.subarray(i * r, (i + 1) * r), at * r));
    const logits = discriminate(rows, model, product);
    places.forEach((i, at) => out.set(logits.subarray(at * k, (at + 1) * k), i * k));
  });
  return out;
}
