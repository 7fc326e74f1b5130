import { nameOf } from '../../src/core/dataset/names.ts';
import { splitColumn } from '../../src/core/dataset/table.ts';
import type { DatasetInfo, FieldColumn } from '../../src/core/dataset/types.ts';
import { importedClasses } from '../../src/core/edits/class-edits.ts';
import type { DatasetReader, SourcePicture } from '../../src/core/formats/dataset-reader.ts';
import { importError } from '../../src/core/formats/import-error.ts';
import { datasetGone, readFields, readLabels, readNames } from '../../src/store/columns.ts';
import { getDataset } from '../../src/store/datasets.ts';
import { listEdits } from '../../src/store/journal.ts';
import { OriginalsReader, type Original } from '../../src/store/originals.ts';
import { decodePicture } from '../shared/decode-picture.ts';

/** A data set in the store, as far as a newer version of it is compared with it. */
export interface KnownDataset {
  info: DatasetInfo;
  /** One a sample. */
  names: string[];
  /** What its classes were called at the import, by their numbers: newer files call them so still. */
  importedClasses: string[];
  /** Labels as they were imported. */
  labels: Uint16Array;
  split: Uint8Array;
  fields: Map<string, FieldColumn>;
  originals: OriginalsReader;
}

/** What is another in a newer version. */
export interface Changes {
  /** Sample of the older version for each row of the newer one, −1 for a new one. */
  oldOf: Int32Array;
  /** Rows whose picture is another than that of the sample of the same name. */
  changed: number[];
  added: number;
  /** Samples of the older version that the newer one does not have. */
  gone: number[];
}

/** @throws UserError 'deleted' where it was */
export async function readKnown(datasetId: number): Promise<KnownDataset> {
  const info = await getDataset(datasetId);
  if (!info) throw datasetGone();
  const [stored, labels, fields, edits] = await Promise.all([
    readNames(datasetId),
    readLabels(datasetId, 'imported'),
    readFields(datasetId),
    listEdits(datasetId),
  ]);
  const split = splitColumn(info.splits, info.sampleCount);
  const table = { names: stored, splits: info.splits, split };
  const names = Array.from({ length: info.sampleCount }, (_, index) => nameOf(table, index));
  const importedAs = importedClasses(info.classes, edits);
  return { info, names, importedClasses: importedAs, labels, split, fields, originals: new OriginalsReader(info) };
}

/**
 * Compares what was read with what is there, by name; pictures of the same name byte by byte.
 * @throws UserError 'import' where what was read has no names
 */
export async function compareWith(
  known: KnownDataset,
  reader: DatasetReader,
  signal: AbortSignal,
  progress: (done: number, total: number) => void,
): Promise<Changes> {
  const { names } = reader;
  if (!names) {
    throw importError(
      `Pictures are added to “${known.info.name}” by their names, and those of this source have none. Import it as a data set of its own.`,
    );
  }
  const oldByName = new Map(known.names.map((name, index) => [name, index]));
  const oldOf = Int32Array.from(names, (name) => oldByName.get(name) ?? -1);
  const readable = (row: number): boolean => reader.sizes[2 * row] > 0;
  const changed: number[] = [];
  let done = 0;
  const total = oldOf.filter((index, row) => index >= 0 && readable(row)).length;
  for await (const picture of reader.pictures((row) => oldOf[row] >= 0 && readable(row), signal)) {
    signal.throwIfAborted();
    // One that cannot be read is left out, and told of, as it is stored.
    if (!('why' in picture) && !(await isSame(picture, await known.originals.read(oldOf[picture.row]), known.info))) {
      changed.push(picture.row);
    }
    progress(++done, total);
  }
  const found = new Uint8Array(known.names.length);
  oldOf.forEach((index, row) => {
    if (index >= 0 && readable(row)) found[index] = 1;
  });
  const gone = Array.from(found.keys()).filter((index) => !found[index]);
  const added = oldOf.filter((index, row) => index < 0 && readable(row)).length;
  return { oldOf, changed, added, gone };
}

/** How far off a byte may be where another version of the browser decodes the same file. */
const DECODED_OTHERWISE = 8;

/**
 * Whether two pictures are the same bytes. Of a file that only the pixels are kept of, the pixels; where it cannot be decoded, as an SVG
 * cannot here, it counts as the same.
 */
async function isSame(picture: SourcePicture, original: Original, { fit, background }: DatasetInfo): Promise<boolean> {
  if ('pixels' in picture && 'pixels' in original) return sameBytes(picture.pixels, original.pixels);
  if ('pixels' in picture) return true;
  if ('pixels' in original) {
    const { width, height, pixels } = original;
    const decoded = await decodePicture(picture, { width, height, fit, background }).catch(() => null);
    return !decoded || isAlike(decoded.rgba, pixels);
  }
  if (picture.file.size !== original.file.size) return false;
  const [a, b] = await Promise.all([picture.file.arrayBuffer(), original.file.arrayBuffer()]);
  return sameBytes(new Uint8Array(a), new Uint8Array(b));
}

/** Whether pixels of three bytes each are those of four, but for what decoders make of the same file. */
function isAlike(rgba: Uint8ClampedArray, rgb: Uint8Array): boolean {
  return rgb.every((byte, i) => Math.abs(byte - rgba[i + Math.floor(i / 3)]) <= DECODED_OTHERWISE);
}

const sameBytes = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, i) => byte === b[i]);
