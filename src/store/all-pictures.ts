import type { DatasetInfo, ShardRef } from '../core/dataset/types.ts';
import { pictureBytes } from '../core/project/fingerprint.ts';
import type { ProjectRow } from '../core/project/tables.ts';
import { db } from './database.ts';
import { OriginalsReader, type Original } from './originals.ts';
import { readShard } from './shards.ts';
import { UserError } from '../core/errors.ts';

/** The pixels of a data set's pictures, shard by shard. */
export async function* readShards({ shards }: DatasetInfo): AsyncGenerator<ProjectRow<'shards'>> {
  for (const ref of shards) {
    yield { start: ref.start, count: ref.count, bytes: (await readShard(ref)) as Uint8Array<ArrayBuffer> };
  }
}

/** Bytes of a block that pictures of a folder are put into. */
const BLOCK_BYTES = 8 * 2 ** 20;

/** Pictures as they came, block by block; of a folder they are read anew. @throws UserError where the folder cannot be read */
export async function* readOriginals(dataset: DatasetInfo): AsyncGenerator<ProjectRow<'originals'>> {
  if (dataset.originals === 'store') {
    for (const ref of dataset.originalBlocks) yield blockOf(ref);
    return;
  }
  if (dataset.originals !== 'folder') return;
  const reader = new OriginalsReader(dataset);
  let parts: Blob[] = [];
  let offsets = [0];
  for (let i = 0; i < dataset.sampleCount; i++) {
    const { file } = (await reader.read(i)) as Extract<Original, { file: Blob }>;
    parts.push(file);
    offsets.push(offsets.at(-1)! + file.size);
    if (offsets.at(-1)! < BLOCK_BYTES && i < dataset.sampleCount - 1) continue;
    const count = parts.length;
    yield { start: i + 1 - count, count, bytes: new Blob(parts), offsets: Float64Array.from(offsets) };
    [parts, offsets] = [[], [0]];
  }
}

async function blockOf({ id, start, count }: ShardRef): Promise<ProjectRow<'originals'>> {
  const row = await db.originals.get(id);
  if (!row) throw new UserError('deleted', 'Pictures of this data set are no longer in this browser.');
  const bytes = row.bytes instanceof Blob ? row.bytes : new Blob([row.bytes]);
  const block = { start, count, bytes, offsets: row.offsets as Float64Array<ArrayBuffer> };
  return row.pixels ? { ...block, pixels: row.pixels } : block;
}

/** What is hashed of every sample's picture, in order: an encoded file as it came, or its pixels. */
export async function* readPictureBytes(dataset: DatasetInfo): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const { width, height } = dataset;
  const blocks = readOriginals(dataset);
  let block = (await blocks.next()).value as ProjectRow<'originals'> | undefined;
  let held: Uint8Array<ArrayBuffer> | undefined;
  for await (const { start, count, bytes } of readShards(dataset)) {
    const size = bytes.length / count;
    for (let i = start; i < start + count; i++) {
      if (block && i >= block.start + block.count) {
        block = (await blocks.next()).value as ProjectRow<'originals'> | undefined;
        held = undefined;
      }
      if (!block || i < block.start) {
        yield pictureBytes(bytes.subarray((i - start) * size, (i - start + 1) * size), width, height);
        continue;
      }
      held ??= new Uint8Array(await block.bytes.arrayBuffer());
      const part = held.slice(block.offsets[i - block.start], block.offsets[i - block.start + 1]);
      yield block.pixels ? pictureBytes(part, block.pixels.width, block.pixels.height) : part;
    }
  }
}
