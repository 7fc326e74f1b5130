import { NO_LABEL, REVIEWED } from '../dataset/types.ts';

/** How many samples have a class; `label` is NO_LABEL for those without one. */
export interface LabelCount {
  label: number;
  count: number;
}

/** What giving some samples a label would change. */
export interface RelabelPreview {
  /** Samples asked about. */
  total: number;
  /** Those whose current label would change. */
  changed: number;
  /** Those that have the label already: they would count as kept. */
  already: number;
  /** Those, of all, that are excluded; they stay so. */
  excluded: number;
  /** Labels of those that would change, now and then, most frequent first. */
  from: LabelCount[];
  to: LabelCount[];
}

/** Columns that a preview looks at: those of a Table, or of the store. */
export interface PreviewColumns {
  current: ArrayLike<number>;
  excluded: ArrayLike<number>;
}

/**
 * What giving the samples `indices` a label would change.
 * @param labels one for all, or one an index
 */
export function previewRelabel(
  columns: PreviewColumns,
  indices: ArrayLike<number>,
  labels: number | ArrayLike<number>,
): RelabelPreview {
  const from = new Map<number, number>();
  const to = new Map<number, number>();
  let changed = 0;
  let excluded = 0;
  for (let j = 0; j < indices.length; j++) {
    const before = columns.current[indices[j]];
    const after = typeof labels === 'number' ? labels : labels[j];
    excluded += columns.excluded[indices[j]];
    if (before === after) continue;
    changed += 1;
    from.set(before, (from.get(before) ?? 0) + 1);
    to.set(after, (to.get(after) ?? 0) + 1);
  }
  const total = indices.length;
  return { total, changed, already: total - changed, excluded, from: byCount(from), to: byCount(to) };
}

/**
 * The preview in words: “relabel 214 samples cat → dog”, “relabel 12 samples (5 classes) → dog”,
 * “relabel 12 samples from 5 classes into 3”, “relabel sample 17 cat → dog”.
 * @param only the one sample's index, where it is only one
 */
export function relabelTitle(preview: RelabelPreview, classes: readonly string[], only?: number): string {
  const side = (counts: LabelCount[]): string => {
    if (counts.length > 1) return `(${counts.length} classes)`;
    return counts[0].label === NO_LABEL ? 'no label' : classes[counts[0].label];
  };
  if (preview.changed === 0) return `confirm ${samplesTitle(preview.total, only)}`;
  const samples = samplesTitle(preview.changed, only);
  const [{ length: before }, { length: after }] = [preview.from, preview.to];
  if (before > 1 && after > 1) return `relabel ${samples} from ${before} classes into ${after}`;
  return `relabel ${samples} ${side(preview.from)} → ${side(preview.to)}`;
}

/** “214 samples”, “1 sample”, or “sample 17” where it is known which. */
export function samplesTitle(count: number, only?: number): string {
  if (only !== undefined) return `sample ${only}`;
  return `${count.toLocaleString('en')} ${count === 1 ? 'sample' : 'samples'}`;
}

/** How many of the samples would be excluded (or, with `on` false, taken in again), and how many are so already. */
export function previewExclude(
  columns: Pick<PreviewColumns, 'excluded'>,
  indices: ArrayLike<number>,
  on: boolean,
): { changed: number; already: number } {
  let already = 0;
  for (let j = 0; j < indices.length; j++) already += (columns.excluded[indices[j]] === 1) === on ? 1 : 0;
  return { changed: indices.length - already, already };
}

/** What a person has decided once a sample has the label `current`: relabelled, or kept where that is the one it was given. */
export function decisionOf(current: number, given: number): number {
  return current === given ? REVIEWED.kept : REVIEWED.relabelled;
}

function byCount(counts: Map<number, number>): LabelCount[] {
  return [...counts].map(([label, count]) => ({ label, count })).sort((a, b) => b.count - a.count || a.label - b.label);
}
