import { formatCount } from '../../src/core/format.ts';
import { MOST_CLASSES } from '../../src/core/dataset/classes.ts';
import { fieldText } from '../../src/core/dataset/field-column.ts';
import { NO_LABEL, type FieldColumn } from '../../src/core/dataset/types.ts';
import { numbersByName } from '../../src/core/edits/class-edits.ts';
import type { DatasetReader, SourcePicture } from '../../src/core/formats/dataset-reader.ts';
import { readLevels } from '../../src/core/formats/folders/levels.ts';
import { importError } from '../../src/core/formats/import-error.ts';
import { MOST_SPLITS, type Assignment } from '../../src/core/import/assign.ts';
import type { ImportChoices } from '../../src/core/import/choices.ts';
import { mergedField } from '../../src/core/import/merged-field.ts';
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

  const older = olderFields(known, changes);
  const names = new Set([...Object.keys(assignment.fields), ...older.own.keys()]);
  const fieldOf = (name: string): FieldColumn | undefined => older.ofPath.get(name) ?? older.own.get(name);
  const fields = Object.fromEntries(
    [...names].map((name) => [name, mergedField(assignment.fields[name], fieldOf(name), reader.rows, oldOf)]),
  );
  const splitOf = typeof choices.split === 'string' ? older.ofPath.get(choices.split) : undefined;
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
      names: [...reader.names!, ...gone.map((index) => changes.olderNames[index])],
      sizes,
      notes: [...reader.notes, ...changes.notes, ...brokenNote(reader, changes.broken)],
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
      ...mergedSplits(known, assignment, reader.rows, oldOf, choices.split === null, splitOf),
      fields,
      annotators: [...new Set([...assignment.annotators, ...known.info.annotators])],
      annotatedAfter: Object.fromEntries(
        // What was read anew has the names that were read.
        Object.entries(known.info.annotatedAfter ?? {}).filter(([name]) => !(name in assignment.fields)),
      ),
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
      `With those of “${info.name}” there would be ${formatCount(classes.length)} classes; a data set has ${formatCount(MOST_CLASSES)} at most.`,
    );
  const labelOf = (older: number, row: number): number => {
    const label = row < rowsRead ? assignment.labels[row] : NO_LABEL;
    if (label !== NO_LABEL) return renumbered[label];
    return older >= 0 ? labels[older] : NO_LABEL;
  };
  return { classes, labels: Uint16Array.from(oldOf, labelOf) };
}

/** What is known of the older version's samples: fields of their paths as the newer version's folders are counted, and all others. */
function olderFields(
  { names, fields }: KnownDataset,
  { olderNames, ways }: Changes,
): Record<'own' | 'ofPath', ReadonlyMap<string, FieldColumn>> {
  if (ways.every(({ read }) => read === '')) return { own: fields, ofPath: new Map() };
  const before = new Set(readLevels(names).columns.map(({ name }) => name));
  return {
    own: new Map([...fields].filter(([name]) => !before.has(name))),
    ofPath: new Map(readLevels(olderNames).columns.map(({ name, data }) => [name, data])),
  };
}

/** @param staying whether samples stay in their splits @param splitOf what the older version's paths say, where the split is told from paths */
function mergedSplits(
  { info, split: known }: KnownDataset,
  assignment: Assignment,
  rowsRead: number,
  oldOf: Int32Array,
  staying: boolean,
  splitOf: FieldColumn | undefined,
): Pick<Assignment, 'splits' | 'split'> {
  const splits = staying ? info.splits.map(({ name }) => name) : [...assignment.splits];
  const numberOf = (name: string): number => {
    const number = splits.indexOf(name);
    return number < 0 ? splits.push(name) - 1 : number;
  };
  const older = info.splits.map(({ name }) => name);
  const split = Array.from(oldOf, (index, row) => {
    const stays = index >= 0 && (staying || row >= rowsRead);
    const told = stays && splitOf ? fieldText(splitOf, index) : '';
    if (told !== '') return numberOf(told);
    return numberOf(stays ? older[known[index]] : assignment.splits[assignment.split[row]]);
  });
  if (splits.length > MOST_SPLITS) throw importError(`There would be more than ${MOST_SPLITS} splits.`);
  return { splits, split: Uint8Array.from(split) };
}

function brokenNote({ names }: DatasetReader, broken: Changes['broken']): string[] {
  if (broken.size === 0) return [];
  const listed = [...broken].slice(0, LISTED).map(([row, why]) => `${names![row]} (${why})`);
  const more = broken.size > LISTED ? ` and ${formatCount(broken.size - LISTED)} more` : '';
  return [
    `${formatCount(broken.size)} ${broken.size === 1 ? 'picture' : 'pictures'} cannot be read any more and ${broken.size === 1 ? 'stays as it was' : 'stay as they were'}: ${listed.join(', ')}${more}.`,
  ];
}
