import { MOST_CLASSES } from '../../src/core/dataset/classes.ts';
import { fieldText, textColumn } from '../../src/core/dataset/field-column.ts';
import { NO_LABEL, type FieldColumn } from '../../src/core/dataset/types.ts';
import { numbersByName } from '../../src/core/edits/class-edits.ts';
import type { DatasetReader, SourcePicture } from '../../src/core/formats/dataset-reader.ts';
import { grouped, importError } from '../../src/core/formats/import-error.ts';
import { MOST_SPLITS, type Assignment } from '../../src/core/import/assign.ts';
import type { ImportChoices } from '../../src/core/import/choices.ts';
import type { Changes } from './compare-versions.ts';
import type { KnownDataset } from './known-dataset.ts';

/** Pictures that a note lists at most. */
const LISTED = 6;

/** A newer version as a reader of its own, with what becomes of its rows. */
export interface MergedVersions {
  reader: DatasetReader;
  assignment: Assignment;
  /** Sample of the older version for each row, −1 for a new one. */
  oldOf: Int32Array;
}

/**
 * Puts a newer version together: the rows that were read, and behind them, where they are kept, the samples that they no longer have. A
 * picture that cannot be read any more stays as it was.
 * Classes keep their numbers and go by what they were called at the import, or since; new ones come behind them. A row without label keeps
 * that of its sample, and where no splits were chosen its split too.
 * @param reader its names are those that the older version would have
 * @throws UserError 'import' where there would be too many classes or splits
 */
export function mergeVersions(
  known: KnownDataset,
  changes: Changes,
  reader: DatasetReader,
  assignment: Assignment,
  choices: ImportChoices,
): MergedVersions {
  const gone = choices.gone === 'keep' ? changes.gone : [];
  const rows = reader.rows + gone.length;
  const oldOf = new Int32Array(rows);
  oldOf.set(changes.oldOf);
  gone.forEach((index, j) => (oldOf[reader.rows + j] = index));

  const names = new Set([...Object.keys(assignment.fields), ...known.fields.keys()]);
  const fields = Object.fromEntries(
    [...names].map((name) => [name, mergedField(assignment.fields[name], known.fields.get(name), reader.rows, oldOf)]),
  );
  const isOlder = (row: number): boolean => row >= reader.rows || changes.broken.has(row);
  const sizes = new Uint32Array(2 * rows);
  sizes.set(reader.sizes);
  // How large a picture of the store is, is not known, unless training's squares are all there is.
  const side = known.info.originals === 'store' ? 1 : known.info.width;
  for (let row = 0; row < rows; row++) if (isOlder(row)) sizes.fill(side, 2 * row, 2 * row + 2);
  const kept = new Uint8Array(rows).fill(1);
  kept.set(assignment.kept);
  const olderPicture = async (row: number): Promise<SourcePicture> => ({ row, ...(await known.picture(oldOf[row])) });
  return {
    reader: {
      ...reader,
      rows,
      names: [...reader.names!, ...gone.map((index) => known.names[index])],
      sizes,
      notes: [...reader.notes, ...brokenNote(reader, changes.broken)],
      async *pictures(wanted, signal) {
        for await (const picture of reader.pictures(wanted, signal)) {
          yield isOlder(picture.row) ? await olderPicture(picture.row) : picture;
        }
        for (let row = reader.rows; row < rows; row++) if (wanted(row)) yield await olderPicture(row);
      },
    },
    assignment: {
      kept,
      ...mergedLabels(known, assignment, reader.rows, oldOf),
      ...mergedSplits(known, assignment, reader.rows, oldOf, choices.split === null),
      fields,
      annotators: [...new Set([...assignment.annotators, ...known.info.annotators])],
    },
    oldOf,
  };
}

function mergedLabels(
  { info, labels, edits }: KnownDataset,
  assignment: Assignment,
  rowsRead: number,
  oldOf: Int32Array,
): Pick<Assignment, 'classes' | 'labels'> {
  const classes = [...info.classes];
  const numbers = numbersByName(info, edits);
  const renumbered = assignment.classes.map((name) => numbers.get(name) ?? classes.push(name) - 1);
  if (classes.length > MOST_CLASSES)
    throw importError(
      `With those of “${info.name}” there would be ${grouped(classes.length)} classes; a data set has ${grouped(MOST_CLASSES)} at most.`,
    );
  const labelOf = (older: number, row: number): number => {
    const label = row < rowsRead ? assignment.labels[row] : NO_LABEL;
    if (label !== NO_LABEL) return renumbered[label];
    return older >= 0 ? labels[older] : NO_LABEL;
  };
  return { classes, labels: Uint16Array.from(oldOf, labelOf) };
}

/** @param staying whether samples stay in their splits */
function mergedSplits(
  { info, split: known }: KnownDataset,
  assignment: Assignment,
  rowsRead: number,
  oldOf: Int32Array,
  staying: boolean,
): Pick<Assignment, 'splits' | 'split'> {
  const splits = staying ? info.splits.map(({ name }) => name) : [...assignment.splits];
  const numberOf = (name: string): number => {
    const number = splits.indexOf(name);
    return number < 0 ? splits.push(name) - 1 : number;
  };
  const older = info.splits.map(({ name }) => name);
  const split = Array.from(oldOf, (index, row) => {
    const stays = index >= 0 && (staying || row >= rowsRead);
    return numberOf(stays ? older[known[index]] : assignment.splits[assignment.split[row]]);
  });
  if (splits.length > MOST_SPLITS) throw importError(`There would be more than ${MOST_SPLITS} splits.`);
  return { splits, split: Uint8Array.from(split) };
}

function brokenNote({ names }: DatasetReader, broken: Changes['broken']): string[] {
  if (broken.size === 0) return [];
  const listed = [...broken].slice(0, LISTED).map(([row, why]) => `${names![row]} (${why})`);
  const more = broken.size > LISTED ? ` and ${grouped(broken.size - LISTED)} more` : '';
  return [
    `${grouped(broken.size)} ${broken.size === 1 ? 'picture' : 'pictures'} cannot be read any more and ${broken.size === 1 ? 'stays as it was' : 'stay as they were'}: ${listed.join(', ')}${more}.`,
  ];
}

/** A field of both versions: what was read, and for rows that were not, or a field that only the older one has, what stood there. */
function mergedField(
  read: FieldColumn | undefined,
  old: FieldColumn | undefined,
  rowsRead: number,
  oldOf: Int32Array,
): FieldColumn {
  const numeric = (read ?? old)!.kind === 'number' && (old ?? read)!.kind === 'number';
  const cell = (row: number): string => {
    if (read && row < rowsRead) return fieldText(read, row);
    return old && oldOf[row] >= 0 ? fieldText(old, oldOf[row]) : '';
  };
  if (numeric) {
    return {
      kind: 'number',
      values: Float32Array.from(oldOf, (_, row) => (cell(row) === '' ? NaN : Number(cell(row)))),
    };
  }
  return textColumn(Array.from(oldOf, (_, row) => cell(row)));
}
