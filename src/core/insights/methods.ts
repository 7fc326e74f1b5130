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

/** The scores that need what the network said in every epoch of its training. */
const HISTORY_METHODS = [
  'area_under_margin',
  'data_map_confidence',
  'data_map_variability',
  'times_wrong',
  'forgetting_events',
] as const;

/** The scores that can be computed; catalogue.ts says what each is. */
export const SCORE_METHODS = [...PREDICTION_METHODS, ...HISTORY_METHODS] as const;

/** One of them. */
export type ScoreMethod = (typeof SCORE_METHODS)[number];

/** Whether a score needs the history of the run's training. */
export function needsHistory(method: ScoreMethod): boolean {
  return (HISTORY_METHODS as readonly string[]).includes(method);
}
