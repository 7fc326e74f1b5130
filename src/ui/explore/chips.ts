import type { Table } from '../../core/dataset/table.ts';
import type { Stage } from '../../core/views/stages.ts';
import { rangeOf } from '../insights/score-facts.ts';
import { formatCount } from '../kit/format.ts';
import { fieldTitle } from './field-titles.ts';
import { sortOf } from './view-stages.ts';

/** One stage of the view, as a chip that can be taken away. */
export interface Chip {
  /** Place of the stage in the view. */
  at: number;
  /** Words: "given: cat or dog". */
  text: string;
}

/** Values that a chip names before it counts the rest. */
const MOST_NAMED = 3;

/** The view's stages as chips; the sort that the toolbar shows has none. */
export function chipsOf(table: Table, stages: readonly Stage[]): Chip[] {
  const sort = sortOf(stages);
  const shownSort = stages.findLastIndex((stage) => stage.stage === 'sortBy' && sort !== null);
  return stages.flatMap((stage, at) => (at === shownSort ? [] : [{ at, text: chipText(table, stage) }]));
}

function chipText(table: Table, stage: Stage): string {
  switch (stage.stage) {
    case 'matchTags':
      return `tag: ${listed(stage.tags, stage.all ? 'and' : 'or')}`;
    case 'matchSplits':
      return `split: ${listed(stage.splits)}`;
    case 'matchLabels':
      return `${fieldTitle(table, stage.field).toLowerCase()}: ${listed(stage.classes.map((label) => table.classes[label]))}`;
    case 'matchField':
      return `${fieldTitle(table, stage.field)}: ${listed(stage.values)}`;
    case 'range':
      return rangeText(table, stage.field, stage.min, stage.max);
    case 'exists':
      return `${stage.present ? 'has' : 'has no'} ${fieldTitle(table, stage.field).toLowerCase()}`;
    case 'select':
      return `${formatCount(stage.indices.length)} picked`;
    case 'match':
      return 'script filter';
    case 'sortBy':
      return `${stage.reverse ? 'highest' : 'lowest'} ${fieldTitle(table, stage.field).toLowerCase()} first`;
    case 'limit':
      return `first ${formatCount(stage.count)}`;
    case 'skip':
      return `without the first ${formatCount(stage.count)}`;
    case 'take':
      return `${formatCount(stage.count)} at random, seed ${stage.seed}`;
  }
}

function listed(names: readonly string[], word = 'or'): string {
  if (names.length > MOST_NAMED) return `${names.slice(0, MOST_NAMED - 1).join(', ')} ${word} ${names.length - 2} more`;
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} ${word} ${names.at(-1)}`;
}

/** A bound that lies at the end of a score's range says nothing, and is left out. */
function rangeText(table: Table, path: string, min: number, max: number): string {
  const short = (value: number): string => String(Number(value.toPrecision(3)));
  const title = fieldTitle(table, path).toLowerCase();
  const score = table.scores.get(path.replace(/^insights\./, ''));
  const [low, high] = score ? rangeOf(score, table.classes.length) : [-Infinity, Infinity];
  if (max >= high) return `${title} ≥ ${short(min)}`;
  return min <= low ? `${title} ≤ ${short(max)}` : `${title} ${short(min)} … ${short(max)}`;
}
