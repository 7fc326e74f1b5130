import { standingLabels } from '../../src/core/dataset/classes.ts';
import { fieldText, textColumn } from '../../src/core/dataset/field-column.ts';
import { NO_LABEL, type FieldColumn } from '../../src/core/dataset/types.ts';
import type { DatasetReader, SourcePicture } from '../../src/core/formats/dataset-reader.ts';
import { MOST_SPLITS, type Assignment } from '../../src/core/import/assign.ts';
import { importError } from '../../src/core/formats/import-error.ts';
import type { Changes, KnownDataset } from './known-dataset.ts';

/** A newer version as a reader of its own, with what becomes of its rows. */
export interface MergedVersions {
  reader: DatasetReader;
  assignment: Assignment;
  /** Sample of the older version for each row, −1 for a new one. */
  oldOf: Int32Array;
}

/**
 * Puts a newer version together: the rows that were read, and behind them, where they are kept, the samples that they no longer have.
 * Classes keep their numbers, new ones come behind them, and one that was renamed or merged since is known by its name of then; a row without
 * label keeps that of its sample.
 * @param keepGone whether samples that are gone stay
 */
export function mergeVersions(
  known: KnownDataset,
  changes: Changes,
  reader: DatasetReader,
  assignment: Assignment,
  keepGone: boolean,
): MergedVersions {
  const { info } = known;
  const gone = keepGone ? changes.gone : [];
  const rows = reader.rows + gone.length;
  const oldOf = new Int32Array(rows);
  oldOf.set(changes.oldOf);
  gone.forEach((index, j) => (oldOf[reader.rows + j] = index));

  const classes = [...info.classes];
  const numberOf = new Map(
    [...classes.entries(), ...known.importedClasses.entries()].map(([number, name]) => [name, number]),
  );
  const renumbered = assignment.classes.map((name) => {
    const number = numberOf.get(name) ?? classes.push(name) - 1;
    return number;
  });
  // A label that is not the one of before is no part of the edits that merged its class.
  const standing = standingLabels(Uint16Array.from(classes.keys()), info.retired);
  const labels = Uint16Array.from({ length: rows }, (_, row) => {
    const label = row < reader.rows ? assignment.labels[row] : NO_LABEL;
    const old = oldOf[row] >= 0 ? known.labels[oldOf[row]] : NO_LABEL;
    if (label === NO_LABEL || renumbered[label] === old) return old;
    return standing[renumbered[label]];
  });

  const splits = [...assignment.splits];
  const split = new Uint8Array(rows);
  split.set(assignment.split);
  gone.forEach((index, j) => {
    const { name } = info.splits[known.split[index]];
    let number = splits.indexOf(name);
    if (number < 0) number = splits.push(name) - 1;
    split[reader.rows + j] = number;
  });
  if (splits.length > MOST_SPLITS) throw importError(`There would be more than ${MOST_SPLITS} splits.`);

  const names = new Set([...Object.keys(assignment.fields), ...known.fields.keys()]);
  const fields = Object.fromEntries(
    [...names].map((name) => [name, mergedField(assignment.fields[name], known.fields.get(name), reader.rows, oldOf)]),
  );
  const sizes = new Uint32Array(2 * rows);
  sizes.set(reader.sizes);
  sizes.fill(1, reader.sizes.length);
  const kept = new Uint8Array(rows).fill(1);
  kept.set(assignment.kept);
  return {
    reader: {
      ...reader,
      rows,
      names: [...reader.names!, ...gone.map((index) => known.names[index])],
      sizes,
      async *pictures(wanted, signal) {
        yield* reader.pictures(wanted, signal);
        for (let row = reader.rows; row < rows; row++) {
          if (wanted(row)) yield { row, ...(await known.originals.read(oldOf[row])) } as SourcePicture;
        }
      },
    },
    assignment: { kept, classes, labels, splits, split, fields, annotators: assignment.annotators },
    oldOf,
  };
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
