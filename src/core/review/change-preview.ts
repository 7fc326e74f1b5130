import { UserError } from '../errors.ts';
import type { Table } from '../dataset/table.ts';
import { NO_LABEL } from '../dataset/types.ts';
import { previewExclude, previewRelabel, relabelTitle, samplesTitle, type LabelCount } from '../edits/edit-preview.ts';

/** What is looked at of a table, to say what a change comes to. */
export type PreviewedTable = Pick<Table, 'classes' | 'current' | 'excluded' | 'predicted'>;

/** What a change to many samples comes to, in words: to be looked at before it is made. */
export interface ChangePreview {
  /** “Relabel 214 samples cat → dog”. */
  title: string;
  /** What it comes to, line by line. */
  lines: string[];
  /** Samples that would change or count as reviewed, in the order asked about; with none there is nothing to do. */
  samples: Uint32Array;
  /** What one of them would come to, in a word or two: “cat → dog”, “excluded”. */
  outcome: (index: number) => string;
}

/**
 * What giving samples a label would come to.
 * @param labels a class's number for all, or one an index
 */
export function previewRelabelling(
  table: PreviewedTable,
  indices: Uint32Array,
  labels: number | Uint16Array,
): ChangePreview {
  const { from, to, total, already, excluded, changed } = previewRelabel(table, indices, labels);
  const title = relabelTitle({ from, to, total, already, excluded, changed }, table.classes);
  const name = (label: number): string => (label === NO_LABEL ? 'no label' : table.classes[label]);
  const side = (word: string, counts: LabelCount[]): string[] =>
    counts.length < 2 ? [] : [`${word}: ${counts.map((c) => `${name(c.label)} ${formatted(c.count)}`).join(', ')}`];
  const lines = [...side('Labels now', from), ...side('Labels then', to)];
  if (already > 0) {
    const [have, count] = already === 1 ? ['sample has', 'counts'] : ['samples have', 'count'];
    lines.push(`${formatted(already)} ${have} that label already and ${count} as confirmed.`);
  }
  if (excluded > 0) {
    const [are, stay] = excluded === 1 ? ['sample is', 'stays'] : ['samples are', 'stay'];
    lines.push(`${formatted(excluded)} ${are} excluded and ${stay} so.`);
  }
  const then = (index: number): number => (typeof labels === 'number' ? labels : labels[indices.indexOf(index)]);
  const outcome = (index: number): string => {
    const [before, after] = [table.current[index], then(index)];
    return before === after ? `${name(after)}, confirmed` : `${name(before)} → ${name(after)}`;
  };
  return { title: title.charAt(0).toUpperCase() + title.slice(1), lines, samples: indices, outcome };
}

/**
 * What giving each sample the class that is predicted for it would come to; those without a prediction are left out.
 * @throws UserError where nothing is predicted yet
 */
export function previewAsPredicted(table: PreviewedTable, indices: Uint32Array): ChangePreview {
  const { predicted } = table;
  if (!predicted)
    throw new UserError('not-computed', 'Nothing is suggested yet: train a network and predict with it first.');
  const known = indices.filter((i) => predicted[i] !== NO_LABEL);
  const labels = Uint16Array.from(known, (i) => predicted[i]);
  return previewRelabelling(table, known, labels);
}

/** What saying that samples' labels are right would come to. */
export function previewKeeping(indices: Uint32Array): ChangePreview {
  return {
    title: `Confirm the labels of ${samplesTitle(indices.length)}`,
    lines: ['Their labels stay, and they count as reviewed.'],
    samples: indices,
    outcome: () => 'confirmed',
  };
}

/** What saying that nobody can tell whether samples' labels are right would come to. */
export function previewUnsure(indices: Uint32Array): ChangePreview {
  return {
    title: `Mark ${samplesTitle(indices.length)} as unsure`,
    lines: ['Their labels stay, and they count as reviewed.'],
    samples: indices,
    outcome: () => 'unsure',
  };
}

/** What leaving samples out of training would come to. */
export function previewExcluding(table: PreviewedTable, indices: Uint32Array): ChangePreview {
  const { changed, already } = previewExclude(table, indices, true);
  const lines = ['Nothing is deleted: the next training leaves them out.'];
  if (already > 0) lines.push(`${formatted(already)} of those picked are excluded already.`);
  const samples = indices.filter((i) => table.excluded[i] !== 1);
  return { title: `Exclude ${samplesTitle(changed)} from training`, lines, samples, outcome: () => 'excluded' };
}

const formatted = (n: number): string => n.toLocaleString('en');
