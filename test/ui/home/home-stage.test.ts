import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { Look } from '../../../src/api/look.ts';
import { REVIEWED, type DatasetInfo } from '../../../src/core/dataset/types.ts';
import '../../../src/ui/home/home-stage.ts';
import type { LookHomeStage } from '../../../src/ui/home/home-stage.ts';
import { db } from '../../../src/store/database.ts';
import { mergeScores } from '../../../src/store/scores.ts';
import { expectAccessible } from '../../support/accessibility.ts';
import { takeDownloads } from '../../support/downloads.ts';
import { buttonNamed, clickButton, deepQuery, mount, textOf } from '../../support/elements.ts';
import { storePredictions, storeRun } from '../../support/stored-run.ts';
import { emptyDatabase, storeTinyDataset } from '../../support/tiny-dataset.ts';

let info: DatasetInfo;
let look: Look;
let stage: LookHomeStage;

async function open(): Promise<void> {
  look = new Look();
  onTestFinished(() => look.session.close());
  await look.session.open(info.id);
  stage = document.createElement('look-home-stage');
  stage.look = look;
  await mount(stage);
}

beforeEach(async () => {
  await emptyDatabase();
  // Samples 40 … 49 are the test split; their classes go 1, 2, 0, 1, 2, 0, …
  info = await storeTinyDataset(50);
});

const said = (): string => textOf(stage);

/** Two runs: the first takes every frog of the test split for a cat, the second every cat for a dog. */
async function storeTwoRuns(): Promise<void> {
  const before = await storeRun(info, 4, { name: 'first' });
  await storePredictions(info, before, (i) => (i % 3 === 2 ? 0 : i % 3));
  const after = await storeRun(info, 4, { name: 'first again', parent: before.id });
  await storePredictions(info, after, (i) => (i % 3 === 0 ? 1 : i % 3));
  const indices = Uint32Array.from({ length: 50 }, (_, i) => i);
  const judged = Uint16Array.from(indices, (i) => i % 3);
  for (const { id } of [before, after]) {
    const values = Float32Array.from(indices, (i) => (i % 10) / 10);
    const part = { runId: id, key: 'self_confidence', datasetId: info.id, method: 'self_confidence' as const };
    await mergeScores([{ ...part, computedAt: 1, indices, values, judged }], 50);
  }
}

