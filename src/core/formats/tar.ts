import { formatCount } from '../format.ts';
import type { Bytes } from './byte-reader.ts';
import { Entry } from './entry.ts';
import { importError } from './import-error.ts';
import { TAR_BLOCK as BLOCK, TAR_FIELDS, tarChecksum } from './tar-header.ts';

/** Longest path record that is accepted. */
const MAX_PATH_BYTES = 65_536;

/** Whether a block of 512 bytes is a tar header, by its checksum. */
export function isTarHeader(block: Uint8Array): boolean {
  if (block.length < BLOCK || block[0] === 0) return false;
  return tarChecksum(block) === octal(field(block, 'checksum'));
}

/**
 * The files of a tar archive (POSIX.1-1988 ustar, POSIX.1-2001 pax paths and sizes, GNU long names), one after the
 * other. What the caller leaves unread of one is skipped before the next.
 * @param archive its name, for errors
 * @throws UserError 'import' where a header is damaged or the archive ends before its end mark
 */
export async function* readTar(reader: Bytes, archive: string): AsyncGenerator<Entry> {
  const header = new Uint8Array(BLOCK);
  let pax: { path?: string; size?: number } = {};
  for (;;) {
    const at = reader.position;
    if ((await reader.readInto(header)) < BLOCK) {
      throw importError(
        `${archive}: the archive ends after ${formatCount(reader.position)} bytes without its end mark; it looks cut off. Download it again.`,
      );
    }
    if (header.every((byte) => byte === 0)) break;
    if (!isTarHeader(header)) {
      throw importError(`${archive}: the archive is damaged at byte ${formatCount(at)}. Download it again.`);
    }
    const type = String.fromCharCode(field(header, 'type')[0] || 48);
    const size = pax.size ?? sizeOf(header);
    if (!Number.isSafeInteger(size)) {
      throw importError(
        `${archive}: the archive is damaged at byte ${formatCount(at)}: a file has no size. Download it again.`,
      );
    }
    const entry = new Entry(pax.path ?? pathOf(header), size, reader);
    if (type === 'x' || type === 'g' || type === 'L') {
      const record = await entry.readAll(MAX_PATH_BYTES);
      if (type === 'L') pax = { ...pax, path: text(record) };
      else if (type === 'x') pax = { ...pax, ...readPax(record) };
    } else {
      pax = {};
      if (type === '0' || type === '7') yield entry;
      await entry.skipRest();
    }
    await reader.skip(-size & (BLOCK - 1));
  }
  // The rest is padding; reading it lets gzip check its sum.
  await reader.skip(Infinity);
}

const field = (header: Uint8Array, name: keyof typeof TAR_FIELDS): Uint8Array => header.subarray(...TAR_FIELDS[name]);

function sizeOf(header: Uint8Array): number {
  const size = field(header, 'size');
  // GNU and star write sizes over 8 GiB as big-endian binary.
  return size[0] & 0x80 ? size.subarray(4).reduce((value, byte) => value * 256 + byte, 0) : octal(size);
}

function pathOf(header: Uint8Array): string {
  const name = text(field(header, 'name'));
  const magic = field(header, 'magic');
  const prefix = text(magic) === 'ustar' && magic[5] === 0 ? text(field(header, 'prefix')) : '';
  return prefix ? `${prefix}/${name}` : name;
}

/** Pax records: "LENGTH KEY=VALUE\n". */
function readPax(record: Uint8Array): { path?: string; size?: number } {
  const found: { path?: string; size?: number } = {};
  for (let at = 0; at < record.length;) {
    const length = parseInt(text(record.subarray(at, at + 10)), 10);
    if (!(length > 4)) break;
    const [, key, value] = /^\d+ ([^=]*)=([^]*)\n$/.exec(text(record.subarray(at, at + length))) ?? [];
    if (key === 'path') found.path = value;
    if (key === 'size' && /^\d{1,15}$/.test(value)) found.size = Number(value);
    at += length;
  }
  return found;
}

function octal(bytes: Uint8Array): number {
  return parseInt(text(bytes).trim() || '0', 8);
}

function text(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  return new TextDecoder().decode(end < 0 ? bytes : bytes.subarray(0, end));
}
