import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { ImportSource } from '../../src/contracts/importer.ts';
import { NO_LABEL, REVIEWED, type DatasetInfo, type TextColumn } from '../../src/core/dataset/types.ts';
import type { ImportChoices } from '../../src/core/import/choices.ts';
import { readColumn, readFields, readLabels, readNames } from '../../src/store/columns.ts';
import { db } from '../../src/store/database.ts';
import { getDataset } from '../../src/store/datasets.ts';
import { OriginalsReader } from '../../src/store/originals.ts';
import { listEdits } from '../../src/store/journal.ts';
import { mergeClasses, renameClass } from '../../src/tasks/edit-classes.ts';
import { standingClasses } from '../../src/core/dataset/classes.ts';
import { undoEdit } from '../../src/store/undo.ts';
import { readPixels } from '../../src/store/shards.ts';
import { keep, relabel, tag } from '../../src/tasks/edit-labels.ts';
import { openImport } from '../../src/tasks/import-dataset.ts';
import { importSource } from '../support/import-files.ts';
import { flatPicture } from '../support/pictures.ts';
import { emptyDatabase } from '../support/tiny-dataset.ts';

const never = new AbortController().signal;
const quiet = (): void => undefined;

/** A picture of one colour, encoded by the browser. */
async function picture(
  [red, green, blue]: [number, number, number],
  width = 40,
  height = 30,
  type = 'image/png',
): Promise<Blob> {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d')!;
  context.fillStyle = `rgb(${red} ${green} ${blue})`;
  context.fillRect(0, 0, width, height);
  return canvas.convertToBlob({ type, quality: 1 });
}

type Files = Record<string, Blob | string>;

const sourceOf = (files: Files): ImportSource => ({
  kind: 'files',
  files: Object.entries(files).map(([path, content]) => {
    return { path, file: new File([content], path.slice(path.lastIndexOf('/') + 1)) };
  }),
});

/** Two classes in two splits: the colour of each picture is its own. */
async function folder(): Promise<Files> {
  return {
    'pets/train/cat/a.png': await picture([10, 0, 0]),
    'pets/train/cat/b.png': await picture([20, 0, 0], 30, 60),
    'pets/train/dog/a.png': await picture([30, 0, 0]),
    'pets/val/cat/c.png': await picture([40, 0, 0]),
    'pets/val/dog/d.png': await picture([50, 0, 0]),
  };
}

async function imported(files: Files, choices: Partial<ImportChoices> = {}): Promise<DatasetInfo> {
  const { datasetId } = await importSource(never, sourceOf(files), quiet, choices);
  return (await getDataset(datasetId))!;
}

/** Name, class and red value of every sample. */
async function samples(info: DatasetInfo): Promise<[string, string | null, number][]> {
  const [names, labels] = [(await readNames(info.id))!, await readLabels(info.id, 'given')];
  const pixels = await readPixels(info, [...names.keys()]);
  const size = info.width * info.height * 3;
  return names.map((name, i) => [
    name,
    labels[i] === NO_LABEL ? null : info.classes[labels[i]],
    pixels[i * size + (size >> 1) - ((size >> 1) % 3)],
  ]);
}

beforeEach(emptyDatabase);

