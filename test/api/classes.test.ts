import { beforeEach, describe, expect, it } from 'vitest';
import { Look } from '../../src/api/look.ts';
import { NO_LABEL, type DatasetInfo } from '../../src/core/dataset/types.ts';
import { getDataset } from '../../src/store/datasets.ts';
import { replayJournal } from '../../src/store/journal.ts';
import { readProbabilities } from '../../src/tasks/read-probabilities.ts';
import { readLabels } from '../../src/store/columns.ts';
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

async function expectStoreToEqualJournal() {
  const replayed = await replayJournal(info.id);
  for (const name of ['given', 'current', 'true'] as const) {
    expect(await readLabels(info.id, name), name).toEqual(replayed[name]);
  }
  const stored = (await getDataset(info.id))!;
  expect([stored.classes, stored.retired]).toEqual([look.dataset.info.classes, look.dataset.info.retired]);
}

describe('a class added', () => {
  it('can be given to samples, and goes with undo, in another tab too', async () => {
    const other = new Look();
    await other.session.open(info.id);
    await look.addClass('none of these');
    await look.relabel([0, 1], 'none of these');
    expect(labelOf(0)).toBe('none of these');
    await other.session.catchUp();
    expect(other.dataset.table.classes).toContain('none of these');
    expect(other.dataset.sample(1).current).toBe('none of these');
    await other.undo();
    await other.undo();
    await look.session.catchUp();
    expect(labelOf(0)).toBe('cat');
    await expect(look.relabel(0, 'none of these')).rejects.toThrow('There is no class “none of these”');
    await look.redo();
    await look.redo();
    expect(labelOf(0)).toBe('none of these');
    await expectStoreToEqualJournal();
    other.session.close();
  });

  it('is not taken away under samples that noise gave it', async () => {
    await look.addClass('lynx');
    await look.perturb({ kind: 'asymmetric', map: { cat: 'lynx' }, rate: 1 });
    await expect(look.undo()).rejects.toThrow(/samples are of the class “lynx” by an edit since/);
    await expectStoreToEqualJournal();
    await look.undoNoise();
    await look.undo();
    expect(look.dataset.info.retired).toHaveLength(1);
  });

  it('has no probability by a run from before, and its samples no score', async () => {
    const run = await storeRun(info);
    await storePredictions(info, run, (i) => i % 3);
    await look.session.catchUpRuns();
    await look.addClass('lynx');
    await look.relabel(0, 'lynx');
    await look.computeScores(look.dataset.view(), 'walkthrough', [
      { key: 'self_confidence', method: 'self_confidence' },
    ]);
    const { values } = look.dataset.table.scores.get('self_confidence')!;
    expect(values[0]).toBeNaN();
    expect(values[3]).toBeGreaterThan(0.9);
    const summary = await look.confidentLearning('walkthrough');
    expect(summary.samples).toBe(49);
    expect([...(await readProbabilities(run, 0, look.dataset.table.retired))!.keys()]).toEqual([0, 1, 2]);
  });
});

describe('a class renamed', () => {
  it('is so everywhere, and back with undo', async () => {
    await look.renameClass('cat', 'lynx');
    expect(labelOf(0)).toBe('lynx');
    expect(look.session.nextUndo!.title).toBe('rename class “cat” → “lynx”');
    await look.undo();
    expect(labelOf(0)).toBe('cat');
    expect(await look.renameClass('cat', 'cat')).toBeNull();
    await expectStoreToEqualJournal();
  });
});

describe('classes merged', () => {
  it('have the labels of all, given, current and true, and part again with undo', async () => {
    await look.relabel(0, 'frog');
    await look.mergeClasses(['cat', 'dog'], 'dog');
    const { given, current } = look.dataset.sample(0);
    expect([given, current]).toEqual(['dog', 'frog']);
    expect(labelOf(3)).toBe('dog');
    expect(look.dataset.view().matchLabel('current', 'dog').count()).toBe(33);
    await look.undo();
    expect(look.dataset.sample(0)).toMatchObject({ given: 'cat', current: 'frog' });
    expect(labelOf(3)).toBe('cat');
    expect(look.dataset.info).toMatchObject({ classes: info.classes, retired: [] });
    await expectStoreToEqualJournal();
  });

  it('get noise taken back into the class that they are now', async () => {
    await look.perturb({ kind: 'asymmetric', map: { cat: 'dog' }, rate: 1 }, look.dataset.view());
    await look.mergeClasses(['dog', 'cat'], 'frog');
    await look.undoNoise();
    expect(new Set(look.dataset.table.current)).toEqual(new Set([2]));
    await expectStoreToEqualJournal();
  });

  it('part again without the noise that was taken back while they were one', async () => {
    await look.perturb({ kind: 'asymmetric', map: { cat: 'dog' }, rate: 1 }, look.dataset.view());
    await look.mergeClasses(['cat', 'dog'], 'frog');
    await look.undoNoise();
    await look.undo();
    expect(look.dataset.sample(0)).toMatchObject({ given: 'cat', current: 'cat', true: null });
    expect(new Set(look.dataset.table.truth)).toEqual(new Set([NO_LABEL]));
    await look.redo();
    expect(look.dataset.sample(0)).toMatchObject({ given: 'frog', current: 'frog' });
    await expectStoreToEqualJournal();
  });

  it('leave under noise planted since the label that each sample had before', async () => {
    await look.mergeClasses(['cat'], 'dog');
    await look.perturb({ kind: 'asymmetric', map: { dog: 'frog' }, rate: 1 }, look.dataset.view());
    await look.undo();
    expect(labelOf(0)).toBe('frog');
    await look.undoNoise();
    expect([labelOf(0), labelOf(1)]).toEqual(['cat', 'dog']);
    await expectStoreToEqualJournal();
  });

  it('take in, when merged by redo, what noise has made of them since', async () => {
    await look.mergeClasses(['cat'], 'dog');
    await look.undo();
    await look.perturb({ kind: 'asymmetric', map: { frog: 'cat' }, rate: 1 }, look.dataset.view());
    await look.redo();
    expect(labelOf(2)).toBe('dog');
    await look.undo();
    expect(labelOf(2)).toBe('cat');
    await expectStoreToEqualJournal();
  });

  it('count together in what a run predicted, its probabilities and its scores', async () => {
    const run = await storeRun(info);
    await storePredictions(info, run, (i) => i % 3);
    await look.session.catchUpRuns();
    await look.mergeClasses(['cat'], 'dog');
    const { table } = look.dataset;
    expect(table.predicted![0]).toBe(1);
    const probabilities = (await readProbabilities(run, 0, table.retired))!;
    expect([...probabilities.keys()]).toEqual([1, 2]);
    await look.computeScores(look.dataset.view(), 'walkthrough', [
      { key: 'self_confidence', method: 'self_confidence' },
    ]);
    const score = look.dataset.table.scores.get('self_confidence')!;
    expect(score.values[0]).toBeCloseTo(probabilities.get(1)!, 5);
    expect(score.judged[0]).toBe(1);
    const { confusions, known } = await look.confidentLearning('walkthrough');
    expect([...known]).toEqual([1, 2]);
    expect(confusions.every(({ given }) => given !== 0)).toBe(true);
    expect((await look.compare('walkthrough', 'walkthrough')).classes[1].before).toBeGreaterThan(0);
  });
});

describe('a label taken off', () => {
  it('is none, and comes back with undo', async () => {
    await look.relabel([0, 1], null);
    expect(labelOf(0)).toBeNull();
    expect(look.dataset.table.current[1]).toBe(NO_LABEL);
    await look.undo();
    expect(labelOf(0)).toBe('cat');
  });
});
