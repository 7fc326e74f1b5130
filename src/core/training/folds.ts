import type { Random } from '../dataset/random.ts';
import { UserError } from '../errors.ts';

/** Most folds: the fold of a sample is kept in a byte, and so many networks take long enough. */
export const MOST_FOLDS = 20;

/** Says that a sample is in no fold: every network learns from it, or none. */
export const NO_FOLD = 255;

/**
 * Deals samples into k folds that are equally large, give or take one, each class spread over all of them as evenly as can be
 * (stratified k-fold cross-validation).
 * @param labels one a sample @param classes names, for the error @param k 2 … 20
 * @returns the fold of each sample, 0 … k − 1
 * @throws UserError where k is out of range or larger than the smallest class there is
 */
export function dealFolds(labels: Uint16Array, classes: readonly string[], k: number, random: Random): Uint8Array {
  if (!Number.isInteger(k) || k < 2 || k > MOST_FOLDS) {
    throw new UserError('bad-input', `${k} folds cannot be made: choose a whole number from 2 to ${MOST_FOLDS}.`);
  }
  const members: number[][] = classes.map(() => []);
  labels.forEach((label, i) => members[label].push(i));
  members.forEach(({ length }, label) => {
    if (length === 0 || length >= k) return;
    throw new UserError(
      'bad-input',
      `${k} folds need at least ${k} samples of every class, and “${classes[label]}” has ${length}. Choose fewer folds, or leave that class out.`,
    );
  });
  const folds = new Uint8Array(labels.length);
  let dealt = 0;
  for (const list of members) for (const i of random.shuffle(list)) folds[i] = dealt++ % k;
  return folds;
}
