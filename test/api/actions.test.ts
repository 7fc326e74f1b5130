import { beforeEach, describe, expect, it } from 'vitest';
import type { Look } from '../../src/api/look.ts';
import { startLook } from '../support/elements.ts';
import { storePredictions, storeRun } from '../support/stored-run.ts';
import { emptyDatabase, storeTinyDataset } from '../support/tiny-dataset.ts';

let look: Look;

/** Opens twelve samples; the network takes those of class 0 (cats) for dogs and agrees about the others. */
beforeEach(async () => {
  await emptyDatabase();
  const info = await storeTinyDataset(12);
  await storePredictions(info, await storeRun(info), (i) => i % 3 || 1);
  look = await startLook();
  await look.session.open(info.id);
});

const labelsOf = (...indices: number[]) => indices.map((index) => look.dataset.sample(index).current);

describe('an action by its id', () => {
  it('is done to the sample under the review’s cursor, which goes on', async () => {
    const review = look.startReview(look.dataset.view().sortBy('index'));
    expect((await look.act('as-predicted'))!.title).toBe('relabel sample 0 cat → dog');
    expect((await look.act('as-predicted'))!.title).toBe('confirm sample 1');
    await look.act('relabel', { value: 'cat' });
    expect(await look.act('skip')).toBeUndefined();
    expect([review.index, ...labelsOf(0, 1, 2)]).toEqual([4, 'dog', 'dog', 'cat']);
  });

  it('is done to many samples in one edit, which undo takes back', async () => {
    expect((await look.act('relabel', { samples: [0, 3], value: 'frog' }))!.title).toBe('relabel 2 samples cat → frog');
    await look.act('tag', { samples: look.dataset.view().select([0, 1]), value: 'blurry' });
    expect(look.dataset.view().matchTags('blurry').count()).toBe(2);
    await look.act('undo');
    await look.act('undo');
    expect(labelsOf(0, 3)).toEqual(['cat', 'cat']);
    expect(await look.act('undo')).toBeNull();
  });

  it('says what it lacks', async () => {
    await expect(look.act('bless')).rejects.toThrow(/no action “bless”; there are as-predicted, /);
    await expect(look.act('keep')).rejects.toThrow(/needs samples, or a review/);
    await expect(look.act('relabel', { samples: [0] })).rejects.toThrow(/needs a class/);
    await expect(look.act('skip', { samples: [0] })).rejects.toThrow(/one sample at a time/);
  });

  it('refuses what it does not take, and does nothing then', async () => {
    await look.act('exclude', { samples: [0] });
    await expect(look.act('undo', { samples: [0] })).rejects.toMatchObject({ code: 'bad-input' });
    await expect(look.act('undo', { value: 'dog' })).rejects.toMatchObject({ code: 'bad-input' });
    await expect(look.act('keep', { samples: [1], value: 'dog' })).rejects.toMatchObject({ code: 'bad-input' });
    expect(look.dataset.sample(0).excluded).toBe(true);
    expect(look.dataset.sample(1).reviewed).toBeNull();
  });
});
