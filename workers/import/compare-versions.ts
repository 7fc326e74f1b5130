import type { DatasetReader, SourcePicture } from '../../src/core/formats/dataset-reader.ts';
import { importError } from '../../src/core/formats/import-error.ts';
import { decodePicture, isSvg } from '../shared/decode-picture.ts';
import type { KnownDataset } from './known-dataset.ts';

/** How far off a byte may be where another version of the browser decodes the same file. */
const DECODED_OTHERWISE = 8;

/** What is another in a newer version. */
export interface Changes {
  /** Names of the rows as the older version would have them. */
  names: string[];
  /** Sample of the older version for each row of the newer one, −1 for a new one. */
  oldOf: Int32Array;
  /** Rows whose picture is another than that of the sample of the same name. */
  changed: number[];
  /** Rows whose picture cannot be read any more, though the sample of the same name has one, and why. */
  broken: Map<number, string>;
  added: number;
  /** Samples of the older version that the newer one does not have. */
  gone: number[];
}

/**
 * Compares what was read with what is there, by name; pictures of the same name byte by byte, or as training sees them where only that is
 * kept.
 * @throws UserError 'import' where what was read has no names
 */
export async function compareWith(
  known: KnownDataset,
  reader: DatasetReader,
  signal: AbortSignal,
  progress: (done: number, total: number) => void,
): Promise<Changes> {
  if (!reader.names) {
    throw importError(
      `Pictures are added to “${known.info.name}” by their names, and those of this source have none. Import it as a data set of its own.`,
    );
  }
  const oldByName = new Map(known.names.map((name, index) => [name, index]));
  const names = namesAsIn(oldByName, reader.names, reader.root ?? '');
  const oldOf = Int32Array.from(names, (name) => oldByName.get(name) ?? -1);
  const readable = (row: number): boolean => reader.sizes[2 * row] > 0;
  const changed: number[] = [];
  const broken = new Map<number, string>();
  let done = 0;
  const total = oldOf.filter((index, row) => index >= 0 && readable(row)).length;
  for await (const picture of reader.pictures((row) => oldOf[row] >= 0 && readable(row), signal)) {
    signal.throwIfAborted();
    try {
      if ('why' in picture) broken.set(picture.row, picture.why);
      else if (!(await isSame(picture, known, oldOf[picture.row]))) changed.push(picture.row);
    } catch (error) {
      broken.set(picture.row, error instanceof Error ? error.message : String(error));
    }
    progress(++done, total);
  }
  const found = new Uint8Array(known.names.length);
  oldOf.forEach((index, row) => {
    if (index >= 0 && readable(row)) found[index] = 1;
  });
  const gone = Array.from(found.keys()).filter((index) => !found[index]);
  const added = oldOf.filter((index, row) => index < 0 && readable(row)).length;
  return { names, oldOf, changed, broken, added, gone };
}

/** Names with those of the shared folders in front that make most of them known ones: a part of a folder leaves out more of its path. */
function namesAsIn(known: ReadonlyMap<string, number>, names: readonly string[], root: string): string[] {
  const folders = root.split('/').slice(0, -1);
  let [best, most] = [[...names], -1];
  for (let from = folders.length; from >= 0; from--) {
    const front = folders
      .slice(from)
      .map((folder) => `${folder}/`)
      .join('');
    const tried = names.map((name) => front + name);
    const matched = tried.reduce((sum, name) => sum + Number(known.has(name)), 0);
    if (matched > most) [best, most] = [tried, matched];
  }
  return best;
}

/** Whether a picture is the sample's. @throws Error with the reason, where it is another file that cannot be decoded */
async function isSame(picture: SourcePicture, known: KnownDataset, index: number): Promise<boolean> {
  if (known.info.originals === 'store') {
    const original = await known.picture(index);
    if ('pixels' in picture && 'pixels' in original) {
      return picture.width === original.width && sameBytes(picture.pixels, original.pixels);
    }
    if ('file' in picture && 'file' in original && (await sameFiles(picture.file, original.file))) return true;
    await squareOf(picture, known);
    return false;
  }
  const square = await squareOf(picture, known);
  const there = await known.square(index);
  return square === null || square.every((byte, at) => Math.abs(byte - there[at]) <= DECODED_OTHERWISE);
}

/**
 * What training would see of a picture; null for an SVG, which only a page draws.
 * @throws Error with the reason, where it cannot be decoded
 */
async function squareOf(picture: SourcePicture, { info }: KnownDataset): Promise<Uint8Array | null> {
  const { width, height, fit, background } = info;
  if ('pixels' in picture && picture.width === width && picture.height === height) return picture.pixels;
  if ('file' in picture && (await isSvg(picture.file))) return null;
  const { rgba } = await decodePicture(picture, { width, height, fit, background });
  return Uint8Array.from(rgba.filter((_, at) => at % 4 < 3));
}

async function sameFiles(one: Blob, other: Blob): Promise<boolean> {
  if (one.size !== other.size) return false;
  const [a, b] = await Promise.all([one.arrayBuffer(), other.arrayBuffer()]);
  return sameBytes(new Uint8Array(a), new Uint8Array(b));
}

const sameBytes = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, i) => byte === b[i]);
