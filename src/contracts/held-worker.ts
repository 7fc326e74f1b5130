import * as Comlink from 'comlink';

/** Methods that a held worker's service may have: every one answers with a promise. */
type Answers<S, K extends keyof S> = S[K] extends (...args: infer A) => Promise<infer R>
  ? { args: A; result: R }
  : never;

/**
 * A worker that outlives its calls, since what it keeps in memory is the point of it. Starts at the first call; one that
 * dies rejects the calls under way, and the next call starts another.
 */
export class HeldWorker<S> {
  private worker: Worker | null = null;
  private remote: Record<keyof S, (...args: unknown[]) => Promise<unknown>> | null = null;
  private readonly pending = new Set<(reason: Error) => void>();

  /** @param start makes the worker: `() => new Worker(new URL('…', import.meta.url), { type: 'module' })` */
  constructor(private readonly start: () => Worker) {}

  /** Calls one method. @throws what it throws; Error where the worker dies or is closed meanwhile */
  call<K extends keyof S>(method: K, ...args: Answers<S, K>['args']): Promise<Answers<S, K>['result']> {
    const remote = this.connect();
    return new Promise((resolve, reject) => {
      this.pending.add(reject);
      remote[method](...args)
        .then(resolve as (value: unknown) => void, reject)
        .finally(() => this.pending.delete(reject));
    });
  }

  /** Ends the worker; calls under way reject as an AbortError. */
  close(): void {
    this.end(new DOMException('The worker was closed.', 'AbortError'));
  }

  private connect(): Record<keyof S, (...args: unknown[]) => Promise<unknown>> {
    if (this.remote) return this.remote;
    this.worker = this.start();
    this.worker.addEventListener('error', (event) => {
      event.preventDefault();
      this.end(new Error(`The worker stopped: ${event.message || 'it could not be loaded'}`));
    });
    this.remote = Comlink.wrap(this.worker) as unknown as Record<keyof S, (...args: unknown[]) => Promise<unknown>>;
    return this.remote;
  }

  private end(reason: Error): void {
    this.worker?.terminate();
    this.worker = null;
    this.remote = null;
    for (const reject of this.pending) reject(reason);
    this.pending.clear();
  }
}
