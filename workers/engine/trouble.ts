import { inPlainWords, sentenceOf, UserError } from '../../src/core/errors.ts';

/** What to tell people about an error of any origin that ended training: a UserError 'training', or 'no-space' where the disk is full. */
export function explain(error: unknown): UserError {
  const told = inPlainWords(error);
  if (told instanceof UserError && told.code === 'training') return told;
  if (told instanceof UserError && told.code === 'no-space') {
    return new UserError('no-space', `${told.message} Then resume the run: its last checkpoint is kept.`, {
      cause: error,
    });
  }
  return new UserError('training', sentenceFor(sentenceOf(error)), { cause: error });
}

function sentenceFor(cause: string): string {
  if (/memory|allocation|OOM/i.test(cause)) {
    return 'Training ran out of memory. Choose a smaller network or batch, or fewer workers, and try again.';
  }
  return `Training stopped by an error that it did not expect (${cause}). Its last checkpoint is kept: resume it, or choose another backend.`;
}
