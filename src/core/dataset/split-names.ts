/** Names of splits, in any case of letters: what is learned from, what has no labels, what tells how well was learned. */
const KINDS = {
  train: 'train|training|trn',
  unlabelled: 'extra|unlabeled|unlabelled|unsupervised',
  validation: 'val|valid|validation|dev|eval|evaluation|holdout',
  test: 'test|testing|tst',
};

/** What a split is for, by its name, in the order in which splits are listed. */
export type SplitKind = keyof typeof KINDS;

const ORDER = Object.keys(KINDS) as SplitKind[];
const PATTERNS = ORDER.map((kind) => new RegExp(`^(${KINDS[kind]})$`, 'i'));

/** The names of all splits as a part of a regular expression, to be used without regard to case. */
export const SPLIT_NAMES = Object.values(KINDS).join('|');

/** What a split is for, by its name; null where it is called otherwise. */
export const splitKind = (name: string): SplitKind | null =>
  ORDER[PATTERNS.findIndex((pattern) => pattern.test(name))] ?? null;

/** Splits in the order in which a data set lists them: training first, test last, those that are called otherwise behind training. */
export function sortedSplits(names: Iterable<string>): string[] {
  const rank = (name: string): number => {
    const kind = splitKind(name);
    return kind ? ORDER.indexOf(kind) : 0.5;
  };
  return [...names].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
}
