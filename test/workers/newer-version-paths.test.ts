import { BlobReader, BlobWriter, ZipWriter } from '@zip.js/zip.js';
import { beforeEach, describe, expect, it } from 'vitest';
import type { ImportSource } from '../../src/contracts/importer.ts';
import { fieldColumn } from '../../src/core/dataset/field-column.ts';
import type { DatasetInfo } from '../../src/core/dataset/types.ts';
import { readFields, readNames } from '../../src/store/columns.ts';
import { db } from '../../src/store/database.ts';
import { deleteDataset, getDataset, listDatasets } from '../../src/store/datasets.ts';
import { addFields } from '../../src/store/fields.ts';
import { addView, listViews } from '../../src/store/views.ts';
import { addClass, renameClass } from '../../src/tasks/edit-classes.ts';
import { relabel } from '../../src/tasks/edit-labels.ts';
import { openImport } from '../../src/tasks/import-dataset.ts';
import { classes, update } from '../support/newer-version.ts';
import { folder, imported, picture, samples, sourceOf, type Files } from '../support/picture-files.ts';
import { emptyDatabase } from '../support/tiny-dataset.ts';

const never = new AbortController().signal;
const quiet = (): void => undefined;

beforeEach(emptyDatabase);

/** Files as they come with paths below another folder. */
const below = (files: Files, from: string, to: string): Files =>
  Object.fromEntries(
    Object.entries(files).flatMap(([path, file]) =>
      path.startsWith(from) ? [[to + path.slice(from.length), file]] : [],
    ),
  );

async function splitsOf(info: DatasetInfo): Promise<Record<string, string>> {
  const names = (await readNames(info.id))!;
  return Object.fromEntries(
    info.splits.flatMap(({ name, start, count }) => names.slice(start, start + count).map((one) => [one, name])),
  );
}

describe('a version that came with more or less of its path', () => {
  it('is matched where a subfolder was imported, and the whole comes later', async () => {
    const files = await folder();
    const older = await imported(below(files, 'pets/train/', 'x/'));
    expect(await readNames(older.id)).toEqual(['cat/a.png', 'cat/b.png', 'dog/a.png']);
    await relabel(older, Uint32Array.of(1), 1, { by: 'person' });
    delete files['pets/train/dog/a.png'];
    // The other split has a picture of the same name.
    files['pets/val/cat/a.png'] = await picture([77, 0, 0]);
    const { survey, newer } = await update(older, files);
    expect(survey.update).toMatchObject({ same: 2, added: 3, changedCount: 0, gone: ['dog/a.png'] });
    expect(survey.update!.matches).toEqual([{ name: 'train/cat/a.png', known: 'cat/a.png', count: 2 }]);
    expect(await samples(newer)).toEqual([
      ['train/cat/a.png', 'cat', 10],
      ['train/cat/b.png', 'cat', 20],
      ['train/dog/a.png', 'dog', 30],
      ['val/cat/a.png', 'cat', 77],
      ['val/cat/c.png', 'cat', 40],
      ['val/dog/d.png', 'dog', 50],
    ]);
    expect(await classes(newer)).toMatchObject({ 'train/cat/b.png': 'dog', 'val/cat/a.png': 'cat' });
    expect((await splitsOf(newer))['train/dog/a.png']).toBe('train');
  });

  it('is matched where the whole was imported, and a subfolder comes later without its name', async () => {
    const files = await folder();
    files['pets/val/cat/a.png'] = await picture([77, 0, 0]);
    const older = await imported(files);
    await relabel(older, Uint32Array.of(0), 1, { by: 'person' });
    const { survey, newer } = await update(older, {
      ...below(files, 'pets/train/', 'x/'),
      'x/dog/z.png': await picture([90, 0, 0]),
    });
    expect(survey.update).toMatchObject({ same: 3, added: 1, changedCount: 0, goneCount: 3 });
    expect(survey.update!.matches).toEqual([{ name: 'cat/a.png', known: 'train/cat/a.png', count: 3 }]);
    expect(await classes(newer)).toEqual({
      'train/cat/a.png': 'dog',
      'train/cat/b.png': 'cat',
      'train/dog/a.png': 'dog',
      'train/dog/z.png': 'dog',
      'val/cat/a.png': 'cat',
      'val/cat/c.png': 'cat',
      'val/dog/d.png': 'dog',
    });
  });

  it('is refused where names fit in two ways and pictures say neither, and nothing is guessed', async () => {
    const older = await imported({
      'x/train/cat/1.png': await picture([10, 0, 0]),
      'x/train/dog/2.png': await picture([20, 0, 0]),
      'x/val/cat/1.png': await picture([30, 0, 0]),
      'x/val/dog/2.png': await picture([40, 0, 0]),
    });
    const others = { 'y/cat/1.png': await picture([50, 0, 0]), 'y/dog/2.png': await picture([60, 0, 0]) };
    await expect(openImport(never, sourceOf(others), older.id, quiet)).rejects.toThrow(
      /fit those of “x” in several ways.*“cat\/1\.png” may be “(train|val)\/cat\/1\.png” or “(train|val)\/cat\/1\.png”.*Bring the folder/,
    );
    const copies = { 'y/cat/1.png': await picture([30, 0, 0]), 'y/dog/2.png': await picture([40, 0, 0]) };
    const { survey } = await update(older, copies);
    expect(survey.update!.matches).toEqual([{ name: 'cat/1.png', known: 'val/cat/1.png', count: 2 }]);
    // Whole names, with the split's folder, say it too, whatever the pictures.
    const { survey: named } = await update(older, below(others, 'y/', 'x/val/'));
    expect(named.update).toMatchObject({ changed: ['val/cat/1.png', 'val/dog/2.png'], goneCount: 2, added: 0 });
  });

  it('counts as new where names fit but no picture is the same', async () => {
    const older = await imported(below(await folder(), 'pets/train/', 'x/'));
    const { survey, newer } = await update(older, {
      'y/train/cat/a.png': await picture([101, 0, 0]),
      'y/train/dog/a.png': await picture([102, 0, 0]),
      'y/val/bird/u.png': await picture([103, 0, 0]),
    });
    expect(survey.update).toMatchObject({ same: 0, added: 3, changedCount: 0, goneCount: 3, matches: [] });
    expect(newer.sampleCount).toBe(6);
  });
});

