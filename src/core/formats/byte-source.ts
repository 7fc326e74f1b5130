import { formatCount } from '../format.ts';
import { ByteReader } from './byte-reader.ts';
import { decompressor, type Packing } from './decompressor.ts';
import { startsAs } from './file-kinds.ts';
import { importError } from './import-error.ts';
import type { ListedFile } from './listed-file.ts';
import { bombError, isBomb } from './listing/bounds.ts';
import { baseName } from './listing/paths.ts';

/** Deflate makes nothing smaller than this (RFC 1951: 258 bytes in two bits). */
const MAX_RATIO = 1032;
/** Bytes that are unpacked at once. */
const PIECE = 1 << 14;
/** Packed bytes that are read at once, as each read takes the browser as long as many bytes do. */
const WINDOW = 1 << 17;

/** Bytes that can be read from any place on: a file, a gzipped file, a member of a zip archive. Nothing of it is held. */
export interface ByteSource {
  /** What to call it in errors. */
  name: string;
  /** As they lie there, packed or not. */
  blob: Blob;
  packing?: Packing;
  /** Bytes, unpacked; where the packing does not say, the most that there can be. */
  size: number;
}

/** A listed file, gzipped or not: its first bytes decide. */
export async function sourceOfFile(file: ListedFile): Promise<ByteSource> {
  const blob = await file.blob();
  const name = baseName(file.path);
  const head = await bytesOf(blob.slice(0, 2));
  if (!startsAs(head, 'gzip')) return { name, blob, size: blob.size };
  return { name, blob, packing: 'gzip', size: blob.size * MAX_RATIO };
}

/** All bytes of a blob. */
export const bytesOf = async (blob: Blob): Promise<Uint8Array> => new Uint8Array(await blob.arrayBuffer());

/** Whether that many bytes can be in it at all. */
export function canHold({ blob, packing, size }: ByteSource, count: number): boolean {
  return count <= size && (!packing || count <= blob.size * MAX_RATIO);
}

/** @throws UserError 'import' where it would unpack to so many bytes that they can be no pictures */
export function refuseBomb({ name, blob, packing }: ByteSource, count: number): void {
  if (packing && isBomb(blob.size, count)) throw bombError(name, blob.size, count);
}

/** Reads from byte `from` on. What is packed is unpacked from its beginning. */
export async function openAt(source: ByteSource, from: number, signal: AbortSignal): Promise<ByteReader> {
  const { name, blob, packing } = source;
  if (!packing) {
    return new ByteReader(blob.slice(from).stream(), signal, () =>
      importError(`${name} cannot be read any more: it was moved, changed or locked.`),
    );
  }
  const reader: ByteReader = new ByteReader(inPieces(blob).pipeThrough(decompressor(packing)), signal, () =>
    importError(
      `${name}: the compressed data is cut off or damaged after ${formatCount(reader.position)} unpacked bytes. Download it again.`,
    ),
  );
  await reader.skip(from);
  return reader;
}

/** A blob in small pieces: each is unpacked at once, to as much as 1,032 times its size. */
function inPieces(blob: Blob): ReadableStream<Uint8Array> {
  let at = 0;
  let window: Uint8Array = new Uint8Array(0);
  let given = 0;
  const pull = async (controller: ReadableStreamDefaultController<Uint8Array>): Promise<void> => {
    if (given >= window.length) {
      if (at >= blob.size) return controller.close();
      window = await bytesOf(blob.slice(at, at + WINDOW));
      at += WINDOW;
      given = 0;
    }
    controller.enqueue(window.subarray(given, given + PIECE));
    given += PIECE;
  };
  return new ReadableStream({ pull }, { highWaterMark: 0 });
}

/** The first bytes, fewer where there are no more. */
export async function unpackedHead(source: ByteSource, count: number, signal: AbortSignal): Promise<Uint8Array> {
  const reader = await openAt(source, 0, signal);
  try {
    return (await reader.peek(count)).slice();
  } finally {
    reader.cancel();
  }
}

/** @throws UserError 'import' where there are not so many bytes */
export async function bytesAt(
  source: ByteSource,
  from: number,
  count: number,
  signal: AbortSignal,
): Promise<Uint8Array> {
  if (!canHold(source, from + count)) throw cutOff(source.name, source.size, from + count);
  const reader = await openAt(source, from, signal);
  try {
    return await readExactly(reader, new Uint8Array(count), source.name);
  } finally {
    reader.cancel();
  }
}

/** All bytes from `from` on. @throws UserError 'import' where there are more than `limit` */
export async function restOf(
  source: ByteSource,
  from: number,
  limit: number,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const tooLarge = (): Error => importError(`${source.name} has more than ${formatCount(limit)} bytes.`);
  if (!source.packing) {
    if (source.size - from > limit) throw tooLarge();
    return bytesOf(source.blob.slice(from));
  }
  const reader = await openAt(source, from, signal);
  try {
    const size = await reader.skip(limit + 1);
    if (size > limit) throw tooLarge();
    return await bytesAt(source, from, size, signal);
  } finally {
    reader.cancel();
  }
}

/** Fills `target`. @throws UserError 'import' where the bytes end before */
export async function readExactly(reader: ByteReader, target: Uint8Array, name: string): Promise<Uint8Array> {
  const at = reader.position;
  const got = await reader.readInto(target);
  if (got < target.length) throw cutOff(name, at + got, at + target.length);
  return target;
}

const cutOff = (name: string, bytes: number, needed: number): Error =>
  importError(
    `${name}: it ends after ${formatCount(bytes)} of ${formatCount(needed)} bytes; the file looks cut off. Download it again.`,
  );
