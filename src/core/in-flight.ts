/**
 * What `work` makes of each item, in their order, with several at work at the same time: while one is used, those behind it are under way.
 * @param atOnce how many, which is also how many results are held
 */
export async function* inFlight<T, R>(
  items: Iterable<T> | AsyncIterable<T>,
  atOnce: number,
  work: (item: T) => Promise<R>,
): AsyncGenerator<R> {
  const under: Promise<R>[] = [];
  for await (const item of items) {
    const result = work(item);
    // One that fails is heard of in its turn; until then it is no unhandled rejection.
    result.catch(() => undefined);
    under.push(result);
    if (under.length >= atOnce) yield await under.shift()!;
  }
  for (const result of under) yield await result;
}
