import type { Look } from '../../api/look.ts';
import type { View } from '../../api/view.ts';
import { UNDECIDED } from '../../core/views/decided.ts';
import type { ViewStage } from '../../core/views/stages.ts';
import { scoreOf } from './score-facts.ts';

/** Some samples, most suspect first where suspicion is computed, without those that are decided. */
export function suspectView(look: Look, filters: ViewStage[]): View {
  const score = scoreOf(look.dataset.table, 'suspicion');
  const view = look.dataset.view().through(filters);
  return score ? view.sortBy(`insights.${score.key}`, { reverse: true }).add(UNDECIDED) : view;
}
