import type { ImportSource, Preview } from '../contracts/importer.ts';
import { UserError } from '../core/errors.ts';
import type { ImportChoices, Outline, Survey } from '../core/import/choices.ts';
import type { OpenImport } from '../tasks/import-dataset.ts';
import type { Dataset } from './dataset.ts';

/** A data set that was looked through and waits for decisions: what was found, and what it would be. Nothing of it is stored yet. */
export class PendingImport {
  constructor(
    /** What is imported, for people: "photos.zip". */
    readonly title: string,
    readonly source: ImportSource,
    /** Data set that it may be a newer version of; null = a data set of its own. */
    readonly into: number | null,
    /** What was found, with what is suggested. */
    readonly survey: Survey,
    /** The worker that holds it. */
    readonly open: OpenImport,
    private readonly onCompare: (pending: PendingImport, into: number | null) => Promise<PendingImport>,
    private readonly onStore: (pending: PendingImport, choices: ImportChoices) => Promise<Dataset>,
    private readonly onDiscard: (pending: PendingImport) => void,
  ) {}

  /**
   * Compares it with another data set; what was looked through is not fetched again. What comes of it takes its place.
   * @param into data set that it may be a newer version of; null = a data set of its own
   * @throws UserError where they cannot be compared: then it is as before
   */
  compare(into: number | null): Promise<PendingImport> {
    return this.onCompare(this, into);
  }

  /** What the data set would be with these choices. @throws UserError 'import' where they cannot be */
  outline(choices: ImportChoices): Promise<Outline> {
    return this.open.outline(choices);
  }

  /** Some pictures as training would see them; whoever asks closes them. */
  preview(choices: ImportChoices, count: number): Promise<Preview[]> {
    return this.open.preview(choices, count);
  }

  /** Imports it so, and opens it. @throws UserError 'import' or 'no-space' */
  store(choices: ImportChoices): Promise<Dataset> {
    return this.onStore(this, choices);
  }

  /** Forgets it; nothing was stored. */
  discard(): void {
    this.open.close();
    this.onDiscard(this);
  }
}

/** What a script is told that has decided nothing about what the page would ask. */
export function questionOf(title: string, { columns, suggested }: Survey): UserError {
  const { label, split, size } = suggested;
  const names = columns.map(({ name }) => `“${name}”`).join(', ') || 'none';
  return new UserError(
    'question',
    `${title}: pass choices as the second argument, {} for what is suggested: label ${JSON.stringify(label)}, split ` +
      `${JSON.stringify(split)}, size ${size}. Columns: ${names}.`,
  );
}
