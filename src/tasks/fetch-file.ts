import type { OnProgress } from '../contracts/progress.ts';
import { BlobParts } from '../core/blob-parts.ts';
import { formatCount } from '../core/format.ts';
import { importError } from '../core/formats/import-error.ts';
import { askServer, fileNameAt } from '../core/formats/ask-server.ts';

/**
 * Fetches a file whole.
 * @throws UserError 'import' where it cannot be fetched, or the connection breaks; AbortError
 */
export async function fetchFile(signal: AbortSignal, url: string, onProgress: OnProgress): Promise<File> {
  const answer = await askServer(url, signal);
  const name = fileNameAt(answer.url || url);
  const total = Number(answer.headers.get('Content-Length') ?? 0);
  const parts = new BlobParts();
  let done = 0;
  const reader = answer.body.getReader();
  for (;;) {
    const { done: ended, value } = await reader.read().catch(() => {
      signal.throwIfAborted();
      throw importError(`${name}: the connection broke after ${formatCount(done)} bytes. Try again.`);
    });
    if (ended) break;
    parts.add(value);
    done += value.length;
    onProgress({ activity: `fetching ${name}`, done, total: total < done ? 0 : total, unit: 'bytes' });
  }
  return new File(parts.all, name);
}
