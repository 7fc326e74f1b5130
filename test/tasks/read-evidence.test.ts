import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { SuggestionCache } from '../../src/api/suggestion-cache.ts';
import type { Session } from '../../src/api/session.ts';
import type { DatasetInfo } from '../../src/core/dataset/types.ts';
import { db } from '../../src/store/database.ts';
import type { ProbeRunRow } from '../../src/store/records.ts';
import { replacePredictions } from '../../src/store/replace-predictions.ts';
import { addRun, getRun } from '../../src/store/runs.ts';
import { StoryReader } from '../../src/tasks/read-evidence.ts';
import { readTable } from '../../src/tasks/read-table.ts';
import { storePredictions, storeRun } from '../support/stored-run.ts';
import { emptyDatabase, storeTinyDataset } from '../support/tiny-dataset.ts';

const COUNT = 50;
let info: DatasetInfo;
let runId: number;

const every = Uint32Array.from({ length: COUNT }, (_, i) => i);

/** A probe of k classes that holds class `classOf(i)` of sample i for the likeliest, its label for the second. */
async function fit(k: number, classOf: (index: number) => number): Promise<void> {
  const rows = Float32Array.from({ length: COUNT * k }, (_, at) => {
    const [i, c] = [Math.floor(at / k), at % k];
    return c === classOf(i) ? 5 : c === i % 3 ? 3 : 0;
  });
  const logits = (from: number, to: number): Float32Array => rows.slice(from * k, to * k);
  const said = { indices: every, classCount: k, logits, heldOut: rows, features: new Float32Array(COUNT * 2).fill(1) };
  await replacePredictions({ id: runId, datasetId: info.id }, COUNT, said, { classCount: k });
}

/** What is told of a sample: the class that it is said to be in, by the facts and by each opinion. */
async function tell(reader: StoryReader, index: number) {
  const [run, table] = [await getRun(runId), (await readTable(info.id, runId))!];
  const [{ facts, history }, opinions] = [
    await reader.read(run, table, index),
    await reader.readOpinions(run, table, index),
  ];
  return { facts: facts.map(({ text }) => text).join(' '), history, said: opinions.map(({ suggested }) => suggested) };
}

beforeEach(async () => {
  await emptyDatabase();
  info = await storeTinyDataset(COUNT);
  const trained = await storeRun(info);
  await storePredictions(info, trained, (i) => i % 3);
  const probe = {
    source: 'probe',
    datasetId: info.id,
    name: 'probe',
    createdAt: 1,
    indices: every,
    labels: Uint16Array.from(every, (i) => i % 3),
    classCount: 3,
    status: 'trained',
    epochs: [],
    elapsedMs: 0,
    scope: every,
    choice: { backbone: 'lite0', side: 96 },
  } as unknown as Omit<ProbeRunRow, 'id'>;
  runId = await addRun(probe);
  await fit(3, (i) => (i + 1) % 3);
});

describe('what runs say of a sample', () => {
  it('follows a probe that is fitted to one more class', async () => {
    const reader = new StoryReader();
    onTestFinished(() => reader.close());
    for (const index of [4, 17, 33]) {
      expect((await tell(reader, index)).said).toEqual([(index + 1) % 3, index % 3]);
    }
    await db.datasets.update(info.id, { classes: [...info.classes, 'owl'] });
    await fit(4, (i) => (i % 2 === 0 ? 3 : (i + 2) % 3));
    const classes = [...info.classes, 'owl'];
    for (const index of [4, 17, 33, 34]) {
      const likeliest = index % 2 === 0 ? 3 : (index + 2) % 3;
      const { facts, said } = await tell(reader, index);
      expect(said).toEqual([likeliest, index % 3]);
      expect(facts).toContain(classes[likeliest]);
    }
  });

  it('follows it in the second choices of a review', async () => {
    await fit(3, (i) => i % 3);
    const session = { table: (await readTable(info.id, runId))!, changed: () => {} };
    const cache = new SuggestionCache(session as unknown as Session);
    expect((await cache.read(4))?.label).toBe(0);
    const k = 3;
    const rows = Float32Array.from({ length: COUNT * k }, (_, at) => [0, 5, 4][at % k]);
    const said = { indices: every, classCount: k, heldOut: rows, features: new Float32Array(COUNT * 2).fill(1) };
    const logits = (from: number, to: number): Float32Array => rows.slice(from * k, to * k);
    await replacePredictions({ id: runId, datasetId: info.id }, COUNT, { ...said, logits }, {});
    session.table = (await readTable(info.id, runId))!;
    expect((await cache.read(4))?.label).toBe(2);
  });
});
