import { beforeEach, describe, expect, it } from 'vitest';
import type { Look } from '../../src/api/look.ts';
import { NO_LABEL, type DatasetInfo } from '../../src/core/dataset/types.ts';
import { needsHistory, needsNeighbours, SCORE_METHODS } from '../../src/core/insights/methods.ts';
import { db } from '../../src/store/database.ts';
import { startLook } from '../support/elements.ts';
import { emptyDatabase, storeTinyDataset } from '../support/tiny-dataset.ts';

const COUNT = 60;
/** Samples whose label the model takes for wrong. */
const ODD = [7, 22, 41];

let info: DatasetInfo;
let look: Look;

beforeEach(async () => {
  await emptyDatabase();
  info = await storeTinyDataset(COUNT);
  look = await startLook();
  await look.session.open(info.id);
});

const samples = Array.from({ length: COUNT }, (_, i) => i);
/** Sure of the label of each sample but the odd ones. */
const probabilities = samples.map((i) => {
  const said = ODD.includes(i) ? (i + 1) % 3 : i % 3;
  return [0, 1, 2].map((c) => (c === said ? 0.8 + (i % 7) / 100 : (0.2 - (i % 7) / 100) / 2));
});
/** Three directions, one a class predicted, and a little of their own. */
const features = samples.map((i) => [...probabilities[i], (i % 5) / 50, (i % 11) / 90]);
const withoutEmbeddings = SCORE_METHODS.filter((method) => !needsHistory(method) && !needsNeighbours(method));

