import * as Comlink from 'comlink';
import './transfer-error.ts';
import './transfer-signal.ts';

/** Offers `service` to whoever started this worker. */
export function serve(service: object): void {
  Comlink.expose(service);
}

/** Marks buffers and bitmaps of an answer as handed over to the caller instead of copied. @returns the answer */
export function handOver<T extends object>(answer: T, buffers: (ArrayBufferLike | ImageBitmap)[]): T {
  return Comlink.transfer(answer, buffers as Transferable[]);
}
