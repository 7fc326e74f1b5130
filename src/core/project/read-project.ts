import { printable } from '../dataset/names.ts';
import { isCancelled } from '../errors.ts';
import { listZip } from '../formats/listing/list-zip.ts';
import type { ListedFile } from '../formats/listed-file.ts';
import { MANIFEST_PATH, readManifest, TYPE_PATH, type Manifest } from './manifest.ts';
import { readNpy } from './npy.ts';
import { pathsIn, unpack, type Attachments } from './pack.ts';
import { damaged, projectError } from './project-error.ts';
import { sha256 } from './sha256.ts';
import { TABLES, type ProjectRow, type TableName } from './tables.ts';

/** A project that is being read. Every file is checked against the manifest as it is read. */
export class ProjectReader {
  private readonly read = new Set<string>();
  private readonly entries: ReadonlyMap<string, Manifest['files'][number]>;

  private constructor(
    readonly manifest: Manifest,
    private readonly files: ReadonlyMap<string, ListedFile>,
    private readonly signal: AbortSignal,
  ) {
    this.entries = new Map(manifest.files.map((entry) => [entry.path, entry]));
  }

  /**
   * Opens a project's file, and reads what it says of itself.
   * @param name of the file, for errors
   * @throws UserError 'project' where it is none, is damaged, or of a newer version
   */
  static async open(file: Blob, name: string, signal: AbortSignal): Promise<ProjectReader> {
    const listed = await asProject(() => listZip(file, printable(name), { signal, progress: () => undefined }));
    const files = new Map(listed.map((one) => [one.path, one]));
    const manifestFile = files.get(MANIFEST_PATH);
    if (!manifestFile)
      throw projectError(`${printable(name)} is no project of Second Look, or damaged: it has no ${MANIFEST_PATH}.`);
    const manifest = readManifest(await asProject(async () => (await manifestFile.blob()).text()), printable(name));
    const known = new Set([MANIFEST_PATH, TYPE_PATH, ...manifest.files.map(({ path }) => path)]);
    if (known.size !== listed.length || files.size !== listed.length || listed.some(({ path }) => !known.has(path)))
      throw damaged(MANIFEST_PATH, 'does not name the files that there are');
    return new ProjectReader(manifest, files, signal);
  }

  /** Files that were read, and that there are. */
  get progress(): { done: number; total: number } {
    return { done: this.read.size, total: this.manifest.files.length };
  }

  /** The rows of a table, checked. @throws UserError 'project' where anything about them is not as it was written */
  async *rows<T extends TableName>(name: T): AsyncGenerator<ProjectRow<T>> {
    const rows = parsed(new TextDecoder().decode(await this.bytes(`${name}.json`)), `${name}.json`);
    for (const [at, json] of rows.entries()) {
      const where = `${name}[${at}]`;
      const attachments: Attachments = new Map();
      for (const path of pathsIn(json)) {
        const bytes = await this.bytes(path);
        attachments.set(path, path.endsWith('.npy') ? readNpy(bytes, path) : new Blob([bytes]));
      }
      yield TABLES[name](unpack(json, where, attachments), where) as ProjectRow<T>;
    }
  }

  /** All rows of a table. */
  async all<T extends TableName>(name: T): Promise<ProjectRow<T>[]> {
    const rows: ProjectRow<T>[] = [];
    for await (const row of this.rows(name)) rows.push(row);
    return rows;
  }

  /** To be called at the end. @throws UserError 'project' where there are files that nothing named */
  finish(): void {
    const { done, total } = this.progress;
    if (done !== total) throw damaged(MANIFEST_PATH, 'has files that no table names');
  }

  private async bytes(path: string): Promise<Uint8Array<ArrayBuffer>> {
    this.signal.throwIfAborted();
    const entry = this.entries.get(path);
    const file = this.files.get(path);
    if (!entry || !file) throw damaged(path, 'is not there');
    if (this.read.has(path)) throw damaged(path, 'is named twice');
    this.read.add(path);
    const bytes = new Uint8Array(await asProject(async () => (await file.blob()).arrayBuffer()));
    if (bytes.length !== entry.size || (await sha256(bytes)) !== entry.sha256)
      throw damaged(path, 'has other contents than when it was saved');
    return bytes;
  }
}

function parsed(text: string, where: string): unknown[] {
  try {
    const rows: unknown = JSON.parse(text);
    if (Array.isArray(rows)) return rows;
  } catch {
    // Said below.
  }
  throw damaged(where, 'is no list');
}

/** What is wrong with an archive is told of it as of a project. */
async function asProject<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (isCancelled(error)) throw error;
    const why = error instanceof Error ? error.message : String(error);
    throw projectError(`The project is damaged, and nothing of it was opened. ${why}`, { cause: error });
  }
}
