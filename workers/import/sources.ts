import { formatCount } from '../../src/core/format.ts';
import type { UserError } from '../../src/core/errors.ts';
import { askServer, fileNameAt } from '../../src/core/formats/ask-server.ts';
import { importError } from '../../src/core/formats/import-error.ts';
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

/** What a server has at an address, to be read once. @throws UserError 'import', as askServer does */
export async function urlSource(url: string, signal: AbortSignal): Promise<Source> {
  const answer = await askServer(url, signal);
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
  const name = fileNameAt(answer.url || url);
  return {
    name,
    size: Number(answer.headers.get('Content-Length') ?? 0),
    rereadable: false,
    stream: () =>
      explained(counted, () =>
        importError(`${name}: the connection broke after ${formatCount(read)} bytes. Try again.`),
      ),
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
