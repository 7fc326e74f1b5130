import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Look } from '../../src/api/look.ts';
import type { DatasetInfo } from '../../src/core/dataset/types.ts';
import { db } from '../../src/store/database.ts';
import { storePredictions, storeRun } from '../support/stored-run.ts';
import { emptyDatabase, storeTinyDataset } from '../support/tiny-dataset.ts';

let look: Look;
let info: DatasetInfo;

/** Opens twelve samples of which the network takes 2, 5 and 8 (all frogs) for dogs, 8 most surely, and agrees about the others. */
beforeEach(async () => {
  look?.session.close();
  await emptyDatabase();
  info = await storeTinyDataset(12);
  const run = await storeRun(info);
  const wrong = [2, 5, 8];
  await storePredictions(
    info,
    run,
    (i) => (wrong.includes(i) ? 1 : i % 3),
    (i) => (wrong.includes(i) ? i : 1 + i / 10),
  );
  look = new Look();
  await look.session.open(info.id);
});

describe('a review', () => {
  it('begins with the most suspect sample, and has the session look at it', () => {
    const review = look.startReview();
    expect([...review.queue].slice(0, 4)).toEqual([8, 5, 2, 0]);
    expect([review.index, look.session.selected]).toEqual([8, 8]);
    expect(review.suggestion).toMatchObject({ label: 1, networkAgrees: false });
    expect(review.progress).toMatchObject({ total: 12, open: 12 });
    expect(look.review).toBe(review);
  });

  it('takes the suggestion, goes on at once, and tells of progress and agreement', async () => {
    const review = look.startReview();
    const accepted = review.accept();
    expect(review.index).toBe(5);
    const edit = await accepted;
    expect(edit).toMatchObject({ title: 'relabel sample 8 frog → dog', details: { by: 'suggestion', accepted: true } });
    await review.keep();
    await review.relabel('cat');
    expect(review.progress).toMatchObject({ open: 9, relabelled: 2, kept: 1 });
    expect(review.agreement).toEqual({ accepted: 1, of: 3 });
    expect(look.dataset.sample(8).current).toBe('dog');
  });

  it('gives each decision to the sample it was made on, however fast the keys come', async () => {
    const review = look.startReview();
    await Promise.all([review.accept(), review.keep(), review.exclude()]);
    expect([8, 5, 2].map((i) => look.dataset.sample(i).reviewed)).toEqual(['relabelled', 'kept', 'excluded']);
    expect(review.index).toBe(0);
  });

  it('has the next guesses besides label and suggestion, and takes one', async () => {
    const review = look.startReview();
    await vi.waitFor(() => expect(review.guesses.map(({ label }) => label)).toEqual([0]));
    const edit = await look.act('second-guess');
    expect(edit).toMatchObject({ title: 'relabel sample 8 frog → cat', details: { by: 'person', accepted: false } });
    expect(review.index).toBe(5);
    await expect(look.act('third-guess')).rejects.toThrow('no such guess');
    expect(review.index).toBe(5);
  });

  it('brings the sample back under the cursor on undo, and goes on behind it on redo', async () => {
    const review = look.startReview();
    await review.accept();
    review.skip();
    await review.undo();
    expect([review.index, look.session.selected, look.dataset.sample(8).current]).toEqual([8, 8, 'frog']);
    await review.redo();
    expect([review.index, look.dataset.sample(8).current]).toEqual([5, 'dog']);
  });

  it('comes back to skipped samples at the end, and ends when everything is decided', async () => {
    const review = look.startReview(look.dataset.view().matchLabel('given', 'frog'));
    expect([...review.queue]).toEqual([8, 5, 2, 11]);
    review.skip();
    for (let k = 0; k < 3; k++) await review.keep();
    expect(review.index).toBe(8);
    await review.keep();
    expect([review.index, review.position, look.session.selected]).toEqual([null, -1, null]);
    await expect(review.keep()).rejects.toThrow(/Nothing is left/);
    await review.undo();
    expect(review.index).toBe(8);
  });

  it('goes on where it was left after a reload: decided samples are passed over', async () => {
    await look.startReview().accept();
    look.session.close();
    look = new Look();
    await look.session.open(info.id);
    expect(look.review).toBeNull();
    const review = look.startReview();
    expect(review.index).toBe(5);
    expect(review.upcoming(2)).toEqual([2, 0]);
    review.back();
    expect(review.index).toBe(8);
  });

  it('keeps its order while labels change, and follows the view’s where somebody sorted it', async () => {
    const sorted = look.dataset.view().matchLabel('current', 'frog').sortBy('index');
    const review = look.startReview(sorted);
    await review.relabel('cat');
    expect([...review.queue]).toEqual([2, 5, 8, 11]);
    expect(review.goTo(11)).toBe(true);
    expect(review.index).toBe(11);
    expect(review.goTo(0)).toBe(false);
  });

  it('suggests the network’s second choice where it agrees, and says so', async () => {
    const review = look.startReview();
    review.goTo(11);
    expect(review.suggestion).toBeNull();
    await look.session.until(() => review.suggestion !== null);
    expect(review.suggestion).toMatchObject({ label: 0, networkAgrees: true });
    const e = Math.exp(2.1);
    expect(review.suggestion!.probability).toBeCloseTo(1 / (e + 2), 5);
    expect((await review.accept())!.title).toBe('relabel sample 11 frog → cat');
  });

  it('does not count a label kept that the network agrees with against its suggestions', async () => {
    const review = look.startReview();
    review.goTo(11);
    await look.session.until(() => review.suggestion !== null);
    await review.keep();
    expect(review.agreement).toEqual({ accepted: 0, of: 0 });
  });

  it('tags without going on, and takes the tag off again', async () => {
    const review = look.startReview();
    await review.toggleTag('blurry');
    expect([review.index, look.dataset.sample(8).tags]).toEqual([8, ['blurry']]);
    await review.toggleTag('blurry');
    expect(look.dataset.sample(8).tags).toEqual([]);
  });

  it('comes back to a sample whose decision could not be written, and says why', async () => {
    const review = look.startReview();
    await expect(review.relabel('zebra')).rejects.toThrow(/no class “zebra”/);
    expect([review.index, review.progress.open]).toEqual([8, 12]);
  });

  it('cannot accept where nothing was predicted, and says what to do', async () => {
    await db.columns.delete([info.id, `run/${look.session.run!.id}/predicted`]);
    await db.logits.clear();
    await vi.waitFor(() => expect(look.dataset.table.predicted).toBeNull());
    const review = look.startReview();
    await expect(review.accept()).rejects.toThrow(/predict it with a run first/);
    expect((await review.keep())!.details.accepted).toBeUndefined();
  });
});
