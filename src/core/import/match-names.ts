/** One way in which names of two versions of a data set fit: all alike but for folders in front, which only one of them has. */
export interface NameWay {
  /** Folders, with a slash behind each, that stand in front of the newer version's names only; '' for none. */
  read: string;
  /** The same of the older version's names. */
  known: string;
  /** Row of the newer version and sample of the older one. */
  pairs: [row: number, index: number][];
}

/**
 * All ways in which a name of one version is a whole one of the other, or its end from a slash on; those with the most pairs first, and
 * among equals the one without folders in front.
 */
export function waysToMatch(known: readonly string[], names: readonly string[]): NameWay[] {
  const [rowOf, indexOf] = [numbered(names), numbered(known)];
  const ways = new Map<string, NameWay>();
  const add = (read: string, older: string, row: number, index: number): void => {
    const key = `${read}\0${older}`;
    let way = ways.get(key);
    if (!way) ways.set(key, (way = { read, known: older, pairs: [] }));
    way.pairs.push([row, index]);
  };
  names.forEach((name, row) => {
    for (const [front, rest] of endsOf(name)) {
      const index = indexOf.get(rest);
      if (index !== undefined) add(front, '', row, index);
    }
  });
  known.forEach((name, index) => {
    for (const [front, rest] of endsOf(name)) {
      const row = front === '' ? undefined : rowOf.get(rest);
      if (row !== undefined) add('', front, row, index);
    }
  });
  return [...ways.values()].sort((a, b) => b.pairs.length - a.pairs.length || lengthOf(a) - lengthOf(b));
}

/** Names of each version that are tried. */
const NAMES_TRIED = 500;

/**
 * About how large a share of the names fit, of the version with more that do: told by some evenly out of all, so that it takes little time.
 * @param read those of `names`
 */
export function shareFitting(known: readonly string[], names: readonly string[], read: ReadonlySet<string>): number {
  const there = new Set(known);
  const share = (some: readonly string[], others: ReadonlySet<string>): number => {
    const tried = evenlyOf(some);
    return tried.filter((name) => endsOf(name).some(([, rest]) => others.has(rest))).length / Math.max(1, tried.length);
  };
  return Math.max(share(names, there), share(known, read));
}

function evenlyOf(names: readonly string[]): string[] {
  const step = Math.max(1, names.length / NAMES_TRIED);
  return Array.from({ length: Math.min(NAMES_TRIED, names.length) }, (_, k) => names[Math.floor(k * step)]);
}

/** Whether no row and no sample has two others. */
export function isUnambiguous(ways: readonly NameWay[]): boolean {
  const pairs = ways.flatMap((way) => way.pairs);
  const distinct = (side: 0 | 1): boolean => new Set(pairs.map((pair) => pair[side])).size === pairs.length;
  return distinct(0) && distinct(1);
}

/**
 * Ways with those of their pairs that leave no row and no sample two others. Earlier groups go first: later ones get what those leave.
 * Within a group what fits twice is left out, as nothing says which is right; ways without a pair are too.
 */
export function withoutConflicts(groups: readonly (readonly NameWay[])[]): NameWay[] {
  const taken: [Set<number>, Set<number>] = [new Set(), new Set()];
  return groups.flatMap((group) => {
    const free = group.map(({ pairs, ...way }) => {
      return { ...way, pairs: pairs.filter(([row, index]) => !taken[0].has(row) && !taken[1].has(index)) };
    });
    const times = [new Map<number, number>(), new Map<number, number>()];
    for (const pair of free.flatMap(({ pairs }) => pairs)) {
      times.forEach((count, side) => count.set(pair[side], (count.get(pair[side]) ?? 0) + 1));
    }
    return free.flatMap((way) => {
      const pairs = way.pairs.filter((pair) => times.every((count, side) => count.get(pair[side]) === 1));
      for (const pair of pairs) taken.forEach((set, side) => set.add(pair[side]));
      return pairs.length > 0 ? [{ ...way, pairs }] : [];
    });
  });
}

/** What both versions call their samples, so that those that both have are called the same. */
export interface MatchedNames {
  /** One a row of the newer version. */
  names: string[];
  /** One a sample of the older one. */
  older: string[];
}

/**
 * Names for both versions: the longer one for what both have. What only one has gets the folders in front that the others were told by,
 * where they were told by one way.
 * @returns null where one name would be that of two different samples
 */
export function joinedNames(
  known: readonly string[],
  names: readonly string[],
  ways: readonly NameWay[],
): MatchedNames | null {
  const [only, ...others] = ways;
  const alone = only && others.length === 0 ? only : { read: '', known: '' };
  const joined = {
    names: names.map((name) => alone.known + name),
    older: known.map((name) => alone.read + name),
  };
  const taken = new Set<number>();
  for (const { read, pairs } of ways) {
    for (const [row, index] of pairs) {
      taken.add(index);
      if (read === '') joined.names[row] = known[index];
      else joined.names[row] = names[row];
      joined.older[index] = joined.names[row];
    }
  }
  const all = joined.names.concat(joined.older.filter((_, index) => !taken.has(index)));
  return new Set(all).size === all.length ? joined : null;
}

const lengthOf = ({ read, known }: NameWay): number => read.length + known.length;

const numbered = (names: readonly string[]): Map<string, number> =>
  new Map(names.map((name, number) => [name, number]));

/** A path cut in two at each of its slashes, and whole with nothing in front. */
function endsOf(name: string): [front: string, rest: string][] {
  const ends: [string, string][] = [['', name]];
  for (let at = name.indexOf('/'); at >= 0; at = name.indexOf('/', at + 1)) {
    ends.push([name.slice(0, at + 1), name.slice(at + 1)]);
  }
  return ends;
}
