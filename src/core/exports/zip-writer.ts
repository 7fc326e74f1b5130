import { crc32 } from '../formats/listing/crc32.ts';
import { contentOf, utf8, type ArchiveFile } from './archive-file.ts';

/** Values that a field of 16 or 32 bits cannot hold stand in the zip64 records instead. */
const FULL_16 = 0xffff;
const FULL_32 = 0xffffffff;
/** Version of the format that a reader has to know: 4.5, for zip64. */
const ZIP64_VERSION = 45;
const VERSION = 20;
/** The name is UTF-8; and, where the contents come as a stream, sum and sizes stand behind them. */
const UTF8_NAME = 0x800;
const SIZES_BEHIND = 8;
/** 1 January 1980, the first day there is. */
const DAY = 0x21;

interface Written {
  name: Uint8Array;
  flags: number;
  crc: number;
  size: number;
  offset: number;
  /** Whether its sizes have 64 bits. */
  wide: boolean;
}

/**
 * A zip archive (PKWARE APPNOTE 6.3.10, with zip64 where it is needed) that packs nothing: pictures are packed already. A library that does
 * the same takes 3 ms a file, which is minutes for a data set.
 */
export async function* zipOf(files: AsyncIterable<ArchiveFile>): AsyncGenerator<Uint8Array> {
  const all: Written[] = [];
  const paths = new Set<string>();
  let at = 0;
  for await (const file of files) {
    if (paths.has(file.path)) throw new Error(`The archive would have ${file.path} twice.`);
    paths.add(file.path);
    const whole = file.content instanceof Uint8Array ? file.content : null;
    const entry: Written = {
      ...{ name: utf8(file.path), flags: whole ? UTF8_NAME : UTF8_NAME | SIZES_BEHIND },
      ...{ crc: whole ? crc32(whole) : 0, size: whole?.length ?? 0, offset: at, wide: !whole || file.size >= FULL_32 },
    };
    const head = localHeader(entry);
    yield head;
    at += head.length;
    if (whole) yield whole;
    else {
      for await (const chunk of contentOf(file)) {
        entry.crc = crc32(chunk, entry.crc);
        entry.size += chunk.length;
        yield chunk;
      }
      const behind = descriptor(entry);
      yield behind;
      at += behind.length;
    }
    at += entry.size;
    all.push(entry);
  }
  const start = at;
  for (const entry of all) {
    const record = directoryRecord(entry);
    yield record;
    at += record.length;
  }
  yield directoryEnd(all.length, start, at - start);
}

/** Numbers of 2, 4 or 8 bytes, little-endian, and bytes behind them. */
function record(numbers: [bytes: 2 | 4 | 8, value: number][], ...tail: Uint8Array[]): Uint8Array {
  const fixed = numbers.reduce((sum, [bytes]) => sum + bytes, 0);
  const all = new Uint8Array(fixed + tail.reduce((sum, { length }) => sum + length, 0));
  const view = new DataView(all.buffer);
  let at = 0;
  for (const [bytes, value] of numbers) {
    if (bytes === 2) view.setUint16(at, value, true);
    else if (bytes === 4) view.setUint32(at, value, true);
    else view.setBigUint64(at, BigInt(value), true);
    at += bytes;
  }
  for (const part of tail) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

const capped = (value: number): number => Math.min(value, FULL_32);

function localHeader({ name, flags, crc, size, wide }: Written): Uint8Array {
  const extra = wide
    ? record([
        [2, 1],
        [2, 16],
        [8, size],
        [8, size],
      ])
    : new Uint8Array();
  return record(
    [
      [4, 0x04034b50],
      [2, wide ? ZIP64_VERSION : VERSION],
      [2, flags],
      [2, 0],
      [2, 0],
      [2, DAY],
      [4, crc],
      [4, wide ? FULL_32 : size],
      [4, wide ? FULL_32 : size],
      [2, name.length],
      [2, extra.length],
    ],
    name,
    extra,
  );
}

function descriptor({ crc, size, wide }: Written): Uint8Array {
  const bytes = wide ? 8 : 4;
  return record([
    [4, 0x08074b50],
    [4, crc],
    [bytes, size],
    [bytes, size],
  ]);
}

function directoryRecord({ name, flags, crc, size, offset }: Written): Uint8Array {
  const large: [8, number][] = [];
  if (size >= FULL_32) large.push([8, size], [8, size]);
  if (offset >= FULL_32) large.push([8, offset]);
  const extra = large.length > 0 ? record([[2, 1], [2, 8 * large.length], ...large]) : new Uint8Array();
  const version = large.length > 0 ? ZIP64_VERSION : VERSION;
  return record(
    [
      [4, 0x02014b50],
      [2, version],
      [2, version],
      [2, flags],
      [2, 0],
      [2, 0],
      [2, DAY],
      [4, crc],
      [4, capped(size)],
      [4, capped(size)],
      [2, name.length],
      [2, extra.length],
      [2, 0],
      [2, 0],
      [2, 0],
      [4, 0],
      [4, capped(offset)],
    ],
    name,
    extra,
  );
}

function directoryEnd(count: number, start: number, size: number): Uint8Array {
  const short = Math.min(count, FULL_16);
  const end = record([
    [4, 0x06054b50],
    [2, 0],
    [2, 0],
    [2, short],
    [2, short],
    [4, capped(size)],
    [4, capped(start)],
    [2, 0],
  ]);
  if (count < FULL_16 && start + size < FULL_32) return end;
  const wide = record([
    [4, 0x06064b50],
    [8, 44],
    [2, ZIP64_VERSION],
    [2, ZIP64_VERSION],
    [4, 0],
    [4, 0],
    [8, count],
    [8, count],
    [8, size],
    [8, start],
  ]);
  const locator = record([
    [4, 0x07064b50],
    [4, 0],
    [8, start + size],
    [4, 1],
  ]);
  return record([], wide, locator, end);
}
