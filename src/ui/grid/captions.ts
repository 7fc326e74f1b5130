import { nameOf, printable } from '../../core/dataset/names.ts';
import type { Table } from '../../core/dataset/table.ts';
import { fieldAt, type Field } from '../../core/views/fields.ts';
import { fieldTitle, sortChoices } from '../samples/field-titles.ts';
import { formatDecimal } from '../kit/format.ts';

/** Path of the given label with the class suggested instead: the caption unless a person picks another. */
export const LABELS_CAPTION = 'labels';

/** Path of the sample's name, where it has one. */
const NAME_CAPTION = 'name';

/** Lines that a person may add below the labels. */
export const MOST_CAPTIONS = 3;

/** What a caption can say, in the order to offer it. */
export function captionChoices(table: Table): { path: string; title: string }[] {
  const known = sortChoices(table).filter(({ path }) => path !== 'given');
  const name = table.names ? [{ path: NAME_CAPTION, title: 'Name' }] : [];
  return [{ path: LABELS_CAPTION, title: 'Label and suggestion' }, ...name, ...known, { path: 'tags', title: 'Tags' }];
}

/**
 * The lines that a person picked, as functions from a sample to its words; fields that this data set has not are left out.
 * @param beside what comes last besides
 */
export function captionReaders(
  table: Table,
  paths: readonly string[],
  beside: readonly ((index: number) => string)[] = [],
): ((index: number) => string)[] {
  const offered = new Set(captionChoices(table).map(({ path }) => path));
  const picked = paths
    .filter((path) => path !== LABELS_CAPTION && offered.has(path))
    .slice(0, MOST_CAPTIONS)
    .map((path) => (path === NAME_CAPTION ? fileNames(table) : reader(fieldAt(table, path), fieldTitle(table, path))));
  return [...picked, ...beside];
}

/** The last part of each sample's name: a tile has no room for folders. */
function fileNames(table: Table): (index: number) => string {
  return (index) => printable(nameOf(table, index).replace(/^.*\//s, ''));
}

function reader(field: Field, title: string): (index: number) => string {
  const { kind, values, names, has } = field;
  return (index) => {
    if (!has(index)) return '–';
    if (kind === 'number') {
      return field.name === 'index' ? `#${values[index]}` : `${title} ${formatDecimal(values[index])}`;
    }
    if (kind === 'tags') return names.filter((_, bit) => (values[index] >>> bit) & 1).join(', ');
    return names[values[index]];
  };
}
