import { TAR_BLOCK, TAR_FIELDS, tarChecksum } from '../formats/tar-header.ts';
import { contentOf, utf8, type ArchiveFile } from './archive-file.ts';

/** Size from which on octal digits do not hold it: 8 GiB. */
const LARGE = 8 ** 11;

/** A tar archive (POSIX.1-1988 ustar; POSIX.1-2001 pax records for long paths and large files), of the time 0. */
export async function* tarOf(files: AsyncIterable<ArchiveFile>): AsyncGenerator<Uint8Array> {
  for await (const file of files) {
    const path = utf8(file.path);
    const [from, to] = TAR_FIELDS.name;
    const records = [
      ...(path.length > to - from || path.length !== file.path.length ? [paxRecord('path', file.path)] : []),
      ...(file.size >= LARGE ? [paxRecord('size', String(file.size))] : []),
    ];
    if (records.length > 0) {
      const record = utf8(records.join(''));
      yield header(utf8('PaxHeader'), record.length, 'x');
      yield padded(record);
    }
    yield header(path, file.size % LARGE, '0');
    let written = 0;
    for await (const chunk of contentOf(file)) {
      written += chunk.length;
      yield chunk;
    }
    if (written !== file.size) throw new RangeError(`${file.path} has ${written} bytes, not ${file.size}`);
    yield new Uint8Array(-file.size & (TAR_BLOCK - 1));
  }
  yield new Uint8Array(2 * TAR_BLOCK);
}

function header(path: Uint8Array, size: number, type: string): Uint8Array {
  const block = new Uint8Array(TAR_BLOCK);
  const put = (name: keyof typeof TAR_FIELDS, value: Uint8Array): void => {
    const [from, to] = TAR_FIELDS[name];
    block.set(value.subarray(0, to - from), from);
  };
  const number = (name: keyof typeof TAR_FIELDS, value: number): void => {
    const [from, to] = TAR_FIELDS[name];
    put(name, utf8(value.toString(8).padStart(to - from - 1, '0')));
  };
  put('name', path);
  number('mode', 0o644);
  number('user', 0);
  number('group', 0);
  number('size', size);
  number('modified', 0);
  put('type', utf8(type));
  put('magic', utf8('ustar\0'));
  put('version', utf8('00'));
  number('checksum', tarChecksum(block));
  return block;
}

/** "LENGTH KEY=VALUE\n", where the length counts its own digits. */
function paxRecord(key: string, value: string): string {
  const rest = utf8(` ${key}=${value}\n`).length;
  let length = rest + String(rest).length;
  length = rest + String(length).length;
  return `${length} ${key}=${value}\n`;
}

function padded(bytes: Uint8Array): Uint8Array {
  const block = new Uint8Array(Math.ceil(bytes.length / TAR_BLOCK) * TAR_BLOCK);
  block.set(bytes);
  return block;
}
