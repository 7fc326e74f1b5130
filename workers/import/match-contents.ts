import type { DrawSvg } from '../../src/contracts/importer.ts';
import type { DatasetReader, SourcePicture } from '../../src/core/formats/dataset-reader.ts';
import { hashPicture } from '../../src/core/insights/duplicates.ts';
import type { Original } from '../../src/store/originals.ts';
import { isDeleted, squareOf } from './compare-pictures.ts';
import type { KnownDataset } from './known-dataset.ts';

/**
 * Finds pictures among samples by what they show alone, whatever they are called: the same bytes, or the same square that training sees
 * where only that is kept. Each sample is found once; of several rows with its picture the first one gets it.
 * @param rows whose pictures are looked for @param indices samples that they may be
 * @returns sample by row
 * @throws UserError 'deleted' where the data set was; what the signal says
 */
export async function matchContents(
  known: KnownDataset,
  reader: DatasetReader,
  rows: ReadonlySet<number>,
  indices: readonly number[],
  drawSvg: DrawSvg,
  signal: AbortSignal,
  progress: (done: number, total: number) => void,
): Promise<Map<number, number>> {
  const found = new Map<number, number>();
  if (rows.size === 0 || indices.length === 0) return found;
  const total = rows.size + indices.length;
  let done = 0;
  const rowsOf = new Map<string, number[]>();
  const sizes = new Set<string>();
  for await (const picture of reader.pictures((row) => rows.has(row), signal)) {
    signal.throwIfAborted();
    progress(++done, total);
    if ('why' in picture) continue;
    const size = sizeOf(picture, known);
    // What cannot be decoded is told of where it is stored.
    const key = await contentOf(picture, size, known, drawSvg).catch(() => null);
    if (key === null) continue;
    sizes.add(size);
    const there = rowsOf.get(key);
    if (there) there.push(picture.row);
    else rowsOf.set(key, [picture.row]);
  }
  for (const index of indices) {
    signal.throwIfAborted();
    progress(++done, total);
    const key = await keyOfSample(known, index, sizes);
    const row = key === null ? undefined : rowsOf.get(key)?.shift();
    if (row !== undefined) found.set(row, index);
  }
  return found;
}

/** What is the same for the same pictures; null where no row has a picture of that size, or it is not there any more. */
async function keyOfSample(known: KnownDataset, index: number, sizes: ReadonlySet<string>): Promise<string | null> {
  try {
    if (known.info.originals !== 'store') {
      const size = String(known.fileSizes?.[index] ?? '');
      return sizes.has(size) ? keyOf(size, await known.square(index)) : null;
    }
    const original = await known.picture(index);
    const size = sizeOf(original, known);
    return sizes.has(size) ? keyOf(size, await bytesOf(original)) : null;
  } catch (error) {
    if (isDeleted(error)) throw error;
    return null;
  }
}

/** What is told of a picture before its bytes are read: bytes of the file, or its shape. Nothing where only squares are kept. */
function sizeOf(picture: Original, { info, fileSizes }: KnownDataset): string {
  if (info.originals !== 'store') return fileSizes && 'file' in picture ? String(picture.file.size) : '';
  return 'file' in picture ? String(picture.file.size) : `${picture.width}×${picture.height}`;
}

async function contentOf(picture: SourcePicture, size: string, known: KnownDataset, drawSvg: DrawSvg): Promise<string> {
  const isKept = known.info.originals === 'store';
  return keyOf(size, isKept ? await bytesOf(picture) : await squareOf(picture, known, drawSvg));
}

const keyOf = (size: string, bytes: Uint8Array): string => `${size} ${hashPicture(bytes, 0, bytes.length)}`;

async function bytesOf(picture: Original): Promise<Uint8Array> {
  if ('pixels' in picture) return picture.pixels;
  return picture.bytes ?? new Uint8Array(await picture.file.arrayBuffer());
}
