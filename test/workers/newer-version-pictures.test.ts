import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { db } from '../../src/store/database.ts';
import { importerHere } from '../support/import-files.ts';
import { type DatasetInfo } from '../../src/core/dataset/types.ts';
import { readNames } from '../../src/store/columns.ts';
import { getDataset } from '../../src/store/datasets.ts';
import { OriginalsReader } from '../../src/store/originals.ts';
import { relabel } from '../../src/tasks/edit-labels.ts';
import { openImport } from '../../src/tasks/import-dataset.ts';
import { classes, pets, update } from '../support/newer-version.ts';
import { imported, picture, samples, sourceOf, type Files } from '../support/picture-files.ts';
import { emptyDatabase } from '../support/tiny-dataset.ts';

const never = new AbortController().signal;
const quiet = (): void => undefined;

beforeEach(emptyDatabase);

describe('pictures of a newer version', () => {
  it('are compared where they have the training size and no file of them is kept', async () => {
    const files = {
      'x/cat/1.png': await picture([10, 0, 0], 32, 32),
      'x/cat/2.png': await picture([20, 0, 0], 32, 32),
      'x/dog/3.png': await picture([30, 0, 0], 32, 32),
    };
    const older = await imported(files);
    expect(older.originals).toBe('shards');
    const { survey, newer } = await update(older, { ...files, 'x/cat/2.png': await picture([45, 0, 0], 32, 32) });
    expect(survey.update).toMatchObject({ same: 2, changed: ['cat/2.png'], goneCount: 0, added: 0 });
    expect((await samples(newer)).map(([, , red]) => red)).toEqual([10, 45, 30]);
  });

  it('are compared reading what is stored once, where only squares are kept', async () => {
    const files: Files = {};
    for (let i = 0; i < 30; i++) files[`x/${i % 2 ? 'cat' : 'dog'}/${i}.png`] = await picture([8 * i, 0, 0], 32, 32);
    const older = await imported(files);
    const reads = vi.spyOn(db.shards, 'get');
    onTestFinished(() => reads.mockRestore());
    const { survey } = await openImport(never, sourceOf(files), older.id, quiet, importerHere());
    expect(survey!.update).toMatchObject({ same: 30, changedCount: 0 });
    expect(reads).toHaveBeenCalledTimes(older.shards.length);
  });

  it('are found where only a part of the folder is brought, with its class', async () => {
    const older = await imported(await pets());
    const { survey, newer } = await update(older, {
      'pets/cat/b.png': await picture([20, 0, 0]),
      'pets/cat/z.png': await picture([90, 0, 0]),
    });
    expect(survey.update).toMatchObject({ same: 1, added: 1, changedCount: 0, goneCount: 3 });
    expect(await classes(newer)).toEqual({
      'cat/a.png': 'cat',
      'cat/b.png': 'cat',
      'cat/z.png': 'cat',
      'dog/c.png': 'dog',
      'dog/d.png': 'dog',
    });
  });

  it('stay as they were where they cannot be decoded any more, with what was decided', async () => {
    for (const side of [40, 32]) {
      await emptyDatabase();
      const files = {
        'x/cat/1.png': await picture([10, 0, 0], side, side),
        'x/dog/2.png': await picture([20, 0, 0], side, side),
      };
      const older = await imported(files);
      await relabel(older, Uint32Array.of(0), 1, { by: 'person' });
      const png = new Uint8Array(await files['x/cat/1.png'].arrayBuffer());
      const { newer, notes } = await update(older, { ...files, 'x/cat/1.png': new Blob([png.slice(0, 60)]) });
      expect(notes.join()).toMatch(/1 picture cannot be read any more and stays as it was: cat\/1\.png/);
      expect(await samples(newer)).toEqual([
        ['cat/1.png', 'cat', 10],
        ['dog/2.png', 'dog', 20],
      ]);
      expect(await classes(newer)).toEqual({ 'cat/1.png': 'dog', 'dog/2.png': 'dog' });
      if (side === 40) expect(await new OriginalsReader(newer).read(0)).toHaveProperty('file.size', png.length);
    }
  });

  it('stay in their splits where none are chosen', async () => {
    const files = await pets();
    const older = await imported(files, { split: { share: 0.5, seed: 1, group: null } });
    const splitOf = async (info: DatasetInfo) => {
      const names = (await readNames(info.id))!;
      return Object.fromEntries(
        info.splits.flatMap(({ name, start, count }) => names.slice(start, start + count).map((one) => [one, name])),
      );
    };
    const { newer } = await update(older, { ...files, 'pets/cat/z.png': await picture([90, 0, 0]) });
    expect(await splitOf(newer)).toEqual({ ...(await splitOf(older)), 'cat/z.png': 'train' });
  });
});

describe('what was looked through', () => {
  it('is compared with another data set, or none, without being read in again', async () => {
    const files = await pets();
    const older = await imported(files);
    const open = await openImport(
      never,
      sourceOf({ ...files, 'pets/cat/z.png': await picture([90, 0, 0]) }),
      null,
      quiet,
    );
    expect(open.survey!.update).toBeUndefined();
    const survey = await open.compare(never, older.id, quiet);
    expect(survey.update).toMatchObject({ dataset: 'pets', same: 4, added: 1 });
    await expect(open.compare(never, older.id + 1000, quiet)).rejects.toHaveProperty('code', 'deleted');
    // It still is what it was compared with last.
    expect(await open.outline(survey.suggested)).toMatchObject({ classes: ['cat', 'dog'] });
    expect((await open.compare(never, null, quiet)).update).toBeUndefined();
    await open.compare(never, older.id, quiet);
    await relabel(older, Uint32Array.of(0), 1, { by: 'person' });
    const { datasetId } = await open.store(never, survey.suggested, quiet);
    expect(await classes((await getDataset(datasetId))!)).toMatchObject({ 'cat/a.png': 'dog', 'cat/z.png': 'cat' });
  });
});
