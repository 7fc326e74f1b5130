import { formatCount } from '../../format.ts';
import { isCalledLabel } from '../../tables/column-words.ts';
import { printable } from '../../dataset/names.ts';
import type { SourceColumn } from '../dataset-reader.ts';
import { importError } from '../import-error.ts';
import { leafOf, readPages } from './column-pages.ts';
import { textField } from '../../dataset/field-column.ts';
import { readsAsNumbers, ScalarColumn } from './scalar-column.ts';
import type { Shard } from './shards.ts';

/** Columns that may name the samples, the likeliest first. */
const NAMING = ['file_name', 'filename', 'file', 'image_path', 'path', 'name', 'image_id', 'id', 'uid', 'key'];

/** What the columns without pictures come to. */
export interface Columns {
  columns: SourceColumn[];
  names: string[] | null;
  /** Columns that hold the labels of classes, in order. */
  classLabels: string[];
  /** Columns left out, since they hold bytes. */
  binary: string[];
}

/**
 * Reads the columns of one value a row over all files.
 * @param paths the files' names out of the column of pictures, where it has them
 * @throws UserError 'import' where a file is damaged or a label has no class; what the signal says
 */
export async function readColumns(shards: Shard[], paths: string[] | null, signal: AbortSignal): Promise<Columns> {
  const rows = shards.reduce((sum, { file }) => sum + file.rows, 0);
  const found: Columns = { columns: [], names: paths, classLabels: [], binary: [] };
  const texts = new Map<string, ScalarColumn>();
  const byName = new Set(shards.flatMap(({ layout }) => layout.scalars.map(({ name }) => name)));
  for (const name of byName) {
    const column = await readColumn(shards, name, rows, signal);
    const origin = `column “${name}”`;
    const classes = classNames(shards, name);
    if (column.binary) found.binary.push(name);
    else if (classes) {
      found.columns.push({ name, origin, isClasses: true, data: labelsOf(column, classes, shards) });
      found.classLabels.push(name);
    } else if (column.numbers && column.whole && isCalledLabel(name)) {
      found.columns.push({ name, origin, isClasses: true, data: numberedLabels(column.numbers) });
    } else {
      found.columns.push({ name, origin, data: column.field() });
      texts.set(name, column);
    }
  }
  for (const name of found.names ? [] : NAMING) {
    const key = [...texts.keys()].find((candidate) => candidate.toLowerCase() === name);
    found.names = (key !== undefined && texts.get(key)!.uniqueTexts()) || null;
    if (!found.names) continue;
    found.columns = found.columns.filter((column) => column.name !== key);
    break;
  }
  return found;
}

async function readColumn(shards: Shard[], name: string, rows: number, signal: AbortSignal): Promise<ScalarColumn> {
  const leaves = shards.map(({ layout }) => layout.scalars.find((scalar) => scalar.name === name)?.leaf);
  const column = new ScalarColumn(
    name,
    rows,
    leaves.every((leaf) => !leaf || readsAsNumbers(leaf.element)),
  );
  for (const [i, { file, start }] of shards.entries()) {
    const leaf = leaves[i];
    if (!leaf) continue;
    for await (const { row, values } of readPages(file, leaf, signal)) column.add(start + row, values, leaf);
  }
  return column;
}

/** The names of the files out of the column of pictures, one a row; null where some are missing or stand twice. */
export async function picturePaths(shards: Shard[], signal: AbortSignal): Promise<string[] | null> {
  const paths: string[] = [];
  const seen = new Set<string>();
  for (const { file, picture } of shards) {
    if (!picture.path) return null;
    for await (const { values } of readPages(file, leafOf(file.schema, picture.path.path), signal)) {
      for (let i = 0; i < values.length; i++) {
        const path = values[i];
        if (typeof path !== 'string' || path === '' || seen.has(path)) return null;
        seen.add(path);
        paths.push(path);
      }
    }
  }
  return paths;
}

function classNames(shards: Shard[], name: string): string[] | undefined {
  let first: { classes: string[]; path: string } | undefined;
  for (const { layout, file } of shards) {
    const classes = layout.scalars.find((scalar) => scalar.name === name)?.classes;
    if (!classes) continue;
    if (new Set(classes).size < classes.length) {
      throw importError(
        `${printable(file.path)}: column “${printable(name)}” names a class twice. Write it again with different names.`,
      );
    }
    first ??= { classes, path: file.path };
    if (classes.join('\n') !== first.classes.join('\n')) {
      throw importError(
        `${printable(file.path)} names other classes than ${printable(first.path)}; import them one by one.`,
      );
    }
  }
  return first?.classes;
}

/** −1 stands for no label, as in test splits whose labels are kept back. */
function labelsOf(column: ScalarColumn, classes: string[], shards: Shard[]): SourceColumn['data'] {
  const { numbers } = column;
  if (!numbers) return column.field();
  const codes = Uint32Array.from(numbers, (label) => (Number.isNaN(label) || label === -1 ? 0xffffffff : label));
  const isWrong = (label: number): boolean => label >= classes.length || label < -1 || label % 1 !== 0;
  const wrong = numbers.findIndex((label) => !Number.isNaN(label) && isWrong(label));
  if (wrong >= 0) {
    const { file, start } = shards.findLast((shard) => shard.start <= wrong)!;
    throw importError(
      `${printable(file.path)}: row ${formatCount(wrong - start)} has the label ${numbers[wrong]} in column “${printable(column.name)}”, ` +
        `but of its classes there are ${formatCount(classes.length)}. The file is damaged, or was written wrongly.`,
    );
  }
  return textField(codes, classes);
}

/** Labels that are numbers, in the order of the numbers; −1 stands for none. */
function numberedLabels(numbers: Float64Array): SourceColumn['data'] {
  const values = [...new Set(numbers)].filter((value) => value >= 0).sort((a, b) => a - b);
  const codeOf = new Map(values.map((value, code) => [value, code]));
  const codes = Uint32Array.from(numbers, (value) => codeOf.get(value) ?? 0xffffffff);
  return textField(codes, values.map(String));
}
