import { beforeEach, describe, expect, it } from 'vitest';
import type { Look } from '../../src/api/look.ts';
import { NO_LABEL, REVIEWED, type DatasetInfo } from '../../src/core/dataset/types.ts';
import type { TableMapping } from '../../src/core/tables/table-mapping.ts';
import { replayJournal } from '../../src/store/journal.ts';
import { startLook } from '../support/elements.ts';
import { emptyDatabase, storeTinyDataset } from '../support/tiny-dataset.ts';

let info: DatasetInfo;
let look: Look;

beforeEach(async () => {
  await emptyDatabase();
  info = await storeTinyDataset(50);
  look = await startLook();
  await look.session.open(info.id);
});

const file = (text: string, name = 'labels.csv'): File => new File([text], name);
const add = (text: string, mapping?: TableMapping) => look.addTable(file(text), mapping);

/** Whatever a decision changes, of every sample. */
const state = () => {
  const { given, current, truth, reviewed, excluded } = look.dataset.table;
  return structuredClone({ given, current, truth, reviewed, excluded });
};

describe('labels from a table', () => {
  it('become given labels: those of before stay as true ones, what differs is tagged, and one step takes it back', async () => {
    const before = state();
    const { edit } = await add('index,label\n0,dog\n1,1\n3,2.0\n', { role: 'given' });
    expect(edit).toMatchObject({ kind: 'labels', title: '3 given labels from labels.csv' });
    const { given, current, truth } = look.dataset.table;
    expect([given[0], given[1], given[3]]).toEqual([1, 1, 2]);
    expect([current[0], current[3]]).toEqual([1, 2]);
    expect([truth[0], truth[1], truth[2], truth[3]]).toEqual([0, 1, NO_LABEL, 0]);
    expect([...look.dataset.view().matchTags('mistake').indices]).toEqual([0, 3]);
    await look.undoNoise();
    expect(state()).toEqual(before);
  });

  it('become corrections: decided here, given labels stay, and undo takes all back', async () => {
    const before = state();
    await add('split,index,label\ntest,0,cat\ntrain,2,frog\n', { role: 'corrections' });
    const { given, current, reviewed, truth } = look.dataset.table;
    expect([given[40], current[40], reviewed[40], truth[40]]).toEqual([1, 0, REVIEWED.relabelled, NO_LABEL]);
    expect([current[2], reviewed[2], reviewed[0]]).toEqual([2, REVIEWED.kept, REVIEWED.no]);
    await look.undo();
    expect(state()).toEqual(before);
  });

  it('become true labels, and undo takes them back without a decision', async () => {
    const before = state();
    await add('index,label\n0,dog\n', { role: 'true' });
    const { truth, current, reviewed } = look.dataset.table;
    expect([truth[0], current[0], reviewed[0]]).toEqual([1, 0, REVIEWED.no]);
    await look.undo();
    expect(state()).toEqual(before);
    expect(look.dataset.table.current).toEqual((await replayJournal(info.id)).current);
  });

  it('ask what only a person can tell, naming the answers, and change nothing until then', async () => {
    const question = { code: 'question' };
    await expect(add('index,label\n0,dog\n')).rejects.toMatchObject(question);
    await expect(add('index,label\n0,dog\n')).rejects.toThrow(
      /role: "given" or "corrections" or "true" or "annotator" or "field"\./,
    );
    await expect(add('index,label\n0,Dog\n', { role: 'true' })).rejects.toThrow(/“Dog” for “dog”.*case: "take"/);
    const counted = ['index,label', ...Array.from({ length: 40 }, (_, i) => `${i + 1},${i % 3}`)].join('\n');
    await expect(add(counted, { role: 'given' })).rejects.toThrow(/doubt: "rows-1" or "as-it-is"/);
    expect(look.session.journal).toEqual([]);
    await add(counted, { role: 'corrections', doubt: 'rows-1' });
    expect(look.dataset.table.current).toEqual(look.dataset.table.given);
  });

  it('that cannot be are refused, and nothing changes', async () => {
    const refused = { code: 'labels-file' };
    await expect(add('index,label\n0,9\n', { role: 'true' })).rejects.toMatchObject(refused);
    await expect(add('index,label\n0,9\n', { role: 'true' })).rejects.toThrow(/^labels.csv: “9” is neither/);
    await expect(add('index,label\n0,cat\n0,dog\n', { role: 'true' })).rejects.toMatchObject(refused);
    await expect(add('', { role: 'true' })).rejects.toMatchObject(refused);
    await add('index,label\n0,dog\n', { role: 'true' });
    await expect(add('index,label\n0,dog\n', { role: 'true' })).rejects.toMatchObject({ code: 'nothing-to-do' });
    expect(look.session.journal).toHaveLength(1);
  });

  it('of new classes add them first, if that is the answer', async () => {
    await add('index,label\n0,zebra\n1,none of these\n2,zebra\n', { role: 'corrections', classes: 'add' });
    const { classes, current } = look.dataset.table;
    expect(classes.slice(3)).toEqual(['zebra', 'none of these']);
    expect([...current.subarray(0, 3)]).toEqual([3, 4, 3]);
    expect(look.session.journal).toHaveLength(1);
    await look.undo();
    expect(look.dataset.table.current).toEqual(look.dataset.table.given);
    expect(look.dataset.table.retired.map(({ label }) => label)).toEqual([3, 4]);
    expect(look.session.nextUndo).toBeNull();
    await look.redo();
    expect([...look.dataset.table.current.subarray(0, 3)]).toEqual([3, 4, 3]);
    expect(look.dataset.table.retired).toEqual([]);
  });

  it('of new classes go with them in one step as given and true labels too', async () => {
    const before = state();
    await add('index,label\n0,zebra\n', { role: 'given', classes: 'add' });
    expect(look.dataset.table.given[0]).toBe(3);
    await look.undoNoise();
    expect(state()).toEqual(before);
    expect(look.dataset.table.retired).toHaveLength(1);
    await add('index,label\n0,okapi\n', { role: 'true', classes: 'add' });
    await look.undo();
    expect(state()).toEqual(before);
    expect(look.dataset.table.retired).toHaveLength(2);
  });

  it('may come from a script as columns', async () => {
    const columns = [
      { name: 'index', cells: ['4'] },
      { name: 'label', cells: ['frog'] },
    ];
    await look.addTable({ file: 'script', rows: 1, columns }, { role: 'corrections' });
    expect(look.dataset.table.current[4]).toBe(2);
  });
});

