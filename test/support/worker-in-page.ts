import * as Comlink from 'comlink';
import { onTestFinished } from 'vitest';
import '../../src/contracts/transfer-error.ts';
import '../../src/contracts/transfer-signal.ts';

/**
 * Runs what a worker serves in the page itself until the test ends, so that a test can say what the browser lets it do.
 * @param name the worker's, as it is started with
 */
export function serveInPage(name: string, createService: () => object): void {
  const { Worker } = globalThis;
  onTestFinished(() => {
    globalThis.Worker = Worker;
  });
  globalThis.Worker = function startWorker(url: string | URL, options?: WorkerOptions) {
    if (options?.name !== name) return new Worker(url, options);
    const { port1, port2 } = new MessageChannel();
    Comlink.expose(createService(), port2);
    port1.start();
    return Object.assign(port1, { terminate: () => port1.close() });
  } as unknown as typeof Worker;
}
