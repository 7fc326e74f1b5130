/** A label column holds class numbers; this value stands for "no label known". */
export const NO_LABEL = 0xffff;

/** What a person decided about a sample. */
export const REVIEWED = { no: 0, kept: 1, relabelled: 2, excluded: 3, unsure: 4 } as const;

/** Whether a decision, of REVIEWED, says what a sample's label is: it was kept, or another was put in its place. */
export const decidesLabel = (reviewed: number): boolean =>
  reviewed === REVIEWED.kept || reviewed === REVIEWED.relabelled;

/** Tags that Second Look itself sets: injected noise, samples that a run has predicted, and those held out as a test split, which no training learns from. */
export const TAG_MISTAKE = 'mistake';
export const TAG_PROCESSED = 'processed';
export const TAG_HELD_OUT = 'held out';

/** How a picture that is no square of the training size becomes one: the middle of it, all of it with a border, or all of it stretched. */
export type Fit = 'crop' | 'pad' | 'squeeze';

/** Sides of the squares that a data set can be trained at, in pixels; arrays of small pictures may keep their own size. */
export const TRAINING_SIZES = [32, 64, 96, 128] as const;

/**
 * Where the pictures are as they came: the shards are all there is (arrays of the training size), encoded files in the store, or files in
 * a folder of the person's own.
 */
export type OriginalsPlace = 'shards' | 'store' | 'folder';

/** Mean and standard deviation of red, green and blue, 0 … 255. */
export interface Normalisation {
  mean: [number, number, number];
  deviation: [number, number, number];
}

/** Those of CIFAR-10's training pictures, which every run of an older version was trained with. */
export const CIFAR_10_NORMALISATION: Normalisation = {
  mean: [125.31, 122.95, 113.87],
  deviation: [62.99, 62.09, 66.7],
};

/** A contiguous range of sample indices, one behind the other in the order of the splits. */
export interface Split {
  name: string;
  start: number;
  count: number;
}

/** Where a block of pixels lies in the shard table: samples `start … start + count − 1`. */
export interface ShardRef {
  id: number;
  start: number;
  count: number;
}

/** A class that stands no more. Its number stays its own, so that the logits of runs stay in their columns. */
export interface RetiredClass {
  label: number;
  /** The class that its samples are of now, which always stands; NO_LABEL where there is none. */
  into: number;
}

/** A data set as it stands in the store. Immutable after import but for `tags`, `name`, and by edits `classes` and `retired`. */
export interface DatasetInfo {
  id: number;
  /** Name on screen, unique among the data sets of this browser: "CIFAR-10". */
  name: string;
  /** File names or URL that it came from. */
  source: string;
  /** Format, recognised by the contents: "CIFAR-10 binary", "CIFAR-100 python" … */
  format: string;
  /** Milliseconds since the epoch. */
  createdAt: number;
  sampleCount: number;
  /** Size of the pictures in the shards, which is what training sees. */
  width: number;
  height: number;
  fit: Fit;
  /** A CSS colour: what shows through transparent pictures and beside padded ones. */
  background: string;
  originals: OriginalsPlace;
  /** Where the originals lie in the store's blocks, sorted by `start`; empty where they lie elsewhere. */
  originalBlocks: ShardRef[];
  /** Of all pictures at the training size. */
  normalisation: Normalisation;
  /** Class names; a label is an index into this list. */
  classes: string[];
  /** Classes that were merged into others or taken away: no sample has them, and nothing offers them. Numbers never shift. */
  retired: RetiredClass[];
  splits: Split[];
  /** Tag names; tag t is bit t of the tags column. At most 32. */
  tags: string[];
  /** Names of the data set's own fields (coarse label, emoji name, style …), in order. */
  fields: string[];
  /** Those of them that hold the labels of one annotator each. */
  annotators: string[];
  /** Of those whose labels came after the import, how many edits there were then: they name classes as they were called at that time. */
  annotatedAfter?: Record<string, number>;
  /** Sorted by `start`, covering 0 … sampleCount − 1. */
  shards: ShardRef[];
}

/** What is known of pictures that are arrays of the training size: their shards are all there is. */
export const SHARDS_ALONE: Pick<DatasetInfo, 'fit' | 'background' | 'originals' | 'originalBlocks' | 'normalisation'> =
  {
    fit: 'squeeze',
    background: '#ffffff',
    originals: 'shards',
    originalBlocks: [],
    normalisation: CIFAR_10_NORMALISATION,
  };

/** A text field: `dictionary[codes[i]]`; a code that the dictionary does not have (NO_LABEL, or 2³² − 1 in 32 bits) = no value. */
export interface TextColumn {
  kind: 'text';
  /** 32 bits where there are more than 65,534 different values. */
  codes: Uint16Array | Uint32Array;
  dictionary: string[];
}

/** A numeric field; NaN = no value. */
export interface NumberColumn {
  kind: 'number';
  values: Float32Array;
}

/** One of a data set's own fields, one entry a sample. */
export type FieldColumn = TextColumn | NumberColumn;
