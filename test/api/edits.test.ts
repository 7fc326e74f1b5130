import { beforeEach, describe, expect, it } from 'vitest';
import { Look } from '../../src/api/look.ts';
import type { DatasetInfo } from '../../src/core/dataset/types.ts';
import { getTrainedRun, updateRun } from '../../src/store/runs.ts';
import { createRunAgain } from '../../src/tasks/train-again.ts';
import { storePredictions, storeRun } from '../support/stored-run.ts';
import { emptyDatabase, storeTinyDataset } from '../support/tiny-dataset.ts';

let look: Look;
let info: DatasetInfo;

beforeEach(async () => {
  look?.session.close();
  await emptyDatabase();
  info = await storeTinyDataset(50);
  look = new Look();
  await look.session.open(info.id);
});

const labelOf = (index: number) => look.dataset.sample(index).current;

describe('an edit by script', () => {
  it('is in the columns when it settles: label, review, tag and exclusion', async () => {
    await look.relabel([0, 3], 'dog');
    await look.keep(6);
    await look.exclude(look.dataset.view().select([9]));
    await look.tag([0, 9], 'blurry');
    const sample = (index: number) => {
      const { given, current, reviewed, excluded, tags } = look.dataset.sample(index);
      return { given, current, reviewed, excluded, tags };
    };
    expect(sample(0)).toEqual({
      given: 'cat',
      current: 'dog',
      reviewed: 'relabelled',
      excluded: false,
      tags: ['blurry'],
    });
    expect(sample(6)).toMatchObject({ current: 'cat', reviewed: 'kept' });
    expect(sample(9)).toEqual({ given: 'cat', current: 'cat', reviewed: 'excluded', excluded: true, tags: ['blurry'] });
    expect(sample(12).reviewed).toBeNull();
  });

  it('has the browser ask before the page is left, until it is stored', async () => {
    const asks = () => !dispatchEvent(new Event('beforeunload', { cancelable: true }));
    const edits = [look.keep(0), look.keep(3)];
    expect(asks()).toBe(true);
    await edits[0];
    expect(asks()).toBe(true);
    await edits[1];
    expect(asks()).toBe(false);
  });

  it('narrows views by what was decided', async () => {
    await look.keep([1, 2]);
    await look.relabel(0, 'dog');
    expect([...look.dataset.view().matchField('reviewed', ['kept', 'relabelled']).indices]).toEqual([0, 1, 2]);
    expect(look.dataset.view().matchField('reviewed', 'open').count()).toBe(47);
  });

  it('of a whole view is one edit, undone in one step', async () => {
    const cats = look.dataset.view().matchLabel('current', 'cat');
    const edit = await look.relabel(cats, 'dog');
    expect(edit!.title).toBe('relabel 17 samples cat → dog');
    expect(edit!.details.by).toBe('bulk');
    expect(cats.count()).toBe(0);
    expect((await look.undo())!.edit.seq).toBe(edit!.seq);
    expect(cats.count()).toBe(17);
  });

  it('takes over what the network predicts, sample by sample, in one edit', async () => {
    const run = await storeRun(info);
    await storePredictions(info, run, (i) => (i % 2 === 0 ? 1 : i % 3));
    await look.session.until(() => look.dataset.table.predicted !== null);
    const edit = await look.relabelAsPredicted([0, 1, 2, 3]);
    expect([0, 1, 2, 3].map(labelOf)).toEqual(['dog', 'dog', 'dog', 'cat']);
    expect(edit!.title).toBe('relabel 2 samples (2 classes) → dog');
    await look.undo();
    expect([0, 1, 2, 3].map(labelOf)).toEqual(['cat', 'dog', 'frog', 'cat']);
  });

  it('refuses a class that is not there with a sentence that names those that are', async () => {
    await expect(look.relabel(0, 'zebra')).rejects.toThrow(/no class “zebra”; there are cat, dog, frog/);
    await look.relabel(0, 'dog');
    expect(labelOf(0)).toBe('dog');
  });
});

