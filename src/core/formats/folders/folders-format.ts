import { formatCount } from '../../format.ts';
import { printable } from '../../dataset/names.ts';
import { UserError } from '../../errors.ts';
import { inFlight } from '../../in-flight.ts';
import { importError } from '../import-error.ts';
import type {
  DatasetReader,
  Format,
  ReadContext,
  SourceColumn,
  SourcePicture,
  Unreadable,
  UnreadPicture,
} from '../dataset-reader.ts';
import { guessLabels, labelsThatDiffer } from './guess-labels.ts';
import { commonRoot, readLevels } from './levels.ts';
import { lookAtPictures, type FoundPicture } from './look-at-pictures.ts';
import { isPictureName, pictureKind } from '../picture-kind.ts';
import { isKnownStranger, sumUp } from '../strangers.ts';
import { columnOf, fieldsOf, type TableField } from './table-fields.ts';
import { tablesBeside, type MatchedTable } from './tables-beside.ts';
import { NameIndex } from '../../tables/name-index.ts';
import { headOf, type ListedFile } from '../listed-file.ts';
import { alike, samePictures } from '../same-pictures.ts';
import { fieldText, textColumn } from '../../dataset/field-column.ts';

/** Files without a telling name that are looked into to see whether they are pictures. */
const LOOKED_INTO = 50;
const IN_FLIGHT = 8;
/** Rows of the table that are shown. */
const SHOWN = 5;

/** Folders of pictures, with or without tables beside them, FiftyOne's exports among them. */
export const foldersFormat: Format = {
  title: 'folders of pictures',
  recognises,
  open,
};

async function recognises(files: readonly ListedFile[]): Promise<boolean> {
  if (files.some(({ path }) => isPictureName(path))) return true;
  for (const file of files.filter(({ path }) => !isKnownStranger(path)).slice(0, LOOKED_INTO)) {
    const kind = pictureKind(await headOf(file, 512));
    if (kind && 'readable' in kind) return true;
  }
  return false;
}

async function open(files: readonly ListedFile[], context: ReadContext): Promise<DatasetReader> {
  const { signal, name } = context;
  const sorted = [...files].sort((a, b) => (a.path < b.path ? -1 : 1));
  const maybe = sorted.filter(({ path }) => isPictureName(path) || !isKnownStranger(path));
  const { pictures, unreadable, strangers } = await lookAtPictures(maybe, context);
  if (pictures.length === 0) throw withoutPictures(name, unreadable);
  const paths = pictures.map(({ file }) => file.path);
  const root = commonRoot(paths);
  const names = paths.map((path) => path.slice(root.length));
  const rest = [...strangers, ...sorted.filter(({ path }) => !isPictureName(path) && isKnownStranger(path))];
  const beside = await tablesBeside(
    rest,
    new NameIndex({ count: paths.length, nameOf: (row) => paths[row] }),
    names.length,
    signal,
  );
  const levels = readLevels(names);
  const { fields, notes } = beside.matched.length > 0 ? fieldsOf(beside.matched, names) : NO_FIELDS;
  for (const field of fields) if (levels.columns.some(({ name }) => name === field.name)) field.name += ' (table)';
  const guess = guessLabels(levels, fields);
  const labels = fields.find((field) => field.name === guess.label);
  const classes = levels.columns.find((column) => column.name === levels.label)?.data;
  const differ =
    labels &&
    classes &&
    labelsThatDiffer(
      labels,
      names.map((_, row) => fieldText(classes, row)),
      names,
    );
  if (differ) notes.unshift(differ);
  const read: DatasetReader['pictures'] = (wanted, until) => readPictures(pictures, wanted, until);
  const suspects = alike(pictures.map(({ bytes, hash }) => `${bytes} ${hash}`));
  return {
    format: foldersFormat.title,
    name,
    rows: pictures.length,
    names,
    root,
    bytes: pictures.reduce((sum, { bytes }) => sum + bytes, 0),
    columns: [...levels.columns, ...asColumns(fields, guess.annotators.concat(guess.label ?? []))],
    guess,
    sizes: Uint32Array.from(pictures.flatMap(({ width, height }) => [width, height])),
    duplicates: await samePictures(suspects, read, signal),
    unreadable,
    strangers: sumUp(beside.others),
    notes: [...beside.notes, ...notes],
    plain: false,
    table: shown(beside.matched[0]),
    pictures: read,
  };
}

const NO_FIELDS = { fields: [], notes: [] };

async function* readPictures(
  pictures: readonly FoundPicture[],
  wanted: (row: number) => boolean,
  signal: AbortSignal,
): AsyncGenerator<SourcePicture | UnreadPicture> {
  const rows = [...pictures.keys()].filter(wanted);
  const reads = inFlight(rows, IN_FLIGHT, async (row) => {
    try {
      return { row, file: await pictures[row].file.blob() };
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      return { row, why: error.message };
    }
  });
  for await (const picture of reads) {
    signal.throwIfAborted();
    yield picture;
  }
}

/** @param labels names of those that are text whatever they hold */
function asColumns(fields: readonly TableField[], labels: string[]): SourceColumn[] {
  return fields.map((field) => {
    const { name, file, values, classes } = field;
    return {
      name,
      origin: `column “${name}” of ${file}`,
      data: classes || labels.includes(name) ? textColumn(values, classes) : columnOf(field),
      isClasses: classes !== undefined,
    };
  });
}

function shown(matched: MatchedTable | undefined): DatasetReader['table'] {
  if (!matched) return undefined;
  const { file, columns, rows } = matched.table;
  const head = Array.from({ length: Math.min(SHOWN, rows) }, (_, row) => columns.map(({ cells }) => cells[row]));
  return { file, header: columns.map(({ name }) => name), head };
}

function withoutPictures(name: string, unreadable: Unreadable[]): Error {
  if (unreadable.length === 0) return importError(`${name}: there is no picture in it.`);
  const [{ path, why }] = unreadable;
  const others = unreadable.length > 1 ? `, and so on for ${formatCount(unreadable.length)} files` : '';
  return importError(
    `${name}: none of its pictures can be read. ${printable(path)}: ${why}${others}. JPEG, PNG and WebP can be read.`,
  );
}
