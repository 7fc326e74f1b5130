import { sentenceOf, UserError } from '../../src/core/errors.ts';

/** What to tell people about an error of any origin. */
export function explain(error: unknown): string {
  if (error instanceof UserError && error.code === 'training') return error.message;
  const cause = sentenceOf(error);
  if (/memory|allocation|OOM/i.test(cause)) {
    return 'Training ran out of memory. Choose a smaller network or batch, or fewer workers, and try again.';
  }
  return `Training stopped by an error that it did not expect (${cause}). Its last checkpoint is kept: resume it, or choose another backend.`;
}
