import { UserError } from '../errors.ts';
import type { ImportChoices } from './choices.ts';

/** Sides of the squares that a data set can be trained at, pixels. */
const SMALLEST_SIZE = 8;
const LARGEST_SIZE = 128;

/** @throws UserError 'bad-input' that names the choice which cannot be, and what it can be */
export function checkChoices({ name, size, fit, background, gone, originals, split }: ImportChoices): void {
  const refuse = (what: string, value: unknown, can: string): never => {
    throw new UserError('bad-input', `${what} must be ${can}, not ${JSON.stringify(value)}.`);
  };
  if (name.trim() === '') refuse('The name', name, 'a text');
  if (!Number.isInteger(size) || size < SMALLEST_SIZE || size > LARGEST_SIZE) {
    refuse('The size', size, `a whole number from ${SMALLEST_SIZE} to ${LARGEST_SIZE}`);
  }
  if (!['crop', 'pad', 'squeeze'].includes(fit)) refuse('The fit', fit, 'crop, pad or squeeze');
  if (!/^#[0-9a-f]{6}$/i.test(background)) refuse('The background', background, 'a colour such as #ffffff');
  if (!['keep', 'drop'].includes(gone)) refuse('What is gone', gone, 'keep or drop');
  if (!['store', 'folder'].includes(originals)) refuse('Originals', originals, 'store or folder');
  if (split === null || typeof split === 'string') return;
  if (!(typeof split.share === 'number' && split.share > 0 && split.share < 1)) {
    refuse('The share of the test split', split.share, 'a number between 0 and 1');
  }
  if (!Number.isInteger(split.seed)) refuse('The seed', split.seed, 'a whole number');
}
