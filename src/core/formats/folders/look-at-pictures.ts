import { UserError } from '../../errors.ts';
import { inFlight } from '../../in-flight.ts';
import { hashPicture } from '../../insights/duplicates.ts';
import type { ReadContext, Unreadable } from '../dataset-reader.ts';
import { bytesOf } from '../byte-source.ts';
import { describeKind, fileKind } from '../file-kinds.ts';
import type { ListedFile } from '../listed-file.ts';
import { isPictureName, pictureKind, unreadableByName } from '../picture-kind.ts';
import { tooLarge } from './picture-limits.ts';
import { pictureSize } from './picture-size.ts';

/** Read of every picture; what stands before the size of nearly all fits. */
const HEAD = 65_536;
/** Read where it does not, as with a large preview in a JPEG. */
const LONG_HEAD = 8_388_608;
/** Files up to this size are read whole: to cut a piece off takes a browser longer than to read the rest. */
const SMALL = 2 ** 18;
/** Hashed, to tell whether two files of the same size may be the same. */
const HASHED = 4096;
const IN_FLIGHT = 16;

/** A picture that can be read, as far as its first bytes tell. */
export interface FoundPicture {
  file: ListedFile;
  width: number;
  height: number;
  /** Bytes of the file. */
  bytes: number;
  /** Of its beginning: files that are the same have the same. */
  hash: bigint;
}

type Seen = FoundPicture | Unreadable | { stranger: ListedFile };

/**
 * Looks at the beginning of each file, several at a time, and tells what it is by its bytes.
 * @returns pictures in the order of the files; those that cannot be read, with why; files whose bytes are no picture and whose names do
 * not say so either
 */
export async function lookAtPictures(
  files: readonly ListedFile[],
  { signal, progress }: Pick<ReadContext, 'signal' | 'progress'>,
): Promise<{ pictures: FoundPicture[]; unreadable: Unreadable[]; strangers: ListedFile[] }> {
  const pictures: FoundPicture[] = [];
  const unreadable: Unreadable[] = [];
  const strangers: ListedFile[] = [];
  let done = 0;
  for await (const seen of inFlight(files, IN_FLIGHT, lookAt)) {
    signal.throwIfAborted();
    if ('why' in seen) unreadable.push(seen);
    else if ('stranger' in seen) strangers.push(seen.stranger);
    else pictures.push(seen);
    done += 1;
    if (done % 100 === 0 || done === files.length) progress('Looking at the pictures', done, files.length);
  }
  return { pictures, unreadable, strangers };
}

async function lookAt(file: ListedFile): Promise<Seen> {
  const { path } = file;
  const byName = unreadableByName(path);
  if (byName) return { path, why: cannotBeRead(byName) };
  try {
    const { head, bytes, more } = await begin(file);
    if (bytes === 0) return isPictureName(path) ? { path, why: 'it is empty' } : { stranger: file };
    const kind = pictureKind(head);
    if (!kind) return isPictureName(path) ? { path, why: noPicture(head) } : { stranger: file };
    if ('not' in kind) return { path, why: cannotBeRead(kind.not) };
    const size =
      (await pictureSize(kind.readable, head, more)) ??
      (bytes > HEAD ? await pictureSize(kind.readable, await more(0, LONG_HEAD), more) : undefined);
    if (!size) return { path, why: `it begins as ${describeKind(kind.readable)} and does not go on as one` };
    const why = tooLarge(size);
    if (why) return { path, why };
    return { file, width: size[0], height: size[1], bytes, hash: hashPicture(head, 0, Math.min(HASHED, head.length)) };
  } catch (error) {
    return { path, why: reasonOf(error) };
  }
}

/** The beginning of a file, how many bytes it has, and how to read more of it. */
async function begin(
  file: ListedFile,
): Promise<{ head: Uint8Array; bytes: number; more: (from: number, to: number) => Promise<Uint8Array> }> {
  const slice = (blob: Blob, from: number, to: number): Promise<Uint8Array> => bytesOf(blob.slice(from, to));
  if (file.head && file.size !== null) {
    const more = async (from: number, to: number): Promise<Uint8Array> => slice(await file.blob(), from, to);
    return { head: await file.head(HEAD), bytes: file.size, more };
  }
  const blob = await file.blob();
  const head = blob.size <= SMALL ? await bytesOf(blob) : await slice(blob, 0, HEAD);
  return { head, bytes: blob.size, more: (from, to) => slice(blob, from, to) };
}

const cannotBeRead = (kind: string): string => `it is ${kind}, which browsers cannot read`;
const noPicture = (head: Uint8Array): string =>
  `it is ${fileKind(head.subarray(0, 512)) ?? 'of an unknown kind'}, no picture`;

function reasonOf(error: unknown): string {
  if (error instanceof UserError) return error.message.replace(/ Nothing was imported\.$/, '');
  return 'it cannot be opened; it may have been moved, or may not be read';
}
