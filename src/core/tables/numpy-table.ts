import { formatCount } from '../format.ts';
import { UserError } from '../errors.ts';
import { bytesOf, sourceOfFile } from '../formats/byte-source.ts';
import { baseName } from '../formats/listing/paths.ts';
import { describe, npyValues, readNpy, type NpyArray } from '../formats/arrays/npy.ts';
import { startsAs } from '../formats/file-kinds.ts';
import { npzMembers } from '../formats/arrays/npz.ts';
import type { ListedFile } from '../formats/listed-file.ts';
import type { OutsideColumn, OutsideTable } from './outside-table.ts';

/** Numbers of a row that are shown. */
const SHOWN = 3;
/** Most cells of an array that becomes columns: more are pictures. */
const MAX_CELLS = 2_000_000;
/** Most cells of all arrays of a file together, each of which becomes a text. */
const MAX_TABLE = 20_000_000;

/**
 * Reads an `.npy` or `.npz` as a table: an array of n values is a column called after it, one of n × k fractions a column of k numbers a row, one of n × k whole numbers k columns, "votes 1" …
 * Of an archive, the arrays of the most frequent length count.
 * @throws UserError 'labels-file' where it is damaged or no array can be a column: it says what they are
 */
export async function numpyColumns(
  file: Pick<ListedFile, 'path' | 'blob'>,
  signal: AbortSignal = new AbortController().signal,
): Promise<OutsideTable> {
  try {
    return await columnsOf(file, signal);
  } catch (error) {
    if (!(error instanceof UserError) || error.code !== 'import') throw error;
    throw new UserError('labels-file', error.message.replace(/ Nothing was imported\.$/, ''), { cause: error });
  }
}

async function columnsOf(
  { path, blob }: Pick<ListedFile, 'path' | 'blob'>,
  signal: AbortSignal,
): Promise<OutsideTable> {
  const name = baseName(path);
  const whole = await blob();
  const source = await sourceOfFile({ path, size: whole.size, blob: () => Promise.resolve(whole) });
  const members = startsAs(await bytesOf(whole.slice(0, 4)), 'ZIP')
    ? await npzMembers(whole, name, signal)
    : [{ key: name.replace(/(\.npy)?(\.gz)?$/i, ''), source }];
  const arrays = await Promise.all(members.map((member) => readNpy(member.key, member.source, signal)));
  const fitting = arrays.filter(isColumns);
  const counts = new Map<number, number>();
  for (const { shape } of fitting) counts.set(shape[0], (counts.get(shape[0]) ?? 0) + 1);
  const [rows] = [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0] ?? [];
  if (rows === undefined) {
    const held = arrays.map((array) => `${array.key} is ${describe(array)}`).join('; ');
    throw new UserError(
      'labels-file',
      `${name}: no array in it can be a column of a table (${held || 'it is empty'}).`,
    );
  }
  const columns: OutsideColumn[] = [];
  const taken = fitting.filter(({ shape }) => shape[0] === rows);
  if (taken.reduce((sum, array) => sum + (isRows(array) ? array.shape[0] : cellCount(array)), 0) > MAX_TABLE)
    throw new UserError(
      'labels-file',
      `${name}: its arrays have more than ${formatCount(MAX_TABLE)} values; save those that are columns of a table alone.`,
    );
  for (const array of taken) columns.push(...(await cellsOf(array, signal)));
  return { file: name, rows, columns };
}

function isColumns({ shape, type }: Pick<NpyArray, 'shape' | 'type'>): boolean {
  if (shape.length !== 1 && !(shape.length === 2 && shape[1] > 0)) return false;
  return cellCount({ shape }) <= MAX_CELLS || isRows({ shape, type });
}

/** Whether it has several numbers a row that may be predictions or embeddings. */
const isRows = ({ shape, type }: Pick<NpyArray, 'shape' | 'type'>): boolean =>
  type.kind === 'f' && shape.length === 2 && shape[1] > 1;

const cellCount = ({ shape: [rows, columns = 1] }: Pick<NpyArray, 'shape'>): number => rows * columns;

async function cellsOf(array: NpyArray, signal: AbortSignal): Promise<OutsideColumn[]> {
  const values = await npyValues(array, signal);
  const [rows, columns = 1] = array.shape;
  if (isRows(array) && (cellCount(array) > MAX_CELLS || !isWhole(values)))
    return [rowsOf(array.key, Float32Array.from(values as ArrayLike<number>), rows, columns)];
  return Array.from({ length: columns }, (_, column) => ({
    name: columns === 1 ? array.key : `${array.key} ${column + 1}`,
    cells: Array.from({ length: rows }, (_, row) => {
      const value = values[row * columns + column];
      return Number.isNaN(value) ? '' : String(value);
    }),
  }));
}

const isWhole = (values: ArrayLike<unknown>): boolean =>
  Array.prototype.every.call(values, (value) => Number.isInteger(value) || Number.isNaN(value));

function rowsOf(name: string, values: Float32Array, rows: number, width: number): OutsideColumn {
  const cells = Array.from({ length: rows }, (_, row) => {
    const first = values.subarray(row * width, row * width + Math.min(width, SHOWN));
    return `[${Array.from(first, (value) => Number(value.toPrecision(4))).join(', ')}${width > SHOWN ? ', …' : ''}]`;
  });
  return { name, cells, numbers: { width, values } };
}
