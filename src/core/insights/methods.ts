/** The scores that need one prediction of the samples and their labels. */
const PREDICTION_METHODS = [
  'self_confidence',
  'self_confidence_adjusted',
  'normalized_margin',
  'normalized_margin_adjusted',
  'confidence_weighted_entropy',
  'confidence_weighted_entropy_adjusted',
  'logit_margin',
  'mistakenness_logits',
  'mistakenness_confidence',
  'mistakenness_2020',
  'hardness',
] as const;

/** The scores that need the network's logits in every epoch of its training. */
const HISTORY_METHODS = [
  'area_under_margin',
  'data_map_confidence',
  'data_map_variability',
  'times_wrong',
  'forgetting_events',
] as const;

/** The scores that need the nearest neighbours of the samples. */
const NEIGHBOUR_METHODS = ['label_agreement', 'outlier_score', 'uniqueness', 'representativeness'] as const;

/** The scores that can be computed, the default ranking first; catalogue.ts says what each is. */
export const SCORE_METHODS = ['suspicion', ...PREDICTION_METHODS, ...HISTORY_METHODS, ...NEIGHBOUR_METHODS] as const;

/** One of them. */
export type ScoreMethod = (typeof SCORE_METHODS)[number];

/** Whether a score needs the history of the run's training. */
export function needsHistory(method: ScoreMethod): boolean {
  return (HISTORY_METHODS as readonly string[]).includes(method);
}

/** Whether a score needs the nearest neighbours of the samples. */
export function needsNeighbours(method: ScoreMethod): boolean {
  return (NEIGHBOUR_METHODS as readonly string[]).includes(method);
}

const OF_PICTURES: readonly ScoreMethod[] = ['hardness', 'outlier_score', 'uniqueness', 'representativeness'];

/** Whether a score says something of the label; the others are of the picture, and the same whatever its label. */
export function judgesLabel(method: ScoreMethod): boolean {
  return !OF_PICTURES.includes(method);
}
