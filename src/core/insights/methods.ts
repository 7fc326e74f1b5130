/** The scores that can be computed from logits and labels; catalogue.ts says what each is. */
export const SCORE_METHODS = [
  'hardness',
  'mistakenness_logits',
  'mistakenness_confidence',
  'mistakenness_2020',
  'self_confidence',
] as const;

/** One of them. */
export type ScoreMethod = (typeof SCORE_METHODS)[number];
