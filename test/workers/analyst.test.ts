import { beforeEach, describe, expect, it } from 'vitest';
import type { ScoreRequest } from '../../src/contracts/analyst.ts';
import type { Progress } from '../../src/contracts/progress.ts';
import { STANDARD } from '../../src/core/training/presets.ts';
import { NO_LABEL, type DatasetInfo } from '../../src/core/dataset/types.ts';
import { summariseLabels } from '../../src/core/insights/label-summary.ts';
import { SCORE_METHODS, needsNeighbours } from '../../src/core/insights/methods.ts';
import { unitRows } from '../../src/core/insights/neighbours.ts';
import { plainSearch } from '../support/plain-search.ts';
import { judgePredictions } from '../../src/core/insights/predictions.ts';
import { ScoreInputs } from '../../src/core/insights/score-inputs.ts';
import { computeScore } from '../../src/core/insights/scores.ts';
import { db } from '../../src/store/database.ts';
import { appendEdit } from '../../src/store/journal.ts';
import { appendPredictions } from '../../src/store/predictions.ts';
import { addRun } from '../../src/store/runs.ts';
import { readScore } from '../../src/store/scores.ts';
import { analyst } from '../../src/tasks/workers.ts';
import type { RunRow } from '../../src/store/records.ts';
import { suspicionOf } from '../../src/core/insights/suspicion.ts';
import { loadScoreKernels } from '../../workers/analysis/score-kernels.ts';
import { emptyDatabase, storeTinyDataset } from '../support/tiny-dataset.ts';

const COUNT = 50;
const K = 3;
let info: DatasetInfo;
let runId: number;

beforeEach(async () => {
  await emptyDatabase();
  info = await storeTinyDataset(COUNT);
  runId = await addRun({
    source: 'trained',
    datasetId: info.id,
    name: 'walkthrough',
    createdAt: 1,
    recipe: STANDARD,
    seed: 1,
    backendWanted: 'wasm',
    workersWanted: 1,
    indices: range(0, 40),
    labels: new Uint16Array(40),
    classCount: K,
    status: 'trained',
    epochs: [],
    elapsedMs: 0,
  });
});

const range = (start: number, end: number): Uint32Array =>
  Uint32Array.from({ length: end - start }, (_, j) => start + j);

/** Logits that tell the sample by their values. */
const logitsOf = (indices: ArrayLike<number>): Float32Array =>
  Float32Array.from(
    { length: indices.length * K },
    (_, at) => Math.sin(indices[Math.floor(at / K)] * K + (at % K)) * 4,
  );

/** Two features that tell the sample: a direction of its own. */
const featuresOf = (indices: ArrayLike<number>): Float32Array =>
  Float32Array.from({ length: indices.length * 2 }, (_, at) => {
    const angle = (indices[at >> 1] * 37) % 100;
    return at % 2 === 0 ? Math.cos(angle) : Math.sin(angle);
  });

async function storePredictions(indices: Uint32Array): Promise<void> {
  const n = indices.length;
  const [predicted, confidence] = [new Uint16Array(n), new Float32Array(n)];
  await appendPredictions(
    { id: runId, datasetId: info.id },
    COUNT,
    indices,
    logitsOf(indices),
    featuresOf(indices),
    predicted,
    confidence,
  );
}

/** Two epochs of the 40 samples learned; the run's first sample sat out both. */
const historyOf = (indices: ArrayLike<number>): Float32Array[] =>
  [1, 2].map((epoch) =>
    logitsOf(indices).map((z, at) => (indices[Math.floor(at / K)] === 0 ? NaN : z * epoch - (at % K))),
  );

async function storeHistory(): Promise<void> {
  const epochs = historyOf(range(0, 40));
  await db.history.bulkPut(epochs.map((logits, j) => ({ runId, epoch: j + 1, logits })));
}

function score(
  indices: Uint32Array,
  requests: ScoreRequest[],
  { signal = new AbortController().signal, onProgress = (): void => {} }: Partial<ProgressOptions> = {},
): Promise<void> {
  return analyst.computeScores(signal, runId, indices, requests, onProgress);
}

interface ProgressOptions {
  signal: AbortSignal;
  onProgress: (progress: Progress) => void;
}

async function relabel(index: number, label: number): Promise<void> {
  const row = { datasetId: info.id, at: 2, kind: 'relabel' as const, title: 'relabel', details: {} };
  await appendEdit(row, () => [{ column: 'current', indices: Uint32Array.of(index), values: [label] }]);
}

const labelsOf = (indices: Uint32Array): Uint16Array => Uint16Array.from(indices, (i) => i % K);

