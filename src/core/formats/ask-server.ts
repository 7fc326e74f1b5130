import { importError } from './import-error.ts';

/**
 * Asks a server for a file.
 * @throws UserError 'import' in plain words where it does not answer, answers with an error, or does not let other pages read; AbortError
 */
export async function askServer(
  url: string,
  signal: AbortSignal,
): Promise<Response & { body: ReadableStream<Uint8Array<ArrayBuffer>> }> {
  const answer = await fetch(url, { signal }).catch((error: unknown) => {
    signal.throwIfAborted();
    throw importError(
      `${url} could not be fetched (${String(error)}): there is no connection, or its server does not let other pages read it (CORS). ` +
        'Download the file and drop it here.',
    );
  });
  if (!answer.ok || !answer.body) {
    void answer.body?.cancel().catch(() => undefined);
    throw importError(
      `${url} could not be fetched: the server answers ${answer.status} ${answer.statusText}. ` +
        'Look whether the address is whole, or ask whoever published it.',
    );
  }
  return answer as Response & { body: ReadableStream<Uint8Array<ArrayBuffer>> };
}

/** The name of a file at an address: "cifar.tar.gz". */
export function fileNameAt(url: string): string {
  const { pathname } = new URL(url);
  return pathname.slice(pathname.lastIndexOf('/') + 1) || url;
}