describe('a folder of pictures', () => {
  it('becomes samples with their own picture, name, class and split, at the training size', async () => {
    const info = await imported(await folder());
    expect(info).toMatchObject({
      ...{ name: 'pets', source: 'pets', sampleCount: 5, width: 32, height: 32, originals: 'store' },
      classes: ['cat', 'dog'],
      splits: [
        { name: 'train', start: 0, count: 3 },
        { name: 'val', start: 3, count: 2 },
      ],
    });
    expect(await samples(info)).toEqual([
      ['train/cat/a.png', 'cat', 10],
      ['train/cat/b.png', 'cat', 20],
      ['train/dog/a.png', 'dog', 30],
      ['val/cat/c.png', 'cat', 40],
      ['val/dog/d.png', 'dog', 50],
    ]);
    expect(info.normalisation.mean[0]).toBeCloseTo(30, 0);
  });

  it('keeps every picture as it came, byte for byte', async () => {
    const files = await folder();
    const info = await imported(files);
    const reader = new OriginalsReader(info);
    const names = (await readNames(info.id))!;
    for (const [i, name] of names.entries()) {
      const original = await reader.read(i);
      expect('file' in original).toBe(true);
      const bytes = await (original as { file: Blob }).file.arrayBuffer();
      expect(new Uint8Array(bytes), name).toEqual(
        new Uint8Array(await new Response(files[`pets/${name}`]).arrayBuffer()),
      );
    }
  });

  it('takes labels from a table beside it, with the other columns as fields', async () => {
    const info = await imported({
      'x/1.png': await picture([10, 0, 0]),
      'x/2.png': await picture([20, 0, 0]),
      'x/3.png': await picture([30, 0, 0]),
      'x/labels.csv': 'id,label,camera\n2,dog,left\n1,cat,right\n',
    });
    expect(await samples(info)).toEqual([
      ['1.png', 'cat', 10],
      ['2.png', 'dog', 20],
      ['3.png', null, 30],
    ]);
    const camera = (await readFields(info.id)).get('camera') as TextColumn;
    expect(Array.from(camera.codes, (code) => camera.dictionary[code])).toEqual(['right', 'left', undefined]);
  });

  it('leaves out what the browser cannot decode, and says which', async () => {
    const files = await folder();
    const png = new Uint8Array(await (files['pets/train/cat/b.png'] as Blob).arrayBuffer());
    files['pets/train/cat/b.png'] = new Blob([png.slice(0, 60)]);
    const result = await importSource(never, sourceOf(files));
    expect(result.sampleCount).toBe(4);
    expect(result.notes.join()).toContain('train/cat/b.png');
    const info = (await getDataset(result.datasetId))!;
    expect((await samples(info)).map(([name]) => name)).toEqual([
      'train/cat/a.png',
      'train/dog/a.png',
      'val/cat/c.png',
      'val/dog/d.png',
    ]);
  });

  it('stores nothing before it is told to, and nothing where it is aborted', async () => {
    const open = await openImport(never, sourceOf(await folder()), null, quiet);
    onTestFinished(() => open.close());
    expect(open.survey).toMatchObject({
      samples: 5,
      photos: true,
      suggested: { label: 'folder 2', split: 'folder 1' },
    });
    for (const table of [db.datasets, db.shards, db.originals]) expect(await table.count()).toBe(0);
    expect(await open.outline(open.survey!.suggested)).toMatchObject({ classes: ['cat', 'dog'], unlabelled: 0 });
    const previews = await open.preview(open.survey!.suggested, 3);
    expect(previews.map(({ square }) => [square.width, square.height])).toEqual([
      [32, 32],
      [32, 32],
      [32, 32],
    ]);
    const controller = new AbortController();
    const work = open.store(controller.signal, open.survey!.suggested, () => controller.abort());
    await expect(work).rejects.toHaveProperty('name', 'AbortError');
    for (const table of [db.datasets, db.shards, db.originals]) expect(await table.count()).toBe(0);
  });

  it('draws an SVG, and runs nothing in it', async () => {
    const svg =
      '<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64"><script>fetch("/never")</script>' +
      '<rect width="64" height="64" fill="rgb(200,0,0)"/></svg>';
    const info = await imported({ 'x/a/1.svg': svg, 'x/b/2.png': await picture([10, 0, 0]) });
    expect((await samples(info)).map(([name, , red]) => [name, red])).toEqual([
      ['a/1.svg', 200],
      ['b/2.png', 10],
    ]);
  });
});

