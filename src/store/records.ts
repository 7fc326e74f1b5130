import type { CountDoubt } from '../core/insights/count-doubt.ts';
import type { OwnBackbone } from '../core/backbone/own-backbone.ts';
import type { Edit, LabelColumnName } from '../core/edits/edit.ts';
import type { Quality } from '../core/quality/qualities.ts';
import type { SavedView } from '../core/views/saved-view.ts';
import type { DatasetInfo, FieldColumn } from '../core/dataset/types.ts';
import type { BackendName } from '../core/training/recipe.ts';
import type { ProbeRun, Run, TrainedRun } from '../core/training/run.ts';
import type { MapMethod } from '../core/insights/map-points.ts';
import type { ScoreMethod } from '../core/insights/methods.ts';

/** A data set's row: ready once its import is complete; one that is not ready and has no running import is deleted. */
export type DatasetRow = DatasetInfo & {
  ready: 0 | 1;
  /** Name of the Web Lock that says its import is alive; absent once that is complete. */
  importLock?: string;
  /** What tells whether another data set is the same, once it was asked for; neither edits nor runs change it. */
  fingerprint?: string;
};

/** Pixels of about 1,000 samples: count × height × width × 3 bytes, row-major HWC RGB. */
export interface ShardRow {
  id: number;
  datasetId: number;
  bytes: Uint8Array;
}

/**
 * Pictures as they came, about 8 MB of them: those of the samples from the block's first on, one behind the other. A blob, so that one
 * picture is read without the rest; plain bytes where the browser stores no blobs, as WebKit in a private window.
 */
export interface OriginalsRow {
  id: number;
  datasetId: number;
  bytes: Blob | Uint8Array<ArrayBuffer>;
  /** Where each begins in `bytes`, and at the end where the last one ends. */
  offsets: Float64Array;
  /** Size of each where they are plain pixels (row-major HWC RGB) and no encoded files. */
  pixels?: { width: number; height: number };
}

/** The person's own folder that holds a data set's originals, by the samples' names. */
export interface FolderRow {
  datasetId: number;
  handle: FileSystemDirectoryHandle;
  /** Bytes of each sample's file as it was imported, and when it had been changed last, milliseconds since the epoch. */
  sizes: Float64Array;
  modified: Float64Array;
}

/**
 * Names in the column table: label columns, their state at import (`imported`), sample names, fields, run columns, and what pictures say of
 * themselves, by the version of how that is measured.
 */
export type ColumnName =
  | LabelColumnName
  | 'imported'
  | 'names'
  | `field/${string}`
  | `run/${number}/predicted`
  | `run/${number}/confidence`
  | `quality/${number}/${Quality | 'size'}`;

/** One column of one data set, one entry a sample. */
export interface ColumnRow {
  datasetId: number;
  name: ColumnName;
  data: Uint16Array | Uint32Array | Float32Array | Uint8Array | string[] | FieldColumn;
}

/** An edit, as the journal keeps it. The journal is the truth; the label columns are its cache. */
export interface JournalRow extends Edit {
  datasetId: number;
}

/** A run, as it is kept. */
export type RunRow = Run & { datasetId: number };

/** A run that was trained here, as it is kept. */
export type TrainedRunRow = TrainedRun & { datasetId: number };

/** A probe, as it is kept. */
export type ProbeRunRow = ProbeRun & { datasetId: number };

/** A saved view, as it is kept. */
export interface SavedViewRow extends SavedView {
  datasetId: number;
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

/**
 * Logits of samples by models that did not learn from those samples' labels, where a run has them apart from its own: a probe's folds. n×k
 * row-major, NaN in the row of a sample that was not held out.
 */
export type HeldOutRow = LogitsRow;

/** Features of some samples of a data set by a backbone; no run's, since no label has to do with them. */
export interface EmbeddingRow {
  datasetId: number;
  /** The choice of the backbone, as `choiceKey` writes it: "lite0-e14@96". */
  choice: string;
  /** Part number, ascending in the order stored. */
  part: number;
  indices: Uint32Array;
  /** Numbers a sample of each tap, in the order that `roots` has them. */
  taps: Record<string, number>;
  /**
   * n×d row-major, as a probe takes them. Whole numbers of the backbone that comes with the page: square roots of pooled ReLU6 activations,
   * √feature = value × √6 / 65,535. Floats of one of the person's own: its features, or where none is ever negative their roots.
   */
  roots: Uint16Array | Float32Array;
}

/** A backbone of the person's own, as it is kept. */
export type BackboneRow = OwnBackbone;

/** A file of such a backbone. */
export interface BackboneFileRow {
  backbone: string;
  /** As the model names it. */
  name: string;
  bytes: Uint8Array<ArrayBuffer>;
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
  /** Of suspicion: how sure the number of mistakes is, by the samples that it was computed for together, the most of them. */
  doubt?: CountDoubt;
  /** Of suspicion: samples that a person had decided about before theirs was computed the last time, ascending. */
  decided?: Uint32Array;
}

/**
 * A run's logits of its samples in one epoch of training, of the augmented pictures. In a run of several networks a sample's are
 * those of one that learned from it, in every epoch the same one.
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
