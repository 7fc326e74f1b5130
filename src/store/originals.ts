import { nameOf } from '../core/dataset/names.ts';
import { splitColumn } from '../core/dataset/table.ts';
import type { DatasetInfo, ShardRef } from '../core/dataset/types.ts';
import { UserError, isDiskFull } from '../core/errors.ts';
import { readNames } from './columns.ts';
import { db } from './database.ts';
import { readFolder, readFromFolder } from './folders.ts';
import type { FolderRow, OriginalsRow } from './records.ts';
import { readPixels } from './shards.ts';

/** A picture as it came: an encoded file, with its bytes where they are in memory, or plain pixels (row-major HWC RGB). */
export type Original =
  { file: Blob; bytes?: Uint8Array<ArrayBuffer> } | { pixels: Uint8Array; width: number; height: number };

/** Bytes of a block, about: few enough to be held in memory, many enough for few rows. */
const BLOCK_BYTES = 8 * 2 ** 20;

/** Rows of blocks that a reader keeps; fewer where the browser stores no blobs, as they hold the bytes. */
const MOST_KEPT = { blobs: 512, bytes: 8 };

/** Writes the originals of consecutive samples, in blocks. */
export class OriginalsWriter {
  private readonly refs: ShardRef[] = [];
  private parts: (Blob | Uint8Array<ArrayBuffer>)[] = [];
  private ends: number[] = [];
  private shape: OriginalsRow['pixels'];
  private next = 0;

  /** @param datasetId data set that is being imported */
  constructor(private readonly datasetId: number) {}

  /** Takes the next sample's original, and now and then writes a block: await it, so that memory stays small. Pixels and bytes are copied. */
  async add(picture: Original): Promise<void> {
    const shape = 'pixels' in picture ? { width: picture.width, height: picture.height } : undefined;
    if (this.shape?.width !== shape?.width || this.shape?.height !== shape?.height) await this.flush();
    this.shape = shape;
    const part = 'pixels' in picture ? picture.pixels.slice() : (picture.bytes?.slice() ?? picture.file);
    this.parts.push(part);
    this.ends.push((this.ends.at(-1) ?? 0) + (part instanceof Blob ? part.size : part.length));
    if (this.ends.at(-1)! >= BLOCK_BYTES) await this.flush();
  }

  /**
   * Writes what is left.
   * @returns where all of it lies, `start` counted from this writer's first sample
   */
  async finish(): Promise<ShardRef[]> {
    await this.flush();
    return this.refs;
  }

  private async flush(): Promise<void> {
    const { parts, ends, shape } = this;
    if (parts.length === 0) return;
    [this.parts, this.ends] = [[], []];
    const row: Omit<OriginalsRow, 'id'> = {
      datasetId: this.datasetId,
      bytes: new Blob(parts),
      offsets: Float64Array.of(0, ...ends),
    };
    if (shape) row.pixels = shape;
    this.refs.push({ id: await addOriginals(row), start: this.next, count: parts.length });
    this.next += parts.length;
  }
}

/** Adds a block, as plain bytes where the browser stores no blobs. */
export async function addOriginals(row: Omit<OriginalsRow, 'id'>): Promise<number> {
  try {
    return (await db.originals.add(row)) as number;
  } catch (error) {
    if (isDiskFull(error) || !(row.bytes instanceof Blob)) throw error;
    const bytes = new Uint8Array(await row.bytes.arrayBuffer());
    return (await db.originals.add({ ...row, bytes })) as number;
  }
}

/** Reads the originals of one data set, wherever they are. Remembers where it read last. */
export class OriginalsReader {
  /** In the order of last use. */
  private readonly rows = new Map<number, OriginalsRow>();
  private names: Promise<(index: number) => string> | undefined;
  private folder: Promise<FolderRow | undefined> | undefined;

  constructor(private readonly dataset: DatasetInfo) {}

  /**
   * One sample's picture as it came; where there is no more than the shards, its pixels there.
   * @throws UserError 'deleted' where the data set was; for those in a folder 'no-permission' where it has to be asked for again,
   * 'not-found' where the file is gone or another one
   */
  async read(index: number): Promise<Original> {
    const { dataset } = this;
    if (dataset.originals === 'folder') return { file: await this.readFile(index) };
    const block = dataset.originals === 'store' ? blockOf(dataset.originalBlocks, index) : undefined;
    if (block) return this.readFromBlock(block, index - block.start);
    const { width, height } = dataset;
    return { pixels: await readPixels(dataset, [index]), width, height };
  }

  private async readFile(index: number): Promise<File> {
    const folder = await (this.folder ??= readFolder(this.dataset.id));
    if (!folder) throw gone();
    const name = await (this.names ??= readNaming(this.dataset));
    return readFromFolder(folder, index, name(index));
  }

  private async readFromBlock(block: ShardRef, place: number): Promise<Original> {
    const { bytes, offsets, pixels } = await this.rowOf(block);
    const [start, end] = [offsets[place], offsets[place + 1]];
    const part = bytes instanceof Blob ? bytes.slice(start, end) : new Blob([bytes.subarray(start, end)]);
    return pixels ? { pixels: new Uint8Array(await part.arrayBuffer()), ...pixels } : { file: part };
  }

  private async rowOf({ id }: ShardRef): Promise<OriginalsRow> {
    const row = this.rows.get(id) ?? (await db.originals.get(id));
    if (!row) throw gone();
    this.rows.delete(id);
    this.rows.set(id, row);
    const most = row.bytes instanceof Blob ? MOST_KEPT.blobs : MOST_KEPT.bytes;
    if (this.rows.size > most) this.rows.delete(this.rows.keys().next().value!);
    return row;
  }
}

/** The block that holds a sample's original, by binary search; undefined where none does. */
function blockOf(blocks: readonly ShardRef[], index: number): ShardRef | undefined {
  let [low, high] = [0, blocks.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (blocks[middle].start <= index) low = middle;
    else high = middle - 1;
  }
  const block = blocks.at(low);
  return block && index < block.start + block.count && index >= block.start ? block : undefined;
}

async function readNaming({ id, splits, sampleCount }: DatasetInfo): Promise<(index: number) => string> {
  const table = { names: await readNames(id), splits, split: splitColumn(splits, sampleCount) };
  return (index) => nameOf(table, index);
}

const gone = (): UserError => new UserError('deleted', 'Pictures of this data set are no longer in this browser.');
