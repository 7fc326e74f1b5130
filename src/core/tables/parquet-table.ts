import { UserError } from '../errors.ts';
import { readPages } from '../formats/parquet/column-pages.ts';
import { layoutOf } from '../formats/parquet/layout.ts';
import { openParquet } from '../formats/parquet/parquet-file.ts';
import { cellOf } from '../formats/parquet/scalar-column.ts';
import type { OutsideColumn, OutsideTable } from './outside-table.ts';

/**
 * Reads a Parquet file as a table of text: every column of one value a row. Labels whose classes Hugging Face's library has named stand as
 * those names, −1 as no value; whole numbers stand with all their digits. Columns of lists, structs and bytes are named in `leftOut`.
 * @param name of the file, for errors
 * @throws UserError 'labels-file' that says what is wrong, and where; what the signal says
 */
export async function parquetTable(
  name: string,
  blob: Blob,
  signal: AbortSignal = new AbortController().signal,
): Promise<OutsideTable> {
  const file = await openParquet(name, blob, (what) => new UserError('labels-file', what));
  if (file.rows === 0) throw file.fail(`${name}: there are no rows in it.`);
  const { scalars, picture, labelLists, others } = await layoutOf(file, signal);
  const columns: OutsideColumn[] = [];
  const leftOut = [...(picture ? [picture.name] : []), ...labelLists, ...others];
  for (const { name: column, leaf, classes } of scalars) {
    const cells: string[] = [];
    let binary = false;
    for await (const { values } of readPages(file, leaf, signal)) {
      for (let i = 0; i < values.length; i++) {
        const cell = cellOf(values[i], leaf.element);
        if (cell === undefined) binary = true;
        cells.push(classes && cell ? classNameOf(cell, classes) : (cell ?? ''));
      }
    }
    if (binary) leftOut.push(column);
    else columns.push({ name: column, cells });
  }
  return { file: name, rows: file.rows, columns, ...(leftOut.length > 0 && { leftOut }) };
}

/** A number that no class has stays, for whoever matches the classes to say so. */
const classNameOf = (cell: string, classes: string[]): string => (cell === '-1' ? '' : (classes[Number(cell)] ?? cell));
