import type { IssueFilter } from '../../core/insights/issue-sets.ts';

/** Title and meaning of each filter of confident learning's issues, for people. */
export const ISSUE_FILTER_TEXTS: Record<IssueFilter, { title: string; meaning: string }> = {
  prune_by_noise_rate: {
    title: 'By noise rate',
    meaning: 'From every pair of classes as many as the joint counts as mixed up, the clearest first.',
  },
  prune_by_class: {
    title: 'By class',
    meaning: 'From every class as many as the joint counts as issues in it, the least believed first.',
  },
  both: { title: 'By both', meaning: 'What the two above agree on: the surest.' },
  confident_learning: {
    title: 'Confident joint',
    meaning: 'Of another class with more than the usual sureness of that class.',
  },
  predicted_neq_given: { title: 'Prediction differs', meaning: 'Wherever the network predicts another class.' },
  low_normalized_margin: {
    title: 'Lowest margin',
    meaning: 'The lowest normalised margins, as many as there are issues.',
  },
  low_self_confidence: {
    title: 'Lowest self-confidence',
    meaning: 'The least believed labels, as many as there are issues.',
  },
};
