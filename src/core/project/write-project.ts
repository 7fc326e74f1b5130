import { BlobReader, Uint8ArrayReader, ZipWriter } from '@zip.js/zip.js/lib/zip-core-custom.js';
import { MANIFEST_PATH, PROJECT_TYPE, PROJECT_VERSION, TYPE_PATH, type Manifest } from './manifest.ts';
import { writeNpy } from './npy.ts';
import { pack, type Attachments } from './pack.ts';
import { sha256 } from './sha256.ts';
import { TABLES, type ProjectRow, type TableName } from './tables.ts';

/** The archive is the same whenever it is written: its files have the first date that zip knows. */
const NO_DATE = new Date(1980, 0, 1);

/** Pixels and other numbers that no packing makes much smaller are stored as they are. */
const UNPACKED: readonly TableName[] = ['shards', 'originals', 'embeddings', 'features', 'logits', 'history'];

/** Writes a project: its tables one after the other, then `finish`. */
export class ProjectWriter {
  private readonly zip: ZipWriter<unknown>;
  private readonly files: Manifest['files'] = [];
  private begun: Promise<unknown> | undefined;

  /** @param target gets the archive's bytes, and is closed at the end; @param signal ends the writing */
  constructor(
    target: WritableStream<Uint8Array>,
    private readonly signal: AbortSignal,
  ) {
    const fixed = { extendedTimestamp: false, lastModDate: NO_DATE, useWebWorkers: false, keepOrder: true };
    this.zip = new ZipWriter(target, { ...fixed, signal });
  }

  /**
   * Writes a table; its rows are checked as they are when the project is opened.
   * @throws UserError 'project' where a row is not what it should be
   */
  async table<T extends TableName>(
    name: T,
    rows: AsyncIterable<ProjectRow<T>> | Iterable<ProjectRow<T>>,
  ): Promise<void> {
    const texts: string[] = [];
    const packed = !UNPACKED.includes(name);
    for await (const row of rows) {
      this.signal.throwIfAborted();
      const at = texts.length;
      const attachments: Attachments = new Map();
      const checked = (TABLES[name] as (value: unknown, where: string) => unknown)(row, `${name}[${at}]`);
      texts.push(JSON.stringify(pack(checked, `${name}/${at}/`, attachments)));
      for (const [path, value] of attachments) {
        if (value instanceof Blob) await this.file(path, new Uint8Array(await value.arrayBuffer()), packed);
        else await this.file(path, writeNpy(value), packed);
      }
    }
    await this.file(`${name}.json`, new TextEncoder().encode(`[${texts.join(',\n')}]\n`), true);
  }

  /** Writes the manifest, and ends the archive. */
  async finish(about: Omit<Manifest, 'format' | 'version' | 'files'>): Promise<void> {
    const manifest: Manifest = {
      format: 'second-look-project',
      version: PROJECT_VERSION,
      ...about,
      files: this.files,
    };
    await this.add(MANIFEST_PATH, new TextEncoder().encode(`${JSON.stringify(manifest, null, 1)}\n`), true);
    await this.zip.close();
  }

  private async file(path: string, bytes: Uint8Array<ArrayBuffer>, packed: boolean): Promise<void> {
    this.files.push({ path, size: bytes.length, sha256: await sha256(bytes) });
    await this.add(path, bytes, packed);
  }

  private async add(path: string, bytes: Uint8Array<ArrayBuffer>, packed: boolean): Promise<void> {
    // What kind of archive it is can be read at its very beginning, so that file has nothing between its name and its text.
    this.begun ??= this.zip.add(TYPE_PATH, new Uint8ArrayReader(new TextEncoder().encode(PROJECT_TYPE)), {
      level: 0,
      dataDescriptor: false,
    });
    await this.begun;
    const reader = packed ? new BlobReader(new Blob([bytes])) : new Uint8ArrayReader(bytes);
    await this.zip.add(path, reader, { level: packed ? 6 : 0 });
  }
}
