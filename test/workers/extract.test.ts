import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Progress } from '../../src/contracts/progress.ts';
import { toRoots } from '../../src/core/backbone/roots.ts';
import type { DatasetInfo } from '../../src/core/dataset/types.ts';
import { db } from '../../src/store/database.ts';
import type { EmbeddingRow } from '../../src/store/records.ts';
import { extract } from '../../workers/engine/backbone/extract.ts';
import { FeaturePool } from '../../workers/engine/backbone/feature-pool.ts';
import { featureService } from '../../workers/engine/backbone/feature-service.ts';
import { WasmNetwork } from '../../workers/engine/backbone/wasm-network.ts';
import { lockFolders, storePhotos, storePhotosInFolder, photoColour } from '../support/photo-dataset.ts';
import { emptyDatabase, storeTinyDataset } from '../support/tiny-dataset.ts';
import { loadParts } from './engine/backbone/reference.ts';

const CHOICE = { backbone: 'lite0-e14', side: 64 } as const;
const D = 672 + 1152;
const never = new AbortController().signal;
const quiet = (): void => undefined;
const everything = (count: number): Uint32Array => Uint32Array.from({ length: count }, (_, i) => i);

/** The stored roots of each sample. */
function rootsOf(rows: EmbeddingRow[]): Map<number, Uint16Array> {
  const roots = new Map<number, Uint16Array>();
  for (const row of rows)
    row.indices.forEach((index, j) => roots.set(index, (row.roots as Uint16Array).subarray(j * D, (j + 1) * D)));
  return roots;
}

/** The roots of a picture of one colour. */
async function rootsOfColour(colour: number[], width: number, height: number): Promise<Uint16Array> {
  const pixels = Uint8Array.from({ length: width * height * 3 }, (_, at) => colour[at % 3]);
  const network = new WasmNetwork(...(await loadParts()), 64, 64);
  return toRoots(await network.compute([{ pixels, width, height }]));
}

const largestDifference = (a: Uint16Array, b: Uint16Array): number =>
  a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i])), 0);

beforeEach(emptyDatabase);
afterEach(emptyDatabase);

describe('extracting features', () => {
  it('stores those of each sample under its own index, with the size of each tap', async () => {
    const { id } = await storeTinyDataset(150);
    const told: Progress[] = [];
    const { computed } = await extract(never, id, everything(150), CHOICE, (progress) => told.push(progress));
    expect(computed).toBe(150);
    const rows = await db.embeddings.toArray();
    expect(new Set(rows.map(({ choice }) => choice))).toEqual(new Set(['lite0-e14@64']));
    expect(rows[0].taps).toEqual({ e11: 672, e14: 1152 });
    const roots = rootsOf(rows);
    expect(roots.size).toBe(150);
    // As storeTinyDataset colours them.
    for (const i of [7, 149]) {
      const colour = [i, (i % 3) * 20, i < 120 ? 0 : 100];
      expect(Array.from(roots.get(i)!)).toEqual(Array.from(await rootsOfColour(colour, 32, 32)));
    }
    expect(told.at(-1)).toMatchObject({ done: 150, total: 150, unit: 'samples' });
  });

  it('computes only what is missing', async () => {
    const { id } = await storeTinyDataset(30);
    await extract(never, id, Uint32Array.of(3, 9, 20), CHOICE, quiet);
    const { computed } = await extract(never, id, everything(30), CHOICE, quiet);
    expect(computed).toBe(27);
    expect((await extract(never, id, everything(30), CHOICE, quiet)).computed).toBe(0);
    const stored = (await db.embeddings.toArray()).flatMap(({ indices }) => Array.from(indices));
    expect(stored.sort((a, b) => a - b)).toEqual(Array.from(everything(30)));
  });

  it('ends when it is cancelled, and goes on from the parts that were stored', async () => {
    const { id } = await storeTinyDataset(600);
    const abort = new AbortController();
    const stop = async (): Promise<void> => {
      if ((await db.embeddings.count()) > 0) abort.abort();
    };
    await expect(extract(abort.signal, id, everything(600), CHOICE, () => void stop())).rejects.toThrow(/abort/i);
    const kept = (await db.embeddings.toArray()).reduce((sum, { indices }) => sum + indices.length, 0);
    expect(kept).toBeGreaterThan(0);
    const { computed } = await extract(never, id, everything(600), CHOICE, quiet);
    expect(computed).toBe(600 - kept);
    expect(rootsOf(await db.embeddings.toArray()).size).toBe(600);
  });

  it('looks at the originals, cut as the data set says', async () => {
    const { id } = await storePhotos(4);
    await extract(never, id, everything(4), CHOICE, quiet);
    const roots = rootsOf(await db.embeddings.toArray());
    const wanted = await rootsOfColour(photoColour(3), 64, 64);
    expect(largestDifference(roots.get(3)!, wanted)).toBeLessThan(650);
  });

  it('takes the picture that training sees where an original cannot be decoded', async () => {
    const { id } = await storePhotos(2, () => new Blob(['no picture']));
    await extract(never, id, everything(2), CHOICE, quiet);
    const roots = rootsOf(await db.embeddings.toArray());
    expect(Array.from(roots.get(0)!)).toEqual(Array.from(await rootsOfColour([0, 0, 0], 32, 32)));
  });

  it('says so where a folder has to be asked for again', async () => {
    const { info } = await storePhotosInFolder(3);
    const locked = lockFolders();
    try {
      await expect(extract(never, info.id, everything(3), CHOICE, quiet)).rejects.toMatchObject({
        code: 'no-permission',
      });
    } finally {
      locked.restore();
    }
  });

  it('says so where the data set is gone', async () => {
    await expect(extract(never, 99, everything(3), CHOICE, quiet)).rejects.toMatchObject({ code: 'deleted' });
  });
});

it('computes here what a helper that cannot work has left', async () => {
  const dataset: DatasetInfo = await storeTinyDataset(40);
  const broken = (): Worker => new Worker(URL.createObjectURL(new Blob(['throw new Error("no")'])));
  const pool = new FeaturePool(featureService(), 2, broken);
  const taken: number[] = [];
  const parts = [0, 10, 20, 30].map((from) => everything(40).slice(from, from + 10));
  let last = 0;
  const take = async (indices: Uint32Array): Promise<void> => void taken.push(...indices);
  try {
    await pool.compute(never, dataset, CHOICE, parts, take, (done) => (last = done));
  } finally {
    pool.dispose();
  }
  expect(taken.sort((a, b) => a - b)).toEqual(Array.from(everything(40)));
  expect(last).toBe(40);
});

it('ends with the error of whoever cannot store, and computes no more', async () => {
  const dataset = await storeTinyDataset(40);
  const pool = new FeaturePool(featureService(), 1);
  const parts = Array.from({ length: 40 }, (_, i) => Uint32Array.of(i));
  let tried = 0;
  const take = (): Promise<void> => {
    tried += 1;
    return Promise.reject(new Error('the disk is full'));
  };
  await expect(pool.compute(never, dataset, CHOICE, parts, take, quiet)).rejects.toThrow('the disk is full');
  pool.dispose();
  expect(tried).toBe(1);
});
