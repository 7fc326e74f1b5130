import { formatCount } from '../../format.ts';
import { printable } from '../../dataset/names.ts';
import type { UserError } from '../../errors.ts';
import { bytesOf, unpackedHead, type ByteSource } from '../byte-source.ts';
import { decompressor } from '../decompressor.ts';
import { importError } from '../import-error.ts';
import type { ListedFile } from '../listed-file.ts';
import type { BlobRuns } from './blob-runs.ts';
import { bombError, collected, isBomb } from './bounds.ts';
import { crc32 } from './crc32.ts';

const LOCAL_HEADER = 0x04034b50;
const LOCAL_HEADER_BYTES = 30;
/** Read with a local header: its name and what else stands before the bytes is hardly ever longer. */
const HEADER_REST = 1024;
/** Files up to this size are looked at with those beside them, in one go. */
const SMALL = 2 ** 18;
/** Files up to this size that are not packed are read to check them; larger ones are read in pieces by what wants them. */
const CHECKED = 2 ** 24;
/** A local header has no sizes: they stand behind the bytes. */
const SIZES_BEHIND = 8;
/** A local header has them as 64 bits in its extra field. */
const LONG = 0xffffffff;
const STORED = 0;
const DEFLATED = 8;

/** What an archive's directory says of a file. */
interface Listing {
  archive: string;
  path: string;
  /** Bytes, unpacked and packed. */
  size: number;
  packed: number;
  /** Where its local header begins. */
  offset: number;
  method: number;
  /** Bytes of the path, as they stand in the directory and in the local header. */
  rawPath: Uint8Array;
  /** CRC-32 of the unpacked bytes. */
  crc: number;
}

/** A file of a zip archive; PKWARE's APPNOTE 4.3.7 has its local header, which the bytes stand behind. */
export class ZippedFile implements ListedFile {
  readonly path: string;
  readonly size: number;
  readonly #zip: Blob;
  readonly #runs: BlobRuns;
  readonly #listing: Listing;
  /** Where its bytes begin, once its local header was read. */
  #start: number | undefined;

  /** @param runs reads the same archive, for all files of it */
  constructor(zip: Blob, runs: BlobRuns, listing: Listing) {
    this.path = listing.path;
    this.size = listing.size;
    this.#zip = zip;
    this.#runs = runs;
    this.#listing = listing;
  }

  async blob(): Promise<Blob> {
    const { size, method } = this.#listing;
    const packed = await this.#packed();
    if (method === STORED) {
      if (size <= CHECKED) this.#check(crc32(await bytesOf(packed)));
      return packed;
    }
    try {
      let found = 0;
      const blob = await collected(packed.stream().pipeThrough(decompressor('deflate-raw')), (bytes, chunk) => {
        if (bytes > size) throw this.#otherSize();
        found = crc32(chunk, found);
      });
      if (blob.size !== size) throw this.#otherSize();
      this.#check(found);
      return blob;
    } catch (error) {
      throw this.#damaged(error);
    }
  }

  async head(count: number): Promise<Uint8Array> {
    const { offset, packed, method } = this.#listing;
    const wanted = Math.min(count, this.size);
    if (method === STORED && packed <= SMALL) {
      const around = await this.#runs.read(offset, offset + LOCAL_HEADER_BYTES + HEADER_REST + packed);
      const start = this.#startIn(around) - offset;
      if (start + packed <= around.length) return this.#whole(around.subarray(start, start + wanted));
    }
    return this.#whole(await unpackedHead(await this.source(), wanted, new AbortController().signal));
  }

  /** Its bytes, to be unpacked while they are read. @throws UserError 'import' where its header is damaged or another file's, or its packing is unknown */
  async source(): Promise<ByteSource> {
    const blob = await this.#packed();
    const packing = this.#listing.method === DEFLATED ? 'deflate-raw' : undefined;
    return { name: this.#name, blob, packing, size: this.size };
  }

  async #packed(): Promise<Blob> {
    const { offset, packed, size, method, rawPath } = this.#listing;
    if (isBomb(packed, size)) throw bombError(this.#name, packed, size);
    if (method !== STORED && method !== DEFLATED) {
      throw importError(`${this.#name} is packed in a way that browsers cannot unpack (method ${method}).`);
    }
    const header = LOCAL_HEADER_BYTES + rawPath.length;
    const start = this.#start ?? this.#startIn(await bytesOf(this.#zip.slice(offset, offset + header)));
    const bytes = this.#zip.slice(start, start + packed);
    if (bytes.size < packed || (method === STORED && packed !== size)) throw this.#damaged();
    return bytes;
  }

  /** @param bytes from its local header on, which must be of this file */
  #startIn(bytes: Uint8Array): number {
    const { offset, rawPath, packed, size } = this.#listing;
    const header = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (bytes.length < LOCAL_HEADER_BYTES || header.getUint32(0, true) !== LOCAL_HEADER) throw this.#damaged();
    const length = header.getUint16(26, true);
    const path = bytes.subarray(LOCAL_HEADER_BYTES, LOCAL_HEADER_BYTES + rawPath.length);
    const isSame = length === rawPath.length && rawPath.every((byte, at) => byte === path[at]);
    if (!isSame) throw this.#otherFile();
    const isOther = (at: number, bytes: number): boolean => ![bytes, LONG].includes(header.getUint32(at, true));
    const behind = (header.getUint16(6, true) & SIZES_BEHIND) !== 0;
    if (!behind && (isOther(18, packed) || isOther(22, size))) throw this.#otherFile();
    return (this.#start = offset + LOCAL_HEADER_BYTES + length + header.getUint16(28, true));
  }

  /** Checks the first bytes where they are all. */
  #whole(bytes: Uint8Array): Uint8Array {
    if (bytes.length === this.size) this.#check(crc32(bytes));
    return bytes;
  }

  #check(crc: number): void {
    if (crc === this.#listing.crc >>> 0) return;
    throw importError(
      `${this.#name} is damaged: its bytes do not match the checksum in the archive’s directory. Zip or download it again.`,
    );
  }

  get #name(): string {
    return `${this.#listing.archive}: ${printable(this.path)}`;
  }

  #otherSize(): UserError {
    return importError(
      `${this.#name} does not unpack to the ${formatCount(this.size)} bytes that the archive's directory says. Zip or download it again.`,
    );
  }

  #otherFile(): UserError {
    return importError(
      `${this.#name}: another file stands where the archive’s directory says that it is. Zip or download it again.`,
    );
  }

  #damaged(error?: unknown): UserError {
    if (error instanceof Error && error.name === 'UserError') return error as UserError;
    return importError(`${this.#name} is damaged or cut off in the archive. Zip or download it again.`);
  }
}
