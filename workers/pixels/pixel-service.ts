import type { PixelAnswer, PixelReader } from '../../src/contracts/pixels.ts';
import { handOver } from '../../src/contracts/serve.ts';
import type { DatasetInfo, ShardRef } from '../../src/core/dataset/types.ts';
import { datasetGone } from '../../src/store/columns.ts';
import { getDataset } from '../../src/store/datasets.ts';
import { readShard, shardOf } from '../../src/store/shards.ts';
import { ShardCache } from './shard-cache.ts';

/** All of CIFAR-10's 60,000 pictures are 184 MB. */
const CACHE_BYTES = 192 * 2 ** 20;

/** Milliseconds after which an answer goes out with what there is: well within a frame, as the page still has to draw it. */
const ANSWER_MS = 10;

/** Samples of one shard, of those asked for. */
interface Wanted {
  shard: ShardRef;
  indices: number[];
}

/** The pixel worker's service, with a cache of its own. */
export function createPixelReader(cache = new ShardCache(CACHE_BYTES, readShard)): PixelReader {
  let open: DatasetInfo | undefined;

  async function datasetOf(id: number): Promise<DatasetInfo> {
    // Shards and sizes never change after the import.
    if (open?.id !== id) open = await getDataset(id);
    if (!open) throw datasetGone();
    return open;
  }

  return {
    async readPixels(datasetId, indices) {
      const dataset = await datasetOf(datasetId);
      const wanted = byShard(dataset, indices);
      const atHand = wanted.filter(({ shard }) => cache.has(shard));
      const toRead = wanted.filter(({ shard }) => !cache.has(shard));
      const until = performance.now() + ANSWER_MS;
      const ready: { part: Wanted; bytes: Uint8Array }[] = [];
      for (const part of atHand) ready.push({ part, bytes: await cache.get(part.shard) });
      for (const part of toRead) {
        if (ready.length > 0 && performance.now() > until) break;
        ready.push({ part, bytes: await cache.get(part.shard) });
      }
      return answer(dataset, ready);
    },
  };
}

/** In the order in which the shards are first asked for. */
function byShard(dataset: DatasetInfo, indices: Uint32Array): Wanted[] {
  const wanted = new Map<number, Wanted>();
  for (const index of indices) {
    if (index >= dataset.sampleCount) throw new RangeError(`sample ${index} is not in 0 … ${dataset.sampleCount - 1}`);
    const shard = shardOf(dataset, index);
    const part = wanted.get(shard.id);
    if (part) part.indices.push(index);
    else wanted.set(shard.id, { shard, indices: [index] });
  }
  return [...wanted.values()];
}

function answer({ width, height }: DatasetInfo, ready: { part: Wanted; bytes: Uint8Array }[]): PixelAnswer {
  const count = ready.reduce((sum, { part }) => sum + part.indices.length, 0);
  const area = width * height;
  const indices = new Uint32Array(count);
  const rgba = new Uint8ClampedArray(count * area * 4);
  let place = 0;
  for (const { part, bytes } of ready) {
    for (const index of part.indices) {
      let from = (index - part.shard.start) * area * 3;
      let to = place * area * 4;
      for (let p = 0; p < area; p++) {
        rgba[to++] = bytes[from++];
        rgba[to++] = bytes[from++];
        rgba[to++] = bytes[from++];
        rgba[to++] = 255;
      }
      indices[place++] = index;
    }
  }
  return handOver({ indices, width, height, rgba }, [indices.buffer, rgba.buffer]);
}
