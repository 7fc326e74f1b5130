import type { Table } from '../../core/dataset/table.ts';
import { TAG_MISTAKE, TAG_PROCESSED } from '../../core/dataset/types.ts';
import { judgesLabel, type ScoreMethod } from '../../core/insights/methods.ts';
import { UNDECIDED } from '../../core/views/decided.ts';
import type { ViewStage } from '../../core/views/stages.ts';
import { scoreOf } from '../scores/score-facts.ts';

/** A view that is one click away. */
export interface ViewPreset {
  id: string;
  title: string;
  /** A few words. */
  meaning: string;
  /** What its number of samples counts. */
  counted: string;
  stages: ViewStage[];
  /** Why it cannot be shown yet; empty where it can. */
  reason: string;
}

const processed: ViewStage = { stage: 'matchTags', tags: [TAG_PROCESSED] };

/**
 * The ranking that finds most mistakes, all samples, and the four views of FiftyOne's walkthrough. What is decided about leaves those that put
 * labels to doubt first.
 */
export function viewPresets(table: Table): ViewPreset[] {
  const hasTag = (tag: string): boolean => {
    const bit = table.tags.indexOf(tag);
    return bit >= 0 && table.tagBits.some((bits) => (bits >>> bit) & 1);
  };
  const predictedReason = hasTag(TAG_PROCESSED) ? '' : 'Nothing has been predicted yet: train a network first.';
  const ranked = (id: string, title: string, meaning: string, methods: ScoreMethod[], reverse: boolean): ViewPreset => {
    const key = methods.map((method) => scoreOf(table, method)?.key).find((known) => known !== undefined);
    return {
      id,
      title,
      meaning,
      counted: 'sorted',
      stages: [
        processed,
        { stage: 'sortBy', field: `insights.${key ?? methods[0]}`, reverse },
        ...(methods.every(judgesLabel) ? [UNDECIDED] : []),
      ],
      reason: predictedReason || (key ? '' : 'This score has not been computed yet: see Insights.'),
    };
  };
  return [
    ranked('suspects', 'Suspects, worst first', 'Likeliest mistakes first', ['suspicion'], true),
    { id: 'all', title: 'All samples', meaning: 'Everything, in order', counted: 'in all', stages: [], reason: '' },
    {
      id: 'processed',
      title: 'Predicted samples',
      meaning: 'What a run has predicted',
      counted: 'predicted',
      stages: [processed],
      reason: predictedReason,
    },
    {
      id: 'mistakes',
      title: 'Known mistakes',
      meaning: 'Wrong by injected noise, or by labels from a file',
      counted: 'known',
      stages: [{ stage: 'matchTags', tags: [TAG_MISTAKE] }],
      reason: hasTag(TAG_MISTAKE) ? '' : 'No noise is injected and no labels were replaced: see Noise.',
    },
    ranked('hardness', 'By hardness', 'Hardest first', ['hardness'], true),
    ranked(
      'mistakenness',
      'By mistakenness',
      'Surest of another class first',
      ['mistakenness_logits', 'mistakenness_confidence'],
      true,
    ),
    ranked('self-confidence', 'By self-confidence', 'Least believed first', ['self_confidence'], false),
  ];
}

/** Stages of the view that shows the likeliest mistakes first; null before there is a ranking. */
export function suspectStages(table: Table): ViewStage[] | null {
  const preset = viewPresets(table).find(({ id }) => id === 'suspects')!;
  return preset.reason ? null : preset.stages;
}

/** Whether two lists of stages ask for the same; filters by a function never do. */
export function sameStages(a: readonly ViewStage[], b: readonly ViewStage[]): boolean {
  if (a.some(({ stage }) => stage === 'match') || a.length !== b.length) return a === b;
  return JSON.stringify(a) === JSON.stringify(b);
}