describe('predictions that a script brings', () => {
  it('become a run that ranks labels: the wrong ones first, all scores but those that it cannot have', async () => {
    const run = await look.addRun('mine', { probabilities, outOfSample: true });
    expect(run).toMatchObject({ source: 'imported', name: 'mine', outOfSample: true, status: 'trained', from: '' });
    expect([...run.labels].every((label) => label === NO_LABEL)).toBe(true);
    const { view } = await look.findSuspects({ run: 'mine' });
    expect([...look.dataset.table.scores.keys()].sort()).toEqual([...withoutEmbeddings].sort());
    const first = [...look.dataset.view().sortBy('insights.suspicion', { reverse: true }).limit(3)];
    expect(first.map(({ index }) => index).sort((a, b) => a - b)).toEqual(ODD);
    expect(view.count()).toBeGreaterThan(0);
    await expect(look.computeNeighbours('mine')).rejects.toThrow(/“mine” came without embeddings/);
    await expect(look.computeMap('mine')).rejects.toThrow(/came without embeddings/);
    await expect(
      look.computeScores(look.dataset.view(), 'mine', [{ key: 'uniqueness', method: 'uniqueness' }]),
    ).rejects.toThrow(/came without embeddings/);
  });

  it('with embeddings have neighbours, their scores and a map', async () => {
    await look.addRun('mine', { logits: probabilities.map((row) => row.map(Math.log)), features, outOfSample: false });
    await look.findSuspects({ run: 'mine' });
    const scores = SCORE_METHODS.filter((method) => !needsHistory(method));
    expect([...look.dataset.table.scores.keys()].sort()).toEqual([...scores].sort());
    await look.computeMap('mine', 'pca');
  });

  it('stand after a reload, are compared with another run, and go with all that they have', async () => {
    const run = await look.addRun('mine', { probabilities, features, outOfSample: true });
    await look.addRun('mine', { logits: probabilities.map(([a, b, c]) => [a, c, b]), outOfSample: false });
    expect(look.session.runs.map(({ name }) => name)).toEqual(['mine', 'mine 2']);
    const comparison = await look.compare('mine', 'mine 2');
    expect(comparison.before).toBeGreaterThan(comparison.after);
    await look.findSuspects({ run: 'mine' });
    const later = await startLook();
    await later.session.open(info.id);
    expect(later.session.runs[0]).toMatchObject({ source: 'imported', name: 'mine', outOfSample: true });
    await later.deleteRun('mine');
    await later.deleteRun('mine 2');
    for (const table of [db.runs, db.logits, db.features, db.scores, db.neighbours])
      expect(await table.count()).toBe(0);
    expect(await db.columns.get([info.id, `run/${run.id}/predicted`])).toBeUndefined();
  });

  it('may be of some samples in any order, which alone are predicted and scored', async () => {
    const indices = [41, 3, 22, 10, 7, 30];
    const flat = Float32Array.from(indices.flatMap((i) => probabilities[i]));
    const run = await look.addRun('few', { probabilities: flat, indices, outOfSample: true });
    expect([...run.indices]).toEqual([3, 7, 10, 22, 30, 41]);
    await look.findSuspects({ run: 'few', scores: ['self_confidence'] });
    const scored = [...look.dataset].filter((sample) => sample.insights.self_confidence !== null);
    expect(scored.map(({ index }) => index)).toEqual([3, 7, 10, 22, 30, 41]);
    expect(scored.map(({ index, insights }) => insights.self_confidence! > 0.5 === !ODD.includes(index))).not.toContain(
      false,
    );
    await expect(look.predict(look.dataset.view(), 'few')).rejects.toThrow(/without predictions of 54 of these 60/);
  });

  it('that had learned the labels keep which they were, so that a correction since is seen', async () => {
    const run = await look.addRun('mine', { probabilities, outOfSample: false });
    expect([...run.labels]).toEqual(samples.map((i) => i % 3));
  });

  it('that cannot be are refused with what is wrong, and nothing is kept', async () => {
    const outOfSample = true;
    const refused = [
      [{ probabilities: [[1, 0, 0]], outOfSample }, /needs? .*180|180 are needed/],
      [
        { probabilities: probabilities.map((row) => row.map((p) => p * 2)), outOfSample },
        /are 0 or more and 1 together/,
      ],
      [
        { logits: probabilities.map((row, i) => (i === 9 ? [NaN, 0, 0] : row)), outOfSample },
        /Row 9 of “logits” holds NaN/,
      ],
      [{ logits: probabilities, probabilities, outOfSample }, /either “logits” or “probabilities”/],
      [{ logits: [[1, 2, 3]], indices: [60], outOfSample }, /60, which is no sample: they are 0 … 59/],
      [{ logits: [1, 2, 3, 4, 5, 6], indices: [4, 4], outOfSample }, /holds 4 twice/],
      [{ probabilities, features: [1, 2, 3], outOfSample }, /“features” has 3 numbers/],
      [{ probabilities } as never, /“outOfSample” says/],
    ] as const;
    for (const [given, sentence] of refused) {
      const adding = look.addRun('mine', given);
      await expect(adding).rejects.toMatchObject({ name: 'UserError', code: 'bad-input' });
      await expect(adding).rejects.toThrow(sentence);
    }
    expect(await db.runs.count()).toBe(0);
  });
});

describe('predictions in a table', () => {
  const csv = (): File => {
    const rows = samples.map((i) => [i, ...probabilities[i], ...features[i]].join());
    return new File([['index,prob_cat,prob_dog,prob_frog,f0,f1,f2,f3,f4', ...rows].join('\n')], 'folds.csv');
  };

  it('become a run once it is said whether they are out of sample', async () => {
    await expect(look.addTable(csv())).rejects.toThrow(/outOfSample: "yes" or "no"/);
    const { run, edit } = await look.addTable(csv(), { outOfSample: 'yes', run: 'five folds' });
    expect([run!.name, run!.from, edit]).toEqual(['five folds', 'folds.csv', null]);
    await look.findSuspects({ run: 'five folds', scores: ['suspicion', 'label_agreement'] });
    const first = [...look.dataset.view().sortBy('insights.suspicion', { reverse: true }).limit(3)];
    expect(first.map(({ index }) => index).sort((a, b) => a - b)).toEqual(ODD);
    expect(look.session.journal.map(({ kind }) => kind)).toEqual(['processed']);
  });
});
