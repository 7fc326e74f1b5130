import { beforeEach, expect, it } from 'vitest';
import { REVIEWED, SHARDS_ALONE, type DatasetInfo } from '../../src/core/dataset/types.ts';
import { undoneEdits } from '../../src/core/edits/edit-history.ts';
import { finishUpdate } from '../../src/store/carry-over.ts';
import { readColumn, readLabels } from '../../src/store/columns.ts';
import { holdImport } from '../../src/store/datasets.ts';
import { appendEdit, listEdits, replayJournal } from '../../src/store/journal.ts';
import { undoEdit } from '../../src/store/undo.ts';
import { mergeClasses } from '../../src/tasks/edit-classes.ts';
import { keep, relabel } from '../../src/tasks/edit-labels.ts';
import { decidedBy } from '../support/decided-by.ts';
import { emptyDatabase, storeTinyDataset } from '../support/tiny-dataset.ts';

let older: DatasetInfo;

beforeEach(async () => {
  await emptyDatabase();
  older = await storeTinyDataset(10);
});

/** A newer version without sample 0: all others are one place further to the front. */
function carryOver(): Promise<DatasetInfo> {
  const newOf = Int32Array.from({ length: 10 }, (_, i) => i - 1);
  const seen = { id: older.id, classes: older.classes.length, fields: new Set<string>() };
  const about = {
    ...{ name: 'Newer', source: 'newer.zip', format: 'test', sampleCount: 9, width: 32, height: 32 },
    ...{ ...SHARDS_ALONE, annotators: [], classes: older.classes, shards: [], fieldColumns: {} },
    splits: [{ name: 'train', start: 0, count: 9 }],
    labels: Uint16Array.from({ length: 9 }, (_, i) => (i + 1) % 3),
  };
  return holdImport(new AbortController().signal, (id) => finishUpdate(id, about, 1, seen, newOf));
}

async function deciders(info: DatasetInfo): Promise<Record<number, string>> {
  const edits = await listEdits(info.id);
  const reviewed = (await readColumn(info.id, 'reviewed')) as Uint8Array;
  return Object.fromEntries(decidedBy(edits, undoneEdits(edits), reviewed));
}

it('who decided about which sample goes along, of decisions made here, restored from a file, and upon merged classes', async () => {
  await relabel(older, Uint32Array.of(3), 2, { by: 'suggestion' });
  await keep(older, Uint32Array.of(4, 5), { by: 'bulk' });
  const indices = Uint32Array.of(0, 7, 8);
  const bySample = { person: Uint32Array.of(0, 8), suggestion: Uint32Array.of(7) };
  await appendEdit(
    { datasetId: older.id, at: 1, kind: 'relabel', title: 'restore', details: { file: 'labels.csv', bySample } },
    () => [{ column: 'reviewed', indices, values: new Uint8Array(3).fill(REVIEWED.kept) }],
  );
  await mergeClasses(older, ['cat'], 'dog');
  expect(await deciders(older)).toEqual({
    0: 'person',
    3: 'suggestion',
    4: 'bulk',
    5: 'bulk',
    7: 'suggestion',
    8: 'person',
  });
  const newer = await carryOver();
  expect(await deciders(newer)).toEqual({ 2: 'suggestion', 3: 'bulk', 4: 'bulk', 6: 'suggestion', 7: 'person' });
});

it('a merge goes along and is taken back there, with nothing left of an edit taken back before', async () => {
  const person = await relabel(older, Uint32Array.of(3), 1, { by: 'person' });
  const merge = await mergeClasses(older, ['cat'], 'dog');
  await undoEdit(person!.seq, 2);
  await undoEdit(merge!.seq, 3);
  expect((await readLabels(older.id, 'current'))[3]).toBe(0);
  const newer = await carryOver();
  const edits = await listEdits(newer.id);
  // Both again, in turn.
  await undoEdit(edits[3].seq, 4);
  await undoEdit(edits[2].seq, 5);
  const current = await readLabels(newer.id, 'current');
  expect([...current]).toEqual([1, 2, 1, 1, 2, 1, 1, 2, 1]);
  expect(current).toEqual((await replayJournal(newer.id)).current);
});
