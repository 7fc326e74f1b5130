import { formatCount } from '../../format.ts';
import type { UserError } from '../../errors.ts';
import { ByteReader } from '../byte-reader.ts';
import { roleOf } from './cifar-roles.ts';
import { Entry } from '../entry.ts';
import { decompressor } from '../decompressor.ts';
import { fileKind, startsAs } from '../file-kinds.ts';
import { importError } from '../import-error.ts';
import { isTarHeader, readTar } from '../tar.ts';

/** A file or a download that is to be imported. */
export interface Source {
  name: string;
  /** Bytes; 0 where a server does not say. */
  size: number;
  /** Starts reading. Its errors reach the person as they are, so they are UserErrors. */
  stream(): ReadableStream<Uint8Array>;
  /** Whether `stream` gives the same bytes again when called again: a file does, a download does not. */
  rereadable: boolean;
}

/**
 * The files in a source: what a tar archive holds, zipped or not, or the one file that it is.
 * @param signal ends the reading, at once, with its reason
 * @throws UserError 'import' where the source is empty, cut off or damaged
 */
export async function* readEntries(source: Source, signal: AbortSignal): AsyncGenerator<Entry> {
  // The source's own error says more than the decompressor's, which follows from it.
  let failure: unknown;
  const raw = new ByteReader(source.stream(), signal, (error) => (failure = error));
  try {
    const head = await raw.peek(2);
    if (head.length === 0) throw importError(`${source.name} is empty.`);
    if (startsAs(head, 'gzip')) {
      yield* readZipped(source, raw, signal, () => failure);
    } else if (isTarHeader(await raw.peek(512))) {
      yield* readTar(raw, source.name);
    } else {
      if (!source.size) {
        throw importError(
          `${source.name}: the server does not say how large it is. Download it and drop the file here.`,
        );
      }
      yield new Entry(source.name, source.size, raw);
    }
  } finally {
    raw.cancel();
  }
}

async function* readZipped(
  source: Source,
  raw: ByteReader,
  signal: AbortSignal,
  failure: () => unknown,
): AsyncGenerator<Entry> {
  let entry: Entry | undefined;
  const reader = unzip(raw, signal, (position) => failure() ?? damaged(source, position, entry));
  try {
    if (isTarHeader(await reader.peek(512))) for await (entry of readTar(reader, source.name)) yield entry;
    else yield await looseEntry(source, reader, signal);
  } finally {
    reader.cancel();
  }
}

/** @param explain what reads throw where the data are damaged, from how many unzipped bytes came before */
function unzip(raw: ByteReader, signal: AbortSignal, explain: (position: number) => unknown): ByteReader {
  const gzip = decompressor('gzip');
  const reader: ByteReader = new ByteReader(gzip.readable, signal, () => explain(reader.position));
  // Its errors surface where the other end is read.
  raw.pourInto(gzip.writable).catch(() => undefined);
  return reader;
}

/** A batch or a file of names that is gzipped by itself. Its unzipped size is not recorded, so it is unzipped once to count. */
async function looseEntry(source: Source, reader: ByteReader, signal: AbortSignal): Promise<Entry> {
  const head = await reader.peek(512);
  const name = source.name.replace(/\.gz$/i, '');
  if (head.length > 0 && source.rereadable && roleOf(name)) {
    const again = new ByteReader(source.stream(), signal);
    const counter = unzip(again, signal, (position) => damaged(source, position, undefined));
    return new Entry(name, await counter.skip(Infinity), reader);
  }
  const kind = head.length === 0 ? 'nothing' : (fileKind(head) ?? 'no archive');
  throw importError(
    `${source.name} is gzipped, but inside it is ${kind}; a gzipped tar archive (.tar.gz) is needed. Unzip it and drop what comes out.`,
  );
}

function damaged(source: Source, position: number, entry: Entry | undefined): UserError {
  const inside = entry ? `, in or behind ${entry.name}` : '';
  return importError(
    `${source.name}: the compressed data is cut off or damaged after ${formatCount(position)} unzipped bytes${inside}. Download it again.`,
  );
}
