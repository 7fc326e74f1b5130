import type { Edit, UndoResult } from '../../core/edits/edit.ts';
import type { OutsideTable } from '../../core/tables/outside-table.ts';
import type { ImportedRun } from '../../core/training/run.ts';
import type { TableMapping } from '../../core/tables/table-mapping.ts';
import type { NoiseOptions } from '../../tasks/options.ts';
import type { View } from '../view.ts';

/** What to edit: a view, the index of a sample, or several indices. */
export type EditTarget = View | number | Iterable<number>;

/** What was undone or redone, and how much of it was still there to take back. */
export type HistoryStep = UndoResult & { edit: Edit };

/** Making labels wrong on purpose, to see what finds them again. */
export interface NoiseCalls {
  /**
   * Injects label noise into a view (default: the train split, else all samples): a seeded share of its samples gets a wrong label, as given and as
   * current label, and the tag `mistake`. The labels of before stay as true labels.
   * @throws UserError where noise is injected already
   * @example
   * await look.perturb({ rate: 0.2, seed: 1 });
   * await look.perturb({ kind: 'asymmetric', map: { truck: 'automobile' } }, look.dataset.view().limit(1000));
   */
  perturb(options: NoiseOptions, view?: View): Promise<Edit>;

  /**
   * Takes injected noise (or given labels from a table) back.
   * @returns how many cells were set back, and how many labels that a person has set since stay
   * @throws UserError where there is none
   */
  undoNoise(): Promise<UndoResult>;
}

/** What adding a table has done. */
export interface AddedTable {
  /** The edit of labels; null where none changed. */
  edit: Edit | null;
  /** Fields that were added. */
  fields: string[];
  /** The run that predictions became; null without any. */
  run: ImportedRun | null;
  /** What was taken for granted or left out, in sentences. */
  notes: string[];
}

/** Taking labels, fields and predictions from tables: CSV, TSV, JSON, JSON Lines, Parquet and NumPy. */
export interface TableCalls {
  /**
   * Adds a table to the open data set. What its columns are and which sample each row is of is told from its contents, as the dialog
   * “Add a table” shows it; `mapping` says what cannot be told, or otherwise. Labels become *given* labels (those of before stay as true
   * ones, what differs gets the tag `mistake`; `undoNoise` takes them back), *corrections* (current labels, as if decided here), or *true*
   * labels; `undo` takes these two back. Corrected labels and scores that were exported here come back as they were. Fields stay.
   * Probabilities or logits of all classes, and embeddings beside them, become a run; `outOfSample` has to be said of them.
   * @param file or a table that a script made
   * @throws UserError 'question' where only a person can tell: what the labels are, or whether to take them where they are in doubt. Its
   * message names the answers, which go into `mapping`; `error.question` has them too
   * @example
   * await look.addTable(file, { role: 'corrections' });
   * await look.addTable(file, { role: 'given', match: 'split-index', columns: { comment: 'field' }, doubt: 'rows-1' });
   * await look.addTable(probabilities, { run: 'my model', outOfSample: 'yes' });
   */
  addTable(file: File | OutsideTable, mapping?: TableMapping): Promise<AddedTable>;
}

/** What to hold out as a test split. */
export interface HoldOutOptions {
  /** Share of every class, between 0 and 1; default 0.1. */
  share?: number;
  /** The same seed draws the same samples; default 1. */
  seed?: number;
}

/**
 * Fixing labels. Each call is one edit and settles once the columns show it. Given labels never change by fixing.
 */
export interface EditCalls {
  /**
   * Sets the current label of samples; they count as reviewed.
   * @param label class name, or its number; null takes the label off
   * @returns the edit, or null where nothing changed
   * @example
   * await look.relabel(4711, 'dog');
   * await look.relabel(look.dataset.view().matchTags('surely dogs'), 'dog');
   */
  relabel(samples: EditTarget, label: string | number | null): Promise<Edit | null>;

  /**
   * Gives each of these samples the class that the run shown predicts; one without a prediction stays as it is.
   * @returns the edit, or null where nothing changed
   */
  relabelAsPredicted(samples: EditTarget): Promise<Edit | null>;

  /**
   * Says that the labels of these samples are right as they are: they count as reviewed.
   * @returns the edit, or null where nothing changed
   */
  keep(samples: EditTarget): Promise<Edit | null>;

  /**
   * Says that a person looked at these samples and cannot tell whether their labels are right: they count as reviewed, and their labels stay.
   * @returns the edit, or null where nothing changed
   */
  markUnsure(samples: EditTarget): Promise<Edit | null>;

  /**
   * Leaves samples out of training (they count as reviewed), or with `false` takes them in again.
   * @param on default true
   * @returns the edit, or null where nothing changed
   */
  exclude(samples: EditTarget, on?: boolean): Promise<Edit | null>;

  /**
   * Tags samples, or with `false` takes the tag off. A data set has at most 32 tags.
   * @param on default true
   * @returns the edit, or null where nothing changed
   * @example
   * await look.tag(look.session.view, 'blurry');
   */
  tag(samples: EditTarget, name: string, on?: boolean): Promise<Edit | null>;

  /**
   * Holds out a share of the samples to learn from (those of the train split, or all), drawn at random from every class alike, by the tag
   * `held out`: no training of the page learns from them, and runs are compared over them. What was trained before did learn from them.
   * @returns the edit, or null where nothing changed
   * @throws UserError 'nothing-to-do' where there are too few samples
   * @example
   * await look.holdOut({ share: 0.1, seed: 1 });
   */
  holdOut(options?: HoldOutOptions): Promise<Edit | null>;

  /**
   * Takes the last relabelling, keeping, doubting, excluding, tagging or edit of the classes back, whichever tab or visit made it. Injected noise is taken back by
   * `undoNoise` alone.
   * @returns null where there is nothing to take back
   */
  undo(): Promise<HistoryStep | null>;

  /** Does again what was undone last. @returns null where there is nothing, or something was edited since */
  redo(): Promise<HistoryStep | null>;
}
