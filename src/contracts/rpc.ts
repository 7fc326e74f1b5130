import * as Comlink from 'comlink';

const ABORT_SIGNAL = 'AbortSignal';

/** How an AbortSignal crosses: whether it is aborted already, and a port that says when it is. */
interface WireSignal {
  aborted: boolean;
  port: MessagePort;
}

/** Comlink cannot send an AbortSignal; this lets one be a top-level argument. Both sides import this module. */
Comlink.transferHandlers.set(ABORT_SIGNAL, {
  canHandle: (value): value is AbortSignal => value instanceof AbortSignal,
  serialize: (signal: AbortSignal) => {
    const { port1, port2 } = new MessageChannel();
    signal.addEventListener('abort', () => port1.postMessage('abort'), { once: true });
    return [{ aborted: signal.aborted, port: port2 } satisfies WireSignal, [port2]];
  },
  deserialize: ({ aborted, port }: WireSignal) => {
    const controller = new AbortController();
    if (aborted) controller.abort();
    port.onmessage = () => controller.abort();
    return controller.signal;
  },
});

/** Offers `service` to whoever started this worker. */
export function serve(service: object): void {
  Comlink.expose(service);
}

/** Marks buffers of an answer as handed over to the caller instead of copied. @returns the answer */
export function handOver<T extends object>(answer: T, buffers: ArrayBuffer[]): T {
  return Comlink.transfer(answer, buffers);
}

type Method = (signal: AbortSignal, ...rest: never[]) => Promise<unknown>;

/** Milliseconds that an aborted worker has to stop by itself before it is terminated. */
const GRACE_MS = 5000;

/**
 * Calls one method of a worker's service. Starts the worker, and ends it when the call settles. A worker that dies
 * rejects the call with an error named 'WorkerError', since Comlink never would settle it; an abort reaches the worker's signal first, so that it can stop cleanly,
 * and terminates it after a grace period.
 * @param start makes the worker: `() => new Worker(new URL('…', import.meta.url), { type: 'module' })`
 */
export async function callWorker<S, K extends keyof S>(
  start: () => Worker,
  method: K,
  signal: AbortSignal,
  ...rest: S[K] extends (signal: AbortSignal, ...rest: infer R) => Promise<unknown> ? R : never
): Promise<S[K] extends Method ? Awaited<ReturnType<S[K]>> : never> {
  signal.throwIfAborted();
  const worker = start();
  let timer: ReturnType<typeof setTimeout> | undefined;
  try {
    const remote = Comlink.wrap<Record<string, (...args: unknown[]) => unknown>>(worker);
    const args = (rest as unknown[]).map((arg) => (typeof arg === 'function' ? Comlink.proxy(arg as object) : arg));
    const answer = remote[method as string](signal, ...args);
    const death = new Promise<never>((_, reject) => {
      worker.addEventListener('error', (event) => {
        event.preventDefault();
        reject(workerError(`The worker stopped: ${event.message || 'it could not be loaded'}`));
      });
      signal.addEventListener('abort', () => {
        timer = setTimeout(() => reject(signal.reason), GRACE_MS);
      });
    });
    return (await Promise.race([answer, death])) as never;
  } finally {
    clearTimeout(timer);
    worker.terminate();
  }
}

function workerError(message: string): Error {
  const error = new Error(message);
  error.name = 'WorkerError';
  return error;
}