describe('what is known already', () => {
  const zipped = async (files: Files, name: string): Promise<ImportSource> => {
    const zip = new ZipWriter(new BlobWriter(), { useWebWorkers: false });
    for (const [path, file] of Object.entries(files)) await zip.add(path, new BlobReader(new Blob([file])));
    const file = new File([await zip.close()], name);
    return { kind: 'files', files: [{ path: name, file }] };
  };

  it('is told of a zip of a folder that was imported, and compared with it as the same', async () => {
    const files = await folder();
    const older = await imported(files);
    await imported({ 'other/cat/q.png': await picture([1, 1, 1]), 'other/dog/r.png': await picture([2, 1, 1]) });
    for (const packed of [files, below(files, 'pets/', ''), below(files, 'pets/', 'a/b/')]) {
      const open = await openImport(never, await zipped(packed, 'backup.zip'), null, quiet);
      expect(open.survey!.known).toEqual({ datasetId: older.id, name: 'pets', count: 5 });
      const { update: found } = await open.compare(never, older.id, quiet);
      expect(found).toMatchObject({ same: 5, added: 0, changedCount: 0, goneCount: 0 });
      open.close();
    }
  });

  it('is offered the data set that it fits best, not the newest', async () => {
    const files = await folder();
    const older = await imported(files);
    await update(older, { ...files, 'pets/train/cat/z.png': await picture([70, 0, 0]) });
    const open = await openImport(never, await zipped(files, 'backup.zip'), null, quiet);
    expect(open.survey!.known).toMatchObject({ datasetId: older.id, count: 5 });
    open.close();
  });

  it('has the next free number as a copy of a copy', async () => {
    const files = await folder();
    const first = await imported(files, { name: 'Trip (2019)' });
    const { newer } = await update(first, files);
    const { newer: third } = await update(newer, files);
    expect((await imported(files, { name: newer.name })).name).toBe('Trip (2019) (4)');
    expect([newer.name, third.name]).toEqual(['Trip (2019) (2)', 'Trip (2019) (3)']);
  });
});

describe('pictures of which only squares are kept', () => {
  const svg = (colour: string): Blob =>
    new Blob(
      [
        `<svg xmlns="http://www.w3.org/2000/svg" width="32" height="32"><rect width="32" height="32" fill="${colour}"/></svg>`,
      ],
      {
        type: 'image/svg+xml',
      },
    );

  it('are compared where they are SVGs', async () => {
    const files: Files = { 'x/cat/1.svg': svg('#c00'), 'x/cat/2.svg': svg('#0c0'), 'x/dog/3.svg': svg('#00c') };
    const older = await imported(files, { size: 32 });
    expect(older.originals).toBe('shards');
    const { survey } = await update(older, { ...files, 'x/cat/2.svg': svg('#cc0') });
    expect(survey.update).toMatchObject({ same: 2, changed: ['cat/2.svg'], goneCount: 0, added: 0 });
  });
});

