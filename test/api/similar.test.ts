import { beforeEach, describe, expect, it } from 'vitest';
import type { Look } from '../../src/api/look.ts';
import type { DatasetInfo } from '../../src/core/dataset/types.ts';
import { similarityOf, type SimilarityStage } from '../../src/core/views/similarity.ts';
import { db } from '../../src/store/database.ts';
import { storeFeatures } from '../support/embedded.ts';
import { startLook } from '../support/elements.ts';
import { motifPicture } from '../support/motifs.ts';
import { storePhotos } from '../support/photo-dataset.ts';
import { storePredictions, storeRun } from '../support/stored-run.ts';
import { emptyDatabase, storeTinyDataset } from '../support/tiny-dataset.ts';

let look: Look;
let info: DatasetInfo;

beforeEach(async () => {
  localStorage.clear();
  await emptyDatabase();
  info = await storeTinyDataset(90);
  look = await startLook();
  await look.session.open(info.id);
});

const file = (blob: Blob, name = 'query.png'): File => new File([blob], name);
/** Whether the features, which tell the class of each sample, have led: its class is its number mod 3. */
const classes = (view: Iterable<{ index: number }>): Set<number> =>
  new Set([...view].slice(0, 10).map(({ index }) => index % 3));

describe('finding similar samples', () => {
  it('orders all samples, the most alike first, by what a backbone has seen', async () => {
    await storeFeatures(info);
    const view = await look.findSimilar({ samples: 7 });
    expect(view.count()).toBe(90);
    expect(view.first()!.index).toBe(7);
    expect(classes(view)).toEqual(new Set([1]));
    expect(look.session.view!.stages).toEqual([]);
  });

  it('takes several samples, whose mean counts: what is like both comes first', async () => {
    await storeFeatures(info);
    const classesOf = async (samples: number[]) => classes(await look.findSimilar({ samples }));
    expect(await classesOf([7, 10, 8, 11])).toEqual(new Set([1, 2]));
  });

  it('orders a view, over the order that it had', async () => {
    await storeFeatures(info);
    const frogs = look.dataset.view().matchLabel('given', 'frog').sortBy('index');
    const view = await look.findSimilar({ samples: 50 }, { view: frogs });
    expect(view.count()).toBe(30);
    expect(view.first()!.index).toBe(50);
    expect(view.stages.map(({ stage }) => stage)).toEqual(['matchLabels', 'sortBy', 'sortBySimilarity']);
  });

  it('goes by a run’s features where no backbone has seen the pictures', async () => {
    const run = await storeRun(info, 90);
    await storePredictions(info, run, (i) => i % 3);
    const features = Float32Array.from({ length: 180 }, (_, at) =>
      Math.floor(at / 2) % 5 === 2 ? 3 - (at % 2) : at % 2,
    );
    await db.features.toCollection().modify({ features });
    await look.session.catchUpRuns();
    const view = await look.findSimilar({ samples: 7 });
    expect([...view.indices].slice(0, 18).every((i) => i % 5 === 2)).toBe(true);
    expect(await db.embeddings.count()).toBe(0);
  });

  it('stays in order over an edit, and is forgotten by none', async () => {
    await storeFeatures(info);
    look.session.view = await look.findSimilar({ samples: 7 });
    const before = [...look.session.view.indices];
    await look.keep(7);
    expect([...look.session.view.indices]).toEqual(before);
  });

  it('compares pictures that got their features since, when it is asked again', async () => {
    await storeFeatures(info);
    const [row] = await db.embeddings.toArray();
    await db.embeddings.put({ ...row, indices: row.indices.slice(0, 45), roots: row.roots.slice(0, 45 * 12) });
    const without = async (samples: number): Promise<number> => {
      const { stages } = await look.findSimilar({ samples });
      return similarityOf(look.session.table!, stages[0] as SimilarityStage)!.filter(Number.isNaN).length;
    };
    expect(await without(7)).toBe(45);
    await db.embeddings.put({ ...row, part: 1, indices: row.indices.slice(45), roots: row.roots.slice(45 * 12) });
    expect(await without(7)).toBe(0);
  });

  it('refuses what there is not', async () => {
    await expect(look.findSimilar({ samples: 90 })).rejects.toThrow('90');
    await expect(look.findSimilar({ samples: [] })).rejects.toMatchObject({ code: 'bad-input' });
    await storeFeatures(info);
    const view = look.dataset.view().add({ stage: 'sortBySimilarity', samples: [7, 4000] });
    const [stage] = view.stages as SimilarityStage[];
    await expect(look.similarity.settle(look.dataset, stage)).rejects.toThrow('4000');
  });

  it('leaves another data set as it is', async () => {
    await storeFeatures(info);
    look.session.view = await look.findSimilar({ samples: 7 });
    const other = await storeTinyDataset(12);
    await look.session.open(other.id);
    expect(look.session.table!.similarities).toBeUndefined();
    expect(look.session.view.stages).toEqual([]);
    expect(await db.embeddings.where('datasetId').equals(other.id).count()).toBe(0);
  });

  it('is an action of scripts too, which shows the view', async () => {
    await storeFeatures(info);
    look.session.view = look.dataset.view().matchSplit('train');
    expect(await look.act('similar', { samples: [3, 4] })).toBeUndefined();
    expect(look.session.view.stages.at(-1)).toEqual({ stage: 'sortBySimilarity', samples: [3, 4] });
    expect(look.session.view.count()).toBe(72);
    await expect(look.act('similar')).rejects.toThrow('needs samples');
  });
});

describe('finding what is like a picture from a file', () => {
  beforeEach(async () => {
    info = await storePhotos(24, (i) => motifPicture(i));
    await look.session.open(info.id);
  });

  it('has the backbone look at the pictures first, as a job, and the same picture encoded anew first', async () => {
    const picture = file(await motifPicture(9, { type: 'image/jpeg' }), 'nine.jpg');
    const view = await look.findSimilar({ picture });
    expect(view.first()!.index).toBe(9);
    expect(view.stages).toMatchObject([{ stage: 'sortByPicture', name: 'nine.jpg' }]);
    expect(look.session.jobs.list).toMatchObject([{ kind: 'similar', status: 'done' }]);
    expect(look.session.runs).toEqual([]);
  }, 60_000);

  it('ends where it is cancelled, and leaves the view', async () => {
    const looking = look.findSimilar({ picture: file(await motifPicture(9)) });
    await expect.poll(() => look.session.jobs.running('similar')?.title).toMatch('Looking at');
    look.session.jobs.running('similar')!.cancel();
    await expect(looking).rejects.toThrow(/abort/i);
    expect(look.session.view!.stages).toEqual([]);
    expect(look.session.jobs.list).toMatchObject([{ status: 'cancelled' }]);
  });

  it('says in a sentence that a file is no picture', async () => {
    const looking = look.findSimilar({ picture: file(new Blob(['text'])) });
    await expect(looking).rejects.toMatchObject({ code: 'import', message: expect.stringContaining('“query.png”') });
  });

  it('can be kept, and shown again', async () => {
    const view = await look.findSimilar({ picture: file(await motifPicture(9)) });
    await look.saveView('nines', view);
    expect((await look.showView('nines')).first()!.index).toBe(9);
  }, 60_000);
});
