import { standingClasses } from '../../core/dataset/classes.ts';
import { printable } from '../../core/dataset/names.ts';
import type { Table } from '../../core/dataset/table.ts';
import { NO_LABEL } from '../../core/dataset/types.ts';
import type { Decisions } from '../../core/views/decision-filter.ts';
import { fieldAt } from '../../core/views/fields.ts';
import type { FilterMemory } from '../../core/views/filter-memory.ts';
import type { ViewStage } from '../../core/views/stages.ts';
import { fieldTitle, valueTitle } from '../samples/field-titles.ts';
import { chosenValues, facetValues, withoutOrder, type Facet, type FacetValue } from '../../core/views/edit-stages.ts';

/** One value of a facet with how many samples have it. */
export interface FacetCount {
  value: FacetValue;
  name: string;
  /** Under all filters of the view but this facet's choice, so that more values can be chosen; of one kept out, what that costs. */
  count: number;
  chosen: boolean;
  /** Kept out: the samples without it are left. */
  not: boolean;
}

/** One facet with its values, in the order to show them. */
export interface FacetCounts {
  facet: Facet;
  title: string;
  values: FacetCount[];
}

/** Values up to which a facet keeps the data set's own order; with more, the most frequent come first. */
const KEEPS_ORDER = 12;

/** A facet's values, counted under a view's filters. @param since what was decided when the view was shown */
export function countFacet(
  memory: FilterMemory,
  table: Table,
  stages: readonly ViewStage[],
  facet: Facet,
  since: Decisions | null = null,
): FacetCounts {
  const filters = withoutOrder(stages);
  const others = filters.filter((stage) => facetValues(stage, facet) === null);
  const unchosen = filters.filter((stage) => facetValues(stage, facet) === null || ('not' in stage && stage.not));
  const chosen = new Set(chosenValues(stages, facet));
  const keptOut = new Set(chosenValues(stages, facet, true));
  const { names, kind } = fieldAt(table, facet);
  const counts = memory.countsUnder(table, unchosen, facet, names.length, since);
  const whole = keptOut.size > 0 ? memory.countsUnder(table, others, facet, names.length, since) : counts;
  const valueOf = (value: FacetValue, name: string, code: number): FacetCount => {
    const not = keptOut.has(value);
    return { value, name, count: (not ? whole : counts)[code], chosen: chosen.has(value), not };
  };
  let values: FacetCount[];
  if (kind === 'class') {
    values = standingClasses(table).map((label) => valueOf(label, printable(names[label]), label));
    const none = countWithout(memory.samplesUnder(table, unchosen, since), counts);
    const not = keptOut.has(NO_LABEL);
    const count = not ? countWithout(memory.samplesUnder(table, others, since), whole) : none;
    const asked = not || chosen.has(NO_LABEL);
    if (asked || (count > 0 && (facet === 'given' || facet === 'current')))
      values.push({ value: NO_LABEL, name: 'no label', count, chosen: chosen.has(NO_LABEL), not });
  } else values = names.map((name, code) => valueOf(name, valueTitle(facet, name), code));
  if (values.length > KEEPS_ORDER)
    values.sort((a, b) => Number(b.chosen || b.not) - Number(a.chosen || a.not) || b.count - a.count);
  return { facet, title: fieldTitle(table, facet), values };
}

/** A filter of names by one text. */
export interface NameStage {
  stage: 'matchName';
  texts: [string];
}

/** A text as the one value of a facet of names; null where no name has it. */
export function countName(
  memory: FilterMemory,
  table: Table,
  stages: readonly ViewStage[],
  stage: NameStage,
  since: Decisions | null = null,
): FacetCounts | null {
  if (memory.samplesUnder(table, [stage]).length === 0) return null;
  const [value] = stage.texts;
  const chosen = chosenValues(stages, 'name').includes(value);
  const not = chosenValues(stages, 'name', true).includes(value);
  const others = withoutOrder(stages).filter((other) => facetValues(other, 'name') === null);
  const { length } = memory.samplesUnder(table, [...others, stage], since);
  return {
    facet: 'name',
    title: 'Name',
    values: [{ value, name: `names with “${value}”`, count: length, chosen, not }],
  };
}

/** How many of some samples have no label. */
function countWithout(samples: Uint32Array, counts: Uint32Array): number {
  return counts.reduce((left, count) => left - count, samples.length);
}

/** Facets with something to choose from, in the order to offer them. */
export function facetsOf(table: Table): Facet[] {
  const facets: Facet[] = ['given'];
  if (anyDiffers(table)) facets.push('current');
  if (table.predicted) facets.push('predicted');
  if (anyKnown(table.truth)) facets.push('true');
  facets.push('reviewed', 'split');
  if (table.tags.length > 0) facets.push('tags');
  if (table.excluded.includes(1)) facets.push('excluded');
  for (const [name, column] of table.fields) if (column.kind === 'text') facets.push(`fields.${name}`);
  return facets;
}

function anyKnown(truth: Uint16Array): boolean {
  for (let i = 0; i < truth.length; i++) if (truth[i] !== NO_LABEL) return true;
  return false;
}

/** Whether any label was corrected. */
function anyDiffers({ given, current }: Table): boolean {
  for (let i = 0; i < given.length; i++) if (given[i] !== current[i]) return true;
  return false;
}
