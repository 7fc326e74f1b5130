import { beforeEach, describe, expect, it } from 'vitest';
import type { Progress } from '../../src/contracts/progress.ts';
import { Random } from '../../src/core/dataset/random.ts';
import type { DatasetInfo } from '../../src/core/dataset/types.ts';
import { NO_NEIGHBOUR, unitRows } from '../../src/core/insights/neighbours.ts';
import { plainSearch } from '../support/plain-search.ts';
import { readNeighbours } from '../../src/store/neighbours.ts';
import { appendPredictions } from '../../src/store/predictions.ts';
import type { RunRow } from '../../src/store/records.ts';
import { addRun } from '../../src/store/runs.ts';
import { analyst } from '../../src/tasks/workers.ts';
import { storeRun } from '../support/stored-run.ts';
import { emptyDatabase, storeTinyDataset } from '../support/tiny-dataset.ts';

const D = 64;
const K = 20;
let info: DatasetInfo;
let run: RunRow;

/** Features as a network's: none below 0. */
function randomFeatures(n: number, seed: number): Float32Array {
  const random = new Random(seed);
  return Float32Array.from({ length: n * D }, () => Math.max(0, random.normal()));
}

async function storeFeatures(indices: Uint32Array, features: Float32Array): Promise<void> {
  const n = indices.length;
  const logits = new Float32Array(n * info.classes.length);
  await appendPredictions(run, info.sampleCount, indices, logits, features, new Uint16Array(n), new Float32Array(n));
}

const search = (indices: Uint32Array, onProgress: (progress: Progress) => void = () => {}, signal?: AbortSignal) =>
  analyst.computeNeighbours(signal ?? new AbortController().signal, run.id, indices, onProgress);

beforeEach(async () => {
  await emptyDatabase();
  info = await storeTinyDataset(403);
  run = await storeRun(info);
});

const range = (from: number, to: number): Uint32Array => Uint32Array.from({ length: to - from }, (_, j) => from + j);

