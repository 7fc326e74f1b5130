import { expect, it } from 'vitest';
import type { DatasetInfo } from '../../src/core/dataset/types.ts';
import { measurePicture } from '../../src/core/quality/measure-picture.ts';
import { db } from '../../src/store/database.ts';
import { deleteDataset } from '../../src/store/datasets.ts';
import { OriginalsWriter } from '../../src/store/originals.ts';
import { readMeasured, readQualities, writeMeasured } from '../../src/store/picture-quality.ts';
import { analyst } from '../../src/tasks/workers.ts';
import { startLook } from '../support/elements.ts';
import { softPicture } from '../support/soft-picture.ts';
import { emptyDatabase, storeTinyDataset } from '../support/tiny-dataset.ts';

const { signal } = new AbortController();
const quiet = (): void => undefined;

/** Thirty pictures of soft blobs, but 4 is nearly black, 5 nearly white, 6 grey and 7 of one colour. */
async function storeMixed(): Promise<DatasetInfo> {
  await emptyDatabase();
  const info = await storeTinyDataset(30);
  const bytes = new Uint8Array(30 * 3072);
  for (let i = 0; i < 30; i++) bytes.set(softPicture(i, { brighter: 30 }), i * 3072);
  bytes.set(
    softPicture(4).map((value) => value / 10),
    4 * 3072,
  );
  bytes.set(
    softPicture(5).map((value) => 248 + value / 40),
    5 * 3072,
  );
  const grey = softPicture(6, { brighter: 30 });
  bytes.set(
    grey.map((_, j) => grey[j - (j % 3)]),
    6 * 3072,
  );
  for (let j = 0; j < 3072; j += 3) bytes.set([200, 60, 20], 7 * 3072 + j);
  await db.shards.update(info.shards[0].id, { bytes });
  return info;
}

it('measures pictures without any run, as fields of views that outlive the page and go with the data set', async () => {
  const info = await storeMixed();
  const look = await startLook();
  await look.session.open(info.id);
  expect(() => look.dataset.view().sortBy('quality.dark').indices).toThrow('There is no field “quality.dark”');
  const counts = await look.checkPictures();
  expect(counts).toMatchObject({ dark: 1, bright: 1, grey: 1, odd_size: 0, odd_shape: 0 });
  expect(counts.low_information).toBeGreaterThan(0);
  expect([...look.dataset.view().sortBy('quality.dark').limit(1).indices]).toEqual([4]);
  expect([...look.dataset.view().matchRange('quality.grey', 0, 0.5).indices]).toEqual([6]);
  expect(look.dataset.sample(5).quality.bright).toBeLessThan(0.05);
  const { bytes } = (await db.shards.get(info.shards[0].id))!;
  const wanted = measurePicture(bytes.slice(9 * 3072, 10 * 3072), 32, 32);
  expect(look.dataset.sample(9).quality.blurry).toBe(Math.fround(wanted.blurry));
  look.session.close();

  const again = await startLook();
  await again.session.open(info.id);
  expect(again.dataset.sample(6).quality.grey).toBe(0);
  await deleteDataset(info.id);
  expect(await db.columns.where('datasetId').equals(info.id).count()).toBe(0);
  await expect(analyst.measurePictures(signal, info.id, quiet)).rejects.toThrow('no longer in this browser');
});

it('measures the originals where they are larger than what is trained on, and finds odd sizes and shapes among them', async () => {
  await emptyDatabase();
  const info = await storeTinyDataset(20);
  const writer = new OriginalsWriter(info.id);
  for (let i = 0; i < 20; i++) {
    // All 60 × 40, but 3 is ten times as large and 8 a strip.
    const [width, height] = i === 3 ? [600, 400] : i === 8 ? [200, 12] : [60, 40];
    const canvas = new OffscreenCanvas(width, height);
    const context = canvas.getContext('2d')!;
    context.fillStyle = i === 11 ? '#111' : '#8af';
    context.fillRect(0, 0, width, height);
    context.fillStyle = i === 11 ? '#222' : '#fa2';
    context.fillRect(width / 4, height / 4, width / 2, height / 2);
    await writer.add({ file: await canvas.convertToBlob() });
  }
  await db.datasets.update(info.id, { originals: 'store', originalBlocks: await writer.finish() });
  await analyst.measurePictures(signal, info.id, quiet);
  const qualities = (await readQualities(info.id))!;
  expect(qualities.get('odd_shape')![8]).toBeCloseTo(12 / 200, 6);
  expect(qualities.get('odd_shape')![0]).toBeCloseTo(2 / 3, 6);
  const odd = qualities.get('odd_size')!;
  expect([...odd.keys()].filter((i) => odd[i] < 0.5)).toEqual([3]);
  const dark = qualities.get('dark')!;
  expect([...dark.keys()].filter((i) => dark[i] < 0.32)).toEqual([11]);
});

it('goes on where it was stopped, and shows nothing until all is measured', async () => {
  const info = await storeMixed();
  const measured = await readMeasured(info.id, 30);
  measured.sizes.fill(32, 0, 10);
  for (const column of measured.columns.values()) column.fill(0.75, 0, 10);
  await writeMeasured(info.id, measured);
  expect(await readQualities(info.id)).toBeNull();
  await analyst.measurePictures(signal, info.id, quiet);
  const { dark } = Object.fromEntries((await readQualities(info.id))!);
  // What stood there was kept; a fresh look would have found 4 dark.
  expect([...dark.subarray(0, 10)]).toEqual(new Array(10).fill(0.75));
  expect(dark.every((value) => value > 0)).toBe(true);
});

it('stops when it is cancelled', async () => {
  const info = await storeMixed();
  const controller = new AbortController();
  const work = analyst.measurePictures(controller.signal, info.id, quiet);
  controller.abort();
  await expect(work).rejects.toMatchObject({ name: 'AbortError' });
});
