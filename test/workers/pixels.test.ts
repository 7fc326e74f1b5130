import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DatasetInfo } from '../../src/core/dataset/types.ts';
import { deleteDataset } from '../../src/store/datasets.ts';
import { readPixels } from '../../src/store/shards.ts';
import { PixelFeed } from '../../src/tasks/pixels.ts';
import { holdPixelReader } from '../../src/tasks/workers.ts';
import { ShardCache } from '../../workers/shared/shard-cache.ts';
import { emptyDatabase, storeTinyDataset } from '../support/tiny-dataset.ts';

let info: DatasetInfo;
const closing: { close(): void }[] = [];

beforeEach(async () => {
  await emptyDatabase();
  info = await storeTinyDataset(60);
});

afterEach(() => {
  for (const open of closing.splice(0)) open.close();
});

function hold() {
  const worker = holdPixelReader();
  closing.push(worker);
  return worker;
}

describe('the pixel worker', () => {
  it('answers with opaque RGBA that equals the store’s pixels, sample by sample', async () => {
    const asked = Uint32Array.of(41, 3, 59, 0, 17);
    const answer = await hold().service.readPixels(info.id, asked);
    expect([...answer.indices].sort()).toEqual([...asked].sort());
    const stored = await readPixels(info, answer.indices);
    const rgb = answer.rgba.filter((_, at) => at % 4 < 3);
    expect(rgb).toEqual(Uint8ClampedArray.from(stored));
    expect(answer.rgba.filter((_, at) => at % 4 === 3).every((alpha) => alpha === 255)).toBe(true);
  });

  it('says which sample is not there', async () => {
    await expect(hold().service.readPixels(info.id, Uint32Array.of(60))).rejects.toThrow('sample 60 is not in 0 … 59');
  });

  it('says that the data set is gone', async () => {
    await deleteDataset(info.id);
    await expect(hold().service.readPixels(info.id, Uint32Array.of(0))).rejects.toThrow('no longer in this browser');
  });

  it('rejects what is under way when it is closed, and starts anew at the next call', async () => {
    const worker = hold();
    const call = worker.service.readPixels(info.id, Uint32Array.of(0));
    worker.close();
    await expect(call).rejects.toMatchObject({ name: 'AbortError' });
    expect((await worker.service.readPixels(info.id, Uint32Array.of(7))).indices).toEqual(Uint32Array.of(7));
  });
});

describe('the shard cache', () => {
  const refs = [0, 1, 2, 3].map((id) => ({ id, start: id * 10, count: 10 }));

  it('keeps no more than its bytes, and lets go first what was used longest ago', async () => {
    const read: number[] = [];
    const cache = new ShardCache(250, async ({ id }) => {
      read.push(id);
      return new Uint8Array(100);
    });
    for (const id of [0, 1, 0, 2]) await cache.get(refs[id]);
    expect(cache.bytes).toBe(200);
    expect(refs.map((ref) => cache.has(ref))).toEqual([true, false, true, false]);
    await cache.get(refs[0]);
    expect(read).toEqual([0, 1, 2]);
  });

  it('reads again what failed before', async () => {
    let fails = true;
    const cache = new ShardCache(250, async () => {
      if (fails) throw new Error('disk');
      return new Uint8Array(100);
    });
    await expect(cache.get(refs[0])).rejects.toThrow('disk');
    fails = false;
    expect(await cache.get(refs[0])).toHaveLength(100);
  });
});

describe('the pixel feed', () => {
  it('asks only for what is wanted last before the frame', async () => {
    const seen: number[] = [];
    const feed = new PixelFeed(info, {
      pixels: ({ indices }) => seen.push(...indices),
      error: (error) => expect.unreachable(String(error)),
    });
    closing.push(feed);
    feed.want(Uint32Array.of(1, 2, 3));
    feed.want(Uint32Array.of(50, 51));
    await expect.poll(() => seen.length).toBeGreaterThan(0);
    expect(seen.sort()).toEqual([50, 51]);
  });

  it('says why nothing comes', async () => {
    const errors: unknown[] = [];
    const feed = new PixelFeed(info, {
      pixels: () => expect.unreachable(),
      error: (error) => errors.push(error),
    });
    closing.push(feed);
    feed.want(Uint32Array.of(1000));
    await expect.poll(() => errors).toHaveLength(1);
    expect(String(errors[0])).toContain('sample 1000');
  });
});
