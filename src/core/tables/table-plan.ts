import type { FieldColumn } from '../dataset/types.ts';
import type { PredictionKind } from '../training/imported-logits.ts';
import type { Agreement } from './doubt.ts';
import type { OwnExport } from './exported-table.ts';
import type { ColumnMeaning, LabelRole, MatchKind, TableQuestion } from './table-mapping.ts';

/** A column, and what it is taken for. */
export interface PlannedColumn {
  name: string;
  meaning: ColumnMeaning;
  /** Its first cells. */
  head: string[];
}

/** A row with its sample: what the file says of it, and what stands. */
export interface TableExample {
  /** What the row says which sample it is of: "train/17". */
  key: string;
  sample: number;
  /** Label that arrives, or value; empty where there is none. */
  arrives: string;
  /** Label that stands. */
  stands: string;
}

/** Labels that a table brings. */
export interface PlannedLabels {
  role: Exclude<LabelRole, 'restore'>;
  indices: Uint32Array;
  /** One an index; classes of `newClasses` come behind those of the data set. */
  labels: Uint16Array;
}

/** What one of Second Look's own exports brings back. */
export interface PlannedRestore {
  kind: OwnExport;
  indices: Uint32Array;
  /** Of corrected labels the current label, of scores the given one; one an index. */
  labels: Uint16Array;
  /** True labels; of scores only. */
  truth: Uint16Array | null;
  /** Names of tags; of scores only. */
  tags: string[][] | null;
  /** Who decided, empty for nobody; of corrected labels only. */
  decidedBy: string[] | null;
  /** 1 = left out of training; of corrected labels only. */
  excluded: Uint8Array | null;
}

/** Predictions that a table brings: they become a run. */
export interface PlannedRun {
  name: string;
  kind: PredictionKind;
  outOfSample: boolean;
  /** Samples with predictions, ascending. */
  indices: Uint32Array;
  /** indices.length × the data set's classes, row-major. Computed when it is called. */
  logits: () => Float32Array;
  /** indices.length × d row-major, NaN where a sample has none; empty without embeddings. Computed when it is called. */
  features: () => Float32Array;
}

/** What adding a table comes to. */
export interface TablePlan {
  file: string;
  rows: number;
  columns: PlannedColumn[];
  /** Whether the file is one that Second Look wrote. */
  own: OwnExport | null;
  /** What the labels become; null while that is not said, or there are none. */
  role: LabelRole | null;
  /** How rows were matched, and in which ways they could be; null where there is none. */
  match: { kind: MatchKind; kinds: MatchKind[]; how: string; matched: number; strangers: string[] } | null;
  /** Rows that repeat another one. */
  repeated: number;
  /** How far the labels, or the classes predicted, are the labels that stand; null without either. */
  agreement: Agreement | null;
  /** Up to ten rows with their samples. */
  examples: TableExample[];
  /** All that was or has to be asked. */
  questions: TableQuestion[];
  /** Why it cannot be added so, whatever is answered; null where it can. */
  problem: string | null;
  /** What was taken for granted or left out, in sentences. */
  notes: string[];
  /** What adding it does, for a button: "Set 1,000 corrections". */
  action: string;
  labels: PlannedLabels | null;
  restore: PlannedRestore | null;
  /** Predictions that become a run; null without any. */
  run: PlannedRun | null;
  /** Fields to add, by name. */
  fields: Map<string, FieldColumn>;
  /** Those of them that are an annotator's labels. */
  annotators: string[];
  /** Classes to add. */
  newClasses: string[];
}
