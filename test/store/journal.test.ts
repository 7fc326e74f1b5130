import { beforeEach, describe, expect, it } from 'vitest';
import type { DatasetInfo } from '../../src/core/dataset/types.ts';
import { readColumn, readLabels } from '../../src/store/columns.ts';
import { appendEdit, listEdits, replayJournal } from '../../src/store/journal.ts';
import { undoEdit } from '../../src/store/undo.ts';
import { emptyDatabase, storeTinyDataset } from '../support/tiny-dataset.ts';

let info: DatasetInfo;

beforeEach(async () => {
  await emptyDatabase();
  info = await storeTinyDataset(50);
});

async function relabel(index: number, label: number) {
  const row = { datasetId: info.id, at: 2, kind: 'relabel' as const, title: 'relabel', details: {} };
  return appendEdit(row, () => [{ column: 'current', indices: Uint32Array.of(index), values: [label] }]);
}

async function expectCacheToEqualJournal() {
  const replayed = await replayJournal(info.id);
  for (const name of ['given', 'current', 'true', 'tags', 'excluded', 'reviewed'] as const) {
    expect(await readColumn(info.id, name), name).toEqual(replayed[name]);
  }
}

describe('the journal', () => {
  it('takes an undo back again, which is a redo', async () => {
    const edit = await relabel(4, 0);
    await undoEdit(edit!.seq, 3);
    expect((await readLabels(info.id, 'current'))[4]).toBe(1);
    const last = (await listEdits(info.id)).at(-1)!;
    await undoEdit(last.seq, 4);
    expect((await readLabels(info.id, 'current'))[4]).toBe(0);
    await expectCacheToEqualJournal();
  });

  it('leaves nothing of an edit that was taken back under one that was made on top of it', async () => {
    const noise = await relabel(4, 0);
    const person = await relabel(4, 2);
    await undoEdit(noise!.seq, 3);
    expect((await readLabels(info.id, 'current'))[4]).toBe(2);
    await undoEdit(person!.seq, 4);
    expect((await readLabels(info.id, 'current'))[4]).toBe(1);
    await expectCacheToEqualJournal();
  });

  it('says of an edit that there never was that there is none', async () => {
    await expect(undoEdit(4711, 3)).rejects.toMatchObject({
      code: 'not-found',
      message: 'There is no edit number 4711.',
    });
  });

  it('refuses to take the same edit back twice', async () => {
    const edit = await relabel(4, 0);
    await undoEdit(edit!.seq, 3);
    await expect(undoEdit(edit!.seq, 4)).rejects.toThrow(/already/);
  });

  it('records nothing for an edit that changes nothing', async () => {
    expect(await relabel(4, 1)).toBeUndefined();
  });
});
