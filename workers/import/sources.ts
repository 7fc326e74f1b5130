import type { UserError } from '../../src/core/errors.ts';
import { grouped, importError } from '../../src/core/formats/import-error.ts';
import type { Source } from '../../src/core/formats/cifar/source.ts';

/** A dropped or picked file. */
export function fileSource(name: string, file: Blob): Source {
  return {
    name,
    size: file.size,
    rereadable: true,
    stream: () =>
      explained(file.stream(), () => importError(`${name} cannot be read any more: it was moved, changed or locked.`)),
  };
}

/**
 * Asks a server for a file.
 * @throws UserError 'import' in plain words where it does not answer, answers with an error, or does not let other pages read
 */
export async function urlSource(url: string, signal: AbortSignal): Promise<Source> {
  const answer = await fetch(url, { signal }).catch((error: unknown) => {
    signal.throwIfAborted();
    throw importError(
      `${url} could not be fetched (${String(error)}): there is no connection, or its server does not let other pages read it (CORS). ` +
        'Download the file and drop it here.',
    );
  });
  if (!answer.ok || !answer.body) {
    void answer.body?.cancel().catch(() => undefined);
    throw importError(`${url} could not be fetched: the server answers ${answer.status} ${answer.statusText}.`);
  }
  const { body } = answer;
  let read = 0;
  const counted = body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        read += chunk.length;
        controller.enqueue(chunk);
      },
    }),
  );
  const path = new URL(answer.url || url).pathname;
  const name = path.slice(path.lastIndexOf('/') + 1) || url;
  return {
    name,
    size: Number(answer.headers.get('Content-Length') ?? 0),
    rereadable: false,
    stream: () =>
      explained(counted, () => importError(`${name}: the connection broke after ${grouped(read)} bytes. Try again.`)),
  };
}

/** A stream whose errors a person can read. */
function explained(stream: ReadableStream<Uint8Array>, explain: () => UserError): ReadableStream<Uint8Array> {
  const reader = stream.getReader();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await reader.read().catch(() => {
          throw explain();
        });
        if (done) controller.close();
        else controller.enqueue(value);
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
}
