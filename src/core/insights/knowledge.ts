import { NO_LABEL } from '../dataset/types.ts';

/** Fewer than this say too little of a network. */
const FEWEST = 100;

/**
 * Below it a network has learned too little to judge labels. Networks that rank well had .33 (five folds of three epochs) to .80 on
 * 10,000 pictures of CIFAR-10, those that took nearly every label for wrong (two epochs on 1,000) at most .03.
 */
export const LITTLE_KNOWLEDGE = 0.1;

/**
 * How far a network agrees with the labels beyond what chance would give, as it predicts some classes more often than others:
 * Cohen's kappa (A Coefficient of Agreement for Nominal Scales, 1960). Costs one pass.
 * @param predicted n class numbers @param labels n; of both NO_LABEL is left out
 * @returns −1 … 1, 0 at chance; null of fewer than 100 labels, or where there is one class only
 */
export function knowledgeOf(predicted: ArrayLike<number>, labels: ArrayLike<number>): number | null {
  const given = new Map<number, number>();
  const said = new Map<number, number>();
  let [count, agreeing] = [0, 0];
  for (let i = 0; i < labels.length; i++) {
    if (labels[i] === NO_LABEL || predicted[i] === NO_LABEL) continue;
    count += 1;
    agreeing += Number(predicted[i] === labels[i]);
    given.set(labels[i], (given.get(labels[i]) ?? 0) + 1);
    said.set(predicted[i], (said.get(predicted[i]) ?? 0) + 1);
  }
  let chance = 0;
  for (const [c, labelled] of given) chance += (labelled / count) * ((said.get(c) ?? 0) / count);
  return count < FEWEST || chance === 1 ? null : (agreeing / count - chance) / (1 - chance);
}
