import type { Stage } from '../core/views/stages.ts';
import type { DatasetInfo, FieldColumn } from '../core/dataset/types.ts';
import type { BackendName, Recipe } from '../core/training/recipe.ts';
import type { EpochFigures } from '../contracts/trainer.ts';
import type { MapMethod } from '../core/insights/map-points.ts';
import type { ScoreMethod } from '../core/insights/methods.ts';

/** A data set's row: ready once its import is complete; an unready one without a living import is swept away. */
export type DatasetRow = DatasetInfo & { ready: 0 | 1 };

/** Pixels of about 1,000 samples: count × height × width × 3 bytes, row-major HWC RGB. */
export interface ShardRow {
  id: number;
  datasetId: number;
  bytes: Uint8Array;
}

/**
 * The columns that the journal changes. `given`, `current` and `true` hold classes, `tags` bits, `excluded` 0 or 1,
 * `reviewed` a decision (see REVIEWED in core/dataset/types.ts).
 */
export type LabelColumnName = 'given' | 'current' | 'true' | 'tags' | 'excluded' | 'reviewed';

/** Names in the column table: label columns, their state at import (`imported`), fields, and run columns. */
export type ColumnName =
  LabelColumnName | 'imported' | `field/${string}` | `run/${number}/predicted` | `run/${number}/confidence`;

/** One column of one data set, one entry a sample. */
export interface ColumnRow {
  datasetId: number;
  name: ColumnName;
  data: Uint16Array | Uint32Array | Float32Array | Uint8Array | FieldColumn;
}

/** What one edit does to one column: cell `indices[j]` goes from `before[j]` to `after[j]`. */
export interface Patch {
  column: LabelColumnName;
  indices: Uint32Array;
  before: Uint32Array;
  after: Uint32Array;
}

/** Who or what made an edit. */
export type EditKind = 'noise' | 'labels' | 'relabel' | 'keep' | 'tag' | 'exclude' | 'processed' | 'undo';

/** One appended edit. The journal is the truth; the label columns are what it adds up to. */
export interface JournalRow {
  seq: number;
  datasetId: number;
  /** Milliseconds since the epoch. */
  at: number;
  kind: EditKind;
  /** For people: "20 % symmetric noise in train, seed 1". */
  title: string;
  /** Parameters that made it (noise rate, kind, seed …), for provenance. */
  details: Record<string, unknown>;
  patches: Patch[];
  /** Set on an undo: the edit it takes back. */
  undoes?: number;
}

export type RunStatus = 'training' | 'stopped' | 'failed' | 'trained';

/** A training run: all that reproduces, resumes or compares it. */
export interface RunRow {
  id: number;
  datasetId: number;
  /** The run that this one repeats on labels corrected since, where it does. It may be deleted by now. */
  parent?: number;
  /** Name the script API goes by: "walkthrough"; unique in its data set. */
  name: string;
  createdAt: number;
  recipe: Recipe;
  seed: number;
  /** What was asked for, or what a measured step settled before the run was recorded. */
  backendWanted: BackendName;
  /** What trained it, the last of several. */
  backend?: BackendName;
  /** Most workers that share a batch, where the backend can be shared. */
  workersWanted: number;
  workers?: number;
  parameters?: number;
  /** Samples it learned from, in ascending order. */
  indices: Uint32Array;
  /** The labels it learned, one an index. */
  labels: Uint16Array;
  classCount: number;
  status: RunStatus;
  /** Why it failed, for people. */
  error?: string;
  epochs: EpochFigures[];
  /** Wall milliseconds of training so far. */
  elapsedMs: number;
  /** Changes of backend in the middle, oldest first. */
  moves?: BackendMove[];
  /**
   * Where k networks were trained: the fold of each of `indices`, 0 … k − 1, which the network of that number never saw; NO_FOLD for
   * one that all of them learned from.
   */
  folds?: { k: number; of: Uint8Array };
}

/** A change of backend in the middle of a run, because one failed. */
export interface BackendMove {
  /** Epochs done by then; training goes on behind the last of them. */
  epoch: number;
  from: BackendName;
  to: BackendName;
  /** What failed. */
  reason: string;
}

/** All that a resumed run needs to end exactly as an uninterrupted one. */
export interface CheckpointRow {
  runId: number;
  /** Epochs done. */
  epoch: number;
  backend: BackendName;
  /** Weights, then momenta, then batch-norm means and variances, in the network's order. */
  weights: Float32Array;
  momenta: Float32Array;
  statistics: Float32Array;
  /** State of the random generator at the end of the epoch. */
  generator: Uint32Array;
}

/** The same of one of a run's networks where it has several. */
export interface FoldCheckpointRow extends CheckpointRow {
  /** The network's number, and that of the fold that it never saw. */
  fold: number;
}

/** Logits of some samples of a run: n×k row-major, unscaled by softmax. */
export interface LogitsRow {
  runId: number;
  /** Part number, ascending in the order stored. */
  part: number;
  indices: Uint32Array;
  logits: Float32Array;
}

/** Penultimate features of the same samples, n×d row-major. */
export interface FeaturesRow {
  runId: number;
  part: number;
  features: Float32Array;
}

/** One score of one run: n values, NaN where not computed, with the label each value judged. */
export interface ScoreRow {
  runId: number;
  key: string;
  datasetId: number;
  method: ScoreMethod;
  computedAt: number;
  values: Float32Array;
  /** NO_LABEL where not computed. */
  judged: Uint16Array;
}

/**
 * What a run said of its samples while it learned them: the logits of one epoch, of the pictures as they were varied. Of a run
 * of several networks it is one that speaks of a sample, in every epoch the same one of those that learned from it.
 */
export interface HistoryRow {
  runId: number;
  /** 1-based. */
  epoch: number;
  /** n×k row-major, in the order of the run's indices; NaN where a sample sat out. */
  logits: Float32Array;
}

/** The nearest neighbours of some samples in the feature space of a run. */
export interface NeighboursRow {
  runId: number;
  /** Samples searched, and searched among, in ascending order. */
  indices: Uint32Array;
  /** Neighbours a sample. */
  k: number;
  /** n×k row-major sample indices, nearest first; never the sample itself; NO_NEIGHBOUR where there are fewer. */
  neighbours: Uint32Array;
  /** n×k cosine similarities, −1 … 1; NaN where there are fewer. */
  similarity: Float32Array;
}

/** Places of some samples on a plane, near where their features are alike. */
export interface MapRow {
  runId: number;
  method: MapMethod;
  indices: Uint32Array;
  /** n×2: x and y, each within −1 … 1; NaN where a sample's features are no numbers. */
  points: Float32Array;
}

/** A view that a person keeps by a name. */
export interface SavedViewRow {
  id: number;
  datasetId: number;
  /** Unique in its data set. */
  name: string;
  createdAt: number;
  stages: Stage[];
}
