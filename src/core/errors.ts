/** What a script or the page can tell apart about a UserError. */
export type ErrorCode =
  /** No data set is open. */
  | 'no-dataset'
  /** What was named (a class, run, score, view, sample …) is not there. */
  | 'not-found'
  /** A data set, run or edit that was there has been deleted or taken back. */
  | 'deleted'
  /** A choice or an argument that cannot be. */
  | 'bad-input'
  /** The name is another's already. */
  | 'name-taken'
  /** The same kind of work is under way, here or in another tab. */
  | 'busy'
  /** What was asked for would change nothing. */
  | 'nothing-to-do'
  /** Training, prediction or scores that this builds on have not been computed. */
  | 'not-computed'
  /** An archive or its download cannot be imported. */
  | 'import'
  /** A table of labels or fields cannot be read, or does not fit the data set. */
  | 'labels-file'
  /** A project's file cannot be opened, or its data set is not in this browser. */
  | 'project'
  /** A model of the person's own cannot be read, or gives no features. */
  | 'model'
  /** Something that only a person can answer; the message names the answers that there are. */
  | 'question'
  /** A view names what the data set does not have, or cannot be kept as text. */
  | 'view'
  /** A run cannot train or predict, on whichever backend. */
  | 'training'
  /** No backend, or not the one asked for, works in this browser. */
  | 'no-backend'
  /** The disk is full, or the browser lets the page store no more. */
  | 'no-space'
  /** A folder of the person's own must be asked for again before it is read. */
  | 'no-permission'
  /** The browser gives the page no more memory. */
  | 'no-memory'
  /** A part of the page did not load. */
  | 'not-loaded'
  /** A worker ended in the middle of a call. */
  | 'worker-died';

/**
 * What a person or a script has caused and is told: its message is a whole sentence that is shown as it is. Crosses to and from a worker
 * whole but for its cause. A fault of the program is an Error, RangeError or TypeError instead.
 */
export class UserError extends Error {
  override name = 'UserError';

  /** @param options `cause`: the error behind it, for the console */
  constructor(
    readonly code: ErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Whether an error, or one inside it, says that the disk is full. Dexie names a transaction that ended so an AbortError. */
export function isDiskFull(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { inner } = error as { inner?: unknown };
  return error.name === 'QuotaExceededError' || isDiskFull(inner) || isDiskFull(error.cause);
}

/** Whether an error only says that work was cancelled, which nobody is told. */
export function isCancelled(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError' && !isDiskFull(error);
}

/** The one way that something caught becomes an error for people: a full disk in plain words, anything else as it is. */
export function inPlainWords(error: unknown): unknown {
  if (error instanceof UserError || !isDiskFull(error)) return error;
  const message =
    'The disk is full, or the browser lets this page store no more. Delete a data set here, or free disk space.';
  return new UserError('no-space', message, { cause: error });
}

/** What to tell people about something caught. */
export function sentenceOf(error: unknown): string {
  const told = inPlainWords(error);
  return told instanceof Error ? told.message : String(told);
}