describe('before and after', () => {
  it('sets two runs side by side: right on test, by class, and which samples that changed', async () => {
    await storeTwoRuns();
    await open();
    // Test: 4 dogs (40, 43, 46, 49), 3 frogs (41, 44, 47), 3 cats (42, 45, 48).
    await expect.poll(said).toContain('first 70.0 %');
    expect(said()).toContain('first again 70.0 %');
    expect(said()).toContain('No difference that 10 samples can show: +0.0 ± 46.2 points.');
    expect(said()).toContain('3 now right');
    expect(said()).toContain('3 now wrong');
    const rows = [...deepQuery(stage, 'tbody')!.querySelectorAll('tr')].map((row) => textOf(row));
    expect(rows).toEqual(['cat 3 100.0 % 0.0 % −100.0', 'dog 4 100.0 % 100.0 % +0.0', 'frog 3 0.0 % 100.0 % +100.0']);
  });

  it('leaves out test labels that were changed in between, and what is excluded', async () => {
    await storeTwoRuns();
    await open();
    await look.relabel(40, 'cat');
    await look.exclude(43);
    await expect.poll(said).toContain('over 8 samples');
    expect(said()).toContain('Left out: 2 samples, excluded or with a label changed in between.');
  });

  it('tells a gain from none by its error, and a loss', async () => {
    const before = await storeRun(info, 4, { name: 'first' });
    await storePredictions(info, before, (i) => (i + 1) % 3);
    const after = await storeRun(info, 4, { name: 'first again', parent: before.id });
    await storePredictions(info, after, (i) => i % 3);
    await open();
    await expect.poll(said).toContain('A gain of +100.0 ± ');
    expect(said()).toContain('points (95 %), over 10 samples that neither run learned from.');
  });

  it('calls nothing a test that was learned from, and says how to have one', async () => {
    const indices = Uint32Array.from({ length: 50 }, (_, i) => i);
    const all = { indices, labels: Uint16Array.from(indices, (i) => i % 3) };
    const before = await storeRun(info, 4, { name: 'first', ...all });
    await storePredictions(info, before, (i) => i % 3);
    const after = await storeRun(info, 4, { name: 'first again', parent: before.id, ...all });
    await storePredictions(info, after, () => 0);
    await open();
    await expect.poll(said).toContain('over 50 samples');
    expect(said()).toContain('so this is no test');
    expect(said()).not.toContain('that neither run learned from');
    expect(said()).not.toContain('±');
    expect(said()).toContain('“first again” learned from every sample');
  });

  it('says where two runs differ in more than their labels', async () => {
    const before = await storeRun(info, 4, { name: 'first' });
    await storePredictions(info, before, (i) => i % 3);
    const after = await storeRun(info, 4, { name: 'second', seed: 2 });
    await storePredictions(info, after, (i) => i % 3);
    await open();
    await expect.poll(said).toContain('“first” and “second” differ in the seed too');
  });

  it('shows the samples that changed in the explorer', async () => {
    await storeTwoRuns();
    await open();
    const gone = vi.fn();
    stage.addEventListener('look-go', gone);
    await clickButton(stage, '3 now wrong');
    expect([...look.session.view!.indices]).toEqual([42, 45, 48]);
    expect(gone).toHaveBeenCalled();
  });

  it('knows of no run, and of one', async () => {
    await open();
    expect(said()).toContain('There is no run yet.');
    await storeRun(info, 4);
    await open();
    expect(said()).toContain('There is one run so far, “');
  });

  it('says so where a run has predicted nothing', async () => {
    await storeRun(info, 4, { name: 'first' });
    await storeRun(info, 4, { name: 'second' });
    await open();
    await expect.poll(said).toContain('has predicted nothing yet');
  });

  it('awaits a run that is still at work, without calling that an error', async () => {
    await storeRun(info, 4, { name: 'first' });
    await storeRun(info, 4, { name: 'second' });
    await open();
    const { jobs } = look.session;
    const work = jobs.run('train', 'Training “second”', (signal) => {
      return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));
    });
    const comparison = () => deepQuery(stage, 'look-run-comparison')!;
    await expect.poll(() => textOf(comparison())).toContain('Training “second” … The comparison follows.');
    expect(deepQuery(comparison(), '[role=alert]')).toBeNull();
    jobs.running('train')!.cancel();
    await work.catch(() => {});
    await expect.poll(() => textOf(comparison())).toContain('has predicted nothing yet');
  });
});

describe('what to export', () => {
  it('counts the decisions, and hands out the corrected labels', async () => {
    await open();
    expect(said()).toContain('Nothing yet');
    await look.relabel([3, 6], 'dog');
    await look.exclude(7);
    await expect.poll(said).toContain('2 relabelled');
    expect(said()).toContain('1 excluded');
    // Excluded it stays, whatever label it is given.
    await look.relabel([7], 'cat');
    await expect.poll(said).toContain('3 relabelled');
    expect(said()).toContain('1 excluded');
    expect(look.dataset.table.reviewed[3]).toBe(REVIEWED.relabelled);
    const downloads = takeDownloads();
    buttonNamed(stage, 'Corrected labels (CSV)')!.click();
    await expect.poll(() => downloads).toHaveLength(1);
    const [{ name, blob }] = downloads;
    expect(name).toBe('tiny-labels.csv');
    const lines = (await blob.text()).trim().split('\r\n');
    expect(lines).toHaveLength(51);
    expect(lines[4]).toContain('3,train,cat,dog');
  });

  it('asks for a first run before it can train again', async () => {
    await open();
    expect(buttonNamed(stage, 'Train again on the labels as they stand')!.disabled).toBe(true);
    expect(buttonNamed(stage, 'Train a network')).toBeTruthy();
  });

  it('has nothing that keeps anybody out', async () => {
    await storeTwoRuns();
    await open();
    await expect.poll(said).toContain('now right');
    await expectAccessible();
  });
});

describe('two runs of a data set without a split to test on', () => {
  it('are compared over what they learned, and that is not called a test', async () => {
    const all = [{ name: 'train', start: 0, count: 50 }];
    await db.datasets.update(info.id, { splits: all });
    info = { ...info, splits: all };
    await storeTwoRuns();
    await open();
    await expect.poll(said).toContain('These samples were learned from, so this is no test');
    expect(said()).toContain('train split, learned from');
    expect(said()).not.toContain('test split');
  });
});
