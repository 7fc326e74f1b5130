import { describe, expect, it } from 'vitest';
import type { Table } from '../../../src/core/dataset/table.ts';
import { NO_LABEL } from '../../../src/core/dataset/types.ts';
import { textFile } from '../../../src/core/exports/archive-file.ts';
import type { ExportFormatId } from '../../../src/core/exports/formats.ts';
import { zipOf } from '../../../src/core/exports/zip-writer.ts';
import { listFiles } from '../../../src/core/formats/listing/list-files.ts';
import {
  columnOf,
  exportSet,
  exportTable,
  namesOf,
  originalOf,
  picturesOf,
  pixelsOf,
  planOf,
  reopened,
  filesOf,
} from './support.ts';

const classesOf = ({ classes }: Table, labels: ArrayLike<number>, samples: readonly number[]): (string | null)[] =>
  samples.map((i) => classes[labels[i]] ?? null);

const ALL = Array.from({ length: 15 }, (_, i) => i);
const KEPT = ALL.filter((i) => i !== 2);
const SPLITS = (samples: readonly number[]): string[] => samples.map((i) => (i < 11 ? 'train' : 'test'));

describe('what goes out comes back', () => {
  it.each<[ExportFormatId, string]>([
    ['cifar-python', 'CIFAR-layout python'],
    ['cifar-binary', 'CIFAR-layout binary'],
  ])('of %s: pictures, current labels, splits and class names', async (id, format) => {
    const set = exportSet();
    const reader = await reopened(id, set);
    expect(reader).toMatchObject({ format, rows: 14, plain: true });
    expect(columnOf(reader, 'label')).toEqual(classesOf(set.table, set.table.current, KEPT));
    expect(columnOf(reader, 'split')).toEqual(SPLITS(KEPT));
    expect(reader.columns[0].data).toMatchObject({ dictionary: set.table.classes });
    expect(await picturesOf(reader)).toEqual(KEPT.map((i) => pixelsOf(i)));
  });

  it.each<ExportFormatId>(['cifar-python', 'cifar-binary'])('of %s, which samples are excluded', async (id) => {
    const reader = await reopened(id, exportSet(), { excluded: 'marked' });
    expect(columnOf(reader, 'excluded')).toEqual(ALL.map((i) => Number(i === 2)));
  });

  it.each<ExportFormatId>(['cifar-python', 'cifar-binary'])(
    'of %s, both levels of CIFAR-100, the coarse one as the class has it',
    async (id) => {
      const coarse = {
        kind: 'text' as const,
        codes: Uint16Array.from(ALL, (i) => (i % 3 === 2 ? 0 : 1)),
        dictionary: ['b', 'a'],
      };
      const table = exportTable({ fields: new Map([['coarse', coarse]]) });
      const reader = await reopened(id, exportSet(table, { format: 'CIFAR-100 python', name: 'CIFAR-100' }));
      expect(columnOf(reader, 'fine')).toEqual(classesOf(table, table.current, KEPT));
      expect(columnOf(reader, 'coarse')).toEqual(KEPT.map((i) => (table.current[i] === 2 ? 'b' : 'a')));
    },
  );

  it('of folders: the files byte for byte, in the folders of their labels', async () => {
    const table = exportTable();
    const set = exportSet({ ...table, names: namesOf(table) });
    const reader = await reopened('folders-zip', set);
    expect(reader.guess).toMatchObject({ label: 'folder 2', split: 'folder 1' });
    const order = reader.names!.map((name) => Number(/pic (\d+)\.png/.exec(name)![1]));
    expect([...order].sort((a, b) => a - b)).toEqual(KEPT);
    expect(columnOf(reader, 'folder 2')).toEqual(classesOf(table, table.current, order));
    expect(columnOf(reader, 'folder 1')).toEqual(SPLITS(order));
    const files = await filesOf('folders-zip', set);
    const moved = files.find(({ path }) => path === 'train/=SUM(A1)/pic 1.png')!;
    expect(new Uint8Array(await (await moved.blob()).arrayBuffer())).toEqual(await originalOf(1));
  });

  it('of folders, which samples are excluded', async () => {
    const reader = await reopened('folders-zip', exportSet(), { excluded: 'marked' });
    expect(columnOf(reader, 'excluded').filter((mark) => mark === 1)).toHaveLength(1);
    expect(reader.names![columnOf(reader, 'excluded').indexOf(1)]).toBe('train/=SUM(A1)/00002.png');
  });

  it('of numpy arrays: pictures, labels as they stand and as they came', async () => {
    const table = exportTable();
    table.current[5] = NO_LABEL;
    const set = exportSet({ ...table, names: namesOf(table) });
    const reader = await reopened('npz', set, { excluded: 'marked' });
    expect(reader.rows).toBe(15);
    expect(columnOf(reader, 'label')).toEqual(classesOf(table, table.current, ALL));
    expect(columnOf(reader, 'split')).toEqual(SPLITS(ALL));
    expect(columnOf(reader, 'given')).toEqual([...table.given]);
    expect(columnOf(reader, 'excluded')).toEqual(ALL.map((i) => Number(i === 2)));
    expect(reader.names).toEqual(namesOf(table));
    expect(await picturesOf(reader)).toEqual(ALL.map((i) => pixelsOf(i)));
  });

  it.each<ExportFormatId>(['huggingface', 'huggingface-parquet', 'fiftyone'])(
    'of %s: labels and pictures',
    async (id) => {
      const { table, ...set } = exportSet();
      table.current[5] = NO_LABEL;
      const reader = await reopened(id, { ...set, table });
      const pictures = await picturesOf(reader);
      const indexOf = (picture: Uint8Array): number =>
        ALL.find((i) => pixelsOf(i).every((value, at) => value === picture[at]))!;
      const order = pictures.map(indexOf);
      expect([...order].sort((a, b) => a - b)).toEqual(ALL);
      expect(columnOf(reader, reader.guess.label)).toEqual(classesOf(table, table.current, order));
      expect(columnOf(reader, reader.guess.split)).toEqual(SPLITS(order));
      if (id !== 'fiftyone')
        expect(columnOf(reader, 'note')).toEqual(order.map((i) => (i % 2 ? `row "${i}", two` : null)));
    },
  );
});

