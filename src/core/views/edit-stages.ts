import { isSimilarity, type SimilarityStage } from './similarity.ts';
import type { ViewStage } from './stages.ts';

/** What a person can filter by value: labels, decisions, splits, tags, the data set's own text fields, and texts in names. */
export type Facet =
  'given' | 'current' | 'true' | 'predicted' | 'reviewed' | 'excluded' | 'split' | 'tags' | 'name' | `fields.${string}`;

/** One value of a facet: a class number, or the name of a split, tag or field value, or a text in names. */
export type FacetValue = number | string;

/** The values of a facet that a stage filters by, or null where it filters by something else. */
export function facetValues(stage: ViewStage, facet: Facet): readonly FacetValue[] | null {
  switch (stage.stage) {
    case 'matchLabels':
      return stage.field === facet ? stage.classes : null;
    case 'matchSplits':
      return facet === 'split' ? stage.splits : null;
    case 'matchTags':
      return facet === 'tags' && !stage.all ? stage.tags : null;
    case 'matchField':
      return textFacet(stage.field) === facet ? stage.values : null;
    case 'matchName':
      return facet === 'name' ? stage.texts : null;
    default:
      return null;
  }
}

/** A text field's facet: what a person decided comes before a data set's own field of that name, as in `fieldAt`. */
function textFacet(path: string): Facet {
  if (path === 'reviewed' || path === 'excluded' || path === 'split') return path;
  return `fields.${path.replace(/^fields\./, '')}`;
}

/** The same stages with others, or none, in the place of one. */
export function replaceStage(stages: readonly ViewStage[], at: number, ...by: ViewStage[]): ViewStage[] {
  return [...stages.slice(0, at), ...by, ...stages.slice(at + 1)];
}

/** Whether a stage lets through what it names, or all the rest. */
const isNot = (stage: ViewStage): boolean => 'not' in stage && stage.not === true;

/**
 * Values of a facet that a view filters by; with none it lets all through. Where several stages ask for some, the last one's;
 * with `not` those that any stage keeps out.
 */
export function chosenValues(stages: readonly ViewStage[], facet: Facet, not = false): readonly FacetValue[] {
  const own = stages.filter((stage) => facetValues(stage, facet) !== null && isNot(stage) === not);
  return (not ? own : own.slice(-1)).flatMap((stage) => [...facetValues(stage, facet)!]);
}

/**
 * The same stages with one value of a facet added to its filter, or taken away where it was there.
 * @param not adds it to what is kept out instead
 */
export function toggleValue(stages: readonly ViewStage[], facet: Facet, value: FacetValue, not = false): ViewStage[] {
  const there = (way: boolean): boolean => chosenValues(stages, facet, way).includes(value);
  const freed = withoutValue(stages, facet, value);
  if (there(not) || (!not && there(true))) return freed;
  const at = freed.findLastIndex((stage) => facetValues(stage, facet) !== null && isNot(stage) === not);
  if (at < 0) return [...freed, facetStage(facet, [value], not)];
  return replaceStage(freed, at, facetStage(facet, [...facetValues(freed[at], facet)!, value], not));
}

/** The same stages, none of which names this value of a facet any more; one that then names none is gone. */
function withoutValue(stages: readonly ViewStage[], facet: Facet, value: FacetValue): ViewStage[] {
  return stages.flatMap((stage) => {
    const values = facetValues(stage, facet);
    if (!values?.includes(value)) return [stage];
    const rest = values.filter((other) => other !== value);
    return rest.length === 0 ? [] : [facetStage(facet, rest, isNot(stage))];
  });
}

/** A filter that lets through what this one holds back; null for a stage that is no filter, or only a script's. */
export function turnRound(stage: ViewStage): ViewStage | null {
  switch (stage.stage) {
    case 'exists':
      return { ...stage, present: !stage.present };
    case 'matchTags':
    case 'matchSplits':
    case 'matchLabels':
    case 'matchField':
    case 'matchName':
    case 'range':
    case 'select': {
      const { not, ...rest } = stage;
      return not ? rest : { ...rest, not: true };
    }
    default:
      return null;
  }
}

