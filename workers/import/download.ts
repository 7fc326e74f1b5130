import type { OnProgress } from '../../src/contracts/progress.ts';
import { startsAs } from '../../src/core/formats/file-kinds.ts';
import { importError } from '../../src/core/formats/import-error.ts';
import { collected } from '../../src/core/formats/listing/bounds.ts';
import { unlessAborted } from '../../src/core/unless-aborted.ts';
import { ensureSpace } from '../../src/store/space.ts';
import { atMostTenASecond } from '../shared/pace.ts';
import { urlSource } from './sources.ts';

/**
 * Fetches a file whole; the browser keeps a large one on disk.
 * @returns its name and its bytes
 * @throws UserError 'import' where the server does not give it, or answers with a web page; 'no-space' where it is larger than what is free
 */
export async function download(
  url: string,
  signal: AbortSignal,
  onProgress: OnProgress,
): Promise<{ name: string; file: Blob }> {
  const { name, size, stream } = await urlSource(url, signal);
  await unlessAborted(signal, ensureSpace(size));
  const mayTell = atMostTenASecond(() => performance.now());
  const file = await collected(
    stream(),
    (done) => {
      if (mayTell()) onProgress({ activity: `fetching ${name}`, done, total: Math.max(size, done), unit: 'bytes' });
    },
    signal,
  );
  const head = new Uint8Array(await file.slice(0, 512).arrayBuffer());
  if (startsAs(head, 'web page')) {
    throw importError(
      `${url} answers with a web page, not a file: it may ask for a login. Download the file in the browser and drop it here.`,
    );
  }
  return { name, file };
}
