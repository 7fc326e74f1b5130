import { beforeEach, describe, expect, it } from 'vitest';
import type { Look } from '../../src/api/look.ts';
import type { DatasetInfo } from '../../src/core/dataset/types.ts';
import { ProjectReader } from '../../src/core/project/read-project.ts';
import { db } from '../../src/store/database.ts';
import { readHistory } from '../../src/store/history.ts';
import { replayJournal } from '../../src/store/journal.ts';
import { readFeatures, readLogits } from '../../src/store/predictions.ts';
import type { SavedProject } from '../../src/contracts/projects.ts';
import { saveProject } from '../../workers/project/save-project.ts';
import { startLook } from '../support/elements.ts';
import { storePredictions, storeRun } from '../support/stored-run.ts';
import { emptyDatabase, storeTinyDataset } from '../support/tiny-dataset.ts';

let look: Look;
let info: DatasetInfo;

beforeEach(async () => {
  localStorage.clear();
  await emptyDatabase();
  info = await storeTinyDataset(50);
  look = await startLook();
  await look.session.open(info.id);
});

/** Noise, a run with scores, decisions, one of them taken back, a class more, and a view. */
async function work(): Promise<void> {
  await look.perturb({ rate: 0.2, seed: 3 });
  const run = await storeRun(look.dataset.info);
  await db.history.put({ runId: run.id, epoch: 1, logits: Float32Array.from({ length: 40 * 3 }, (_, i) => i / 7) });
  await db.checkpoints.put({
    ...{ runId: run.id, epoch: 4, backend: 'wasm', weights: Float32Array.of(1, 2), momenta: Float32Array.of(0) },
    ...{ statistics: Float32Array.of(3), generator: Uint32Array.of(1, 2, 3, 4) },
  });
  await storePredictions(look.dataset.info, run, (i) => (i + (i % 7 === 0 ? 1 : 0)) % 3);
  await look.session.catchUpRuns();
  await look.computeSelfConfidence(look.dataset.view(), look.session.run!.name);
  await look.relabel([1, 2], 'frog');
  await look.keep([5]);
  await look.exclude([7]);
  await look.undo();
  await look.addClass('bird');
  await look.relabel([9], 'bird');
  await look.saveView('dogs', look.dataset.view().matchLabel('given', 'dog'));
  await look.session.catchUp();
}

/** All that a data set is and that was done with it; numbers that only this browser has are left out. */
async function stateOf(): Promise<Record<string, unknown>> {
  const { info: row, table } = look.dataset;
  const runs = await db.runs.where('datasetId').equals(row.id).sortBy('id');
  const seqs = look.session.journal.map(({ seq }) => seq);
  const details = await Promise.all(
    runs.map(async (run) => ({
      run: { ...run, id: 0, datasetId: 0 },
      logits: await readLogits(
        run,
        row.sampleCount,
        Uint32Array.from({ length: row.sampleCount }, (_, i) => i),
      ),
      history: await readHistory(run.id),
      checkpoint: { ...(await db.checkpoints.get(run.id)), runId: 0 },
      scores: (await db.scores.where('datasetId').equals(row.id).toArray()).map((s) => ({
        ...s,
        runId: 0,
        datasetId: 0,
      })),
    })),
  );
  const { shards, ...facts } = row as DatasetInfo & { ready: number; fingerprint?: string };
  return {
    facts: { ...facts, id: 0, fingerprint: '' },
    pixels: (await db.shards.bulkGet(shards.map(({ id }) => id))).map((shard) => shard?.bytes),
    table: {
      ...table,
      runId: 0,
      scores: [...table.scores.values()].map((score) => ({ ...score, runId: 0, datasetId: 0 })),
    },
    journal: look.session.journal.map((edit) => ({
      ...{ ...edit, datasetId: 0 },
      seq: seqs.indexOf(edit.seq),
      undoes: edit.undoes === undefined ? undefined : seqs.indexOf(edit.undoes),
      details:
        'runId' in edit.details
          ? { ...edit.details, runId: runs.findIndex(({ id }) => id === edit.details.runId) }
          : edit.details,
    })),
    undone: [...look.session.undone].map((seq) => seqs.indexOf(seq)),
    views: look.views.map(({ name, stages, createdAt }) => ({ name, stages, createdAt })),
    details,
    replayed: await replayJournal(row.id),
  };
}

