/**
 * What `work` settles as, or the signal's reason as soon as that is aborted: for work that cannot be told to stop, and may never end
 * by itself.
 */
export function unlessAborted<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(signal.reason as Error);
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    void work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}

/** The items as they come, until the signal is aborted: then it throws the signal's reason, even while the next item never comes. */
export async function* untilAborted<T>(signal: AbortSignal, items: AsyncIterator<T>): AsyncGenerator<T> {
  try {
    for (;;) {
      const next = await unlessAborted(signal, items.next());
      if (next.done) return;
      yield next.value;
    }
  } finally {
    void items.return?.().catch(() => undefined);
  }
}
