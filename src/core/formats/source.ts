import { ByteReader } from './byte-reader.ts';
import { Entry } from './entry.ts';
import { fileKind } from './file-kind.ts';
import { grouped, ImportError } from './import-error.ts';
import { isTarHeader, readTar } from './tar.ts';

/** A file or a download that is to be imported. */
export interface Source {
  name: string;
  /** Bytes; 0 where a server does not say. */
  size: number;
  /** Starts reading. Its errors reach the person as they are, so they are ImportErrors. */
  stream(): ReadableStream<Uint8Array>;
}

/**
 * The files in a source: what a tar archive holds, zipped or not, or the one file that it is.
 * @param signal ends the reading, at once, with its reason
 * @throws ImportError where the source is empty, cut off or damaged
 */
export async function* readEntries(source: Source, signal: AbortSignal): AsyncGenerator<Entry> {
  // What the source itself fails with says more than the decompressor's complaint about it.
  let failure: unknown;
  const raw = new ByteReader(source.stream(), signal, (error) => (failure = error));
  try {
    const head = await raw.peek(2);
    if (head.length === 0) throw new ImportError(`${source.name} is empty.`);
    if (head[0] === 0x1f && head[1] === 0x8b) {
      yield* readZipped(source, raw, signal, () => failure);
    } else if (isTarHeader(await raw.peek(512))) {
      yield* readTar(raw, source.name);
    } else {
      if (!source.size) {
        throw new ImportError(
          `${source.name}: the server does not say how large it is. Download it and drop the file here.`,
        );
      }
      yield new Entry(source.name, source.size, raw);
    }
  } finally {
    await raw.cancel();
  }
}

async function* readZipped(
  source: Source,
  raw: ByteReader,
  signal: AbortSignal,
  failure: () => unknown,
): AsyncGenerator<Entry> {
  const unzip = new DecompressionStream('gzip') as unknown as ReadableWritablePair<Uint8Array, Uint8Array>;
  let entry: Entry | undefined;
  const reader: ByteReader = new ByteReader(
    unzip.readable,
    signal,
    () => failure() ?? damaged(source, reader.position, entry),
  );
  // Its errors surface where the other end is read.
  raw.pourInto(unzip.writable).catch(() => undefined);
  try {
    for await (entry of readUnzipped(reader, source)) yield entry;
  } finally {
    await reader.cancel();
  }
}

async function* readUnzipped(reader: ByteReader, source: Source): AsyncGenerator<Entry> {
  const head = await reader.peek(512);
  if (isTarHeader(head)) return yield* readTar(reader, source.name);
  const kind = head.length === 0 ? 'nothing' : (fileKind(head) ?? 'no archive');
  throw new ImportError(
    `${source.name} is gzipped, but inside it is ${kind}; a gzipped tar archive (.tar.gz) is needed. Unzip it and drop what comes out.`,
  );
}

function damaged(source: Source, position: number, entry: Entry | undefined): ImportError {
  const inside = entry ? `, in or behind ${entry.name}` : '';
  return new ImportError(
    `${source.name}: the compressed data is cut off or damaged ${grouped(position)} unzipped bytes in${inside}. Download it again.`,
  );
}
