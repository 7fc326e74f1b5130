import { beforeEach, describe, expect, it } from 'vitest';
import { Random } from '../../src/core/dataset/random.ts';
import { NO_LABEL, type DatasetInfo } from '../../src/core/dataset/types.ts';
import { plainCrossProduct } from '../../src/core/probe/cross-product.ts';
import type { ProbeRun } from '../../src/core/training/run.ts';
import { db } from '../../src/store/database.ts';
import { predictedSamples, readFeatures, readLogits, readRunColumns } from '../../src/store/predictions.ts';
import { addRun, getRun } from '../../src/store/runs.ts';
import { crossProductOf } from '../../workers/analysis/wasm/cross-product.ts';
import { loadAnalysisModule } from '../../workers/analysis/wasm/module.ts';
import { probe } from '../../workers/probe/probe-service.ts';
import { emptyDatabase, storeTinyDataset } from '../support/tiny-dataset.ts';

const COUNT = 1500;
const K = 3;
const [E11, E14] = [7, 5];
const D = E11 + E14;

let info: DatasetInfo;
let runId: number;

const range = (start: number, end: number): Uint32Array =>
  Uint32Array.from({ length: end - start }, (_, j) => start + j);

/** Roots of features that tell the class of a sample, which is its number mod 3. */
function rootsOf(indices: Uint32Array): Uint16Array {
  const roots = new Uint16Array(indices.length * D);
  indices.forEach((index, at) => {
    const random = new Random(index);
    for (let j = 0; j < D; j++) {
      const strength = j % K === index % K ? 3 : 2;
      roots[at * D + j] = 5000 * (strength + random.float());
    }
  });
  return roots;
}

async function storeEmbeddings(part: number, indices: Uint32Array): Promise<void> {
  const roots = rootsOf(indices);
  await db.embeddings.add({
    datasetId: info.id,
    choice: 'lite0-e14@96',
    part,
    indices,
    taps: { e11: E11, e14: E14 },
    roots,
  });
}

const fit = (): Promise<void> => probe(new AbortController().signal, runId, () => undefined);

async function setLabel(index: number, label: number): Promise<void> {
  const row = await db.columns.get([info.id, 'current']);
  (row!.data as Uint16Array)[index] = label;
  await db.columns.put(row!);
}

const allOf = async (table: 'logits' | 'heldOut') => (await db[table].toArray()).map((row) => [...row.logits]).flat();

beforeEach(async () => {
  await emptyDatabase();
  info = await storeTinyDataset(COUNT);
  runId = await addRun({
    source: 'probe',
    datasetId: info.id,
    name: 'probe',
    createdAt: 1,
    choice: { backbone: 'lite0-e14', side: 96 },
    scope: range(0, 1200),
    indices: new Uint32Array(),
    labels: new Uint16Array(),
    classCount: K,
    status: 'stopped',
    epochs: [],
    elapsedMs: 0,
  });
});