describe.each([32, 64, 96])('photos of other shapes, cropped to %i', (size) => {
  it('are found changed and under their new names, decisions kept', async () => {
    const files: Files = {
      'trip/sea/1.jpg': await picture([200, 0, 0], 300, 120, 'image/jpeg'),
      'trip/sea/2.jpg': await picture([20, 0, 0], 90, 200, 'image/jpeg'),
      'trip/hill/3.jpg': await picture([90, 0, 0], size, size, 'image/jpeg'),
      'trip/hill/4.jpg': await picture([120, 0, 0], 50, 40, 'image/jpeg'),
    };
    const older = await imported(files, { size, fit: 'crop' });
    const names = (await readNames(older.id))!;
    await relabel(older, Uint32Array.of(names.indexOf('sea/1.jpg'), names.indexOf('sea/2.jpg')), 0, { by: 'person' });
    const newerFiles: Files = {
      ...files,
      'trip/sea/1.jpg': await picture([0, 200, 0], 310, 120, 'image/jpeg'),
      'trip/sea/new name.jpg': files['trip/hill/4.jpg'],
    };
    delete newerFiles['trip/hill/4.jpg'];
    const { survey, newer } = await update(older, newerFiles, { gone: 'drop' });
    expect(survey.suggested).toMatchObject({ size, fit: 'crop' });
    expect(survey.update).toMatchObject({ same: 3, added: 0, changed: ['sea/1.jpg'], goneCount: 0 });
    expect(survey.update!.moved).toEqual([{ name: 'sea/new name.jpg', known: 'hill/4.jpg' }]);
    expect(newer).toMatchObject({ width: size, fit: 'crop' });
    expect(await classes(newer)).toEqual({
      'hill/3.jpg': 'hill',
      'sea/1.jpg': 'hill',
      'sea/2.jpg': 'hill',
      'sea/new name.jpg': 'sea',
    });
    const red = new Map((await samples(newer)).map(([name, , value]) => [name, value]));
    expect(red.get('sea/1.jpg')).toBeLessThan(20);
    expect(Math.abs(red.get('sea/new name.jpg')! - 120)).toBeLessThan(8);
  });
});

describe('while a newer version waits for its answer', () => {
  it('the data set may be edited: classes, fields, labels and views of now come along', async () => {
    const files = await folder();
    const older = await imported(files);
    const more = {
      ...files,
      'pets/train/bird/e.png': await picture([60, 0, 0]),
      'pets/train/ant/f.png': await picture([61, 0, 0]),
    };
    const { newer } = await update(older, more, {}, async () => {
      await addClass(older, 'zebra');
      await addClass((await getDataset(older.id))!, 'bird');
      await renameClass((await getDataset(older.id))!, 'cat', 'lynx');
      const now = (await getDataset(older.id))!;
      await relabel(now, Uint32Array.of(2), now.classes.indexOf('zebra'), { by: 'person' });
      await addFields(older.id, new Map([['who', fieldColumn(['a', 'b', 'c', 'd', 'e'])]]), ['who']);
      await addView(older.id, 'picked', [{ stage: 'select', indices: [1, 4] }], 1);
    });
    expect(newer.classes).toEqual(['lynx', 'dog', 'zebra', 'bird', 'ant']);
    expect(await classes(newer)).toEqual({
      'train/ant/f.png': 'ant',
      'train/bird/e.png': 'bird',
      'train/cat/a.png': 'lynx',
      'train/cat/b.png': 'lynx',
      'train/dog/a.png': 'zebra',
      'val/cat/c.png': 'lynx',
      'val/dog/d.png': 'dog',
    });
    expect(newer.annotators).toEqual(['who']);
    // The annotator names classes as they were called by then.
    expect(newer.annotatedAfter).toEqual((await getDataset(older.id))!.annotatedAfter);
    expect(newer.annotatedAfter!.who).toBeGreaterThan(0);
    const who = (await readFields(newer.id)).get('who')!;
    expect(who.kind === 'text' && [...who.codes].map((code) => who.dictionary[code] ?? '')).toEqual([
      ...['', '', 'a', 'b', 'c', 'd', 'e'],
    ]);
    const [view] = await listViews(newer.id);
    expect(view).toMatchObject({ name: 'picked', stages: [{ stage: 'select', indices: [3, 6] }] });
  });

  it('the data set may be deleted: that is said, and nothing is stored', async () => {
    const files = await folder();
    const older = await imported(files);
    await expect(update(older, files, {}, () => deleteDataset(older.id))).rejects.toMatchObject({
      code: 'deleted',
      message: expect.stringMatching(/^“pets” was deleted meanwhile.*Nothing was imported/) as string,
    });
    expect(await listDatasets()).toEqual([]);
    await expect.poll(() => db.datasets.count()).toBe(0);
    expect([await db.shards.count(), await db.originals.count(), await db.columns.count()]).toEqual([0, 0, 0]);
  });
});
