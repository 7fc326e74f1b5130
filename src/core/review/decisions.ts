import { REVIEWED } from '../dataset/types.ts';
import { isPersonEdit, type HistoryEntry } from '../edits/edit-history.ts';

/** What of a journal row tells who decided about which samples. */
export interface DecisionEntry extends HistoryEntry {
  /** `by`: who decided; `accepted`: whether a suggestion was taken, where one was shown. */
  details: Record<string, unknown>;
  patches: readonly { column: string; indices: ArrayLike<number> }[];
}

/** How often a person has taken what was suggested. */
export interface Agreement {
  accepted: number;
  /** Decisions on samples for which something was suggested. */
  of: number;
}

/**
 * Agreement with the suggestions so far: of each sample the last decision that stands counts.
 * @param entries a data set's journal, oldest first
 * @param undone numbers of those taken back
 */
export function countAgreement(entries: readonly DecisionEntry[], undone: ReadonlySet<number>): Agreement {
  const last = new Map<number, boolean>();
  for (const { details, index } of decisions(entries, undone)) {
    if (typeof details.accepted === 'boolean') last.set(index, details.accepted);
    else last.delete(index);
  }
  return { accepted: [...last.values()].filter(Boolean).length, of: last.size };
}

/**
 * Who decided about each sample: 'suggestion', 'person' or 'bulk', by the last decision that stands.
 * @param reviewed the column as it stands: what is open there was decided by nobody
 * @returns a name by sample index; a sample that nobody decided about is missing
 */
export function decidedBy(
  entries: readonly DecisionEntry[],
  undone: ReadonlySet<number>,
  reviewed: ArrayLike<number>,
): Map<number, string> {
  const last = new Map<number, string>();
  for (const { details, index } of decisions(entries, undone)) {
    if (reviewed[index] !== REVIEWED.no && typeof details.by === 'string') last.set(index, details.by);
  }
  return last;
}

/** The decisions that stand, sample by sample, oldest first. */
function* decisions(entries: readonly DecisionEntry[], undone: ReadonlySet<number>) {
  for (const entry of entries) {
    if (!isPersonEdit(entry) || entry.kind === 'tag' || undone.has(entry.seq)) continue;
    const touched = new Set<number>();
    for (const { indices } of entry.patches) for (let j = 0; j < indices.length; j++) touched.add(indices[j]);
    for (const index of touched) yield { details: entry.details, index };
  }
}
