import { UserError } from '../errors.ts';

/**
 * An import that cannot go on: what was wrong, where, and what to do.
 * @param what a whole sentence for people, its full stop included
 */
export function importError(what: string): UserError {
  return new UserError('import', `${what} Nothing was imported.`);
}
