import type { Table } from '../../core/dataset/table.ts';
import { countValues } from '../../core/views/counts.ts';
import { fieldAt } from '../../core/views/fields.ts';
import { applyStages, type Stage } from '../../core/views/stages.ts';
import { fieldTitle } from './field-titles.ts';
import { chosenValues, facetValues, withoutOrder, type Facet, type FacetValue } from './view-stages.ts';

/** One value of a facet with how many samples have it. */
export interface FacetCount {
  value: FacetValue;
  name: string;
  /** Under all filters of the view but this facet's own, so that more values can be chosen. */
  count: number;
  chosen: boolean;
}

/** One facet with its values, in the order to show them. */
export interface FacetCounts {
  facet: Facet;
  title: string;
  values: FacetCount[];
}

/** Values up to which a facet keeps the data set's own order; with more, the most frequent come first. */
const KEEPS_ORDER = 12;

/** Every facet of a data set, counted under a view's filters. */
export function countFacets(table: Table, stages: readonly Stage[]): FacetCounts[] {
  const filters = withoutOrder(stages);
  const all = applyStages(table, filters);
  return facetsOf(table).map((facet) => {
    const others = filters.filter((stage) => facetValues(stage, facet) === null);
    const indices = others.length === filters.length ? all : applyStages(table, others);
    const chosen = new Set(chosenValues(stages, facet));
    const { names, kind } = fieldAt(table, facet);
    const counts = countValues(table, indices, facet);
    const values = names.map((name, code) => {
      const value = kind === 'class' ? code : name;
      return { value, name, count: counts[code], chosen: chosen.has(value) };
    });
    if (values.length > KEEPS_ORDER) values.sort((a, b) => Number(b.chosen) - Number(a.chosen) || b.count - a.count);
    return { facet, title: fieldTitle(table, facet), values };
  });
}

/** Facets with something to choose from. */
function facetsOf(table: Table): Facet[] {
  const facets: Facet[] = ['given'];
  if (table.predicted) facets.push('predicted');
  facets.push('split');
  if (table.tags.length > 0) facets.push('tags');
  for (const [name, column] of table.fields) if (column.kind === 'text') facets.push(`fields.${name}`);
  return facets;
}
