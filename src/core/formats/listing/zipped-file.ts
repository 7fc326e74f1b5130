import { printable } from '../../dataset/names.ts';
import type { UserError } from '../../errors.ts';
import { unpackedHead, type ByteSource } from '../byte-source.ts';
import { decompressor } from '../decompressor.ts';
import { grouped, importError } from '../import-error.ts';
import type { ListedFile } from '../listed-file.ts';
import { bombError, collected, isBomb } from './bounds.ts';

const LOCAL_HEADER = 0x04034b50;
const LOCAL_HEADER_BYTES = 30;
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
}

/** A file of a zip archive; PKWARE's APPNOTE 4.3.7 has its local header, which the bytes stand behind. */
export class ZippedFile implements ListedFile {
  readonly path: string;
  readonly size: number;
  readonly #zip: Blob;
  readonly #listing: Listing;

  constructor(zip: Blob, listing: Listing) {
    this.path = listing.path;
    this.size = listing.size;
    this.#zip = zip;
    this.#listing = listing;
  }

  async blob(): Promise<Blob> {
    const { size, method } = this.#listing;
    const packed = await this.#packed();
    if (method === STORED) return packed;
    try {
      const blob = await collected(packed.stream().pipeThrough(decompressor('deflate-raw')), (bytes) => {
        if (bytes > size) throw this.#otherSize();
      });
      if (blob.size !== size) throw this.#otherSize();
      return blob;
    } catch (error) {
      throw this.#damaged(error);
    }
  }

  async head(count: number): Promise<Uint8Array> {
    return unpackedHead(await this.source(), Math.min(count, this.size), new AbortController().signal);
  }

  /** Its bytes, to be unpacked while they are read. @throws UserError 'import' where its header is damaged, or its packing is unknown */
  async source(): Promise<ByteSource> {
    const blob = await this.#packed();
    const packing = this.#listing.method === DEFLATED ? 'deflate-raw' : undefined;
    return { name: this.#name, blob, packing, size: this.size };
  }

  async #packed(): Promise<Blob> {
    const { offset, packed, size, method } = this.#listing;
    if (isBomb(packed, size)) throw bombError(this.#name, packed, size);
    if (method !== STORED && method !== DEFLATED) {
      throw importError(`${this.#name} is packed in a way that browsers cannot unpack (method ${method}).`);
    }
    const header = new DataView(await this.#zip.slice(offset, offset + LOCAL_HEADER_BYTES).arrayBuffer());
    if (header.byteLength < LOCAL_HEADER_BYTES || header.getUint32(0, true) !== LOCAL_HEADER) throw this.#damaged();
    const start = offset + LOCAL_HEADER_BYTES + header.getUint16(26, true) + header.getUint16(28, true);
    const bytes = this.#zip.slice(start, start + packed);
    if (bytes.size < packed || (method === STORED && packed !== size)) throw this.#damaged();
    return bytes;
  }

  get #name(): string {
    return `${this.#listing.archive}: ${printable(this.path)}`;
  }

  #otherSize(): UserError {
    return importError(
      `${this.#name} does not unpack to the ${grouped(this.size)} bytes that the archive's directory says. Zip or download it again.`,
    );
  }

  #damaged(error?: unknown): UserError {
    if (error instanceof Error && error.name === 'UserError') return error as UserError;
    return importError(`${this.#name} is damaged or cut off in the archive. Zip or download it again.`);
  }
}
