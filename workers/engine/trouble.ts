/** An error whose message is a sentence for people. */
export function trainingError(message: string): Error {
  const error = new Error(message);
  error.name = 'TrainingError';
  return error;
}

/** What to tell people about an error of any origin. */
export function explain(error: unknown): string {
  if (error instanceof Error && error.name === 'TrainingError') return error.message;
  const cause = error instanceof Error ? error.message : String(error);
  if (/memory|allocation|OOM/i.test(cause)) {
    return 'Training ran out of memory. Choose a smaller network or batch, or fewer workers, and try again.';
  }
  return `Training stopped by an error that it did not expect (${cause}). Its last checkpoint is kept: resume it, or choose another backend.`;
}
