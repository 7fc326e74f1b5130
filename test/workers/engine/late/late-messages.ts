import { Random } from '../../../../src/core/dataset/random.ts';

// Makes what reaches this thread late by chance, as a busy machine may: each port, and what comes from whoever started this worker or
// from a worker started here, keeps its own order, and none waits for another. Imported first, before anything listens. The worker's
// name ends in the seed; with 0 nothing is late.

const LONGEST_MS = 8;

const seed = Number(self.name.split(' ').at(-1));
const random = new Random(seed);
type Listener = (event: MessageEvent) => void;
const lastOf = new WeakMap<EventTarget, Promise<void>>();

/** Half of all messages are not late at all: those overtake others. */
const delay = (): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, random.float() < 0.5 ? 0 : random.float() * LONGEST_MS));

function late(target: EventTarget, listener: Listener): Listener {
  return (event) => {
    const before = lastOf.get(target) ?? Promise.resolve();
    const heard = Promise.all([before, delay()]).then(() => listener.call(target, event));
    // A listener that throws must not hold up what comes behind it.
    lastOf.set(
      target,
      heard.catch((error: unknown) => reportError(error)),
    );
  };
}

if (seed !== 0) {
  const { addEventListener } = EventTarget.prototype;
  const onmessage = Object.getOwnPropertyDescriptor(MessagePort.prototype, 'onmessage')!;
  EventTarget.prototype.addEventListener = function (this: EventTarget, type: string, listener, options) {
    // Called as a bare function its target is the global.
    const target = this ?? self;
    const wrapped = type === 'message' && typeof listener === 'function' ? late(target, listener) : listener;
    return addEventListener.call(target, type, wrapped as EventListener, options);
  };
  Object.defineProperty(MessagePort.prototype, 'onmessage', {
    ...onmessage,
    set(this: MessagePort, listener: Listener) {
      onmessage.set!.call(this, late(this, listener));
    },
  });
}
