import * as Comlink from 'comlink';

/** How an AbortSignal crosses: whether it is aborted already, and a port that says when it is. */
interface WireSignal {
  aborted: boolean;
  port: MessagePort;
}

// Comlink cannot send an AbortSignal; this lets one be a top-level argument. Both sides of a worker import this module.
Comlink.transferHandlers.set('AbortSignal', {
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
