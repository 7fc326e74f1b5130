import type { DatasetReader } from '../../src/core/formats/dataset-reader.ts';
import { assign, type Assignment } from '../../src/core/import/assign.ts';
import type { ImportChoices, UpdateSummary } from '../../src/core/import/choices.ts';
import { mergeVersions } from './merge-versions.ts';
import type { OpenedReader } from './open-source.ts';

/** Names that a summary lists. */
const LISTED = 1000;

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
  return mergeVersions(update.known, update.changes, reader, assignment, choices.gone === 'keep');
}

/** What is another in a newer version. */
export function updateSummary({ reader, update }: OpenedReader): UpdateSummary | undefined {
  if (!update) return undefined;
  const { known, changes } = update;
  return {
    dataset: known.info.name,
    same: known.names.length - changes.gone.length - changes.changed.length,
    added: changes.added,
    changed: changes.changed.slice(0, LISTED).map((row) => reader.names![row]),
    changedCount: changes.changed.length,
    gone: changes.gone.slice(0, LISTED).map((index) => known.names[index]),
    goneCount: changes.gone.length,
  };
}
