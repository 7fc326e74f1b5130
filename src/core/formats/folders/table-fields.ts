import { formatCount } from '../../format.ts';
import { fieldColumn } from '../../dataset/field-column.ts';
import { printable } from '../../dataset/names.ts';
import { isSplitName } from '../../dataset/split-names.ts';
import type { FieldColumn } from '../../dataset/types.ts';
import { valueOf } from '../../tables/cells.ts';
import { annotatorRows, longColumns, tooManyAnnotators } from '../../tables/long-table.ts';
import { importError } from '../import-error.ts';
import { baseName, withoutEnding } from '../listing/paths.ts';
import { holdsSeveral } from './label-cells.ts';
import type { OutsideTable } from '../../tables/outside-table.ts';
import type { MatchedTable } from './tables-beside.ts';

/** A column of the tables beside the pictures, one value a picture. */
export interface TableField {
  name: string;
  /** Table that it stands in; of several, the first. */
  file: string;
  values: (string | undefined)[];
  /** Whether each value survives as a number. */
  numeric: boolean;
  /** A picture has several values in it, in one cell or in several rows. */
  several: boolean;
  /** Whether it holds the labels of one annotator, whom a column of the table named. */
  annotator: boolean;
  /** All classes in their order, where the table lists them. */
  classes?: string[];
}

const ROW_NUMBER = /^(column 1|unnamed: 0|index|)$/i;

/**
 * The tables' columns, one value a picture, and sentences about rows and pictures that have no counterpart. Where a row is what one annotator
 * says of one picture, there is a column an annotator.
 * @param names of the pictures, for sentences
 * @throws UserError 'import' where a table names too many annotators
 */
export function fieldsOf(
  tables: readonly MatchedTable[],
  names: readonly string[],
): { fields: TableField[]; notes: string[] } {
  const pictures = names.length;
  const fields = new Map<string, TableField>();
  const named = new Uint8Array(pictures);
  const notes: string[] = [];
  for (const { table, key, pictures: rows } of tables) {
    for (const row of rows) if (row >= 0) named[row] = 1;
    const long = longColumns(
      table.columns,
      rows,
      (at) => at !== key,
      (at) => at !== key,
    );
    const differing: string[] = [];
    if (long) {
      const [who, labels] = [table.columns[long.who], table.columns[long.labels].cells];
      const { annotators, notes: said } = annotatorRows(who, labels, rows, (picture) => names[picture]);
      const tooMany = tooManyAnnotators(who, annotators);
      if (tooMany) throw importError(`${printable(table.file)}: ${tooMany}`);
      notes.push(...said.map((note) => `${printable(table.file)}: ${note}`));
      for (const { name: annotator, rows: of } of annotators) {
        const name = freeName(annotator, table, fields);
        const field = fields.get(name) ?? { ...emptyField(name, table.file, pictures), annotator: true };
        fields.set(name, field);
        for (const row of of) field.values[rows[row]] ??= valueOf(labels[row]) || undefined;
      }
    }
    table.columns.forEach(({ name, cells }, at) => {
      if (
        at === key ||
        at === long?.who ||
        at === long?.labels ||
        (ROW_NUMBER.test(name) && cells.every((cell, row) => Number(cell) === row))
      )
        return;
      const field = fields.get(name) ?? emptyField(name, table.file, pictures);
      // What an annotation has of its own, such as its time, is no value of the picture.
      if (long && differs(cells, rows)) return differing.push(name);
      fields.set(name, field);
      if (table.classes?.column === name) field.classes = table.classes.names;
      fill(field, cells, rows);
    });
    if (differing.length > 0)
      notes.push(
        `${printable(table.file)}: ${listed(differing)} ${differing.length === 1 ? 'has' : 'have'} several values for one picture, and ${differing.length === 1 ? 'is' : 'are'} left out.`,
      );
    const lost = rows.reduce((sum, row) => sum + Number(row < 0), 0);
    if (lost > 0) {
      notes.push(
        `${printable(table.file)}: ${formatCount(lost)} of ${formatCount(table.rows)} rows name a picture that is not here: ${printable(example(table.columns[key].cells, rows))}.`,
      );
    }
  }
  const without = named.reduce((sum, is) => sum + 1 - is, 0);
  if (without > 0) {
    const files = tables.map(({ table }) => printable(table.file)).join(', ');
    notes.push(`${formatCount(without)} of ${formatCount(pictures)} pictures stand in no row of ${files}.`);
  }
  const found = [...fields.values()].filter(({ values }) => values.some((value) => value !== undefined));
  for (const field of found) {
    field.several ||= holdsSeveral(field.values);
    field.numeric = columnOf(field).kind === 'number';
  }
  return { fields: [...found, ...oneHot(found, pictures), ...tableNames(tables, pictures)], notes };
}

