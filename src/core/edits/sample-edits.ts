/** The part of a journal row that a sample's history is made from. */
interface EditRow {
  seq: number;
  at: number;
  kind: string;
  title: string;
  patches: readonly { column: string; indices: Uint32Array; before: Uint32Array; after: Uint32Array }[];
}

/** Something that was done to a sample. */
export interface SampleEdit {
  seq: number;
  /** Milliseconds since the epoch. */
  at: number;
  title: string;
  /** The label before and after, as class numbers, where the edit changed it. */
  label: { before: number; after: number } | null;
  /** Whether it was taken back. */
  undone: boolean;
}

/**
 * What was done to one sample, newest first; undos are not listed: the edits that they took back are marked.
 * @param journal a data set's, oldest first @param undone numbers of the edits taken back
 */
export function editsOf(journal: readonly EditRow[], undone: ReadonlySet<number>, index: number): SampleEdit[] {
  const found: SampleEdit[] = [];
  for (const { seq, at, kind, title, patches } of journal) {
    if (kind === 'undo') continue;
    let touched = false;
    let label: SampleEdit['label'] = null;
    for (const { column, indices, before, after } of patches) {
      const j = indices.indexOf(index);
      if (j < 0) continue;
      touched = true;
      if (column === 'current') label = { before: before[j], after: after[j] };
    }
    if (touched) found.push({ seq, at, title, label, undone: undone.has(seq) });
  }
  return found.reverse();
}
