import type { Table } from '../dataset/table.ts';
import { memoEach } from '../memo.ts';
import type { Field } from './fields.ts';

/** Sorts by how alike samples are to these, or to a picture from outside; the most alike first. */
export type SimilarityStage =
  | {
      stage: 'sortBySimilarity';
      /** One or more. */
      samples: number[];
    }
  | ({ stage: 'sortByPicture' } & QueryPicture);

/** A picture that is none of the data set's, as a view keeps it: what it is compared by, and what it is shown by. */
export interface QueryPicture {
  /** Name of its file. */
  name: string;
  /** A small copy, as a data URL of a JPEG. */
  thumbnail: string;
  /** Which network its features are of, and how large that saw it: "lite0-e14@96". */
  backbone: string;
  /** See `packFeatures`. */
  features: string;
}

/** Longest thumbnail that is taken from a view that came from elsewhere, characters. */
const MOST_THUMBNAIL = 20_000;

/** Whether a view that came from elsewhere may show this as a picture: nothing that leads anywhere. */
export function isThumbnail(value: unknown): boolean {
  return (
    typeof value === 'string' &&
    value.length <= MOST_THUMBNAIL &&
    /^data:image\/jpeg;base64,[A-Za-z0-9+/]+={0,2}$/.test(value)
  );
}

/** Whether a stage sorts by similarity. */
export function isSimilarity<T extends { stage: string }>(stage: T): stage is Extract<T, SimilarityStage> {
  return stage.stage === 'sortBySimilarity' || stage.stage === 'sortByPicture';
}

/** What tells apart to what a stage compares, and finds its values in a table. */
export const similarityKey = memoEach((stage: SimilarityStage): string => {
  if (stage.stage === 'sortByPicture') return `${stage.backbone} ${stage.features}`;
  return [...new Set(stage.samples)].sort((a, b) => a - b).join(' ');
});

/** How alike samples are to what a stage names, cosines; undefined until that is computed. */
export function similarityOf(table: Table, stage: SimilarityStage): Float32Array | undefined {
  return table.similarities?.get(similarityKey(stage));
}

/** The same as a field to sort by. */
export function similarityField(values: Float32Array): Field {
  return { name: 'similarity', kind: 'number', values, names: [], has: (i) => !Number.isNaN(values[i]) };
}

/** Numbers in front of packed features: the lowest, and what a step is worth. */
const HEAD_BYTES = 8;
const STEPS = 65_535;
const STEP_BYTES = 2;

/**
 * Features as text, each to one of 65,536 steps between the lowest and the highest of them: short enough for an address. Fewer steps would not do:
 * transformers have features some hundred times as large as all others.
 */
export function packFeatures(features: Float32Array): string {
  const low = features.reduce((least, value) => Math.min(least, value), Infinity);
  const high = features.reduce((most, value) => Math.max(most, value), -Infinity);
  const step = (high - low) / STEPS || 1;
  const bytes = new Uint8Array(HEAD_BYTES + features.length * STEP_BYTES);
  const packed = new DataView(bytes.buffer);
  packed.setFloat32(0, low, true);
  packed.setFloat32(4, step, true);
  features.forEach((value, i) => packed.setUint16(HEAD_BYTES + i * STEP_BYTES, Math.round((value - low) / step), true));
  return btoa(String.fromCharCode(...bytes));
}

/** Reads what `packFeatures` wrote, or anybody else. @returns null where it is nothing of the kind */
export function unpackFeatures(text: string): Float32Array | null {
  let packed: string;
  try {
    packed = atob(text);
  } catch {
    return null;
  }
  const count = (packed.length - HEAD_BYTES) / STEP_BYTES;
  if (!Number.isInteger(count) || count <= 0) return null;
  const bytes = new DataView(Uint8Array.from(packed, (letter) => letter.charCodeAt(0)).buffer);
  const [low, step] = [bytes.getFloat32(0, true), bytes.getFloat32(4, true)];
  if (!Number.isFinite(low) || !(step > 0 && step < Infinity)) return null;
  return Float32Array.from(
    { length: count },
    (_, i) => low + bytes.getUint16(HEAD_BYTES + i * STEP_BYTES, true) * step,
  );
}
