/**
 * What `work` makes of each item, in their order, with several at work at the same time: while one is used, those behind it are under way.
 * @param atOnce how many, which is also how many results are held; at least one whatever it weighs
 * @param weigh what an item counts as of them
 */
export async function* inFlight<T, R>(
  items: Iterable<T> | AsyncIterable<T>,
  atOnce: number,
  work: (item: T) => Promise<R>,
  weigh: (item: T) => number = () => 1,
): AsyncGenerator<R> {
  const under: { result: Promise<R>; weight: number }[] = [];
  let held = 0;
  for await (const item of items) {
    const weight = weigh(item);
    while (under.length > 0 && held + weight > atOnce) {
      const first = under.shift()!;
      held -= first.weight;
      yield await first.result;
    }
    const result = work(item);
    // One that fails is heard of in its turn; until then it is no unhandled rejection.
    result.catch(() => undefined);
    under.push({ result, weight });
    held += weight;
  }
  for (const { result } of under) yield await result;
}