describe('undo and redo', () => {
  it('go back and forth however fast they are asked for, and across a reload', async () => {
    await Promise.all([look.relabel(0, 'dog'), look.relabel(0, 'frog'), look.keep(1)]);
    await Promise.all([look.undo(), look.undo()]);
    expect([labelOf(0), look.dataset.sample(1).reviewed]).toEqual(['dog', null]);
    expect(look.session.nextRedo).not.toBeNull();

    look.session.close();
    look = new Look();
    await look.session.open(info.id);
    await look.undo();
    expect(labelOf(0)).toBe('cat');
    expect(await look.undo()).toBeNull();
    await look.redo();
    await look.redo();
    expect(labelOf(0)).toBe('frog');
    await look.redo();
    expect(look.dataset.sample(1).reviewed).toBe('kept');
    expect(await look.redo()).toBeNull();
    expect(look.session.journal.at(-1)!.title).toBe('redo: confirm sample 1');
  });

  it('take back what another tab did last, and show it there too', async () => {
    const other = new Look();
    await other.session.open(info.id);
    await look.relabel(0, 'dog');
    await other.relabel(3, 'frog');
    const undone = await look.undo();
    expect(undone!.edit.title).toBe('relabel sample 3 cat → frog');
    await other.session.until(() => other.dataset.sample(3).current === 'cat');
    expect(other.dataset.sample(0).current).toBe('dog');
    await other.redo();
    await look.session.until(() => labelOf(3) === 'frog');
    other.session.close();
  });

  it('of an edit made while the data set is being opened again is not lost', async () => {
    const opening = look.session.open(info.id);
    await Promise.all([look.relabel(0, 'dog'), look.session.open(info.id), opening]);
    await look.session.until(() => labelOf(0) === 'dog');
    await look.undo();
    expect(labelOf(0)).toBe('cat');
  });

  it('take no injected noise back, and lose what could be redone with a new edit', async () => {
    await look.relabel(45, 'dog');
    await look.perturb({ rate: 0.5 });
    const given = look.dataset.table.given;
    await look.undo();
    expect(await look.undo()).toBeNull();
    expect(look.dataset.table.given).toEqual(given);
    await look.keep(3);
    expect(await look.redo()).toBeNull();
  });
});

describe('corrected labels', () => {
  it('are exported with who decided, an undone decision being nobody’s', async () => {
    await look.relabel(0, 'dog');
    await look.relabel([1, 2], 'cat');
    await look.exclude(3);
    await look.keep(4);
    await look.undo();
    const lines = (await (await look.exportLabels()).text()).trimEnd().split('\r\n');
    expect(lines).toHaveLength(51);
    expect(lines.slice(0, 6)).toEqual([
      'index,split,given,current,decision,decided_by,excluded',
      '0,train,cat,dog,relabelled,person,0',
      '1,train,dog,cat,relabelled,bulk,0',
      '2,train,frog,cat,relabelled,bulk,0',
      '3,train,cat,cat,excluded,person,1',
      '4,train,dog,dog,,,0',
    ]);
  });
});

describe('training again', () => {
  it('takes the same recipe and seed, the labels as corrected, and leaves out what was excluded since', async () => {
    const run = await storeRun(info, 4, { seed: 7 });
    await storePredictions(info, run, () => 1);
    await look.relabel(0, 'frog');
    await look.exclude([1, 2]);
    const again = await createRunAgain(info, run, 'wasm');
    expect(again).toMatchObject({ name: 'walkthrough again', parent: run.id, seed: 7, recipe: run.recipe });
    expect([...again.indices]).toEqual([...run.indices].filter((i) => i !== 1 && i !== 2));
    expect(again.labels[0]).toBe(2);
    const third = await createRunAgain(info, again, 'wasm');
    expect(third).toMatchObject({ name: 'walkthrough again 2', parent: again.id });
    await updateRun(run.id, { name: 'x' });
    expect((await getTrainedRun(run.id)).parent).toBeUndefined();
  });

  it('says that there is nothing to repeat before anything was trained', async () => {
    await expect(look.trainAgain()).rejects.toThrow(/no trained run to repeat/);
  });
});
