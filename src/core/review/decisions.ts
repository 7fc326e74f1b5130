import { REVIEWED } from '../dataset/types.ts';
import { isPersonEdit, type HistoryEntry } from '../edits/edit-history.ts';

/** The part of a journal row that says who decided about which samples. */
export interface DecisionEntry extends HistoryEntry {
  /**
   * `by`: who decided, or `bySample`, where not all of it was decided by the same: samples by who; `accepted`: whether a suggestion was
   * taken, where one was shown.
   */
  details: Record<string, unknown>;
  patches: readonly { column: string; indices: ArrayLike<number> }[];
}

/** Decisions from which on a share of them says something. */
export const ENOUGH_DECISIONS = 10;

/** How often a person has taken what was suggested. */
export interface Agreement {
  accepted: number;
  /** Decisions on samples for which something was suggested. */
  of: number;
}

/**
 * Counts agreement with the suggestions, of each sample by the last decision that stands. Goes on from the journal that it was asked
 * about before: new edits cost what they change. All is counted anew only where one of them takes another back.
 */
export class AgreementCounter {
  private counted: readonly DecisionEntry[] = [];
  /** Of each sample whether the suggestion was taken. */
  private last = new Map<number, boolean>();
  private accepted = 0;

  /**
   * Agreement so far.
   * @param entries a data set's journal, oldest first; an entry is the same object each time
   * @param undone numbers of those taken back
   */
  count(entries: readonly DecisionEntry[], undone: ReadonlySet<number>): Agreement {
    const { length } = this.counted;
    const goesOn = entries.length >= length && entries[length - 1] === this.counted[length - 1];
    let fresh = entries.slice(length);
    if (!goesOn || fresh.some(({ undoes }) => undoes !== undefined)) {
      this.last = new Map();
      this.accepted = 0;
      fresh = entries.slice();
    }
    for (const { details, index } of decisions(fresh, undone)) this.decide(index, details.accepted);
    this.counted = entries;
    return { accepted: this.accepted, of: this.last.size };
  }

  private decide(index: number, accepted: unknown): void {
    this.accepted -= Number(this.last.get(index) ?? false);
    this.last.delete(index);
    if (typeof accepted !== 'boolean') return;
    this.last.set(index, accepted);
    this.accepted += Number(accepted);
  }
}

/** What stands for who decided where a person looked and could not tell. */
export const UNSURE = 'unsure';

/** The last decision about a sample that stands: who made it, and the edit that it was made by. */
export interface LastDecision<Entry> {
  by: string;
  entry: Entry;
}

/**
 * Who decided about each sample, and by which edit: 'suggestion', 'person' or 'bulk', by the last decision that stands; 'unsure' where that
 * decided nothing.
 * @param reviewed the column as it stands: what is open there was decided by nobody
 * @returns by sample index; a sample that nobody decided about is missing
 */
export function lastDecisions<Entry extends DecisionEntry>(
  entries: readonly Entry[],
  undone: ReadonlySet<number>,
  reviewed: ArrayLike<number>,
): Map<number, LastDecision<Entry>> {
  const last = new Map<number, LastDecision<Entry>>();
  for (const { entry, details, index } of decisions(entries, undone)) {
    if (reviewed[index] === REVIEWED.no || typeof details.by !== 'string') continue;
    last.set(index, { by: reviewed[index] === REVIEWED.unsure ? UNSURE : details.by, entry });
  }
  return last;
}

/** Who decided about each sample and when, as `lastDecisions` has it, by sample index; times in milliseconds since the epoch. */
export function datedDecisions(
  entries: readonly (DecisionEntry & { at: number })[],
  undone: ReadonlySet<number>,
  reviewed: ArrayLike<number>,
): Map<number, { by: string; at: number }> {
  const last = lastDecisions(entries, undone, reviewed);
  return new Map(Array.from(last, ([index, { by, entry }]) => [index, { by, at: entry.at }]));
}

/** The decisions that stand, sample by sample, oldest first. */
function* decisions<Entry extends DecisionEntry>(entries: readonly Entry[], undone: ReadonlySet<number>) {
  for (const entry of entries) {
    if (!isPersonEdit(entry) || entry.kind === 'tag' || entry.kind === 'truth' || undone.has(entry.seq)) continue;
    const touched = new Set<number>();
    // An edit of classes, or a consensus, decides about no sample; it may take decisions off.
    const decides = entry.kind !== 'classes' && entry.kind !== 'consensus';
    for (const { column, indices } of entry.patches) {
      if (!decides && column !== 'reviewed') continue;
      for (let j = 0; j < indices.length; j++) touched.add(indices[j]);
    }
    const by = deciders(entry.details.bySample);
    for (const index of touched) {
      const details: Record<string, unknown> = by ? { by: by.get(index) } : entry.details;
      yield { entry, details, index };
    }
  }
}

/** Who decided about each sample of an edit that restores what others decided. */
function deciders(bySample: unknown): Map<number, string> | null {
  if (!bySample) return null;
  return new Map(
    Object.entries(bySample as Record<string, Uint32Array>).flatMap(([by, indices]) =>
      Array.from(indices, (index) => [index, by] as const),
    ),
  );
}