describe('a newer version of a data set', () => {
  async function update(info: DatasetInfo, files: Files, choices: Partial<ImportChoices> = {}) {
    const open = await openImport(never, sourceOf(files), info.id, quiet);
    const { datasetId } = await open.store(never, { ...open.survey!.suggested, ...choices }, quiet);
    return { survey: open.survey!, newer: (await getDataset(datasetId))! };
  }

  it('says what is new, gone and changed, and keeps what was decided', async () => {
    const files = await folder();
    const older = await imported(files);
    await relabel(older, Uint32Array.of(1), 1, { by: 'person' });
    await keep(older, Uint32Array.of(4), { by: 'person' });
    await tag(older, Uint32Array.of(2), 'blurry', true);

    delete files['pets/train/cat/a.png'];
    files['pets/train/bird/e.png'] = await picture([60, 0, 0]);
    files['pets/val/cat/c.png'] = await picture([44, 0, 0]);
    const { survey, newer } = await update(older, files, { gone: 'drop' });
    expect(survey.update).toMatchObject({
      ...{ dataset: 'pets', same: 3, added: 1, changed: ['val/cat/c.png'], gone: ['train/cat/a.png'] },
    });
    expect(newer.classes).toEqual(['cat', 'dog', 'bird']);
    expect(await samples(newer)).toEqual([
      ['train/bird/e.png', 'bird', 60],
      ['train/cat/b.png', 'cat', 20],
      ['train/dog/a.png', 'dog', 30],
      ['val/cat/c.png', 'cat', 44],
      ['val/dog/d.png', 'dog', 50],
    ]);
    expect([...(await readLabels(newer.id, 'current'))]).toEqual([2, 1, 1, 0, 1]);
    expect([...((await readColumn(newer.id, 'reviewed')) as Uint8Array)]).toEqual([
      REVIEWED.no,
      REVIEWED.relabelled,
      REVIEWED.no,
      REVIEWED.no,
      REVIEWED.kept,
    ]);
    expect([...((await readColumn(newer.id, 'tags')) as Uint32Array)]).toEqual([0, 0, 1, 0, 0]);

    // What was decided can be taken back, and the older version is as it was.
    const edits = await listEdits(newer.id);
    expect(edits.map(({ kind }) => kind)).toEqual(['relabel', 'keep', 'tag']);
    await undoEdit(edits[0].seq, 1);
    expect([...(await readLabels(newer.id, 'current'))]).toEqual([2, 0, 1, 0, 1]);
    expect([...(await readLabels(older.id, 'current'))]).toEqual([0, 1, 1, 0, 1]);
  });

  it('notices another picture of which only the pixels are kept', async () => {
    const jpeg = (colour: string): Promise<Blob> => flatPicture(32, 32, colour, 'image/jpeg');
    const files: Files = { 'x/a/1.jpg': await jpeg('rgb(200 90 10)'), 'x/b/2.jpg': await jpeg('rgb(10 90 200)') };
    const older = await imported(files);
    expect(older.originals).toBe('shards');
    files['x/b/2.jpg'] = await jpeg('rgb(10 120 200)');
    const { survey } = await update(older, files);
    expect(survey.update).toMatchObject({ same: 1, changed: ['b/2.jpg'], added: 0, goneCount: 0 });
  });

  it('knows classes that were renamed and merged by the names that its folders have still', async () => {
    const older = await imported({ ...(await folder()), 'pets/train/bird/f.png': await picture([90, 0, 0]) });
    await renameClass(older, 'cat', 'lynx');
    await mergeClasses(older, ['bird'], 'dog');
    const more = {
      'pets/train/cat/z.png': await picture([70, 0, 0]),
      'pets/train/bird/y.png': await picture([80, 0, 0]),
    };
    const { newer } = await update(older, more);
    const labels = new Map((await samples(newer)).map(([name, label]) => [name, label]));
    expect(labels.size).toBe(8);
    expect([labels.get('train/cat/a.png'), labels.get('train/cat/z.png')]).toEqual(['lynx', 'lynx']);
    expect([labels.get('train/bird/f.png'), labels.get('train/bird/y.png')]).toEqual(['dog', 'dog']);
    expect(standingClasses(newer)).toHaveLength(2);
  });

  it('may bring more pictures alone: those that were there stay', async () => {
    const older = await imported(await folder());
    const more = { 'pets/train/dog/z.png': await picture([70, 0, 0]), 'pets/val/cat/y.png': await picture([80, 0, 0]) };
    const { survey, newer } = await update(older, more);
    expect(survey.update).toMatchObject({ same: 0, added: 2, goneCount: 5 });
    const all = await samples(newer);
    expect(all).toHaveLength(7);
    expect(new Map(all.map(([name, label, red]) => [name, `${label} ${red}`]))).toEqual(
      new Map([
        ['train/cat/a.png', 'cat 10'],
        ['train/cat/b.png', 'cat 20'],
        ['train/dog/a.png', 'dog 30'],
        ['train/dog/z.png', 'dog 70'],
        ['val/cat/c.png', 'cat 40'],
        ['val/cat/y.png', 'cat 80'],
        ['val/dog/d.png', 'dog 50'],
      ]),
    );
  });
});
