import { printable } from '../dataset/names.ts';
import { UserError } from '../errors.ts';

/**
 * A table that cannot be read.
 * @param file its name
 * @param what what is wrong with it, a sentence that begins small, its full stop included
 */
export function tableError(file: string, what: string): UserError {
  return new UserError('labels-file', `${printable(file)}: ${what}`);
}
