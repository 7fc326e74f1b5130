import { printable } from '../../core/dataset/names.ts';
import type { Table } from '../../core/dataset/table.ts';
import { NO_LABEL, TAG_PROCESSED } from '../../core/dataset/types.ts';
import type { ViewStage } from '../../core/views/stages.ts';
import { rangeOf } from '../scores/score-facts.ts';
import { formatCount } from '../kit/format.ts';
import { fieldTitle, valueTitle } from '../samples/field-titles.ts';
import { sampleTitle } from '../samples/sample-names.ts';
import { isUndecided } from '../../core/views/decided.ts';
import { sortBelow, turnRound } from '../../core/views/edit-stages.ts';

/** One stage of the view, as a chip that can be taken away. */
export interface Chip {
  /** Place of the stage in the view. */
  at: number;
  /** Words: "given: cat or dog", "given: not cat". */
  text: string;
  /** Whether it lets through all but what it names. */
  not: boolean;
  /** The stage turned round, or null where it cannot be. */
  turned: ViewStage | null;
  /** A picture that it shows before its words, as a data URL. */
  picture?: string;
}

/** Values that a chip names before it counts the rest. */
const MOST_NAMED = 3;

/** The view's stages as chips; the sort that the toolbar shows, or would without an order of similarity, has none. */
export function chipsOf(table: Table, stages: readonly ViewStage[]): Chip[] {
  const sort = sortBelow(stages);
  const shownSort = stages.findLastIndex((stage) => stage.stage === 'sortBy' && sort !== null);
  return stages.flatMap((stage, at) => {
    if (at === shownSort) return [];
    const not = 'not' in stage && stage.not === true;
    const chip = { at, text: chipText(table, stage), not, turned: turnRound(stage) };
    return [stage.stage === 'sortByPicture' ? { ...chip, picture: stage.thumbnail } : chip];
  });
}

function chipText(table: Table, stage: ViewStage): string {
  switch (stage.stage) {
    case 'matchTags':
      if (stage.tags.join() === TAG_PROCESSED) return stage.not ? 'no predictions' : 'with predictions';
      if (stage.all && stage.not) return `tag: not all of ${listed(stage.tags, 'and')}`;
      return `tag: ${stage.all ? listed(stage.tags, 'and') : listedOr(stage.tags, stage.not)}`;
    case 'matchSplits':
      return `split: ${listedOr(stage.splits.map(printable), stage.not)}`;
    case 'matchLabels': {
      const names = stage.classes.map((label) =>
        label === NO_LABEL ? 'no label' : printable(table.classes[label] ?? `${label}`),
      );
      return `${fieldTitle(table, stage.field).toLowerCase()}: ${listedOr(names, stage.not)}`;
    }
    case 'matchField':
      if (isUndecided(stage)) return 'undecided';
      return `${fieldTitle(table, stage.field)}: ${listedOr(
        stage.values.map((value) => valueTitle(stage.field, value)),
        stage.not,
      )}`;
    case 'matchName':
      return `name: ${listedOr(
        stage.texts.map((text) => `“${printable(text)}”`),
        stage.not,
      )}`;
    case 'range':
      return (stage.not ? 'not ' : '') + rangeText(table, stage.field, stage.min, stage.max);
    case 'exists':
      return `${stage.present ? 'has' : 'has no'} ${fieldTitle(table, stage.field).toLowerCase()}`;
    case 'select':
      return `${stage.not ? 'all but ' : ''}${formatCount(stage.indices.length)} picked`;
    case 'match':
      return 'script filter';
    case 'sortBy':
      return `${stage.reverse ? 'highest' : 'lowest'} ${fieldTitle(table, stage.field).toLowerCase()} first`;
    case 'sortBySimilarity': {
      const [first] = stage.samples;
      if (stage.samples.length > 1) return `most like ${formatCount(stage.samples.length)} samples`;
      return `most like ${first < table.count ? sampleTitle(table, first) : `sample ${first}`}`;
    }
    case 'sortByPicture':
      return `most like ${printable(stage.name)}`;
    case 'limit':
      return `first ${formatCount(stage.count)}`;
    case 'skip':
      return `without the first ${formatCount(stage.count)}`;
    case 'take':
      return `${formatCount(stage.count)} at random, seed ${stage.seed}`;
  }
}

/** "cat or dog", or with `not`: "not cat", "neither cat nor dog", "none of cat, dog and 3 more". */
function listedOr(names: readonly string[], not = false): string {
  if (!not) return listed(names, 'or');
  if (names.length < 2) return `not ${names.join('')}`;
  return names.length === 2 ? `neither ${names[0]} nor ${names[1]}` : `none of ${listed(names, 'and')}`;
}

function listed(names: readonly string[], word: string): string {
  if (names.length > MOST_NAMED) {
    const rest = names.length - MOST_NAMED + 1;
    return `${names.slice(0, MOST_NAMED - 1).join(', ')} ${word} ${rest} more`;
  }
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} ${word} ${names.at(-1)}`;
}

/** A bound at the end of a score's range excludes nothing, and is left out. */
function rangeText(table: Table, path: string, min: number, max: number): string {
  const short = (value: number): string => String(Number(value.toPrecision(3)));
  const title = fieldTitle(table, path).toLowerCase();
  const score = table.scores.get(path.replace(/^insights\./, ''));
  const unit = path.startsWith('quality.') ? [0, 1] : [-Infinity, Infinity];
  const [low, high] = score ? rangeOf(score, table.classes.length) : unit;
  if (max >= high) return `${title} ≥ ${short(min)}`;
  return min <= low ? `${title} ≤ ${short(max)}` : `${title} ${short(min)} … ${short(max)}`;
}
