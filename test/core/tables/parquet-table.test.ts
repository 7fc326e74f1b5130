import { expect, it } from 'vitest';
import { parquetTable } from '../../../src/core/tables/parquet-table.ts';
import { readOutsideTable } from '../../../src/core/tables/read-table.ts';
import { column, imageColumn, labelColumn, listColumn, parquetOf, png } from '../formats/parquet/support.ts';

const tableOf = (bytes: Uint8Array) => parquetTable('labels.parquet', new Blob([bytes as Uint8Array<ArrayBuffer>]));

it('A Parquet file is a table of text, whatever its columns hold', async () => {
  const table = await tableOf(
    parquetOf([
      imageColumn([await png(1), await png(2)]),
      column('id', 'INT64', [2n ** 62n + 1n, null]),
      column('file_name', 'TEXT', ['a.png', '00004']),
      column('score', 'DOUBLE', [0.1, null]),
      column('checked', 'BOOLEAN', [true, false]),
      labelColumn([1, -1], ['cat', 'dog']),
      listColumn('probabilities', 1, [[1], [2]]),
    ]),
  );
  expect(table).toEqual({
    file: 'labels.parquet',
    rows: 2,
    columns: [
      { name: 'id', cells: ['4611686018427387905', ''] },
      { name: 'file_name', cells: ['a.png', '00004'] },
      { name: 'score', cells: ['0.1', ''] },
      { name: 'checked', cells: ['true', 'false'] },
      { name: 'label', cells: ['dog', ''] },
    ],
    leftOut: ['image', 'probabilities'],
  });
});

it('A damaged Parquet table is refused with a sentence of its own', async () => {
  const bytes = parquetOf([column('id', 'INT32', [1, 2, 3])]);
  await expect(tableOf(bytes.slice(0, -9))).rejects.toMatchObject({
    code: 'labels-file',
    message:
      'labels.parquet is cut off or damaged: it does not end as a Parquet file does. Download or write it again.',
  });
});

it('A table is told from text that begins as Parquet does', async () => {
  const read = (name: string, bytes: Uint8Array | string) =>
    readOutsideTable(name, new Blob([bytes as Uint8Array<ArrayBuffer>]));
  expect((await read('a.csv', 'PARENT,label\n1,cat\n')).columns.map(({ name }) => name)).toEqual(['PARENT', 'label']);
  const parquet = parquetOf([column('label', 'TEXT', ['cat'])]);
  expect((await read('no ending', parquet)).columns).toEqual([{ name: 'label', cells: ['cat'] }]);
});
