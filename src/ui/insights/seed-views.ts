import type { Dataset } from '../../api/dataset.ts';
import type { View } from '../../api/view.ts';
import { TAG_MISTAKE, TAG_PROCESSED } from '../../core/dataset/types.ts';
import type { ScoreMethod } from '../../core/insights/methods.ts';
import { scoreOf } from './score-facts.ts';

/** A view that is one click away. */
export interface SeedView {
  title: string;
  meaning: string;
  /** null where what it needs is not there yet; `missing` then says what. */
  view: View | null;
  missing: string;
}

/** The four views of the walkthrough: processed; mistakes; by hardness; by mistakenness. */
export function seedViews(dataset: Dataset): SeedView[] {
  const { table } = dataset;
  const tagged = (tag: string): View | null => {
    const view = dataset.view().matchTags(tag);
    return view.count() > 0 ? view : null;
  };
  const processed = tagged(TAG_PROCESSED);
  const ranked = (method: ScoreMethod): View | null => {
    const score = scoreOf(table, method);
    return score && processed ? processed.sortBy(`insights.${score.key}`, { reverse: true }) : null;
  };
  return [
    { title: 'Processed', meaning: 'What a run has predicted', view: processed, missing: 'nothing is predicted yet' },
    { title: 'Mistakes', meaning: 'Labels made wrong', view: tagged(TAG_MISTAKE), missing: 'none were planted' },
    { title: 'By hardness', meaning: 'Hardest first', view: ranked('hardness'), missing: 'not computed yet' },
    {
      title: 'By mistakenness',
      meaning: 'Likeliest mistakes first',
      view: ranked('mistakenness_logits'),
      missing: 'not computed yet',
    },
  ];
}
