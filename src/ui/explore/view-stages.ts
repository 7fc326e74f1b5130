import type { Stage } from '../../core/views/stages.ts';

/** What a person can filter by value: labels, decisions, splits, tags, and the data set's own text fields. */
export type Facet =
  'given' | 'current' | 'true' | 'predicted' | 'reviewed' | 'excluded' | 'split' | 'tags' | `fields.${string}`;

/** One value of a facet: a class number, or the name of a split, tag or field value. */
export type FacetValue = number | string;

/** The values that a stage asks of a facet, or null where it is about something else. */
export function facetValues(stage: Stage, facet: Facet): readonly FacetValue[] | null {
  switch (stage.stage) {
    case 'matchLabels':
      return stage.field === facet ? stage.classes : null;
    case 'matchSplits':
      return facet === 'split' ? stage.splits : null;
    case 'matchTags':
      return facet === 'tags' && !stage.all ? stage.tags : null;
    case 'matchField':
      return textFacet(stage.field) === facet ? stage.values : null;
    default:
      return null;
  }
}

/** A text field's facet: what a person decided comes before a data set's own field of that name, as in `fieldAt`. */
function textFacet(path: string): Facet {
  if (path === 'reviewed' || path === 'excluded' || path === 'split') return path;
  return `fields.${path.replace(/^fields\./, '')}`;
}

/** Values of a facet that a view filters by; with none it lets all through. Where several stages filter by it, the last one's. */
export function chosenValues(stages: readonly Stage[], facet: Facet): readonly FacetValue[] {
  const last = stages.findLast((stage) => facetValues(stage, facet) !== null);
  return last ? facetValues(last, facet)! : [];
}

/** The same stages with one value of a facet added to its filter, or taken away where it was there. */
export function toggleValue(stages: readonly Stage[], facet: Facet, value: FacetValue): Stage[] {
  const at = stages.findLastIndex((stage) => facetValues(stage, facet) !== null);
  if (at < 0) return [...stages, facetStage(facet, [value])];
  const values = facetValues(stages[at], facet)!;
  const changed = values.includes(value) ? values.filter((other) => other !== value) : [...values, value];
  return changed.length === 0 ? stages.toSpliced(at, 1) : stages.toSpliced(at, 1, facetStage(facet, changed));
}

function facetStage(facet: Facet, values: FacetValue[]): Stage {
  switch (facet) {
    case 'split':
      return { stage: 'matchSplits', splits: values as string[] };
    case 'tags':
      return { stage: 'matchTags', tags: values as string[] };
    case 'given':
    case 'current':
    case 'true':
    case 'predicted':
      return { stage: 'matchLabels', field: facet, classes: values as number[] };
    default:
      return { stage: 'matchField', field: facet, values: values as string[] };
  }
}

/** Whether two paths name the same score or number field. */
const samePath = (a: string, b: string): boolean =>
  a.replace(/^(insights|fields)\./, '') === b.replace(/^(insights|fields)\./, '');

/** The last range that a view sets on a field, or null. */
export function rangeOn(stages: readonly Stage[], path: string): { min: number; max: number } | null {
  const last = stages.findLast((stage) => stage.stage === 'range' && samePath(stage.field, path));
  return last?.stage === 'range' ? { min: last.min, max: last.max } : null;
}

/** The same stages with this range on a field instead of the last one there; null takes it away. */
export function setRange(stages: readonly Stage[], path: string, range: { min: number; max: number } | null): Stage[] {
  const at = stages.findLastIndex((stage) => stage.stage === 'range' && samePath(stage.field, path));
  const stage: Stage[] = range ? [{ stage: 'range', field: path, ...range }] : [];
  return at < 0 ? [...stages, ...stage] : stages.toSpliced(at, 1, ...stage);
}

/** Stages whose answer depends on the order of what comes before. */
const cutsByOrder = ({ stage }: Stage): boolean => stage === 'limit' || stage === 'skip' || stage === 'take';

/** Place of the sort that decides the order on screen, or −1: the last one, unless samples were picked or shuffled after it. */
function sortPlace(stages: readonly Stage[]): number {
  const at = stages.findLastIndex(({ stage }) => stage === 'sortBy');
  return stages.slice(at + 1).some(({ stage }) => stage === 'take' || stage === 'select') ? -1 : at;
}

/** What the view is in order of, or null for the order of the stages before. */
export function sortOf(stages: readonly Stage[]): { field: string; reverse: boolean } | null {
  const stage = stages[sortPlace(stages)];
  return stage?.stage === 'sortBy' ? { field: stage.field, reverse: stage.reverse } : null;
}

/** The same samples in another order. A sort that decided which samples were cut off stays. */
export function setSort(stages: readonly Stage[], sort: { field: string; reverse: boolean } | null): Stage[] {
  const at = sortPlace(stages);
  const stage: Stage[] = sort ? [{ stage: 'sortBy', ...sort }] : [];
  if (at < 0 || stages.slice(at + 1).some(cutsByOrder)) return [...stages, ...stage];
  return stages.toSpliced(at, 1, ...stage);
}

/** The stages that decide which samples there are, without sorts that decide nothing but the order. */
export function withoutOrder(stages: readonly Stage[]): Stage[] {
  const lastCut = stages.findLastIndex(cutsByOrder);
  return stages.filter((stage, at) => stage.stage !== 'sortBy' || at < lastCut);
}