describe('names', () => {
  it('that no system allows are made safe, and differ whatever the case of letters', async () => {
    const table = exportTable({ classes: ['../../etc', 'CON', 'a/b\u202e'] });
    const names = namesOf(table).map((_, i) => `x/${i % 2 ? 'SAME' : 'same'}.PNG`);
    const paths = (await filesOf('folders-zip', exportSet({ ...table, names }))).map(({ path }) => path);
    expect(paths).toContain('train/_._.._etc/same.PNG');
    expect(paths).toContain('train/_CON/same.PNG');
    expect(paths).toContain('train/_CON/SAME (2).PNG');
    expect(paths.every((path) => path.split('/').length === 3 && !/(^|\/)\.\.?(\/|$)/.test(path))).toBe(true);
    expect(new Set(paths.map((path) => path.toLowerCase())).size).toBe(14);
    expect(planOf('folders-zip', exportSet(table)).notes.at(-1)).toContain('3 classes are called otherwise');
  });
});

describe('what does not fit is refused in a sentence', () => {
  it('pictures of another size and too many classes for CIFAR', () => {
    const large = exportSet(exportTable(), { width: 64, height: 64 });
    expect(() => planOf('cifar-python', large)).toThrow(/pictures of 32 × 32, and these are 64 × 64/);
    const many = exportTable({ classes: Array.from({ length: 257 }, (_, k) => `c${k}`) });
    expect(() => planOf('cifar-binary', exportSet(many))).toThrow(/up to 256 classes, and My set has 257/);
  });

  it('a table of issues without a ranking', () => {
    expect(() => planOf('issues-table', exportSet(exportTable({ scores: new Map() })))).toThrow(
      /find label mistakes first/,
    );
  });
});

it('leaves out what CIFAR has no place for, and says so', () => {
  const table = exportTable();
  table.current[3] = NO_LABEL;
  const splits = [table.splits[0], { ...table.splits[1], name: 'validation' }];
  const { notes, count } = planOf('cifar-python', exportSet({ ...table, splits }));
  expect(count).toBe(9);
  expect(notes).toEqual([
    '1 sample left out, because you excluded it.',
    '1 sample without a label left out: CIFAR’s archives have none.',
    'The split “validation” (4 samples) is left out: CIFAR’s archives have train and test alone.',
  ]);
});

it('lists more files in a zip than its first form can count', async () => {
  const count = 66_000;
  const files = async function* () {
    for (let i = 0; i < count; i++) yield textFile(`${i}.txt`, String(i));
  };
  const parts: Uint8Array<ArrayBuffer>[] = [];
  for await (const part of zipOf(files())) parts.push(part as Uint8Array<ArrayBuffer>);
  const zip = new Blob(parts);
  const quiet = { signal: new AbortController().signal, progress: () => undefined };
  const listed = await listFiles([{ path: 'many.zip', size: zip.size, blob: () => Promise.resolve(zip) }], quiet);
  expect(listed).toHaveLength(count);
  expect(await (await listed[65_999].blob()).text()).toBe('65999');
}, 120_000);
