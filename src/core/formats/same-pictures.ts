import { inFlight } from '../in-flight.ts';
import type { DatasetReader, SourcePicture, UnreadPicture } from './dataset-reader.ts';

const IN_FLIGHT = 4;

/** Places with the same key, in groups of two and more, in the order of their first ones; null is no key. */
export function alike<K>(keys: readonly (K | null)[]): number[][] {
  const firsts = new Map<K, number>();
  const groups = new Map<number, number[]>();
  keys.forEach((key, at) => {
    if (key === null) return;
    const first = firsts.get(key);
    if (first === undefined) firsts.set(key, at);
    else if (!groups.get(first)?.push(at)) groups.set(first, [first, at]);
  });
  return [...groups.values()].sort((a, b) => a[0] - b[0]);
}

/**
 * Pictures that are the same: their files byte for byte, or their pixels. Of those that may be, all bytes are read for SHA-256.
 * @param suspects groups of rows that are the same by something that takes less to tell
 * @param read the data set's pictures
 * @returns groups of two and more rows, in the order of their first ones
 */
export async function samePictures(
  suspects: readonly number[][],
  read: DatasetReader['pictures'],
  signal: AbortSignal,
): Promise<number[][]> {
  const rows = new Set(suspects.flat());
  if (rows.size === 0) return [];
  const found: number[] = [];
  const sums: (string | null)[] = [];
  for await (const { row, sum } of inFlight(
    read((row) => rows.has(row), signal),
    IN_FLIGHT,
    sumOf,
  )) {
    signal.throwIfAborted();
    found.push(row);
    sums.push(sum);
  }
  return alike(sums).map((group) => group.map((at) => found[at]));
}

/** @returns null where the picture cannot be read, of which the import itself will tell */
async function sumOf(picture: SourcePicture | UnreadPicture): Promise<{ row: number; sum: string | null }> {
  const { row } = picture;
  if ('why' in picture) return { row, sum: null };
  const isFile = 'file' in picture;
  const bytes = isFile
    ? (picture.bytes ?? (await picture.file.arrayBuffer()))
    : (picture.pixels as Uint8Array<ArrayBuffer>);
  const sum = String.fromCharCode(...new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
  return { row, sum: isFile ? sum : `${picture.width}×${picture.height} ${sum}` };
}
