import type { PathedFile } from '../../src/contracts/importer.ts';
import type { OnProgress } from '../../src/contracts/progress.ts';
import { fileKind } from '../../src/core/formats/file-kind.ts';
import { importError } from '../../src/core/formats/import-error.ts';
import { urlSource } from './sources.ts';

/** Milliseconds between two reports. */
const INTERVAL_MS = 100;

/**
 * Fetches a file whole; the browser keeps a large one on disk.
 * @throws UserError 'import' where the server does not give it, or answers with a web page
 */
export async function download(url: string, signal: AbortSignal, onProgress: OnProgress): Promise<PathedFile> {
  const { name, size, stream } = await urlSource(url, signal);
  let done = 0;
  let reportedAt = -Infinity;
  const counter = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      done += chunk.length;
      if (performance.now() - reportedAt >= INTERVAL_MS) {
        reportedAt = performance.now();
        onProgress({ activity: `fetching ${name}`, done, total: Math.max(size, done), unit: 'bytes' });
      }
      controller.enqueue(chunk);
    },
  });
  const blob = await new Response(
    stream().pipeThrough(counter, { signal }) as ReadableStream<Uint8Array<ArrayBuffer>>,
  ).blob();
  const head = new Uint8Array(await blob.slice(0, 512).arrayBuffer());
  if (fileKind(head) === 'a web page (HTML)') {
    throw importError(
      `${url} answers with a web page, not a file: it may ask for a login. Download the file in the browser and drop it here.`,
    );
  }
  return { path: name, file: new File([blob], name) };
}
