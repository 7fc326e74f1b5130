import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { UserError } from '../../src/core/errors.ts';
import { db } from '../../src/store/database.ts';
import { deleteDataset } from '../../src/store/datasets.ts';
import { readPixels } from '../../src/store/shards.ts';
import { holdPixelReader } from '../../src/tasks/workers.ts';
import { OriginalTiles } from '../../workers/pixels/original-tiles.ts';
import { photoColour, photoOf, storePhotos } from '../support/photo-dataset.ts';
import { flatPicture, makePicture, turned } from '../support/pictures.ts';
import { emptyDatabase, storeTinyDataset } from '../support/tiny-dataset.ts';

const closing: { close(): void }[] = [];

beforeEach(emptyDatabase);

afterEach(() => {
  for (const open of closing.splice(0)) open.close();
});

function hold() {
  const worker = holdPixelReader();
  closing.push(worker);
  return worker.service;
}

/** Asks until all have come or cannot be read. */
async function readAll(service: ReturnType<typeof hold>, datasetId: number, indices: number[], side: number) {
  const colours = new Map<number, number[]>();
  const unreadable = new Set<number>();
  while (colours.size + unreadable.size < indices.length) {
    const wanted = indices.filter((index) => !colours.has(index) && !unreadable.has(index));
    const answer = await service.readOriginals(datasetId, Uint32Array.from(wanted), side);
    expect([answer.width, answer.height]).toEqual([side, side]);
    expect(answer.indices.length + answer.unreadable.length).toBeGreaterThan(0);
    const middle = (side * (side >> 1) + (side >> 1)) * 4;
    answer.indices.forEach((index, j) => {
      colours.set(index, [...answer.rgba.subarray(j * side ** 2 * 4 + middle, j * side ** 2 * 4 + middle + 3)]);
    });
    for (const index of answer.unreadable) unreadable.add(index);
  }
  return { colours, unreadable };
}

describe('originals from the pixel worker', () => {
  it('are each sample’s own, at any size and in any order', async () => {
    const { id } = await storePhotos(40);
    const service = hold();
    for (const side of [64, 128, 96]) {
      const asked = Array.from({ length: 40 }, (_, k) => (k * 17 + side) % 40);
      const { colours } = await readAll(service, id, asked, side);
      for (const index of asked) expect(colours.get(index)).toEqual(photoColour(index));
    }
  });

  it('say which cannot be read, and hold nothing else up', async () => {
    const { id } = await storePhotos(6, (i) => (i === 2 ? new Blob(['no picture']) : photoOf(i)));
    const { colours, unreadable } = await readAll(hold(), id, [0, 1, 2, 3, 4, 5], 64);
    expect([...unreadable]).toEqual([2]);
    expect([...colours.keys()].sort()).toEqual([0, 1, 3, 4, 5]);
  });

  it('say that the data set was deleted meanwhile', async () => {
    const { id } = await storePhotos(4);
    const service = hold();
    await readAll(service, id, [0], 64);
    await deleteDataset(id);
    await db.originals.clear();
    const other = hold();
    await expect(other.readOriginals(id, Uint32Array.of(1), 64)).rejects.toMatchObject({ code: 'deleted' });
    await expect(other.readWhole(id, 1, 500)).rejects.toMatchObject({ code: 'deleted' });
    await expect(hold().readOriginals(id, Uint32Array.of(9), 64)).rejects.toThrow();
  });

  it('come whole at their own shape, upright, with their size', async () => {
    const jpeg = await turned(await flatPicture(200, 120, '#00f', 'image/jpeg'), 8);
    const { id } = await storePhotos(2, (i) => (i === 0 ? photoOf(0) : jpeg));
    const service = hold();
    const wide = await service.readWhole(id, 0, 100);
    expect(wide).toMatchObject({ width: 200, height: 120, bytes: (await photoOf(0)).size });
    const { width, height } = wide.picture as ImageBitmap;
    expect([width, height]).toEqual([100, 60]);
    expect(await service.readWhole(id, 1, 1000)).toMatchObject({ width: 120, height: 200, bytes: jpeg.size });
  });

  it('come as the file where it is an SVG, which only a page can draw', async () => {
    const svg = new Blob(['<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10"/>']);
    const { id } = await storePhotos(1, () => svg);
    const service = hold();
    const whole = await service.readWhole(id, 0, 100);
    expect(await (whole.picture as Blob).text()).toBe(await svg.text());
    expect((await readAll(service, id, [0], 64)).unreadable).toEqual(new Set([0]));
  });

  it('say why one cannot be shown', async () => {
    const { id } = await storePhotos(1, () => new Blob(['no picture']));
    await expect(hold().readWhole(id, 0, 100)).rejects.toMatchObject({
      code: 'bad-input',
      message: 'The picture as it came cannot be shown: the browser cannot decode it.',
    });
  });
});

it('the shards’ pictures come shrunk, each pixel the mean of those it stands for', async () => {
  const info = await storeTinyDataset(10, ['cat'], (i) => [i * 20, 255 - i, i]);
  const answer = await hold().readPixels(info.id, Uint32Array.of(7, 2), 4);
  expect([answer.width, answer.height, answer.rgba.length]).toEqual([8, 8, 2 * 8 * 8 * 4]);
  const stored = await readPixels(info, answer.indices);
  for (const j of [0, 1]) {
    expect([...answer.rgba.subarray(j * 256, j * 256 + 4)]).toEqual([...stored.subarray(j * 3072, j * 3072 + 3), 255]);
  }
});

describe('the originals that are kept', () => {
  const dataset = { id: 1, fit: 'crop' as const, background: '#ffffff' };
  const everything = 10_000;

  it('are no more than their bytes, those used longest ago gone first', async () => {
    const read: number[] = [];
    const file = await makePicture(8, 8, () => undefined);
    const tiles = new OriginalTiles(dataset, 16, 3 * 16 * 16 * 4, async (index) => {
      read.push(index);
      return { file };
    });
    for (const index of [0, 1, 2, 0, 3]) await tiles.take(Uint32Array.of(index), everything);
    expect(tiles.bytes).toBe(3 * 16 * 16 * 4);
    await tiles.take(Uint32Array.of(0), everything);
    expect(read).toEqual([0, 1, 2, 3]);
    await tiles.take(Uint32Array.of(1), everything);
    expect(read).toEqual([0, 1, 2, 3, 1]);
  });

  it('are not decoded for whom nobody asks any more, and a few at a time', async () => {
    const read: number[] = [];
    const file = await makePicture(8, 8, () => undefined);
    const tiles = new OriginalTiles(dataset, 16, 2 ** 20, async (index) => {
      read.push(index);
      return { file };
    });
    const { tiles: first } = await tiles.take(
      Uint32Array.from({ length: 500 }, (_, i) => i),
      0,
    );
    expect(first.length).toBeGreaterThan(0);
    expect(read.length).toBeLessThan(20);
    await tiles.take(Uint32Array.of(499), everything);
    expect(read.at(-1)).toBe(499);
    expect(read.length).toBeLessThan(21);
  });

  it('are tried again once their folder may be read', async () => {
    let locked = true;
    const file = await flatPicture(8, 8, '#f00');
    const tiles = new OriginalTiles(dataset, 16, 2 ** 20, async () => {
      if (locked) throw new UserError('no-permission', 'ask again');
      return { file };
    });
    await expect(tiles.take(Uint32Array.of(0, 1), everything)).rejects.toMatchObject({ code: 'no-permission' });
    locked = false;
    expect((await tiles.take(Uint32Array.of(0, 1), everything)).tiles).toHaveLength(2);
  });
});
