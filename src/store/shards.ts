import type { DatasetInfo, ShardRef } from '../core/dataset/types.ts';
import { UserError } from '../core/errors.ts';
import { db } from './database.ts';

/** Samples a shard of CIFAR's pictures, but for the last of a batch file. */
export const SHARD_SAMPLES = 1000;

/** Samples a shard of larger pictures: as many bytes. */
export const shardSamples = (width: number, height: number): number =>
  Math.max(1, Math.min(SHARD_SAMPLES, Math.floor((SHARD_SAMPLES * 3072) / (width * height * 3))));

/**
 * Writes one shard and returns its id. The bytes are copied before this returns control, so the buffer may be reused
 * once the promise settles.
 * @param bytes count × height × width × 3, row-major HWC RGB
 */
export function writeShard(datasetId: number, bytes: Uint8Array): Promise<number> {
  return db.shards.add({ datasetId, bytes }) as Promise<number>;
}

/** The shard that holds sample `index`, by binary search. */
export function shardOf(dataset: Pick<DatasetInfo, 'shards'>, index: number): ShardRef {
  let low = 0;
  let high = dataset.shards.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (dataset.shards[middle].start <= index) low = middle;
    else high = middle - 1;
  }
  return dataset.shards[low];
}

/** @throws UserError where the shard is gone (its data set was deleted meanwhile) */
export async function readShard(ref: ShardRef): Promise<Uint8Array> {
  const row = await db.shards.get(ref.id);
  if (!row) throw new UserError('deleted', 'Pictures of this data set are no longer in this browser.');
  return row.bytes;
}

/**
 * Copies the pixels of the samples `indices` into one block, in that order, reading each shard once.
 * @returns indices.length × height × width × 3 bytes, row-major HWC RGB
 */
export async function readPixels(dataset: DatasetInfo, indices: ArrayLike<number>): Promise<Uint8Array> {
  const size = dataset.width * dataset.height * 3;
  const out = new Uint8Array(indices.length * size);
  const places = new Map<ShardRef, number[]>();
  for (let place = 0; place < indices.length; place++) {
    const shard = shardOf(dataset, indices[place]);
    const list = places.get(shard);
    if (list) list.push(place);
    else places.set(shard, [place]);
  }
  for (const [shard, list] of places) {
    const bytes = await readShard(shard);
    for (const place of list) {
      const at = (indices[place] - shard.start) * size;
      out.set(bytes.subarray(at, at + size), place * size);
    }
  }
  return out;
}
