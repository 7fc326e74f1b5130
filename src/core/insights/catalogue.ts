import type { ScoreMethod } from './methods.ts';

/** What people are told of a score. */
export interface ScoreDescription {
  title: string;
  /** As people read it; H is entropy in nats, p the probabilities, y the label judged. */
  formula: string;
  range: string;
  /** Empty where the score is a bare number. */
  unit: string;
  meaning: string;
  /** What computing it needs. */
  cost: string;
  /** Which end of the range is suspect. */
  suspectWhen: 'high' | 'low';
  /** Where the formula comes from. */
  source: string;
}

const FROM_LOGITS = 'One pass over the stored logits: well under a second for 60,000 samples.';

/** Every score's description, in the order to show them. */
export const catalogue: Record<ScoreMethod, ScoreDescription> = {
  self_confidence: {
    title: 'Self-confidence',
    formula: 'p(y)',
    range: '0 … 1',
    unit: 'probability',
    meaning: 'The probability that the network gives the label. Close to 0: the network does not believe it.',
    suspectWhen: 'low',
    cost: FROM_LOGITS,
    source: 'Northcutt, Jiang, Chuang: Confident Learning, 2021 (cleanlab)',
  },
  mistakenness_logits: {
    title: 'Mistakenness',
    formula: '(m · exp(−H) + 1) / 2, with m = +1 where the prediction differs from y, −1 where it agrees',
    range: '0 … 1',
    unit: '',
    meaning:
      'High where the network is sure of another class. It looks at how sure it is, not at how little it believes the label.',
    suspectWhen: 'high',
    cost: FROM_LOGITS,
    source: 'FiftyOne Brain, compute_mistakenness from logits',
  },
  mistakenness_confidence: {
    title: 'Mistakenness (confidence)',
    formula: '(m · max p + 1) / 2, with m = +1 where the prediction differs from y, −1 where it agrees',
    range: '0 … 1',
    unit: '',
    meaning: 'The same idea with the predicted class’s probability for how sure the network is.',
    suspectWhen: 'high',
    cost: FROM_LOGITS,
    source: 'FiftyOne Brain, compute_mistakenness from confidence',
  },
  mistakenness_2020: {
    title: 'Mistakenness (2020)',
    formula: 'exp(−m · H), with m = 1 where the prediction agrees with y, 0 where it differs',
    range: '1/k … 1',
    unit: '',
    meaning:
      'The first published form: 1 wherever the network disagrees, and also where it agrees and is sure. Kept for comparison.',
    suspectWhen: 'high',
    cost: FROM_LOGITS,
    source: 'FiftyOne’s walkthrough of 2020',
  },
  hardness: {
    title: 'Hardness',
    formula: 'H = −Σ p · ln p',
    range: '0 … ln k nats',
    unit: 'nats',
    meaning:
      'How undecided the network is, whatever the label. Hard samples are worth a look, but need not be mistakes.',
    suspectWhen: 'high',
    cost: FROM_LOGITS,
    source: 'FiftyOne Brain, compute_hardness',
  },
};
