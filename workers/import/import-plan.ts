import { standingClasses } from '../../src/core/dataset/classes.ts';
import { fieldText } from '../../src/core/dataset/field-column.ts';
import { NO_LABEL } from '../../src/core/dataset/types.ts';
import { carryEdits } from '../../src/core/edits/carry-edits.ts';
import { numbersByName } from '../../src/core/edits/class-edits.ts';
import type { DrawSvg } from '../../src/contracts/importer.ts';
import type { DatasetReader } from '../../src/core/formats/dataset-reader.ts';
import { readLevels } from '../../src/core/formats/folders/levels.ts';
import { assign, type Assignment } from '../../src/core/import/assign.ts';
import type { ImportChoices, UpdateSummary } from '../../src/core/import/choices.ts';
import { compareWith, type Changes } from './compare-versions.ts';
import { readKnown, type KnownDataset } from './known-dataset.ts';
import { mergeVersions } from './merge-versions.ts';
import type { OpenedReader } from './open-source.ts';

/** Names that a summary lists. */
const LISTED = 1000;

/** Share of the labelled samples whose class a column has to name, to be suggested as the label. */
const MOST_OF_THEM = 0.9;

/** What is stored: rows and what becomes of them. */
export interface ImportPlan {
  reader: DatasetReader;
  assignment: Assignment;
  /** For a newer version of a data set: the sample of the older one for each row, −1 for a new one. */
  oldOf?: Int32Array;
}

/** What the choices make of what was opened. @throws UserError 'import' where they cannot be */
export function planOf({ reader, update }: OpenedReader, choices: ImportChoices): ImportPlan {
  const assignment = assign(reader, choices);
  if (!update) return { reader, assignment };
  return mergeVersions(update.known, update.changes, reader, assignment, choices);
}

/** What a person will see of a plan: for a newer version the classes that stand, and labels with all that was edited. */
export function shownAssignment({ update }: OpenedReader, { assignment, oldOf }: ImportPlan): Assignment {
  if (!update || !oldOf) return assignment;
  const { info, labels: imported, edits } = update.known;
  const newOf = new Int32Array(info.sampleCount).fill(-1);
  oldOf.forEach((index, row) => index >= 0 && (newOf[index] = row));
  const newer = { imported: assignment.labels, fields: assignment.fields };
  const { columns } = carryEdits({ imported, tags: info.tags, edits }, newer, newOf);
  const standing = standingClasses({ classes: assignment.classes, retired: info.retired });
  const places = new Map(standing.map((label, place) => [label, place]));
  const labels = Uint16Array.from(columns.current, (label) => places.get(label) ?? NO_LABEL);
  return { ...assignment, classes: standing.map((label) => assignment.classes[label]), labels };
}

/**
 * Compares what was opened with the data set that it may be a newer version of.
 * @param drawSvg draws SVGs of which only the square is kept
 * @throws UserError 'deleted' where that was, 'import' where they cannot be compared
 */
export async function compared(
  opened: OpenedReader,
  into: number,
  drawSvg: DrawSvg,
  signal: AbortSignal,
  progress: (activity: string, done: number, total: number) => void,
): Promise<OpenedReader> {
  const known = await readKnown(into);
  const { reader, folder } = opened;
  const changes = await compareWith(known, reader, drawSvg, signal, progress);
  const asBefore = changes.names.every((name, row) => name === reader.names![row]);
  const named = asBefore ? reader : renamed(reader, changes.names);
  const label = named.guess.label ?? labelAsIn(known, named, changes);
  return {
    ...opened,
    reader: { ...named, guess: { ...named.guess, label } },
    // In it are the names without the folders in front.
    folder: asBefore ? folder : undefined,
    update: { known, changes, readAs: reader.names! },
  };
}

/** A part of a folder with its samples' names as in the whole, and what those tell. */
function renamed(reader: DatasetReader, names: string[]): DatasetReader {
  const [before, now] = [readLevels(reader.names!), readLevels(names)];
  const own = reader.columns.filter(({ name }) => !before.columns.some((column) => column.name === name));
  const isNow = (name: string | null): boolean => now.columns.some((column) => column.name === name);
  const { label, split } = reader.guess;
  const kept = (guess: string | null, was: string | null): string | null => (guess === was ? null : guess);
  return {
    ...reader,
    names,
    columns: [...now.columns.filter(({ name }) => !own.some((column) => column.name === name)), ...own],
    guess: {
      ...reader.guess,
      label: isNow(label) ? null : kept(label, before.label),
      split: kept(split, before.split) ?? now.split,
    },
  };
}

/** The column that names the classes of the samples that both versions have; null where none does. */
function labelAsIn({ info, edits, labels }: KnownDataset, reader: DatasetReader, { oldOf }: Changes): string | null {
  if (reader.guess.annotators.length > 0) return null;
  const numbers = numbersByName(info, edits);
  const both = Array.from(oldOf.keys()).filter((row) => oldOf[row] >= 0 && labels[oldOf[row]] !== NO_LABEL);
  const named = reader.columns.map(({ name, data }) => {
    return { name, count: both.filter((row) => numbers.get(fieldText(data, row)) === labels[oldOf[row]]).length };
  });
  const best = named.sort((a, b) => b.count - a.count).at(0);
  return best && best.count > 0 && best.count >= MOST_OF_THEM * both.length ? best.name : null;
}

/** What is another in a newer version. */
export function updateSummary({ reader, update }: OpenedReader): UpdateSummary | undefined {
  if (!update) return undefined;
  const { known, changes, readAs } = update;
  return {
    dataset: known.info.name,
    same: known.names.length - changes.gone.length - changes.changed.length,
    added: changes.added,
    moved: changes.moved.slice(0, LISTED).map((row) => ({ name: readAs[row], known: known.names[changes.oldOf[row]] })),
    movedCount: changes.moved.length,
    changed: changes.changed.slice(0, LISTED).map((row) => reader.names![row]),
    changedCount: changes.changed.length,
    gone: changes.gone.slice(0, LISTED).map((index) => known.names[index]),
    goneCount: changes.gone.length,
    matches: changes.ways
      .filter((way) => way.read + way.known !== '')
      .map(({ pairs }) => ({ name: readAs[pairs[0][0]], known: known.names[pairs[0][1]], count: pairs.length })),
  };
}
