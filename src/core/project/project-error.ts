import { UserError } from '../errors.ts';

/** What is told of a project's file that cannot be opened: nothing of it is taken in. */
export const projectError = (message: string, options?: ErrorOptions): UserError =>
  new UserError('project', message, options);

/** The same where its contents are not what Second Look writes. @param where "journal, row 3: kind" */
export const damaged = (where: string, what: string): UserError =>
  projectError(`The project is damaged (${where} ${what}). Nothing of it was opened; take another copy of the file.`);
