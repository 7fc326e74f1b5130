import type { DatasetInfo } from '../dataset/types.ts';
import type { ClassPatch } from '../edits/edit.ts';
import { sha256 } from './sha256.ts';

/** What a fingerprint is made of, beside the pictures. */
export interface FingerprintParts {
  info: Pick<DatasetInfo, 'sampleCount' | 'width' | 'height' | 'fit' | 'background' | 'splits' | 'classes'>;
  /** A data set's edits, oldest first. */
  edits: readonly { classes?: ClassPatch[] }[];
  /** Null where samples are named by split and index. */
  names: readonly string[] | null;
  /** Labels as imported. */
  labels: Uint16Array;
  /** The SHA-256 of every sample's picture, 32 bytes each, in order: see `pictureBytes`. */
  pictures: Uint8Array<ArrayBuffer>;
}

/**
 * What tells whether two data sets are the same: the SHA-256 of a text of the samples' names, the sizes, the splits, the classes and labels
 * as imported, and the pictures as they came. What was decided since does not change it, nor where the pictures lie.
 */
export async function fingerprintOf({ info, edits, names, labels, pictures }: FingerprintParts): Promise<string> {
  const { sampleCount, width, height, fit, background, splits } = info;
  const labelBytes = new Uint8Array(2 * labels.length);
  const view = new DataView(labelBytes.buffer);
  labels.forEach((label, i) => view.setUint16(2 * i, label, true));
  const parts = {
    ...{ version: 1, sampleCount, width, height, fit, background },
    splits: splits.map(({ name, start, count }) => [name, start, count]),
    classes: classesAtImport(info.classes, edits),
    names: names && (await sha256(utf8(JSON.stringify(names)))),
    labels: await sha256(labelBytes),
    pictures: await sha256(pictures),
  };
  return sha256(utf8(JSON.stringify(parts)));
}

/** What is hashed of a picture that came as pixels: its width and height, 32 bits each, and the pixels behind them. */
export function pictureBytes(pixels: Uint8Array, width: number, height: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(8 + pixels.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, width, true);
  view.setUint32(4, height, true);
  bytes.set(pixels, 8);
  return bytes;
}

/** The classes as they were called at the import, those left out that were added since. */
function classesAtImport(classes: readonly string[], edits: FingerprintParts['edits']): (string | null)[] {
  const first = new Map<number, string | null>();
  for (const { label, before } of edits.flatMap((edit) => edit.classes ?? [])) {
    if (!first.has(label)) first.set(label, before?.name ?? null);
  }
  return classes.map((name, label) => (first.has(label) ? first.get(label)! : name)).filter((name) => name !== null);
}

const utf8 = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
