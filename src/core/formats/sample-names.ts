/** Samples of one file, which may have names. */
interface NamedPart {
  /** Null where it is not known. */
  split: string | null;
  count: number;
  names?: string[];
}

/**
 * One name a sample, each different: of two that are the same the second gets a number behind it; where a file has none, the sample is
 * called after its split and its place there.
 */
export function distinctNames(parts: readonly NamedPart[]): string[] {
  const taken = new Set<string>();
  const repeats = new Map<string, number>();
  const counts = new Map<string, number>();
  const free = (name: string): string => {
    if (!taken.has(name)) return name;
    for (let number = repeats.get(name) ?? 2; ; number++) {
      const other = `${name} (${number})`;
      repeats.set(name, number + 1);
      if (!taken.has(other)) return other;
    }
  };
  const names: string[] = [];
  for (const { split, count, names: own } of parts) {
    const where = split ?? 'train';
    const before = counts.get(where) ?? 0;
    for (let i = 0; i < count; i++) {
      const name = free(own?.[i] || `${where}/${before + i}`);
      taken.add(name);
      names.push(name);
    }
    counts.set(where, before + count);
  }
  return names;
}
