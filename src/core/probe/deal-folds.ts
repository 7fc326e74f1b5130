import { Random } from '../dataset/random.ts';

/** Folds of the held-out logits. */
const FOLDS = 10;

/**
 * Deals samples into folds, each class spread over all of them as evenly as can be; of a class that has fewer samples than there are folds
 * some folds have none. Always the same for the same labels.
 * @param labels one a sample; what is not below k is in no fold, which reads 0
 * @returns folds, two or more, and the fold of each sample
 */
export function spreadOverFolds(labels: Uint16Array, k: number): { of: Uint8Array; count: number } {
  const members: number[][] = Array.from({ length: k }, () => []);
  let learned = 0;
  labels.forEach((label, i) => {
    if (label >= k) return;
    members[label].push(i);
    learned += 1;
  });
  const count = Math.max(2, Math.min(FOLDS, learned));
  const of = new Uint8Array(labels.length);
  const random = new Random(1);
  let dealt = 0;
  for (const list of members) for (const i of random.shuffle(list)) of[i] = dealt++ % count;
  return { of, count };
}
