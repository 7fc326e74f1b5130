import { UserError } from '../core/errors.ts';

/** Bytes that this origin stores and may store; null where the browser does not say: some have no storage API. Works in page and worker. */
export async function measureSpace(): Promise<{ usage: number; quota: number } | null> {
  const storage = navigator.storage as StorageManager | undefined;
  const { usage, quota } = (await storage?.estimate().catch(() => undefined)) ?? {};
  return usage === undefined || quota === undefined ? null : { usage, quota };
}

/**
 * Makes sure that this origin may store so much more. Works in page and worker.
 * @param bytes needed
 * @throws UserError 'no-space' that says how much is needed and how much there is
 */
export async function ensureSpace(bytes: number): Promise<void> {
  const space = await measureSpace();
  if (!space) return;
  const free = space.quota - space.usage;
  if (bytes <= free) return;
  const mb = (n: number): string => `${Math.ceil(n / 1e6).toLocaleString('en')} MB`;
  throw new UserError(
    'no-space',
    `There is not enough room: this import needs about ${mb(bytes)}, and the browser lets this page store ${mb(Math.max(free, 0))} more. ` +
      'Delete a data set here, or free disk space. Nothing was imported.',
  );
}
