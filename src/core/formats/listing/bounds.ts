import { formatCount } from '../../format.ts';
import { importError } from '../import-error.ts';
import type { UserError } from '../../errors.ts';

/** Up to so many bytes anything may unpack to, however small it is packed. */
const FREE = 100_000_000;
/** Beyond that no data set is so much larger than its archive; deflate itself ends at 1,032. */
const MAX_RATIO = 200;
/** No archive unpacks to more than that here. */
const MAX_BYTES = 64_000_000_000;

/** Whether packed bytes that come to so many unpacked ones are made to fill a disk. */
export function isBomb(packed: number, unpacked: number): boolean {
  return unpacked > MAX_BYTES || (unpacked > FREE && unpacked > MAX_RATIO * packed);
}

/** @param what names the archive or the file in it */
export function bombError(what: string, packed: number, unpacked: number): UserError {
  return importError(
    `${what} unpacks to ${megabytes(unpacked)} or more from ${megabytes(packed)}, as no pictures do; it may be made to fill the disk.`,
  );
}

const megabytes = (bytes: number): string =>
  bytes < 1e6 ? `${formatCount(Math.ceil(bytes / 1e3))} kB` : `${formatCount(Math.round(bytes / 1e6))} MB`;

/**
 * All that a stream gives, as a blob that the browser may put on disk.
 * @param check is called with how many bytes there are and the last of them, before these are kept; what it throws ends the reading
 * @throws what `check` throws, else what the stream does, in whatever words
 */
export async function collected(
  stream: ReadableStream<Uint8Array>,
  check: (bytes: number, last: Uint8Array) => void,
  signal?: AbortSignal,
): Promise<Blob> {
  // Chromium's Response only says that fetching failed.
  let refused: { error: unknown } | undefined;
  const remembering = new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      const { done, value } = await reader.read().catch((error: unknown) => {
        refused ??= { error };
        throw error;
      });
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel: (reason) => reader.cancel(reason),
  });
  const reader = stream.getReader();
  const counted = counting((bytes, last) => {
    try {
      check(bytes, last);
    } catch (error) {
      refused = { error };
      throw error;
    }
  });
  try {
    return await new Response(remembering.pipeThrough(counted, { signal })).blob();
  } catch (error) {
    throw refused ? refused.error : error;
  }
}

/** Passes bytes on and calls `seen` with how many have come and the last of them, before they do. */
export function counting(seen: (bytes: number, last: Uint8Array) => void): TransformStream<Uint8Array, Uint8Array> {
  let bytes = 0;
  return new TransformStream({
    transform(chunk, controller) {
      bytes += chunk.length;
      seen(bytes, chunk);
      controller.enqueue(chunk);
    },
  });
}