const bytesOf = async (file: Blob): Promise<Uint8Array> => new Uint8Array(await file.arrayBuffer());

describe('a project', () => {
  it('brings back all that was done, and what can be undone, after everything was deleted', async () => {
    await work();
    const before = await stateOf();
    const file = await look.saveProject();
    await look.deleteDataset(info.id);
    await expect.poll(() => look.session.dataset).toBeNull();
    const rows = await Promise.all(db.tables.map((table) => table.count()));
    expect(rows.every((count) => count === 0)).toBe(true);
    // Another data set's edits take the numbers that these had.
    const other = await storeTinyDataset(10);
    await look.session.open(other.id);
    await look.keep([1]);
    await look.openProject(file);
    await expect.poll(() => look.views.length).toBe(1);
    await look.session.catchUpRuns();
    // The other one is called so already.
    const after = await stateOf();
    expect(after.facts).toMatchObject({ name: 'Tiny (2)' });
    after.facts = { ...(after.facts as DatasetInfo), name: 'Tiny' };
    for (const [key, value] of Object.entries(before)) expect(after[key], key).toEqual(value);
    await look.undo();
    expect(look.dataset.table.current[9]).not.toBe(look.dataset.table.classes.indexOf('bird'));
  });

  it('is written anew as it was, every file with the same checksum', async () => {
    await work();
    const first = await look.saveProject();
    await look.deleteDataset(info.id);
    await look.openProject(first);
    const second = await look.saveProject();
    const manifests = await Promise.all(
      [first, second].map((file) => ProjectReader.open(file, 'it', new AbortController().signal)),
    );
    const [a, b] = manifests.map(({ manifest }) => ({ ...manifest, savedAt: 0 }));
    expect(a.files.length).toBeGreaterThan(20);
    expect(b).toEqual(a);
  });

  it('leaves nothing behind where it is damaged, and says so', async () => {
    await work();
    const bytes = await bytesOf(await look.saveProject());
    const rowsBefore = await Promise.all(db.tables.map((table) => table.count()));
    for (const part of [0.1, 0.5, 0.9]) {
      // Within the pixels, which are most of the file.
      const other = bytes.slice();
      other[Math.floor(part * bytes.length)] ^= 0x55;
      const file = new File([other as Uint8Array<ArrayBuffer>], 'mine.second-look');
      await expect(look.openProject(file)).rejects.toMatchObject({ code: 'project' });
      expect(await Promise.all(db.tables.map((table) => table.count()))).toEqual(rowsBefore);
      expect(look.session.jobs.list.at(-1)).toMatchObject({ status: 'failed' });
    }
  });

  it('without pictures is laid on the same data set, never on another, and asks for it by name', async () => {
    await work();
    const full = (await look.saveProject()).size;
    const before = (await stateOf()) as { table: { current: unknown }; pixels: unknown };
    const file = await look.saveProject({ pictures: false, features: false });
    expect(file.size).toBeLessThan(full);
    await look.deleteDataset(info.id);
    await expect(look.openProject(file)).rejects.toThrow(
      '“Tiny” (50 pictures at 32 × 32) without its pictures. That data set is not',
    );
    // The same names and labels, and other pictures.
    await storeTinyDataset(50, undefined, (i) => [i, 1, 2]);
    await expect(look.openProject(file)).rejects.toThrow('in this browser is another one');
    const same = await storeTinyDataset(50);
    await look.openProject(file);
    expect(look.dataset.info.id).not.toBe(same.id);
    const after = (await stateOf()) as typeof before;
    expect(after.table.current).toEqual(before.table.current);
    expect(after.pixels).toEqual(before.pixels);
    expect(look.session.lastImport?.notes[0]).toContain('they are those of “');
    const [run] = look.session.runs;
    expect((await readFeatures(run.id, 50, [0])).d).toBe(0);
  });

  it('is opened where it is dropped like any other file, under whatever name', async () => {
    await look.keep([4]);
    const file = await look.saveProject();
    await look.deleteDataset(info.id);
    const dataset = await look.importFiles([new File([file], 'renamed.zip')]);
    expect(dataset.table.reviewed[4]).toBe(1);
  });

  it('counts the decisions that are in none', async () => {
    await look.relabel([1, 2, 3], 'frog');
    await look.keep([3, 4]);
    await look.exclude([5]);
    await look.undo();
    await look.session.catchUp();
    expect(look.unsavedDecisions).toBe(4);
    const file = await look.saveProject();
    expect(look.unsavedDecisions).toBe(0);
    await look.keep([6]);
    await look.session.catchUp();
    expect(look.unsavedDecisions).toBe(1);
    await look.openProject(file);
    expect(look.unsavedDecisions).toBe(0);
  });

  it('says about how large it will be', async () => {
    await work();
    const { pictures, features, rest } = await look.projectSize();
    expect(pictures).toBe(50 * 32 * 32 * 3);
    expect(features).toBe(50 * 4);
    const file = await look.saveProject();
    expect(file.size).toBeGreaterThan(pictures);
    expect(rest).toBeGreaterThan(0);
  });
});

