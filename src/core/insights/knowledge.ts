import { NO_LABEL } from '../dataset/types.ts';
import { LabelPairs } from '../metrics/kappa.ts';

/** 95 % of a normal distribution lies above so many deviations below its mean. */
const NEARLY_SURE = 1.645;

/**
 * Below it a network has learned too little to judge labels. Networks that rank well had .33 (five folds of three epochs) to .80 on
 * 10,000 pictures of CIFAR-10, those that took nearly every label for wrong (two epochs on 1,000) at most .03.
 */
export const LITTLE_KNOWLEDGE = 0.1;

/**
 * How far a network agrees with the labels at least beyond what chance would give, as it predicts some classes more often than others:
 * Cohen's kappa, with the least agreement that so many labels leave likely, the lower
 * end of Wilson's interval (Probable Inference, 1927). Few labels never say much. Costs one pass.
 * @param predicted n class numbers @param labels n; of both NO_LABEL is left out
 * @returns −1 … 1, 0 or less at chance; null where there is no label or one class only
 */
export function knowledgeOf(predicted: ArrayLike<number>, labels: ArrayLike<number>): number | null {
  const pairs = new LabelPairs();
  for (let i = 0; i < labels.length; i++) {
    if (labels[i] !== NO_LABEL && predicted[i] !== NO_LABEL) pairs.add(predicted[i], labels[i]);
  }
  const kappa = pairs.kappa(leastShare(pairs.agreeing, pairs.count));
  return Number.isNaN(kappa) ? null : kappa;
}

/** Lower end of Wilson's interval: what a share of which `count` were seen is at least. */
function leastShare(hits: number, count: number): number {
  const squared = NEARLY_SURE ** 2;
  const share = hits / count;
  const spread = NEARLY_SURE * Math.sqrt((share * (1 - share)) / count + squared / (4 * count * count));
  return (share + squared / (2 * count) - spread) / (1 + squared / count);
}
