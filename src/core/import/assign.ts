import { formatCount } from '../format.ts';
import type { DatasetReader, SourceColumn } from '../formats/dataset-reader.ts';
import { importError } from '../formats/import-error.ts';
import { fieldText } from '../dataset/field-column.ts';
import { NO_LABEL, type DatasetInfo, type FieldColumn } from '../dataset/types.ts';
import { majority } from '../dataset/annotators.ts';
import { checkChoices } from './check-choices.ts';
import type { ImportChoices } from './choices.ts';
import { randomSplit } from './random-split.ts';
import { compareSplits } from '../dataset/split-names.ts';

/** Most splits of a data set: a split's number is a byte. */
export const MOST_SPLITS = 255;

/** What the choices make of a reader's rows. Rows without a readable picture are left out of all of it. */
export interface Assignment {
  /** Whether a row becomes a sample: 1 or 0. */
  kept: Uint8Array;
  classes: string[];
  /** Class of each row, NO_LABEL for one without label. */
  labels: Uint16Array;
  /** Names of the splits, in their order. */
  splits: string[];
  /** Number of each row's split, into `splits`. */
  split: Uint8Array;
  /** The columns that are neither label nor split, by name, one entry a row. */
  fields: Record<string, FieldColumn>;
  /** Those of them that hold one annotator's labels. */
  annotators: string[];
  /** As a data set has it; absent where all of them came with the pictures. */
  annotatedAfter?: DatasetInfo['annotatedAfter'];
}

/** @throws UserError 'bad-input' where a choice cannot be; 'import' where there are too many classes or splits, or a column is not there */
export function assign(reader: DatasetReader, choices: ImportChoices): Assignment {
  checkChoices(choices);
  const kept = Uint8Array.from({ length: reader.rows }, (_, row) => Number(reader.sizes[2 * row] > 0));
  const { label, annotators } = choices;
  const columns = annotators.map((name) => columnOf(reader, name));
  const { classes, labels, agreement } =
    annotators.length > 0
      ? agreed(columns, kept)
      : { ...labelsOf(label === null ? null : columnOf(reader, label), kept), agreement: undefined };
  const { splits, split } = splitsOf(reader, choices, labels, kept);
  const used = new Set([
    annotators.length > 0 ? null : label,
    typeof choices.split === 'string' ? choices.split : null,
  ]);
  const own = reader.columns.filter(({ name }) => !used.has(name));
  const fields = Object.fromEntries(own.map(({ name, data }) => [name, data]));
  if (agreement) fields[freeName('agreement', fields)] = { kind: 'number', values: agreement };
  return { kept, classes, labels, splits, split, fields, annotators };
}

function columnOf(reader: DatasetReader, name: string): SourceColumn {
  const column = reader.columns.find((known) => known.name === name);
  if (!column) throw importError(`There is no column “${name}” in this data set.`);
  return column;
}

interface Labels {
  classes: string[];
  labels: Uint16Array;
}

function labelsOf(column: SourceColumn | null, kept: Uint8Array): Labels {
  const labels = new Uint16Array(kept.length).fill(NO_LABEL);
  if (!column) return { classes: [], labels };
  const classes = classesOf([column], kept);
  numberLabels(column, classes, labels);
  return { classes, labels };
}

/** A name that no field has. */
function freeName(wanted: string, fields: Record<string, unknown>): string {
  let name = wanted;
  for (let k = 2; Object.hasOwn(fields, name); k++) name = `${wanted} ${k}`;
  return name;
}

/** The classes that columns name: all that the format lists, or the values that stand there, sorted as people sort. */
function classesOf(columns: SourceColumn[], kept: Uint8Array): string[] {
  const names = new Set<string>();
  for (const { data, isClasses } of columns) {
    if (isClasses && data.kind === 'text') for (const name of data.dictionary) names.add(name);
    else for (let row = 0; row < kept.length; row++) if (kept[row]) names.add(fieldText(data, row));
  }
  names.delete('');
  if (names.size >= NO_LABEL) {
    throw importError(
      `“${columns[0].name}” has ${formatCount(names.size)} different values; a data set has ${formatCount(NO_LABEL - 1)} classes at most. ` +
        'Choose another column as label, or none.',
    );
  }
  const inOrder = [...names];
  return columns.every(({ isClasses }) => isClasses) ? inOrder : inOrder.sort(asPeopleSort);
}

/** "class 2" before "class 10". */
const asPeopleSort = new Intl.Collator('en', { numeric: true }).compare;

function numberLabels({ data }: SourceColumn, classes: string[], labels: Uint16Array): void {
  const numbers = new Map(classes.map((name, number) => [name, number]));
  const known = data.kind === 'text' ? data.dictionary.map((name) => numbers.get(name) ?? NO_LABEL) : [];
  for (let row = 0; row < labels.length; row++) {
    const number = data.kind === 'text' ? known[data.codes[row]] : numbers.get(fieldText(data, row));
    labels[row] = number ?? NO_LABEL;
  }
}

/** What several annotators agree on. */
function agreed(columns: SourceColumn[], kept: Uint8Array): Labels & { agreement: Float32Array } {
  const classes = classesOf(columns, kept);
  const votes = columns.map((column) => {
    const labels = new Uint16Array(kept.length);
    numberLabels(column, classes, labels);
    return labels;
  });
  const { labels, agreement } = majority(votes);
  return { classes, labels, agreement };
}

function splitsOf(
  reader: DatasetReader,
  { split }: ImportChoices,
  labels: Uint16Array,
  kept: Uint8Array,
): Pick<Assignment, 'splits' | 'split'> {
  if (split === null) return { splits: ['train'], split: new Uint8Array(reader.rows) };
  if (typeof split !== 'string') {
    const group = split.group === null ? null : columnOf(reader, split.group).data;
    return { splits: ['train', 'test'], split: randomSplit(labels, kept, group, split) };
  }
  const { data } = columnOf(reader, split);
  const names = Array.from({ length: reader.rows }, (_, row) => fieldText(data, row) || 'none');
  const splits = [...new Set(names.filter((_, row) => kept[row]))].sort(compareSplits);
  if (splits.length > MOST_SPLITS) {
    throw importError(
      `“${split}” has ${formatCount(splits.length)} different values; a data set has ${MOST_SPLITS} splits at most. Choose another column.`,
    );
  }
  const numbers = new Map(splits.map((name, number) => [name, number]));
  return { splits, split: Uint8Array.from(names, (name) => numbers.get(name) ?? 0) };
}