describe('probe', () => {
  it('judges every sample that has features by the labels of its scope, and says what it learned', async () => {
    // Parts in any order, as they were computed.
    await storeEmbeddings(0, range(700, 1450));
    await storeEmbeddings(1, range(0, 700));
    await setLabel(5, NO_LABEL);
    const excluded = await db.columns.get([info.id, 'excluded']);
    (excluded!.data as Uint8Array)[6] = 1;
    await db.columns.put(excluded!);
    await fit();
    const run = (await getRun(runId)) as ProbeRun;
    expect(run.status).toBe('trained');
    expect([...run.indices]).toEqual([...range(0, 1200)].filter((i) => i !== 5 && i !== 6));
    expect([...run.labels]).toEqual([...run.indices].map((i) => i % K));
    expect(run.fit?.taps).toEqual(['e11', 'e14']);
    expect(await predictedSamples(runId, COUNT)).toEqual(range(0, 1450));
    const columns = await readRunColumns(info.id, runId);
    range(0, 1450).forEach((i) => expect(columns!.predicted[i], `sample ${i}`).toBe(i % K));
    expect(columns!.predicted[1450]).toBe(NO_LABEL);
    expect(Number.isNaN(columns!.confidence[1450])).toBe(true);
    const logits = await readLogits({ id: runId, classCount: K }, COUNT, range(0, 1450));
    expect(logits.missing).toBe(0);
    const { values, d, missing } = await readFeatures(runId, COUNT, range(0, 1450));
    expect(missing).toBe(0);
    expect(d).toBeGreaterThan(1);
    expect(values.every(Number.isFinite)).toBe(true);
    const heldOut = await allOf('heldOut');
    const notHeldOut = range(0, 1450).filter((i) => Number.isNaN(heldOut[i * K]));
    expect([...notHeldOut]).toEqual([5, 6, ...range(1200, 1450)]);
  });

  it('replaces all it had where labels have changed; neighbours stay, since no label has to do with them', async () => {
    await storeEmbeddings(0, range(0, 1200));
    await setLabel(4, 0);
    await fit();
    const before = await readRunColumns(info.id, runId);
    const [logits, features] = [await allOf('logits'), await readFeatures(runId, COUNT, range(0, 1200))];
    await db.neighbours.add({
      runId,
      indices: range(0, 2),
      k: 1,
      neighbours: Uint32Array.of(1, 0),
      similarity: new Float32Array(2),
    });
    await setLabel(4, 1);
    await fit();
    expect((await getRun(runId)).labels[4]).toBe(1);
    const after = await readRunColumns(info.id, runId, before);
    expect(after, 'what was read of the run before is known to be old').not.toBe(before);
    const refitted = await allOf('logits');
    expect(refitted).toHaveLength(logits.length);
    expect(refitted).not.toEqual(logits);
    expect(await readFeatures(runId, COUNT, range(0, 1200))).toEqual(features);
    expect(await db.neighbours.count()).toBe(1);
    await setLabel(4, 0);
    await fit();
    expect(await allOf('logits'), 'the same labels give the same').toEqual(logits);
    await storeEmbeddings(1, range(1200, 1300));
    await fit();
    expect(await predictedSamples(runId, COUNT)).toEqual(range(0, 1300));
    expect(await db.neighbours.count()).toBe(0);
  });

  it('says what is missing', async () => {
    await expect(fit()).rejects.toMatchObject({ code: 'not-computed' });
    await storeEmbeddings(0, range(0, 1000));
    await expect(fit()).rejects.toMatchObject({
      code: 'not-computed',
      message: '200 pictures have no features of this backbone yet: compute them first.',
    });
    expect(await db.logits.count()).toBe(0);
    for (let i = 0; i < 3; i++) await storeEmbeddings(i + 1, range(1000 + 100 * i, 1100 + 100 * i));
    await db.columns.update([info.id, 'current'], { data: new Uint16Array(COUNT).fill(NO_LABEL) });
    await expect(fit()).rejects.toMatchObject({ code: 'nothing-to-do' });
  });

  it('leaves the run as it was where it is cancelled', async () => {
    await storeEmbeddings(0, range(0, 1200));
    const controller = new AbortController();
    controller.abort();
    await expect(probe(controller.signal, runId, () => undefined)).rejects.toMatchObject({ name: 'AbortError' });
    expect((await getRun(runId)).status).toBe('stopped');
  });
});

describe('the product of matrices', () => {
  it('is the plain one’s, for sizes that fill a panel and sizes that do not', async () => {
    const product = crossProductOf(await loadAnalysisModule());
    const random = new Random(1);
    for (const [depth, p, q] of [
      [0, 0, 0],
      [1, 1, 1],
      [5, 3, 9],
      [64, 8, 16],
      [100, 17, 30],
    ]) {
      const [a, b] = [p, q].map((width) => Float32Array.from({ length: depth * width }, () => random.normal()));
      for (const other of [a, b]) {
        const [found, wanted] = [product(a, other, depth), plainCrossProduct(a, other, depth)];
        expect(found.length).toBe(wanted.length);
        wanted.forEach((value, at) => expect(found[at]).toBeCloseTo(value, 4));
      }
    }
  });
});
