import { describe, expect, it } from 'vitest';
import { readOutsideTable } from '../../../src/core/tables/read-table.ts';

/** Header and rows of what a file reads as. */
async function read(content: BlobPart): Promise<string[][]> {
  const { columns, rows } = await readOutsideTable('labels.csv', new Blob([content]));
  const body = Array.from({ length: rows }, (_, j) => columns.map(({ cells }) => cells[j]));
  return [columns.map(({ name }) => name), ...body];
}

const TABLE = [
  ['name', 'label'],
  ['a.png', 'cat'],
  ['b.png', 'dog, big'],
];

function utf16(text: string, littleEndian: boolean): Uint8Array<ArrayBuffer> {
  const view = new DataView(new ArrayBuffer(text.length * 2));
  Array.from(text).forEach((char, j) => view.setUint16(j * 2, char.charCodeAt(0), littleEndian));
  return new Uint8Array(view.buffer);
}

describe('a table of text', () => {
  it.each([
    ['commas', 'name,label\na.png,cat\nb.png,"dog, big"\n'],
    ['semicolons', 'name;label\r\na.png;cat\r\nb.png;dog, big\r\n'],
    ['tabs', 'name\tlabel\na.png\tcat\nb.png\tdog, big'],
    ['bars', 'name|label\na.png|cat\nb.png|dog, big'],
    ['a mark of UTF-8', '\ufeffname,label\na.png,cat\nb.png,"dog, big"\n'],
    ['Excel’s first line', 'sep=;\r\nname;label\r\na.png;cat\r\nb.png;dog, big\r\n'],
    ['empty lines and blanks', 'name, label\n\n a.png , cat\n,\nb.png,"dog, big"\n\n'],
  ])('reads with %s', async (_, text) => {
    expect(await read(text)).toEqual(TABLE);
  });

  it('reads as UTF-16 with its mark and without, both ways round, and as Windows-1252', async () => {
    const text = 'name\tlabel\na.png\tcat\nb.png\tdog, big\n';
    for (const mark of ['', '\ufeff']) {
      for (const littleEndian of [true, false]) expect(await read(utf16(mark + text, littleEndian))).toEqual(TABLE);
    }
    expect(await read(Uint8Array.from('name,label\na.png,käse\n', (char) => char.charCodeAt(0)))).toEqual([
      ['name', 'label'],
      ['a.png', 'käse'],
    ]);
  });

  it.each([
    ['a.png,cat\nb.png,dog\n', 2],
    ['0,3\n1,2\n2,3\n', 3],
    ['one,cat\ntwo,dog\nthree,cat\n', 3],
    ['3\n1\n2\n', 3],
  ])('without a header is told from one with: %j', async (text, rows) => {
    const [header, ...body] = await read(text);
    expect(header[0]).toBe('column 1');
    expect(body).toHaveLength(rows);
  });

  it.each([
    'id,cat\n1,0\n2,1\n',
    ',0,1\na.png,0.1,0.9\n',
    '0,1,2\n0.1,0.2,0.7\n',
    'index,label\n0,1\n',
    'id,label\n00004,x',
  ])('keeps its header: %j', async (text) => {
    expect((await read(text)).length).toBe(text.trim().split('\n').length);
  });

  it('names columns that have no name, or another one’s', async () => {
    expect((await read(',label,label\n0,cat,dog\n'))[0]).toEqual(['column 1', 'label', 'label (2)']);
  });

  it('keeps ids as they are written', async () => {
    expect((await read('id,label\n123456789,cat\n00004,dog\n')).map(([id]) => id)).toEqual([
      'id',
      '123456789',
      '00004',
    ]);
    expect((await read('[{"id": 12345678901234567890, "label": 3.5}]'))[1]).toEqual(['12345678901234567890', '3.5']);
  });

  it.each([
    ['', /labels\.csv: the file is empty/],
    ['\n\n', /the file is empty/],
    ['index,label\n', /no rows below the first line/],
    ['a,b\n"x,y\n', /row 2: a quotation mark is not closed/],
    ['a,b\n1,2,3\n', /row 2 has 3 values, the first row 2/],
    ['{"a": 1}\n{"a":\n', /line 2 is no JSON/],
    ['{"images": [{"id": 1}], "annotations": [{"id": 1}]}', /no table \(it has images, annotations\)/],
    [Uint8Array.of(0x89, 0x50, 0, 1, 2, 0, 0, 7), /is no table of text/],
  ])('that cannot be read is refused with a sentence: %j', async (content, message) => {
    await expect(read(content as BlobPart)).rejects.toThrow(message);
  });
});

