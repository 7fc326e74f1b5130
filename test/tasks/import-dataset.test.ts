import { afterEach, expect, it, vi } from 'vitest';
import { importFiles, importUrl } from '../../src/tasks/import-dataset.ts';
import { fetchDemo } from '../support/archives.ts';
import { emptyDatabase } from '../support/tiny-dataset.ts';

afterEach(async () => {
  vi.restoreAllMocks();
  await emptyDatabase();
});

const never = new AbortController().signal;

it('an import does not wait for the answer to whether this page may keep its data', async () => {
  const asked = vi.spyOn(navigator.storage, 'persist').mockReturnValue(new Promise<boolean>(() => {}));
  const { sampleCount } = await importFiles(never, [await fetchDemo()], () => {});
  expect(sampleCount).toBe(5226);
  expect(asked).toHaveBeenCalled();
});

it('an import from an address goes on where the browser has no storage API', async () => {
  vi.spyOn(navigator, 'storage', 'get').mockReturnValue(undefined as unknown as StorageManager);
  const { sampleCount } = await importUrl(never, new URL('/demo/emoji-32.tar.gz', location.href).href, () => {});
  expect(sampleCount).toBe(5226);
});