function facetStage(facet: Facet, values: FacetValue[], not: boolean): ViewStage {
  const way = not ? { not } : {};
  switch (facet) {
    case 'split':
      return { stage: 'matchSplits', splits: values as string[], ...way };
    case 'tags':
      return { stage: 'matchTags', tags: values as string[], ...way };
    case 'name':
      return { stage: 'matchName', texts: values as string[], ...way };
    case 'given':
    case 'current':
    case 'true':
    case 'predicted':
      return { stage: 'matchLabels', field: facet, classes: values as number[], ...way };
    default:
      return { stage: 'matchField', field: facet, values: values as string[], ...way };
  }
}

/** Whether two paths name the same score or number field. */
const samePath = (a: string, b: string): boolean =>
  a.replace(/^(insights|fields)\./, '') === b.replace(/^(insights|fields)\./, '');

/** Whether a stage keeps a field within a range; one that keeps it out of one is left alone. */
const isRangeOn = (stage: ViewStage, path: string): boolean =>
  stage.stage === 'range' && !stage.not && samePath(stage.field, path);

/** The last range that a view sets on a field, or null. */
export function rangeOn(stages: readonly ViewStage[], path: string): { min: number; max: number } | null {
  const last = stages.findLast((stage) => isRangeOn(stage, path));
  return last?.stage === 'range' ? { min: last.min, max: last.max } : null;
}

/** The same stages with this range on a field instead of the last one there; null takes it away. */
export function setRange(
  stages: readonly ViewStage[],
  path: string,
  range: { min: number; max: number } | null,
): ViewStage[] {
  const at = stages.findLastIndex((stage) => isRangeOn(stage, path));
  const stage: ViewStage[] = range ? [{ stage: 'range', field: path, ...range }] : [];
  return at < 0 ? [...stages, ...stage] : replaceStage(stages, at, ...stage);
}

/** Stages whose answer depends on the order of what comes before. */
const cutsByOrder = ({ stage }: ViewStage): boolean => stage === 'limit' || stage === 'skip' || stage === 'take';

const sorts = (stage: ViewStage): boolean => stage.stage === 'sortBy' || isSimilarity(stage);

/** Place of the sort that decides the order on screen, or −1: the last one, unless samples were picked or shuffled after it. */
function sortPlace(stages: readonly ViewStage[]): number {
  const at = stages.findLastIndex(sorts);
  const reorders = (stage: ViewStage): boolean => stage.stage === 'take' || (stage.stage === 'select' && !stage.not);
  return stages.slice(at + 1).some(reorders) ? -1 : at;
}

/** What the view is in order of, or null for the order of the stages before, or of similarity. */
export function sortOf(stages: readonly ViewStage[]): { field: string; reverse: boolean } | null {
  const stage = stages[sortPlace(stages)];
  return stage?.stage === 'sortBy' ? { field: stage.field, reverse: stage.reverse } : null;
}

/** The same, or what the view is in order of again once an order of similarity over it is taken away. */
export function sortBelow(stages: readonly ViewStage[]): { field: string; reverse: boolean } | null {
  return sortOf(stages.filter((stage) => !isSimilarity(stage)));
}

/** The similarity that the view is in order of, or null. */
export function similaritySortOf(stages: readonly ViewStage[]): SimilarityStage | null {
  const stage: ViewStage | undefined = stages[sortPlace(stages)];
  return stage && isSimilarity(stage) ? stage : null;
}

/**
 * The same samples in another order. A sort that decided which samples were cut off stays; so does the one below an order of
 * similarity, which comes back when that is taken away.
 */
export function setSort(
  stages: readonly ViewStage[],
  sort: { field: string; reverse: boolean } | SimilarityStage | null,
): ViewStage[] {
  const at = sortPlace(stages);
  const similarity = sort !== null && 'stage' in sort;
  const stage: ViewStage[] = sort ? [similarity ? sort : { stage: 'sortBy', ...sort }] : [];
  const onTop = at >= 0 && isSimilarity(stages[at]);
  if (onTop && !similarity) return setSort(replaceStage(stages, at), sort);
  if (at < 0 || (similarity && !onTop) || stages.slice(at + 1).some(cutsByOrder)) return [...stages, ...stage];
  return replaceStage(stages, at, ...stage);
}

/** The stages that decide which samples there are, without sorts that decide nothing but the order. */
export function withoutOrder(stages: readonly ViewStage[]): ViewStage[] {
  const lastCut = stages.findLastIndex(cutsByOrder);
  return stages.filter((stage, at) => !sorts(stage) || at < lastCut);
}
