/**
 * The columns that the journal changes. `given`, `current` and `true` hold classes, `tags` bits, `excluded` 0 or 1,
 * `reviewed` a decision (see REVIEWED in ../dataset/types.ts).
 */
export type LabelColumnName = 'given' | 'current' | 'true' | 'tags' | 'excluded' | 'reviewed';

/** The values of a label column, one a sample. */
export type LabelColumn = Uint16Array | Uint32Array | Uint8Array;

/** The label columns of one data set, or some of them. */
export type LabelColumns = Record<LabelColumnName, LabelColumn>;

/** What one edit does to one column: cell `indices[j]` goes from `before[j]` to `after[j]`. */
export interface Patch {
  column: LabelColumnName;
  indices: Uint32Array;
  before: Uint32Array;
  after: Uint32Array;
}

/** A class as it stood before an edit, or stands after it. */
export interface ClassState {
  name: string;
  /** The class that it was merged into, NO_LABEL where it was taken away; null where it stands. */
  into: number | null;
}

/** What one edit does to one class. Numbers never shift: what takes back a class that was added retires it. */
export interface ClassPatch {
  label: number;
  /** Null where there was no class of this number. */
  before: ClassState | null;
  after: ClassState;
}

/** Who or what made an edit. */
export type EditKind =
  | 'noise'
  | 'labels'
  | 'truth'
  | 'relabel'
  | 'keep'
  | 'unsure'
  | 'tag'
  | 'exclude'
  | 'processed'
  | 'classes'
  | 'consensus'
  | 'undo';

/** One edit of a data set's labels, as the journal keeps it: the labels are what all edits add up to. */
export interface Edit {
  /** Its number: edits come in ascending order. */
  seq: number;
  /** Milliseconds since the epoch. */
  at: number;
  kind: EditKind;
  /** For people: "20 % symmetric noise in train, seed 1". */
  title: string;
  /** Parameters that made it (noise rate, kind, seed …), for provenance. */
  details: Record<string, unknown>;
  patches: Patch[];
  /** Where it changes the classes. */
  classes?: ClassPatch[];
  /** Set on an undo: the edit it takes back. */
  undoes?: number;
}

/** What an undo did. */
export interface UndoResult {
  /** Cells set back. */
  restored: number;
  /** Samples whose current label a later edit had changed: that label stays. */
  kept: number;
}
