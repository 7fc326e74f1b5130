import { UserError } from '../core/errors.ts';

/**
 * Makes sure that this origin may store so much more. Works in page and worker.
 * @param bytes needed
 * @throws UserError 'no-space' that says how much is needed and how much there is
 */
export async function ensureSpace(bytes: number): Promise<void> {
  const { usage, quota } = await navigator.storage.estimate();
  if (usage === undefined || quota === undefined) return;
  const free = quota - usage;
  if (bytes <= free) return;
  const mb = (n: number): string => `${Math.ceil(n / 1e6).toLocaleString('en')} MB`;
  throw new UserError(
    'no-space',
    `There is not enough room: this import needs about ${mb(bytes)}, and the browser lets this page store ${mb(Math.max(free, 0))} more. ` +
      'Delete a data set here, or free disk space. Nothing was imported.',
  );
}
