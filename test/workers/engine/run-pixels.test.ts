import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Random } from '../../../src/core/dataset/random.ts';
import { db } from '../../../src/store/database.ts';
import { deleteDataset } from '../../../src/store/datasets.ts';
import { RunPixels } from '../../../workers/engine/run-pixels.ts';
import { emptyDatabase } from '../../support/tiny-dataset.ts';
import { storeNoiseDataset, type NoiseDataset } from '../../support/noise-dataset.ts';

const SIDE = 8;
const SIZE = SIDE * SIDE * 3;
/** Of the run: every second sample, so that a shard of ten has five of them. */
const COUNT = 60;
const BATCH = 4;
/** Room for four of the twelve shards' shares; groups have two. */
const BUDGET = 20 * SIZE;

let noise: NoiseDataset;
const indices = Uint32Array.from({ length: COUNT }, (_, i) => 2 * i + 1);
const places = Uint32Array.from({ length: COUNT }, (_, i) => i);

beforeEach(async () => {
  await emptyDatabase();
  noise = await storeNoiseDataset(2 * COUNT, SIDE);
});
afterEach(() => void vi.restoreAllMocks());

const pixelsOf = (place: number): number[] =>
  Array.from(noise.pixels.subarray(indices[place] * SIZE, (indices[place] + 1) * SIZE));

describe('pixels beyond the budget', () => {
  it('are there for each batch and the one after it, whatever shards they lie in', async () => {
    const pixels = await RunPixels.open(noise.info, indices, BUDGET);
    const random = new Random(1);
    for (let epoch = 0; epoch < 2; epoch++) {
      const order = pixels.order(places, random);
      expect([...order].sort((a, b) => a - b)).toEqual([...places]);
      for (let from = 0; from < COUNT; from += BATCH) {
        const to = Math.min(COUNT, from + 2 * BATCH);
        await pixels.reach(from, to);
        const wanted = order.slice(from, to);
        const packed = pixels.pack(wanted);
        wanted.forEach((place, j) => {
          expect(Array.from(packed.subarray(j * SIZE, (j + 1) * SIZE))).toEqual(pixelsOf(place));
        });
      }
    }
  });

  it('are read once an epoch, a budget’s worth ahead and no more', async () => {
    const pixels = await RunPixels.open(noise.info, indices, BUDGET);
    const read = vi.spyOn(db.shards, 'get');
    expect(read).not.toHaveBeenCalled();
    const order = pixels.order(places, new Random(1));
    await pixels.reach(0, 2 * BATCH);
    await expect.poll(() => read.mock.calls.length).toBe(4);
    for (let from = 0; from < COUNT; from += BATCH) await pixels.reach(from, Math.min(COUNT, from + 2 * BATCH));
    expect(read).toHaveBeenCalledTimes(12);
    // Each of the twelve shards once.
    expect(new Set(read.mock.calls.map(([id]) => id)).size).toBe(12);
    // What the epoch has left behind is not held.
    expect(() => pixels.pack(order.slice(0, 1))).toThrow(/not read/);
  });

  it('come in an order that mixes the samples of two shards at a time, another in each epoch, the same for a seed', async () => {
    const [one, other] = [
      await RunPixels.open(noise.info, indices, BUDGET),
      await RunPixels.open(noise.info, indices, BUDGET),
    ];
    const random = new Random(7);
    const first = one.order(places, random);
    expect(other.order(places, new Random(7))).toEqual(first);
    expect(one.order(places, random)).not.toEqual(first);
    for (let from = 0; from < COUNT; from += 10) {
      const shardsOf = Array.from(first.subarray(from, from + 10), (place) => Math.floor(place / 5));
      expect(new Set(shardsOf).size).toBe(2);
      expect(shardsOf).not.toEqual(shardsOf.toSorted((a, b) => a - b));
    }
  });

  it('are those of some of the run’s samples where a network leaves others out', async () => {
    const pixels = await RunPixels.open(noise.info, indices, BUDGET);
    const some = places.filter((place) => place % 3 !== 0);
    const order = pixels.order(some, new Random(1));
    expect([...order].sort((a, b) => a - b)).toEqual([...some]);
    await pixels.reach(0, 2);
    expect(Array.from(pixels.pack(order.slice(0, 1)))).toEqual(pixelsOf(order[0]));
  });

  it('say so where the data set is gone', async () => {
    const pixels = await RunPixels.open(noise.info, indices, BUDGET);
    await deleteDataset(noise.info.id);
    pixels.order(places, new Random(1));
    await expect(pixels.reach(0, BATCH)).rejects.toMatchObject({ code: 'deleted' });
  });
});

it('within the budget the order is the plain shuffle that it always was, and nothing is read again', async () => {
  const read = vi.spyOn(db.shards, 'get');
  const pixels = await RunPixels.open(noise.info, indices);
  expect(read).toHaveBeenCalledTimes(12);
  expect(pixels.order(places, new Random(7))).toEqual(new Random(7).shuffle(places.slice()));
  await pixels.reach(0, COUNT);
  expect(read).toHaveBeenCalledTimes(12);
  expect(pixels.of(places)[1]).toBe(places);
  expect(Array.from(pixels.pack(Uint32Array.of(5)))).toEqual(pixelsOf(5));
});