it('what a ranking says of its own certainty comes back', async () => {
  await work();
  const doubt = { low: -0.4, high: 0.7, atLeast: true, knowledge: 0.31 };
  await db.scores.toCollection().modify((row) => void Object.assign(row, { doubt, decided: Uint32Array.of(1, 5) }));
  const file = await look.saveProject();
  await look.deleteDataset(info.id);
  const opened = await look.openProject(file);
  const [score] = await db.scores.where('datasetId').equals(opened.info.id).toArray();
  expect(score).toMatchObject({ doubt, decided: Uint32Array.of(1, 5) });
});

describe('saving while something changes', () => {
  const all = { pictures: true, features: true };
  const scoresIn = async (file: Blob): Promise<number[]> => {
    const project = await ProjectReader.open(file, 'x', new AbortController().signal);
    return (await project.all('scores')).map(({ computedAt }) => computedAt);
  };
  /** Saves, and has the scores computed anew at the first of what is told of the writing, each time or just once. */
  function saveBeside(times: number): Promise<SavedProject> {
    let left = times;
    let told = Infinity;
    return saveProject(new AbortController().signal, info.id, all, '1', null, ({ activity, done }) => {
      if (activity !== 'writing the project') return;
      const begins = done <= told;
      told = done;
      if (begins && left-- > 0) void db.scores.toCollection().modify((row) => void (row.computedAt += 1_000_000));
    });
  }

  it('it is of one state: what was computed anew meanwhile is read again', async () => {
    await work();
    const before = (await db.scores.toArray()).map(({ computedAt }) => computedAt);
    const { file } = await saveBeside(1);
    expect(await scoresIn(file)).toEqual(before.map((at) => at + 1_000_000));
  });

  it('it gives up where that goes on, and says so', async () => {
    await work();
    await expect(saveBeside(9)).rejects.toMatchObject({ code: 'busy' });
  });

  it('it has the edits that were asked for before', async () => {
    await look.addClass('bird');
    // The worker is awake, and the fingerprint known: it would read before the last edit is written.
    await look.saveProject({ pictures: false });
    const edits = Array.from({ length: 300 }, (_, i) => look.relabel([i % 50], ['bird', 'dog', 'cat'][i % 3]));
    const file = await look.saveProject({ pictures: false });
    await Promise.all(edits);
    const project = await ProjectReader.open(file, 'x', new AbortController().signal);
    expect(await project.all('journal')).toHaveLength(look.session.journal.length);
  });
});

it('what was saved of a data set is forgotten with it', async () => {
  await look.keep([1]);
  await look.saveProject({ pictures: false });
  expect(look.unsavedDecisions).toBe(0);
  expect(JSON.parse(localStorage.getItem('second-look:saved')!)).toEqual({ [info.id]: expect.any(Number) });
  await look.deleteDataset(info.id);
  await expect.poll(() => localStorage.getItem('second-look:saved')).toBe('{}');
});

describe('a fingerprint', () => {
  it('is the same whatever was decided, of the same import alone', async () => {
    const first = await look.fingerprint();
    expect(first).toMatch(/^[0-9a-f]{64}$/);
    const same = await storeTinyDataset(50);
    await look.session.open(same.id);
    await look.renameClass('cat', 'lion');
    await look.addClass('bird');
    await look.relabel([0], 'bird');
    expect(await look.fingerprint()).toBe(first);
    for (const other of [await storeTinyDataset(50, ['cat', 'dog', 'toad']), await storeTinyDataset(49)]) {
      await look.session.open(other.id);
      expect(await look.fingerprint()).not.toBe(first);
    }
  });
});
