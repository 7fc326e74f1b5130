import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Look } from '../../src/api/look.ts';
import type { DatasetInfo } from '../../src/core/dataset/types.ts';
import { deleteRun, updateRun } from '../../src/store/runs.ts';
import { mergeScores } from '../../src/store/scores.ts';
import { countReads } from '../support/count-reads.ts';
import { startLook } from '../support/elements.ts';
import { storePredictions, storeRun } from '../support/stored-run.ts';
import { emptyDatabase, storeTinyDataset } from '../support/tiny-dataset.ts';

let info: DatasetInfo;

beforeEach(async () => {
  await emptyDatabase();
  info = await storeTinyDataset(50);
});

/** Opens the data set, and counts what is read from then on. */
async function open(): Promise<{ look: Look; takeReads: Awaited<ReturnType<typeof countReads>> }> {
  const takeReads = await countReads();
  const look = await startLook();
  await look.session.open(info.id);
  await look.session.catchUpRuns();
  takeReads();
  return { look, takeReads };
}

const column = (name: string): string => `${info.id},${name}`;
const distinct = (keys: string[] = []): string[] => [...new Set(keys)].sort();

describe('the page stays current', () => {
  it('by reading what a job has written, and no label, edit or score that it has in memory', async () => {
    const { look, takeReads } = await open();
    const run = await look.train({ epochs: 1, batch: 8, backend: 'wasm', workers: 1, name: 'small' });
    expect(look.session.run!.status).toBe('trained');
    const trained = takeReads();
    expect(distinct(Object.keys(trained))).toEqual(['columns', 'datasets', 'runs']);
    // What the run learns is told from the store, and what is held out by the tags.
    expect(trained.columns.toSorted()).toEqual(['current', 'excluded', 'tags'].map(column));

    await look.predict(look.dataset.view(), 'small');
    expect(look.dataset.sample(49).predicted).not.toBeNull();
    const predicted = takeReads();
    expect(distinct(Object.keys(predicted))).toEqual(['columns', 'datasets', 'journal', 'runs']);
    // No row twice: neither by the job's own catching up and by what follows the store.
    expect(predicted.columns.toSorted()).toEqual(
      [`run/${run.id}/confidence`, `run/${run.id}/predicted`, 'tags'].map(column).sort(),
    );
    // The edit is a short row, and for the sake of keys it is read by whoever is first.
    expect(distinct(predicted.journal)).toHaveLength(1);

    for (const key of ['hardness', 'self_confidence'] as const) {
      await look.computeScores(look.dataset.view(), 'small', [{ key, method: key }]);
      expect(look.dataset.sample(0).insights[key]).not.toBeNull();
      const scored = takeReads();
      expect(scored.scores).toEqual([`${run.id},${key}`]);
      expect(scored.journal).toBeUndefined();
      expect(scored.columns).toBeUndefined();
    }
  });

  it('by swapping what another run says, and nothing else', async () => {
    const first = await storeRun(info, 4, { name: 'first' });
    await storePredictions(info, first, () => 0);
    const second = await storeRun(info, 4, { name: 'second' });
    await storePredictions(info, second, () => 1);
    const { look, takeReads } = await open();
    await look.relabel(0, 'frog');
    await look.computeHardness(look.dataset.view(), 'first');
    expect(look.session.run!.name).toBe('first');
    const before = look.dataset.table;
    takeReads();

    await look.session.chooseRun(second.id);
    const reads = takeReads();
    expect(look.session.run!.name).toBe('second');
    expect(look.dataset.sample(0).predicted).toBe('dog');
    expect(look.dataset.table.scores.size).toBe(0);
    expect(reads).toEqual({ columns: [`run/${second.id}/predicted`, `run/${second.id}/confidence`].map(column) });
    for (const name of ['given', 'current', 'truth', 'tagBits', 'excluded', 'reviewed', 'fields'] as const) {
      expect(look.dataset.table[name], name).toBe(before[name]);
    }
  });

  it('shows an edit at once, and undoes that one, while another run is being read', async () => {
    const first = await storeRun(info, 4, { name: 'first' });
    await storePredictions(info, first, () => 0);
    const second = await storeRun(info, 4, { name: 'second' });
    await storePredictions(info, second, () => 1);
    const { look } = await open();
    await look.relabel(5, 'frog');
    const chosen = look.session.chooseRun(look.session.run!.id === first.id ? second.id : first.id);
    await look.keep(0);
    expect(look.dataset.sample(0).reviewed).toBe('kept');
    const step = await look.undo();
    expect(step!.edit.kind).toBe('keep');
    expect(look.dataset.sample(5).current).toBe('frog');
    await chosen;
  });

  it('shows a score that is computed anew, and what a run says that is predicted further', async () => {
    const run = await storeRun(info);
    await storePredictions(info, run, () => 0);
    const { look, takeReads } = await open();
    await look.computeScores(look.dataset.view(), run.name, [{ key: 'mine', method: 'hardness' }]);
    const hardness = look.dataset.sample(3).insights.mine!;
    takeReads();
    await look.computeScores(look.dataset.view(), run.name, [{ key: 'mine', method: 'self_confidence' }]);
    expect(look.dataset.sample(3).insights.mine).not.toBe(hardness);
    expect(look.dataset.table.scores.get('mine')!.method).toBe('self_confidence');
    expect(takeReads().scores).toEqual([`${run.id},mine`]);
    await storePredictions(info, run, () => 2);
    await look.session.catchUpRuns();
    expect(look.dataset.sample(3).predicted).toBe('frog');
  });

  it('shows the run that is left where the one shown is deleted, here or in another tab', async () => {
    const left = await storeRun(info, 4, { name: 'left' });
    await storePredictions(info, left, () => 1);
    const run = await storeRun(info, 4, { name: 'gone' });
    await storePredictions(info, run, () => 0);
    const { look } = await open();
    await look.session.chooseRun(run.id);
    expect(look.dataset.sample(0).predicted).toBe('cat');
    await deleteRun(run.id);
    await expect.poll(() => look.session.run?.name).toBe('left');
    expect(look.dataset.sample(0).predicted).toBe('dog');
  });

  it('by what another tab predicts and scores, at the same millisecond even', async () => {
    const run = await storeRun(info);
    const { look } = await open();
    await storePredictions(info, run, () => 1);
    await expect.poll(() => look.dataset.sample(0).predicted).toBe('dog');
    for (const value of [0.25, 0.75]) {
      const part = { indices: Uint32Array.of(0), values: Float32Array.of(value), judged: Uint16Array.of(0) };
      const row = { runId: run.id, key: 'mine', datasetId: info.id, method: 'hardness', computedAt: 1 } as const;
      await mergeScores([{ ...row, ...part }], info.sampleCount);
      await expect.poll(() => look.dataset.sample(0).insights.mine).toBe(value);
    }
  });

  it('and takes the runs for changed only where one of them is, so that no disk is measured for nothing', async () => {
    const run = await storeRun(info);
    await storePredictions(info, run, () => 0);
    const { look } = await open();
    const { runs, table } = look.session;
    const measure = vi.spyOn(navigator.storage, 'estimate');
    onTestFinished(() => measure.mockRestore());
    await look.session.catchUpRuns();
    await look.keep(0);
    await updateRun(run.id, { elapsedMs: run.elapsedMs });
    await look.session.catchUpRuns();
    expect(look.session.runs).toBe(runs);
    expect(look.session.table!.predicted).toBe(table!.predicted);
    expect(measure).not.toHaveBeenCalled();
    await updateRun(run.id, { elapsedMs: 4711 });
    await look.session.catchUpRuns();
    expect(look.session.runs[0].elapsedMs).toBe(4711);
    expect(measure).toHaveBeenCalledOnce();
  });

  it('with an epoch of a training reads the runs alone, and keeps the table', async () => {
    const run = await storeRun(info);
    await storePredictions(info, run, () => 0);
    const { look, takeReads } = await open();
    const { table } = look.dataset;
    await updateRun(run.id, { elapsedMs: 4711 });
    await expect.poll(() => look.session.runs[0].elapsedMs).toBe(4711);
    expect(Object.keys(takeReads())).toEqual(['runs']);
    expect(look.dataset.table).toBe(table);
  });
});