describe('the search for neighbours', () => {
  it('finds in WebAssembly what plain code finds, by the data set’s indices, whatever order they were predicted in', async () => {
    const features = randomFeatures(403, 1);
    await storeFeatures(range(200, 403), features.slice(200 * D));
    await storeFeatures(range(0, 200), features.slice(0, 200 * D));
    const asked = range(0, 403).filter((i) => i % 3 !== 0);
    await search(asked);
    const row = (await readNeighbours(run.id))!;
    const own = Float32Array.from([...asked].flatMap((i) => [...features.subarray(i * D, (i + 1) * D)]));
    const plain = plainSearch(unitRows(own, D).unit, D, K);
    plain.search(0, asked.length);
    const expected = plain.result();
    expect(row.indices).toEqual(asked);
    expect(row.k).toBe(K);
    expected.similarity.forEach((value, at) => expect(row.similarity[at]).toBeCloseTo(value, 5));
    const differs = expected.neighbours.filter((place, at) => asked[place] !== row.neighbours[at]).length;
    // Sums in another order of rounding may swap two that are as good as equal.
    expect(differs).toBeLessThan(expected.neighbours.length / 1000);
  });

  it('shares many samples between workers and finds the same: planted twins are each other’s first', async () => {
    info = await storeTinyDataset(6001, ['cat', 'dog', 'frog']);
    run = await storeRun(info);
    const features = randomFeatures(6001, 2);
    for (let i = 0; i < 100; i++) features.copyWithin((5900 + i) * D, i * D, (i + 1) * D);
    await storeFeatures(range(0, 6001), features);
    const said: Progress[] = [];
    await search(range(0, 6001), (progress) => said.push(progress));
    const { neighbours, similarity } = (await readNeighbours(run.id))!;
    for (let i = 0; i < 100; i++) {
      expect(neighbours[i * K]).toBe(5900 + i);
      expect(neighbours[(5900 + i) * K]).toBe(i);
      expect(similarity[i * K]).toBeCloseTo(1, 5);
    }
    expect(neighbours).not.toContain(NO_NEIGHBOUR);
    expect(said.every(({ done, total }) => done <= total)).toBe(true);
  });

  it('leaves out samples whose features are not numbers, and gives a lone sample none', async () => {
    const features = randomFeatures(403, 3).fill(NaN, 5 * D, 6 * D);
    await storeFeatures(range(0, 403), features);
    await search(range(0, 10));
    const { neighbours, similarity } = (await readNeighbours(run.id))!;
    expect([...neighbours.subarray(5 * K, 6 * K)].every((i) => i === NO_NEIGHBOUR)).toBe(true);
    expect([...neighbours.subarray(0, K)].filter((i) => i !== NO_NEIGHBOUR).sort()).toEqual([1, 2, 3, 4, 6, 7, 8, 9]);
    expect(similarity.slice(8, K).every(Number.isNaN)).toBe(true);
    await search(range(7, 8));
    expect([...(await readNeighbours(run.id))!.neighbours].every((i) => i === NO_NEIGHBOUR)).toBe(true);
  });

  describe('beside a probe', () => {
    /** Own features tell two halves apart and no more; the backbone's also have 7 and 9 as twins, and 7 and 8, which are of both halves. */
    const TWINS = [7, 8, 9];
    const halves = (n: number) =>
      Float32Array.from({ length: n * D }, (_, at) => Number((Math.floor(at / D) + at) % 2));
    const seen = (n: number): Float32Array => {
      const features = randomFeatures(n, 5);
      for (const i of TWINS.slice(1)) features.copyWithin(i * D, TWINS[0] * D, (TWINS[0] + 1) * D);
      return features;
    };
    const storeProbe = async (indices: Uint32Array): Promise<void> => {
      const id = await addRun({
        source: 'probe',
        ...{
          datasetId: info.id,
          name: 'backbone',
          createdAt: 1,
          classCount: 3,
          status: 'trained',
          epochs: [],
          elapsedMs: 0,
        },
        ...{
          choice: { backbone: 'lite0-e14', side: 96 },
          scope: indices,
          indices,
          labels: new Uint16Array(indices.length),
        },
      });
      const probe = { id, datasetId: info.id };
      const n = indices.length;
      const empty = [new Uint16Array(n), new Float32Array(n)] as const;
      await appendPredictions(probe, info.sampleCount, indices, new Float32Array(n * 3), seen(n), ...empty);
    };
    const nearest = async (i: number) => {
      const { neighbours, similarity } = (await readNeighbours(run.id))!;
      return { index: neighbours[i * K], similarity: similarity[i * K] };
    };

    it('goes by the components of the backbone too, each kind counting half', async () => {
      await storeFeatures(range(0, 403), halves(403));
      await storeProbe(range(0, 403));
      await search(range(0, 403));
      expect((await nearest(7)).index).toBe(9);
      expect((await nearest(7)).similarity).toBeCloseTo(1, 5);
      // Alike in one kind of two.
      const toOther = (await nearest(8)).similarity;
      expect(toOther).toBeGreaterThan(0.4);
      expect(toOther).toBeLessThan(0.95);
    });

    it('goes by its own alone where the probe lacks some of the samples', async () => {
      await storeFeatures(range(0, 403), halves(403));
      await storeProbe(range(0, 402));
      await search(range(0, 403));
      expect(await nearest(7)).toEqual({ index: 1, similarity: expect.closeTo(1, 5) as number });
    });
  });

  it('says how many samples have no features, and stores nothing then or once it is aborted', async () => {
    await storeFeatures(range(0, 100), randomFeatures(100, 4));
    await expect(search(range(0, 403))).rejects.toMatchObject({
      code: 'not-computed',
      message: '303 of 403 samples have no prediction by run “walkthrough”: predict them first.',
    });
    const controller = new AbortController();
    const aborted = search(range(0, 100), () => {}, controller.signal);
    controller.abort();
    await expect(aborted).rejects.toMatchObject({ name: 'AbortError' });
    expect(await readNeighbours(run.id)).toBeUndefined();
  });
});
