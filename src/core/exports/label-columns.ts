import { decisionAt } from '../dataset/decision-word.ts';
import { fieldText } from '../dataset/field-column.ts';
import type { ExportOptions } from './export-format.ts';
import type { LabelledSet } from './export-set.ts';

/** What a column of a table holds: texts, whole numbers, numbers, or times in milliseconds since the epoch. */
type ColumnType = 'text' | 'whole' | 'number' | 'time';

/** A column of a table of labels. */
export interface LabelColumn {
  name: string;
  type: ColumnType;
  /** A sample's value: a text, or of the other types a number; null where there is none. */
  value(index: number): string | number | null;
}

const orNull = (value: number | undefined): number | null =>
  value === undefined || Number.isNaN(value) ? null : value;

/** A float as the decimal number that it round-trips with, 0.1 and not 0.10000000149. */
const decimal = (value: number): number => Number(value.toPrecision(9));

/** Columns that say which sample a row is of: its number within its split, its split, and its name where samples have names. */
export function keyColumns({ table }: LabelledSet): LabelColumn[] {
  const { names, splits, split } = table;
  const columns: LabelColumn[] = [
    { name: 'index', type: 'whole', value: (i) => i - splits[split[i]].start },
    { name: 'split', type: 'text', value: (i) => splits[split[i]].name },
  ];
  return names ? [...columns, { name: 'name', type: 'text', value: (i) => names[i] }] : columns;
}

/** A column of class names. @param labels absent where nothing is known of any sample */
export const classColumn = ({ table }: LabelledSet, name: string, labels: ArrayLike<number> | null): LabelColumn => ({
  name,
  type: 'text',
  value: (i) => table.classes[labels?.[i] ?? -1] ?? null,
});

/** Says of excluded samples that they are: 1, else 0. */
export const excludedColumn = ({ table }: LabelledSet): LabelColumn => ({
  name: 'excluded',
  type: 'whole',
  value: (i) => table.excluded[i],
});

/**
 * The columns of a table of labels: which sample, its labels, what was decided about it and how, what the run shown says of it, then the data
 * set's fields and scores. A field or a score that is called as a column before it is says so: "given (field)".
 * @param reserved names that no field and no score may have
 */
export function labelColumns(
  set: LabelledSet,
  { fields = true, scores }: ExportOptions,
  reserved: readonly string[] = [],
): LabelColumn[] {
  const { table, decisions } = set;
  const { confidence } = table;
  const columns: LabelColumn[] = [
    ...keyColumns(set),
    classColumn(set, 'given', table.given),
    classColumn(set, 'current', table.current),
    { name: 'decision', type: 'text', value: (i) => decisionAt(table, i) || null },
    { name: 'decided_by', type: 'text', value: (i) => decisions.get(i)?.by ?? null },
    { name: 'decided_at', type: 'time', value: (i) => decisions.get(i)?.at ?? null },
    excludedColumn(set),
    classColumn(set, 'predicted', table.predicted),
    { name: 'confidence', type: 'number', value: (i) => orNull(confidence?.[i]) },
    classColumn(set, 'true', table.truth),
    { name: 'tags', type: 'text', value: (i) => tagsOf(table, i).join(';') || null },
  ];
  const taken = new Set([...reserved, ...columns.map(({ name }) => name)]);
  if (fields) columns.push(...fieldColumns(set, taken));
  for (const { key, values } of table.scores.values()) {
    if (scores && !scores.includes(key)) continue;
    columns.push({ name: nameBeside(taken, key, 'score'), type: 'number', value: (i) => orNull(values[i]) });
  }
  return columns.map((column) =>
    column.type === 'number' ? { ...column, value: (i) => rounded(column.value(i)) } : column,
  );
}

const rounded = (value: string | number | null): number | null => (typeof value === 'number' ? decimal(value) : null);

/** The names of a sample's tags. */
const tagsOf = ({ tags, tagBits }: LabelledSet['table'], index: number): string[] =>
  tags.filter((_, bit) => (tagBits[index] >>> bit) & 1);

/** The data set's own fields. @param taken names of other columns, to which those of the fields are added */
function fieldColumns({ table }: LabelledSet, taken: Set<string>): LabelColumn[] {
  return Array.from(table.fields, ([own, column]): LabelColumn => {
    const name = nameBeside(taken, own, 'field');
    if (column.kind === 'text') return { name, type: 'text', value: (i) => fieldText(column, i) || null };
    return { name, type: 'number', value: (i) => orNull(column.values[i]) };
  });
}

/** A column's name; what it is stands behind it where the name is taken. */
function nameBeside(taken: Set<string>, own: string, kind: 'field' | 'score'): string {
  let name = own;
  for (let number = 1; taken.has(name); number++) name = `${own} (${number === 1 ? kind : `${kind} ${number}`})`;
  taken.add(name);
  return name;
}
