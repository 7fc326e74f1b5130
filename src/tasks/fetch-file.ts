import type { OnProgress } from '../contracts/progress.ts';
import { importError } from '../core/formats/import-error.ts';
import { askServer, fileNameAt } from '../core/formats/ask-server.ts';

/** Bytes of chunks that are put together into one blob, which the browser may keep on disk. */
const BLOB_BYTES = 32 * 2 ** 20;

/**
 * Fetches a file whole.
 * @throws UserError 'import' where it cannot be fetched, or the connection breaks; AbortError
 */
export async function fetchFile(signal: AbortSignal, url: string, onProgress: OnProgress): Promise<File> {
  const answer = await askServer(url, signal);
  const name = fileNameAt(answer.url || url);
  const total = Number(answer.headers.get('Content-Length') ?? 0);
  const blobs: Blob[] = [];
  let chunks: Uint8Array<ArrayBuffer>[] = [];
  let [done, held] = [0, 0];
  const reader = answer.body.getReader();
  for (;;) {
    const { done: ended, value } = await reader.read().catch(() => {
      signal.throwIfAborted();
      throw importError(`${name}: the connection broke after ${done.toLocaleString('en')} bytes. Try again.`);
    });
    if (ended) break;
    chunks.push(value);
    [done, held] = [done + value.length, held + value.length];
    if (held >= BLOB_BYTES) {
      blobs.push(new Blob(chunks));
      [chunks, held] = [[], 0];
    }
    onProgress({ activity: `fetching ${name}`, done, total: total < done ? 0 : total, unit: 'bytes' });
  }
  return new File([...blobs, ...chunks], name);
}