describe('JSON', () => {
  it.each([
    ['rows', '[{"name": "a.png", "label": "cat"}, {"name": "b.png", "label": "dog, big"}]'],
    ['names with labels', '{"a.png": "cat", "b.png": "dog, big"}'],
    ['names with rows', '{"a.png": {"label": "cat"}, "b.png": {"label": "dog, big"}}'],
    ['columns as lists', '{"name": ["a.png", "b.png"], "label": ["cat", "dog, big"]}'],
    ['pandas’ columns', '{"name": {"0": "a.png", "1": "b.png"}, "label": {"0": "cat", "1": "dog, big"}}'],
    ['pandas’ split', '{"columns":["name","label"],"index":[0,1],"data":[["a.png","cat"],["b.png","dog, big"]]}'],
    ['FiftyOne’s labels.json', '{"classes": ["cat", "dog, big"], "labels": {"a.png": 0, "b.png": 1}}'],
    [
      'one list among other things',
      '{"version": 2, "samples": [{"name":"a.png","label":"cat"},{"name":"b.png","label":"dog, big"}]}',
    ],
    ['lines', '{"name": "a.png", "label": "cat"}\r\n\n{"name": "b.png", "label": "dog, big"}\n'],
  ])('as %s', async (_, text) => {
    expect(await read(text)).toEqual(TABLE);
  });

  it('has columns for what is nested, and Python’s NaN is no value', async () => {
    expect(await read('[{"id": 1, "truth": {"label": "NaN, cat"}}, {"id": NaN, "p": [0.5, 0.5]}]')).toEqual([
      ['id', 'truth.label', 'p'],
      ['1', 'NaN, cat', ''],
      ['', '', '[0.5,0.5]'],
    ]);
  });
});

describe('a file that would need more memory than it has bytes for', () => {
  it('is refused where its JSON has more keys than a table has columns', async () => {
    const rows = Array.from({ length: 20 }, (_, row) =>
      Object.fromEntries(Array.from({ length: 600 }, (_, key) => [`key ${row * 600 + key}`, 1])),
    );
    await expect(read(JSON.stringify(rows))).rejects.toThrow(
      /^labels\.csv: its 20 rows have more than 10,000 different keys/,
    );
  });

  it.each([
    ['objects', `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`],
    ['lists', `{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`],
  ])('is refused where its JSON nests %s without end', async (_, row) => {
    await expect(read(`[${row}]`)).rejects.toMatchObject({ code: 'labels-file' });
  });

  it('is refused where a NumPy array has more values than a table has rows', async () => {
    const head = "{'descr': '|u1', 'fortran_order': False, 'shape': (2000001,), }".padEnd(117) + '\n';
    const start = Uint8Array.of(0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, 118, 0, ...new TextEncoder().encode(head));
    const file = new Blob([start, new Uint8Array(2_000_001)]);
    await expect(readOutsideTable('pixels.npy', file)).rejects.toThrow(/no array in it can be a column.*2,000,001/);
  });
});

it('a NumPy array of labels is a column', async () => {
  const head = "{'descr': '|u1', 'fortran_order': False, 'shape': (3,), }".padEnd(117) + '\n';
  const bytes = new TextEncoder().encode(head);
  const file = Uint8Array.of(0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, 118, 0, ...bytes, 2, 0, 1);
  const { rows, columns } = await readOutsideTable('labels.npy', new Blob([file]));
  expect({ rows, columns }).toEqual({ rows: 3, columns: [{ name: 'labels', cells: ['2', '0', '1'] }] });
});
