import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { TextColumn } from '../../src/core/dataset/types.ts';
import { readFields, readNames } from '../../src/store/columns.ts';
import { db } from '../../src/store/database.ts';
import { getDataset } from '../../src/store/datasets.ts';
import { OriginalsReader } from '../../src/store/originals.ts';
import { openImport } from '../../src/tasks/import-dataset.ts';
import { importSource } from '../support/import-files.ts';
import { folder, imported, picture, samples, sourceOf } from '../support/picture-files.ts';
import { emptyDatabase } from '../support/tiny-dataset.ts';

const never = new AbortController().signal;
const quiet = (): void => undefined;

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
    // What was found is there still: it can be stored after all.
    expect(await open.store(never, open.survey!.suggested, quiet)).toMatchObject({ sampleCount: 5 });
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
