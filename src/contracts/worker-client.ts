import * as Comlink from 'comlink';
import './transfer-error.ts';
import './transfer-signal.ts';
import { deferred } from '../core/deferred.ts';
import { UserError } from '../core/errors.ts';

/** What a worker can serve: methods that answer with a promise. Arguments are cloned, but a signal and functions cross as such. */
type Service<S> = { [K in keyof S]: (...args: never[]) => Promise<unknown> };

/** Milliseconds that an aborted worker has to stop by itself before it is terminated. */
const GRACE_MS = 5000;

/**
 * A running worker, and its service as if it were here. Every call settles, which Comlink alone does not see to: a worker that dies rejects
 * those under way, and any later one, with a UserError 'worker-died'. A call whose signal is aborted rejects as the service does
 * on seeing that; where it does not within five seconds the worker is ended, and all calls reject with the signal's reason. Functions among
 * the arguments, of progress say, are called until the call settles and not after; what they answer reaches the worker.
 */
export class WorkerConnection<S extends Service<S>> {
  readonly service: S;
  readonly #worker: Worker;
  readonly #remote: Comlink.Remote<Record<string, RemoteMethod>>;
  /** Rejects of the calls under way. A race with one promise of the worker's end would keep every answer until then. */
  readonly #pending = new Set<(reason: unknown) => void>();
  #end: { reason: unknown } | null = null;

  /** @param worker just started, by this page or worker; ended with the connection */
  constructor(worker: Worker) {
    this.#worker = worker;
    this.#remote = Comlink.wrap(worker);
    this.service = clientOf<S>((method, args) => this.#call(method, args));
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      this.#finish(new UserError('worker-died', `The worker stopped: ${event.message || 'it could not be loaded'}`));
    });
  }

  /** Whether the worker has died or was ended. */
  get ended(): boolean {
    return this.#end !== null;
  }

  /** Ends the worker; calls under way reject as an AbortError. */
  close(): void {
    this.#finish(new DOMException('The worker was closed.', 'AbortError'));
  }

  async #call(method: string, args: unknown[]): Promise<unknown> {
    if (this.#end) throw this.#end.reason;
    const signal = signalOf(args);
    const { promise, resolve, reject } = deferred<unknown>();
    let settled = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const limit = (): void => {
      timer = setTimeout(() => this.#finish(signal!.reason), GRACE_MS);
    };
    // What a function is told travels another way than the answer, and may come after it.
    const wire = (arg: unknown): unknown =>
      typeof arg === 'function' ? Comlink.proxy((...told: unknown[]) => (settled ? undefined : arg(...told))) : arg;
    this.#pending.add(reject);
    signal?.addEventListener('abort', limit);
    try {
      this.#remote[method](...args.map(wire)).then(resolve, reject);
      return await promise;
    } finally {
      settled = true;
      clearTimeout(timer);
      signal?.removeEventListener('abort', limit);
      this.#pending.delete(reject);
    }
  }

  #finish(reason: unknown): void {
    this.#end ??= { reason };
    this.#worker.terminate();
    for (const reject of this.#pending) reject(reason);
  }
}

/** A worker that outlives its calls, since what it keeps in memory is the point of it. Starts at the first call, and again after its end. */
export class HeldWorker<S extends Service<S>> {
  /** What the worker serves; calls settle as a WorkerConnection's. */
  readonly service: S;
  #connection: WorkerConnection<S> | null = null;

  /** @param start makes the worker: `() => new Worker(new URL('…', import.meta.url), { type: 'module' })` */
  constructor(start: () => Worker) {
    this.service = clientOf<S>((method, args) => {
      if (!this.#connection || this.#connection.ended) this.#connection = new WorkerConnection<S>(start());
      return callOf(this.#connection.service, method)(...args);
    });
  }

  /** Ends the worker; calls under way reject as an AbortError. */
  close(): void {
    this.#connection?.close();
  }
}

/**
 * The service of a worker that each call starts anew, and that ends as the call settles; calls settle as a WorkerConnection's.
 * @param start makes the worker: `() => new Worker(new URL('…', import.meta.url), { type: 'module' })`
 */
export function workerPerCall<S extends Service<S>>(start: () => Worker): S {
  return clientOf<S>(async (method, args) => {
    const connection = new WorkerConnection<S>(start());
    try {
      return await callOf(connection.service, method)(...args);
    } finally {
      connection.close();
    }
  });
}

/**
 * The service of a worker that is kept for what it holds in memory, as long as it is in use and some time after: calls settle as a
 * HeldWorker's, and the next one after its end starts another.
 * @param start makes the worker: `() => new Worker(new URL('…', import.meta.url), { type: 'module' })`
 * @param idleMs milliseconds after the last call has settled at which it is ended
 */
export function workerKeptWarm<S extends Service<S>>(start: () => Worker, idleMs: number): S {
  const held = new HeldWorker<S>(start);
  let underWay = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  return clientOf<S>(async (method, args) => {
    clearTimeout(timer);
    underWay += 1;
    try {
      return await callOf(held.service, method)(...args);
    } finally {
      underWay -= 1;
      if (underWay === 0) timer = setTimeout(() => held.close(), idleMs);
    }
  });
}

type RemoteMethod = (...args: unknown[]) => Promise<unknown>;

const callOf = <S>(service: S, method: string): RemoteMethod => service[method as keyof S] as RemoteMethod;

const signalOf = (args: unknown[]): AbortSignal | undefined => args.find((arg) => arg instanceof AbortSignal);

/** A service whose every method is one call of `call`, unless its signal is aborted already. */
function clientOf<S>(call: (method: string, args: unknown[]) => Promise<unknown>): S {
  const methodOf =
    (method: string) =>
    async (...args: unknown[]) => {
      signalOf(args)?.throwIfAborted();
      return call(method, args);
    };
  // An object that is awaited is asked for `then`.
  const get = (_: unknown, name: string | symbol) => (name === 'then' ? undefined : methodOf(name as string));
  return new Proxy({}, { get }) as S;
}
