import type { DrawSvg } from '../../src/contracts/importer.ts';
import { sentenceOf, UserError } from '../../src/core/errors.ts';
import type { DatasetReader, SourcePicture } from '../../src/core/formats/dataset-reader.ts';
import { importError } from '../../src/core/formats/import-error.ts';
import type { NameWay } from '../../src/core/import/match-names.ts';
import type { KnownDataset } from './known-dataset.ts';
import { matchVersions } from './match-versions.ts';
import { squareOf as trainingSquare } from './square.ts';

/** How far off a byte may be where another version of the browser decodes the same file. */
const DECODED_OTHERWISE = 8;

/** What is another in a newer version. */
export interface Changes {
  /** What the rows are called, and the samples of the older version: the same for what both have. */
  names: string[];
  olderNames: string[];
  /** How names were matched. */
  ways: NameWay[];
  /** Sample of the older version for each row of the newer one, −1 for a new one. */
  oldOf: Int32Array;
  /** Rows whose picture is another than that of the sample of the same name. */
  changed: number[];
  /** Rows whose picture cannot be read any more, though the sample of the same name has one, and why. */
  broken: Map<number, string>;
  added: number;
  /** Samples of the older version that the newer one does not have. */
  gone: number[];
  notes: string[];
}

/**
 * Compares what was read with what is there, by name; pictures of the same name byte by byte, or as training sees them where only that is
 * kept.
 * @param above folders that the files came in, with a slash behind each @param drawSvg draws SVGs of which only the square is kept
 * @throws UserError 'import' where what was read has no names, or they fit in several ways; 'deleted' where the data set was
 */
export async function compareWith(
  known: KnownDataset,
  reader: DatasetReader,
  above: string,
  drawSvg: DrawSvg,
  signal: AbortSignal,
  progress: (done: number, total: number) => void,
): Promise<Changes> {
  if (!reader.names) {
    throw importError(
      `Pictures are added to “${known.info.name}” by their names, and those of this source have none. Import it as a data set of its own.`,
    );
  }
  const seems = (picture: SourcePicture, index: number): Promise<boolean> =>
    isSame(picture, known, index, drawSvg).catch((error: unknown) => {
      if (isDeleted(error)) throw error;
      return false;
    });
  const { names, older: olderNames, ways, notes } = await matchVersions(known, reader, above, seems, signal);
  const oldOf = new Int32Array(reader.rows).fill(-1);
  for (const [row, index] of ways.flatMap(({ pairs }) => pairs)) oldOf[row] = index;
  const readable = (row: number): boolean => reader.sizes[2 * row] > 0;
  const changed: number[] = [];
  const broken = new Map<number, string>();
  let done = 0;
  const total = oldOf.filter((index, row) => index >= 0 && readable(row)).length;
  for await (const picture of reader.pictures((row) => oldOf[row] >= 0 && readable(row), signal)) {
    signal.throwIfAborted();
    try {
      if ('why' in picture) broken.set(picture.row, picture.why);
      else if (!(await isSame(picture, known, oldOf[picture.row], drawSvg))) changed.push(picture.row);
    } catch (error) {
      if (isDeleted(error)) throw error;
      broken.set(picture.row, sentenceOf(error));
    }
    progress(++done, total);
  }
  const found = new Uint8Array(known.names.length);
  oldOf.forEach((index, row) => {
    if (index >= 0 && readable(row)) found[index] = 1;
  });
  const gone = Array.from(found.keys()).filter((index) => !found[index]);
  const added = oldOf.filter((index, row) => index < 0 && readable(row)).length;
  return { names, olderNames, ways, oldOf, changed, broken, added, gone, notes };
}

/** Whether it is the data set that is gone, and no fault of a picture. */
const isDeleted = (error: unknown): boolean => error instanceof UserError && error.code === 'deleted';

/** Whether a picture is the sample's. @throws Error with the reason, where it is another file that cannot be decoded; UserError 'deleted' */
async function isSame(picture: SourcePicture, known: KnownDataset, index: number, drawSvg: DrawSvg): Promise<boolean> {
  if (known.info.originals === 'store') {
    const original = await known.picture(index);
    if ('pixels' in picture && 'pixels' in original) {
      return picture.width === original.width && sameBytes(picture.pixels, original.pixels);
    }
    if ('file' in picture && 'file' in original && (await sameFiles(picture.file, original.file))) return true;
    await squareOf(picture, known, drawSvg);
    return false;
  }
  const there = await known.square(index);
  const square = await squareOf(picture, known, drawSvg);
  // Of a file in a folder its size is known too: one of another size is another picture, though its square may look the same.
  const size = known.fileSizes?.[index] ?? NaN;
  if ('file' in picture && !Number.isNaN(size) && picture.file.size !== size) return false;
  return square.every((byte, at) => Math.abs(byte - there[at]) <= DECODED_OTHERWISE);
}

/** What training would see of a picture. @throws Error with the reason, where it cannot be decoded */
function squareOf(picture: SourcePicture, { info }: KnownDataset, drawSvg: DrawSvg): Promise<Uint8Array> {
  const { width: size, fit, background } = info;
  return trainingSquare(picture, { size, fit, background }, drawSvg);
}

async function sameFiles(one: Blob, other: Blob): Promise<boolean> {
  if (one.size !== other.size) return false;
  const [a, b] = await Promise.all([one.arrayBuffer(), other.arrayBuffer()]);
  return sameBytes(new Uint8Array(a), new Uint8Array(b));
}

const sameBytes = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, i) => byte === b[i]);
