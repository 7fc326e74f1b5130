import { UserError } from '../errors.ts';

/**
 * A model that cannot become a backbone: what was wrong, where, and what to do.
 * @param what a whole sentence for people, its full stop included
 */
export function modelError(what: string, options?: ErrorOptions): UserError {
  return new UserError('model', `${what} Nothing was kept.`, options);
}