/** A field as numbers where each of its values survives as one, else as texts. */
export const columnOf = ({ values }: Pick<TableField, 'values'>): FieldColumn =>
  fieldColumn(values.map((value) => value ?? ''));

function emptyField(name: string, file: string, pictures: number): TableField {
  const values = new Array<string | undefined>(pictures).fill(undefined);
  return { name, file, values, numeric: false, several: false, annotator: false };
}

function fill(field: TableField, cells: readonly string[], rows: Int32Array): void {
  rows.forEach((row, at) => {
    const value = row < 0 ? '' : valueOf(cells[at]);
    if (value === '') return;
    const before = field.values[row];
    if (before === undefined) field.values[row] = value;
    else if (before !== value) field.several = true;
  });
}

function differs(cells: readonly string[], rows: Int32Array): boolean {
  const first = new Map<number, string>();
  return rows.some((row, at) => {
    if (row < 0) return false;
    const before = first.get(row) ?? cells[at];
    first.set(row, before);
    return before !== cells[at];
  });
}

/** A name for an annotator's column that no other column has. */
function freeName(annotator: string, { columns }: OutsideTable, fields: ReadonlyMap<string, TableField>): string {
  let name = annotator;
  const isTaken = (): boolean =>
    columns.some((column) => column.name === name) || fields.get(name)?.annotator === false;
  while (isTaken()) name += ' (annotator)';
  return name;
}

const listed = (names: readonly string[]): string => names.map((name) => `“${printable(name)}”`).join(', ');

function example(cells: readonly string[], rows: Int32Array): string {
  return cells[rows.indexOf(-1)];
}

/** A column a class, with 1 in one of them: `image,MEL,NV,BCC` becomes one field, which holds several where a row has more than one. */
function oneHot(fields: readonly TableField[], pictures: number): TableField[] {
  const hot = fields.filter(
    ({ values, numeric }) => numeric && values.every((v) => v === undefined || v === '0' || v === '1'),
  );
  if (hot.length < 3) return [];
  const field = emptyField(`one of ${hot[0].name} … ${hot[hot.length - 1].name}`, hot[0].file, pictures);
  let all = 0;
  for (let row = 0; row < pictures; row++) {
    const set = hot.filter(({ values }) => values[row] === '1');
    if (set.length > 1) field.several = true;
    if (set.length > 0) field.values[row] = set[0].name;
    all += Number(set.length > 0);
  }
  // Flags of other things are mostly 0 together.
  if (all < 0.9 * hot[0].values.filter((value) => value !== undefined).length) return [];
  return [{ ...field, classes: hot.map(({ name }) => name) }];
}

/** Which of several tables names a picture, where they are called as splits are: `train.csv`, `test.csv`. */
function tableNames(tables: readonly MatchedTable[], pictures: number): TableField[] {
  const names = tables.map(({ table }) => withoutEnding(baseName(table.file)));
  if (tables.length < 2 || new Set(names).size < 2 || !names.every(isSplitName)) return [];
  const field = emptyField('table', tables[0].table.file, pictures);
  tables.forEach(({ pictures: rows }, at) => {
    for (const row of rows) if (row >= 0) field.values[row] ??= names[at];
  });
  return [field];
}
