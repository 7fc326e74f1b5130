import type { PixelAnswer, PixelReader } from '../../src/contracts/pixels.ts';
import { handOver } from '../../src/contracts/serve.ts';
import type { DatasetInfo, ShardRef } from '../../src/core/dataset/types.ts';
import { UserError } from '../../src/core/errors.ts';
import { datasetGone } from '../../src/store/columns.ts';
import { getDataset } from '../../src/store/datasets.ts';
import { OriginalsReader } from '../../src/store/originals.ts';
import { readShard, shardOf } from '../../src/store/shards.ts';
import { decodeWhole, isSvg } from '../shared/decode-picture.ts';
import { OriginalTiles } from './original-tiles.ts';
import { ShardCache } from '../shared/shard-cache.ts';
import { copyShrunk } from './shrink-pixels.ts';

/** All of CIFAR-10's 60,000 pictures are 184 MB. */
const SHARD_BYTES = 192 * 2 ** 20;

/** Squares of 128 pixels: 2,000. */
const ORIGINAL_BYTES = 128 * 2 ** 20;

/** Milliseconds after which an answer goes out with what there is: well within a frame, as the page still has to draw it. */
const ANSWER_MS = 10;

/** Samples of one shard, of those asked for. */
interface Wanted {
  shard: ShardRef;
  indices: number[];
}

/** The pixel worker's service, with caches of its own. */
export function createPixelReader(cache = new ShardCache(SHARD_BYTES, readShard)): PixelReader {
  let open: { dataset: DatasetInfo; originals: OriginalsReader } | undefined;
  let tiles: OriginalTiles | undefined;

  async function openDataset(id: number): Promise<NonNullable<typeof open>> {
    // Shards, originals and sizes never change after the import.
    if (open?.dataset.id !== id) {
      const dataset = await getDataset(id);
      if (!dataset) throw datasetGone();
      open = { dataset, originals: new OriginalsReader(dataset) };
    }
    return open;
  }

  return {
    async readPixels(datasetId, indices, shrink = 1) {
      const { dataset } = await openDataset(datasetId);
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
      return answer(dataset, ready, shrink);
    },

    async readOriginals(datasetId, indices, side) {
      const { dataset, originals } = await openDataset(datasetId);
      for (const index of indices) checkIndex(dataset, index);
      if (tiles?.dataset !== dataset || tiles.side !== side) {
        tiles = new OriginalTiles(dataset, side, ORIGINAL_BYTES, (index) => originals.read(index));
      }
      const ready = await tiles.take(indices, ANSWER_MS);
      const rgba = new Uint8ClampedArray(ready.tiles.length * side ** 2 * 4);
      ready.tiles.forEach(([, tile], place) => rgba.set(tile, place * side ** 2 * 4));
      const found = Uint32Array.from(ready.tiles, ([index]) => index);
      const { unreadable } = ready;
      return handOver({ indices: found, width: side, height: side, rgba, unreadable }, [found.buffer, rgba.buffer]);
    },

    async readWhole(datasetId, index, most) {
      const { dataset, originals } = await openDataset(datasetId);
      checkIndex(dataset, index);
      const original = await originals.read(index);
      const bytes = 'file' in original ? original.file.size : null;
      try {
        const { bitmap, width, height } = await decodeWhole(original, most, dataset.background);
        return handOver({ picture: bitmap, width, height, bytes }, [bitmap]);
      } catch (error) {
        if ('file' in original && (await isSvg(original.file))) {
          return { picture: original.file, width: 0, height: 0, bytes };
        }
        throw new UserError('bad-input', `The picture as it came cannot be shown: ${(error as Error).message}.`);
      }
    },
  };
}

function checkIndex(dataset: DatasetInfo, index: number): void {
  if (index >= dataset.sampleCount) throw new RangeError(`sample ${index} is not in 0 … ${dataset.sampleCount - 1}`);
}

/** In the order in which the shards are first asked for. */
function byShard(dataset: DatasetInfo, indices: Uint32Array): Wanted[] {
  const wanted = new Map<number, Wanted>();
  for (const index of indices) {
    checkIndex(dataset, index);
    const shard = shardOf(dataset, index);
    const part = wanted.get(shard.id);
    if (part) part.indices.push(index);
    else wanted.set(shard.id, { shard, indices: [index] });
  }
  return [...wanted.values()];
}

function answer(
  { width, height }: DatasetInfo,
  ready: { part: Wanted; bytes: Uint8Array }[],
  shrink: number,
): PixelAnswer {
  const count = ready.reduce((sum, { part }) => sum + part.indices.length, 0);
  const indices = new Uint32Array(count);
  const size = { width: width / shrink, height: height / shrink };
  const rgba = new Uint8ClampedArray(count * size.width * size.height * 4);
  let place = 0;
  for (const { part, bytes } of ready) {
    for (const index of part.indices) {
      const from = (index - part.shard.start) * width * height * 3;
      copyShrunk(bytes, from, { width, height }, shrink, rgba, place * size.width * size.height * 4);
      indices[place++] = index;
    }
  }
  return handOver({ indices, ...size, rgba }, [indices.buffer, rgba.buffer]);
}