describe('the analyst', () => {
  it('stores every score of the asked samples, by their index, with the label that it judged', async () => {
    await storePredictions(range(0, 25));
    await storePredictions(range(25, 40));
    await storeHistory();
    const asked = Uint32Array.of(31, 4, 17, 2);
    const requests = SCORE_METHODS.map((method) => ({ key: method, method }));
    await score(asked, requests);
    // Among all that is predicted, not only among those asked.
    const searched = range(0, 40);
    const search = plainSearch(unitRows(featuresOf(searched), 2).unit, 2, 20);
    search.search(0, 40);
    const labels = Uint16Array.from(range(0, COUNT), (i) => i % K);
    const kernels = await loadScoreKernels();
    const neighbours = { of: search.result(), indices: searched, labels, rows: Int32Array.from(asked) };
    for (const method of SCORE_METHODS) {
      const row = (await readScore(runId, method))!;
      expect(row.method).toBe(method);
      expect(row.values.length).toBe(COUNT);
      // The run's record tells of no epochs.
      const sources = { logits: logitsOf(asked), labels: labelsOf(asked), k: K, history: historyOf(asked), epochs: 0 };
      const inputs = new ScoreInputs({ ...sources, features: featuresOf(asked), neighbours }, kernels);
      const expected = computeScore(method, inputs);
      asked.forEach((index, j) => {
        if (needsNeighbours(method)) expect(row.values[index], `${method} of ${index}`).toBeCloseTo(expected[j], 5);
        else expect(row.values[index], `${method} of ${index}`).toBe(expected[j]);
        expect(row.judged[index]).toBe(index % K);
      });
      expect(row.values.filter((value) => !Number.isNaN(value)).length).toBe(asked.length);
      expect(row.judged.filter((label) => label !== NO_LABEL).length).toBe(asked.length);
    }
  });

  it('follows labels by epoch where the run learned from them, and knows nothing of the others', async () => {
    await storePredictions(range(0, 45));
    await storeHistory();
    await score(Uint32Array.of(44, 0, 7), [{ key: 'margin', method: 'area_under_margin' }]);
    const { values } = (await readScore(runId, 'margin'))!;
    const sources = { logits: logitsOf([7]), labels: labelsOf(Uint32Array.of(7)), k: K, history: historyOf([7]) };
    const inputs = new ScoreInputs(sources, await loadScoreKernels());
    expect(values[7]).toBe(computeScore('area_under_margin', inputs)[0]);
    expect([values[0], values[44]]).toEqual([NaN, NaN]);
  });

  it('leaves the epochs’ scores out where the run kept no history, and says so where nothing else is asked', async () => {
    await storePredictions(range(0, 40));
    const both = [
      { key: 'margin', method: 'area_under_margin' as const },
      { key: 'hardness', method: 'hardness' as const },
    ];
    await score(range(0, 40), both);
    expect(await readScore(runId, 'margin')).toBeUndefined();
    expect((await readScore(runId, 'hardness'))!.values[39]).not.toBeNaN();
    await expect(score(range(0, 40), both.slice(0, 1))).rejects.toMatchObject({
      code: 'not-computed',
      message: 'Run “walkthrough” kept no history of its training: train again to follow labels by epoch.',
    });
  });

  it('judges current labels, and keeps what it said of other samples with the labels that it judged then', async () => {
    await storePredictions(range(0, 40));
    const request = [{ key: 'mine', method: 'self_confidence' as const }];
    await score(range(0, 20), request);
    const before = (await readScore(runId, 'mine'))!;
    await relabel(3, 2);
    await relabel(30, 1);
    await score(range(20, 40), request);
    const after = (await readScore(runId, 'mine'))!;
    expect(after.values.subarray(0, 20)).toEqual(before.values.subarray(0, 20));
    expect(after.judged[3]).toBe(0);
    expect(after.judged[30]).toBe(1);
    expect(after.values[30]).toBe(computeScore('self_confidence', { logits: logitsOf([30]), labels: [1], k: K })[0]);
  });

  it('starts a key afresh where another method takes it', async () => {
    await storePredictions(range(0, 40));
    await score(range(0, 20), [{ key: 'mine', method: 'hardness' }]);
    await score(range(20, 40), [{ key: 'mine', method: 'self_confidence' }]);
    const row = (await readScore(runId, 'mine'))!;
    expect(row.method).toBe('self_confidence');
    expect(row.values.subarray(0, 20).every(Number.isNaN)).toBe(true);
    expect(row.values.subarray(20, 40).some(Number.isNaN)).toBe(false);
  });

  it('takes in what other runs say of the samples, those that are done, by class', async () => {
    await storePredictions(range(0, 40));
    await storeHistory();
    const told = range(0, 30);
    const shifted = logitsOf(told).map((z, at) => z + (at % K));
    const n = told.length;
    const columns = [new Uint16Array(n), new Float32Array(n)] as const;
    const store = async (changes: Partial<RunRow>): Promise<number> => {
      const run = {
        datasetId: info.id,
        createdAt: 1,
        indices: told,
        labels: new Uint16Array(n),
        epochs: [],
        elapsedMs: 0,
      };
      const imported = { ...run, source: 'imported' as const, from: 'table.csv', outOfSample: true };
      const id = await addRun({ ...imported, name: 'theirs', classCount: K, status: 'trained', ...changes } as RunRow);
      const logits = changes.classCount === undefined ? shifted : new Float32Array(n * changes.classCount);
      await appendPredictions({ id, datasetId: info.id }, COUNT, told, logits, new Float32Array(n), ...columns);
      return id;
    };
    await store({});
    await store({ name: 'failed', status: 'failed' });
    await store({ name: 'of two classes', classCount: K - 1 });
    const asked = range(0, 40);
    await score(asked, [{ key: 'suspicion', method: 'suspicion' }]);
    const others = new Float32Array(40 * K).fill(NaN);
    others.set(shifted);
    const own = { logits: logitsOf(asked), history: historyOf(asked), features: featuresOf(asked), epochs: 0 };
    // Aligned by class: the third is the lowest of a row of zeros.
    const ofTwo = new Float32Array(40 * K).fill(NaN).fill(0, 0, 30 * K);
    const opinions = [own, { logits: others, heldOut: others }, { logits: ofTwo, heldOut: ofTwo }];
    const expected = suspicionOf({ opinions, labels: labelsOf(asked), classCount: K }, await loadScoreKernels()).values;
    expect((await readScore(runId, 'suspicion'))!.values.subarray(0, 40)).toEqual(expected);
  });

  it('says how many samples have no prediction, and stores nothing then', async () => {
    await storePredictions(range(0, 10));
    // The same samples again: each still counts once.
    await storePredictions(range(0, 10));
    const refused = score(range(0, 40), [{ key: 'hardness', method: 'hardness' }]);
    await expect(refused).rejects.toMatchObject({
      code: 'not-computed',
      message: '30 of 40 samples have no prediction by run “walkthrough”: predict them first.',
    });
    expect(await readScore(runId, 'hardness')).toBeUndefined();
  });

  it('tells which score it is at', async () => {
    await storePredictions(range(0, 40));
    const said: Progress[] = [];
    const requests = [
      { key: 'hardness', method: 'hardness' as const },
      { key: 'mistakenness', method: 'mistakenness_logits' as const },
    ];
    await score(range(0, 40), requests, { onProgress: (progress) => said.push(progress) });
    expect(said.map(({ activity, done, total }) => [activity, done, total])).toEqual([
      ['computing hardness', 0, 80],
      ['computing mistakenness', 40, 80],
    ]);
  });

  it('stores nothing once it is aborted', async () => {
    await storePredictions(range(0, 40));
    const controller = new AbortController();
    const requests = SCORE_METHODS.map((method) => ({ key: method, method }));
    const aborted = score(range(0, 40), requests, {
      signal: controller.signal,
      onProgress: () => controller.abort(),
    });
    await expect(aborted).rejects.toMatchObject({ name: 'AbortError' });
    for (const method of SCORE_METHODS) expect(await readScore(runId, method)).toBeUndefined();
  });

  it('says what confident learning makes of the current labels, by the samples’ own indices', async () => {
    await storePredictions(range(0, 40));
    await relabel(7, 2);
    const asked = range(3, 40);
    const { signal } = new AbortController();
    const told = await analyst.summarise(signal, runId, asked);
    const labels = Uint16Array.from(asked, (i) => (i === 7 ? 2 : i % K));
    expect(told).toEqual(summariseLabels(judgePredictions(logitsOf(asked), labels, K), asked));
    expect(told.samples).toBe(37);
    const logits = logitsOf([7]);
    const predicted = logits.indexOf(Math.max(...logits));
    expect(told.sets.predicted_neq_given.includes(7)).toBe(predicted !== 2);
    await expect(analyst.summarise(signal, runId, range(0, 41))).rejects.toMatchObject({
      message: '1 of 41 samples have no prediction by run “walkthrough”: predict them first.',
    });
  });
});
