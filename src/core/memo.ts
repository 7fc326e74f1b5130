/**
 * A function that remembers its last answer: asked again with the very same arguments (`Object.is`, one by one), it gives the same
 * object back and computes nothing. What fails, at once or as a promise, is not remembered.
 *
 * Data here is replaced, never changed in place, so that looking at an array's identity is enough. Of a large input hand over
 * just the parts that the answer depends on: `(table.given, table.truth)` stays the same over edits that replace the table.
 */
export function memo<Args extends readonly unknown[], Answer>(
  compute: (...args: Args) => Answer,
): (...args: Args) => Answer {
  let last: { args: Args; answer: Answer } | null = null;
  return (...args) => {
    if (last && args.length === last.args.length && args.every((arg, j) => Object.is(arg, last!.args[j]))) {
      return last.answer;
    }
    const own = { args, answer: compute(...args) };
    last = own;
    if (own.answer instanceof Promise) own.answer.catch(() => last === own && (last = null));
    return own.answer;
  };
}

/** The same with a last answer for each first argument, kept as long as that object lives. */
export function memoEach<Key extends WeakKey, Rest extends readonly unknown[], Answer>(
  compute: (key: Key, ...rest: Rest) => Answer,
): (key: Key, ...rest: Rest) => Answer {
  const memos = new WeakMap<Key, (...rest: Rest) => Answer>();
  return (key, ...rest) => {
    let own = memos.get(key);
    if (!own) memos.set(key, (own = memo((...others: Rest) => compute(key, ...others))));
    return own(...rest);
  };
}
