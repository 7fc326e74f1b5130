/** The part of a journal row that the order of undo and redo depends on. */
export interface HistoryEntry {
  seq: number;
  kind: string;
  /** Set on an undo (or redo): the entry it takes back. */
  undoes?: number;
}

/**
 * Edits that a person made, of samples or of classes, by hand or from a file; only these are undone step by step. Injected noise is taken back
 * by name.
 */
const PERSON_KINDS: ReadonlySet<string> = new Set([
  'relabel',
  'keep',
  'unsure',
  'tag',
  'exclude',
  'truth',
  'classes',
  'consensus',
]);

/** Whether a person made this edit, by hand or on a whole view. */
export function isPersonEdit(entry: HistoryEntry): boolean {
  return PERSON_KINDS.has(entry.kind);
}

/**
 * The edit that the next undo takes back: a person's last one that has not been taken back.
 * @param entries a data set's, oldest first
 * @param undone numbers of those taken back
 */
export function nextUndo<T extends HistoryEntry>(entries: readonly T[], undone: ReadonlySet<number>): T | null {
  return entries.findLast((entry) => isPersonEdit(entry) && !undone.has(entry.seq)) ?? null;
}

/**
 * The undo that the next redo takes back: the last one of a person's edit that stands; none once a person has made a new
 * edit since, as in any editor.
 * @param entries a data set's, oldest first
 * @param undone numbers of those taken back
 */
export function nextRedo<T extends HistoryEntry>(entries: readonly T[], undone: ReadonlySet<number>): T | null {
  const bySeq = new Map(entries.map((entry) => [entry.seq, entry]));
  for (const entry of [...entries].reverse()) {
    if (isPersonEdit(entry)) return null;
    if (entry.undoes === undefined || undone.has(entry.seq)) continue;
    const { root, depth } = rootOf(entry, bySeq);
    if (root && isPersonEdit(root) && depth % 2 === 1) return entry;
  }
  return null;
}

/** The edit that a chain of undo and redo began with; an odd depth is an undo of it, an even one a redo. */
function rootOf<T extends HistoryEntry>(entry: T, bySeq: Map<number, T>): { root: T | undefined; depth: number } {
  let root: T | undefined = entry;
  let depth = 0;
  for (; root?.undoes !== undefined; depth++) root = bySeq.get(root.undoes);
  return { root, depth };
}

/**
 * Numbers of the edits that are taken back; an undo that was itself undone no longer counts.
 * @param edits a data set's, oldest first
 */
export function undoneEdits(edits: readonly HistoryEntry[]): Set<number> {
  const undone = new Set<number>();
  for (const row of [...edits].reverse()) {
    if (row.undoes !== undefined && !undone.has(row.seq)) undone.add(row.undoes);
  }
  return undone;
}

/** The injected noise, or the labels replaced from a file, that stand now: the last such edit not taken back. */
export function standingNoise<T extends HistoryEntry>(
  entries: readonly T[],
  undone: ReadonlySet<number>,
): T | undefined {
  return entries.findLast((edit) => (edit.kind === 'noise' || edit.kind === 'labels') && !undone.has(edit.seq));
}
