import type { DrawSvg } from '../../src/contracts/importer.ts';
import { UserError } from '../../src/core/errors.ts';
import type { SourcePicture } from '../../src/core/formats/dataset-reader.ts';
import type { KnownDataset } from './known-dataset.ts';
import { squareOf as trainingSquare } from './square.ts';

/** How far off a byte may be where another version of the browser decodes the same file. */
const DECODED_OTHERWISE = 8;

/** Whether it is the data set that is gone, and no fault of a picture. */
export const isDeleted = (error: unknown): boolean => error instanceof UserError && error.code === 'deleted';

/**
 * Whether a picture is the sample's: byte by byte, or as training sees it where only that is kept.
 * @throws Error with the reason, where it is another file that cannot be decoded; UserError 'deleted'
 */
export async function isSame(
  picture: SourcePicture,
  known: KnownDataset,
  index: number,
  drawSvg: DrawSvg,
): Promise<boolean> {
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
export function squareOf(picture: SourcePicture, { info }: KnownDataset, drawSvg: DrawSvg): Promise<Uint8Array> {
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
