import { beforeEach, describe, expect, it } from 'vitest';
import type { Look } from '../../src/api/look.ts';
import type { ExportFormatId } from '../../src/core/exports/formats.ts';
import { REVIEWED, type DatasetInfo } from '../../src/core/dataset/types.ts';
import { readPixels } from '../../src/store/shards.ts';
import { startLook } from '../support/elements.ts';
import { emptyDatabase, storeTinyDataset } from '../support/tiny-dataset.ts';

let info: DatasetInfo;
let look: Look;

beforeEach(async () => {
  await emptyDatabase();
  info = await storeTinyDataset(50);
  look = await startLook();
  await look.session.open(info.id);
});

const ALL = Array.from({ length: 50 }, (_, i) => i);

async function fileOf(format: ExportFormatId): Promise<File> {
  const { blob, fileName } = await look.export(format);
  return new File([blob!], fileName);
}

/** Labels as class names, and pixels, of the data set that is open. */
async function contents(): Promise<{ labels: (string | null)[]; pixels: Uint8Array }> {
  const { dataset } = look;
  const { info: own } = dataset;
  return { labels: ALL.map((i) => dataset.sample(i).current), pixels: await readPixels(own, ALL) };
}

describe('an export of the whole data set, by the worker', () => {
  it.each<ExportFormatId>(['cifar-python', 'cifar-binary', 'npz'])(
    'as %s is imported again with the same pictures, and the labels as they stood',
    async (format) => {
      await look.relabel([1, 45], 'frog');
      const before = await contents();
      await look.importFiles([await fileOf(format)], {});
      expect(look.dataset.info.id).not.toBe(info.id);
      expect(await contents()).toEqual(before);
      expect(look.dataset.info.splits).toEqual(info.splits);
    },
  );

  it('as folders is imported again with each picture in the class that it has now', async () => {
    await look.relabel([1, 45], 'frog');
    const before = await contents();
    await look.importFiles([await fileOf('folders-zip')], { size: 32 });
    const { dataset } = look;
    const pixels = await readPixels(dataset.info, ALL);
    // Red is the number of the sample.
    const order = ALL.map((i) => pixels[i * 3072]);
    expect([...order].sort((a, b) => a - b)).toEqual(ALL);
    expect(ALL.map((i) => dataset.sample(i).current)).toEqual(order.map((i) => before.labels[i]));
  });

  it('as labels brings decisions back into a copy that has none', async () => {
    await look.relabel(1, 'frog');
    await look.keep(2);
    await look.exclude(3);
    const labels = await fileOf('labels-csv');
    const copy = await storeTinyDataset(50);
    await look.session.open(copy.id);
    await look.addTable(labels);
    const { current, reviewed, excluded } = look.dataset.table;
    expect([current[1], excluded[3]]).toEqual([2, 1]);
    expect([reviewed[0], reviewed[1], reviewed[2]]).toEqual([REVIEWED.no, REVIEWED.relabelled, REVIEWED.kept]);
  });

  it('goes into a file of the person’s own, and is a job', async () => {
    const folder = await navigator.storage.getDirectory();
    const handle = await folder.getFileHandle('labels.csv', { create: true });
    const done = look.export('labels-csv', {}, handle);
    await look.session.until(() => look.session.jobs.list.some(({ kind }) => kind === 'export'));
    const { blob, bytes, count } = await done;
    expect([blob, count]).toEqual([null, 50]);
    const file = await handle.getFile();
    expect(file.size).toBe(bytes);
    expect(await file.text()).toMatch(/^index,split,given,current,decision,decided_by,decided_at,excluded,/);
  });

  it('that is cancelled leaves the file as it was', async () => {
    const folder = await navigator.storage.getDirectory();
    const handle = await folder.getFileHandle('kept.zip', { create: true });
    const stream = await handle.createWritable();
    await stream.write('before');
    await stream.close();
    const done = look.export('folders-zip', {}, handle);
    const ended = expect(done).rejects.toMatchObject({ name: 'AbortError' });
    // At once when it begins: it might be written between two looks.
    const running = () => look.session.jobs.running('export');
    await look.session.until(() => running() !== undefined);
    running()?.cancel();
    await ended;
    expect(await (await handle.getFile()).text()).toBe('before');
  });
});

describe('what cannot be exported', () => {
  it('is refused in a sentence before anything is written', async () => {
    await expect(look.export('issues-table')).rejects.toMatchObject({ code: 'not-computed' });
    await expect(look.export('nothing' as ExportFormatId)).rejects.toThrow(
      /no export “nothing”; there are: labels-csv, /,
    );
  });

  it('is told by an outline, with what is left out and the first files', async () => {
    await look.exclude(0);
    const outline = await look.outlineExport('folders-zip', {}, 2);
    expect(outline).toMatchObject({ count: 49, preview: ['train/dog/00001.png', 'train/frog/00002.png'] });
    expect(outline.notes).toEqual(['1 sample left out, because you excluded it.']);
    expect((await look.exportFormats()).map(({ id }) => id)).toContain('cifar-python');
  });
});