describe('fields from a table', () => {
  it('stand beside the others at once, after a reload, and in exports; annotators are known as such', async () => {
    const { edit, fields } = await add('index,annotator_1,annotator_2,age\n0,dog,cat,1.5\n1,dog,,2\n', {
      columns: { age: 'field' },
    });
    expect({ edit, fields }).toEqual({ edit: null, fields: ['annotator_1', 'annotator_2', 'age'] });
    for (const one of [look, await startLook()]) {
      await one.session.open(info.id);
      expect(one.dataset.info).toMatchObject({ fields, annotators: ['annotator_1', 'annotator_2'] });
      expect([...one.dataset.table.fields.keys()]).toEqual(fields);
    }
    const [header, first] = (await (await look.exportLabels()).text()).split('\r\n');
    expect(header).toBe('index,split,given,current,decision,decided_by,excluded,annotator_1,annotator_2,age');
    expect(first).toBe('0,train,cat,cat,,,0,dog,cat,1.5');
  });
});

describe('what was exported here', () => {
  it('comes back as it was: labels, decisions, exclusions, in one step that undo takes back', async () => {
    await look.relabel(0, 'dog');
    await look.markUnsure(7);
    await look.relabel([1, 2, 41], 'cat');
    await look.exclude(3);
    await look.exclude([4, 42]);
    await look.keep(5);
    const exported = await (await look.exportLabels()).text();
    const words = exported.split('\r\n').map((line) => line.split(',')[4]);
    expect([0, 7, 3, 5, 9].map((i) => words[i + 1])).toEqual(['relabelled', 'unsure', 'excluded', 'confirmed', '']);
    const wanted = state();
    for (let edits = look.session.journal.length; edits > 0; edits--) await look.undo();
    const before = state();
    await look.keep(9);
    expect((await add(exported)).fields).toEqual([]);
    expect(state()).toEqual(wanted);
    expect(await (await look.exportLabels()).text()).toBe(exported);
    await look.undo();
    await look.undo();
    expect(state()).toEqual(before);
  });

  it('comes back from a file of an older version, whose numbers go through the whole data set', async () => {
    const header = 'index,split,given,current,decided_by,excluded';
    await add(`${header}\n0,train,cat,dog,person,0\n41,test,frog,cat,bulk,0\n`);
    expect([look.dataset.table.current[0], look.dataset.table.current[41]]).toEqual([1, 0]);
  });

  it('comes back with its scores: given and true labels and tags', async () => {
    await look.perturb({ rate: 0.2 });
    await look.tag(7, 'blurry');
    const exported = await look.exportScores(look.dataset.view()).text();
    const wanted = state();
    await look.undoNoise();
    await look.undo();
    await add(exported);
    expect(state()).toEqual(wanted);
    expect(await look.exportScores(look.dataset.view()).text()).toBe(exported);
  });

  it('leaves samples alone whose row is of a class that is not here', async () => {
    const exported = await (await look.exportLabels()).text();
    const renamed = exported.replace(/^3,train,cat,cat/m, '3,train,cat,lynx');
    expect(renamed).not.toBe(exported);
    await look.relabel([0, 3], 'dog');
    await expect(add(renamed)).rejects.toThrow(/“lynx” is no class.*classes: "add" or "leave"/);
    await add(renamed, { classes: 'leave' });
    expect([look.dataset.table.current[0], look.dataset.table.current[3]]).toEqual([0, 1]);
    await look.undo();
    await look.undo();
    await look.perturb({ rate: 0.2 });
    const scores = await look.exportScores(look.dataset.view()).text();
    await look.undoNoise();
    const before = state();
    await add(scores.replaceAll(',frog,', ',lynx,'), { classes: 'leave', doubt: 'as-it-is' });
    const { given, truth } = look.dataset.table;
    expect(given.filter((label) => label === NO_LABEL)).toEqual(before.given.filter((label) => label === NO_LABEL));
    const frogs = [...before.given.keys()].filter((i) => before.given[i] === 2);
    expect(frogs.map((i) => [given[i], truth[i]])).toEqual(frogs.map(() => [2, NO_LABEL]));
  });

  it('comes back with its scores, tags of since taken off; where noise is planted only if given labels stay', async () => {
    await look.tag(7, 'blurry');
    await look.perturb({ rate: 0.2 });
    const exported = await look.exportScores(look.dataset.view()).text();
    const wanted = state();
    await look.tag(8, 'blurry');
    await look.tag(9, 'dark');
    await add(exported);
    expect(await look.exportScores(look.dataset.view()).text()).toBe(exported);
    expect(state()).toEqual(wanted);
    await look.undoNoise();
    await look.perturb({ rate: 0.2, seed: 2 });
    const other = state();
    await expect(add(exported)).rejects.toThrow(/Noise is injected already/);
    expect(state()).toEqual(other);
  });

  it('is in doubt where it is of another data set', async () => {
    const { id } = await storeTinyDataset(50, ['dog', 'frog', 'cat']);
    const exported = await (await look.exportLabels()).text();
    await look.session.open(id);
    await expect(add(exported)).rejects.toThrow(/data set came with 0 of 50.*may be another.*doubt: "as-it-is"/);
  });
});
