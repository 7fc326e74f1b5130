import Dexie from 'dexie';
import { expect, it } from 'vitest';
import { LookDatabase } from '../../src/store/database.ts';

it('a database of version 1 keeps its data and gets an empty review of every data set', async () => {
  const name = 'upgrade-from-1';
  await Dexie.delete(name);
  const old = new Dexie(name);
  old.version(1).stores({
    datasets: '++id, ready',
    shards: '++id, datasetId',
    columns: '[datasetId+name], datasetId',
    journal: '++seq, datasetId',
    runs: '++id, datasetId',
    checkpoints: 'runId',
    logits: '[runId+part], runId',
    features: '[runId+part], runId',
    scores: '[runId+key], datasetId',
  });
  await old.open();
  const id = await old.table('datasets').add({ name: 'old', ready: 1, sampleCount: 3 });
  await old.table('columns').bulkPut([
    { datasetId: id, name: 'excluded', data: Uint8Array.of(0, 1, 0) },
    { datasetId: id, name: 'current', data: Uint16Array.of(4, 5, 6) },
  ]);
  old.close();

  const db = new LookDatabase(name);
  await db.open();
  expect((await db.columns.get([id, 'reviewed']))?.data).toEqual(new Uint8Array(3));
  expect((await db.columns.get([id, 'current']))?.data).toEqual(Uint16Array.of(4, 5, 6));
  expect((await db.columns.get([id, 'excluded']))?.data).toEqual(Uint8Array.of(0, 1, 0));
  expect(await db.views.count()).toBe(0);
  db.close();
  await Dexie.delete(name);
});

it('a database of version 3 keeps its scores, finds them by when they were computed, and its runs, all trained here', async () => {
  const name = 'upgrade-from-3';
  await Dexie.delete(name);
  const old = new Dexie(name);
  old.version(3).stores({
    datasets: '++id, ready',
    shards: '++id, datasetId',
    columns: '[datasetId+name], datasetId',
    journal: '++seq, datasetId',
    runs: '++id, datasetId',
    checkpoints: 'runId',
    logits: '[runId+part], runId',
    features: '[runId+part], runId',
    scores: '[runId+key], datasetId',
    history: '[runId+epoch], runId',
    neighbours: 'runId',
    maps: '[runId+method], runId',
    views: '++id, datasetId',
    foldCheckpoints: '[runId+fold], runId',
  });
  await old.open();
  const score = {
    runId: 2,
    key: 'hardness',
    datasetId: 1,
    method: 'hardness',
    computedAt: 5,
    values: Float32Array.of(1),
  };
  await old.table('scores').put(score);
  await old.table('runs').put({ id: 2, datasetId: 1, name: 'walkthrough', epochs: [] });
  old.close();

  const db = new LookDatabase(name);
  await db.open();
  expect(await db.scores.where('[runId+key+computedAt]').equals([2, 'hardness', 5]).toArray()).toEqual([score]);
  expect(await db.runs.get(2)).toMatchObject({ name: 'walkthrough', source: 'trained' });
  db.close();
  await Dexie.delete(name);
});

it('a database of version 6 keeps what a backbone saw, and takes backbones of the person’s own', async () => {
  const name = 'upgrade-from-6';
  await Dexie.delete(name);
  const old = new Dexie(name);
  old.version(6).stores({
    datasets: '++id, ready',
    runs: '++id, datasetId',
    heldOut: '[runId+part], runId',
    embeddings: '[datasetId+choice+part], datasetId',
  });
  await old.open();
  const part = { datasetId: 1, choice: 'lite0-e14@96', part: 7, indices: Uint32Array.of(3), taps: { e11: 2 } };
  await old.table('embeddings').put({ ...part, roots: Uint16Array.of(1, 65_535) });
  old.close();

  const db = new LookDatabase(name);
  await db.open();
  expect(await db.embeddings.toArray()).toEqual([{ ...part, roots: Uint16Array.of(1, 65_535) }]);
  expect(await db.backbones.count()).toBe(0);
  await db.backboneFiles.put({ backbone: 'mine#1', name: 'mine.onnx', bytes: Uint8Array.of(8) });
  expect(await db.backboneFiles.get(['mine#1', 'mine.onnx'])).toMatchObject({ bytes: Uint8Array.of(8) });
  db.close();
  await Dexie.delete(name);
});
