/**
 * Names of splits, in any case of letters; the first of each kind is the usual one. SVHN's `extra` is labelled as its training split is,
 * STL-10's `unlabeled` is not.
 */
const KINDS = {
  train: 'train|training|trn',
  extra: 'extra',
  unlabelled: 'unlabeled|unlabelled|unsupervised',
  validation: 'val|valid|validation|dev|eval|evaluation|holdout',
  test: 'test|testing|tst',
};
/** What stands for a split in names of files and arrays only: "x_tr", "t10k-images". */
const SHORT: Partial<typeof KINDS> = { train: 'tr', test: 'te|t10k' };

/** What a split is for, by its name, in the order in which splits are listed. */
export type SplitKind = keyof typeof KINDS;

const ORDER = Object.keys(KINDS) as SplitKind[];
const NAMES = Object.values(KINDS).join('|');
const PATTERNS = ORDER.map((kind) => new RegExp(`^(${KINDS[kind]})$`, 'i'));
/** A split's name with words around it: "seg_train", "test images", "val2017". */
const DECORATED = new RegExp(`^(seg[-_ ])?(${NAMES})([-_ ]?(set|split|data|imgs?|images?|labels?|\\d+))*$`, 'i');
/** A split's name alone in a lower-case name, behind or before x or y, or before what the file holds: "train_x", "ytrain", "trainlabels". */
const IN_NAME = ORDER.map((kind) => {
  const names = SHORT[kind] ? `${KINDS[kind]}|${SHORT[kind]}` : KINDS[kind];
  return new RegExp(`(^|[^a-z])[xy]?(${names})(set)?([xy]|labels?|images?|data)?([^a-z]|$)`);
});
const LONGEST_FIRST = NAMES.split('|').sort((a, b) => b.length - a.length);
const AFFIX = new RegExp(`^(${LONGEST_FIRST.join('|')})|(${NAMES})$`);

/** What a split is for, by its name; null where it is called otherwise. */
export const splitKind = (name: string): SplitKind | null =>
  ORDER[PATTERNS.findIndex((pattern) => pattern.test(name))] ?? null;

/** Whether a folder, a file or a value is called as splits are: "train", "Valid", "test_images". */
export const isSplitName = (name: string): boolean => DECORATED.test(name);

/** The split that the path of a file or the name of an array says, by its last part that says one: "train", "test", "val"; else null. */
export function splitOf(path: string): string | null {
  for (const part of path.toLowerCase().split('/').reverse()) {
    const at = IN_NAME.findIndex((pattern) => pattern.test(part));
    if (at >= 0) return KINDS[ORDER[at]].split('|')[0];
  }
  return null;
}

/** A lower-case word without the split that it begins or ends with: "ytrain" → y. */
export const withoutAffix = (word: string): string => word.replace(AFFIX, '');

/** The words of a name but for those of splits: "train_age", "ageTest" → age. A name of nothing else stays as it is. */
export function withoutSplit(name: string): string {
  const words = name.match(/[A-Z]*[a-z]+|[A-Z]+|[^A-Za-z]+/g) ?? [];
  const others = words.filter((word) => !splitKind(word)).join('');
  return others.replace(/^[-_ ]+|[-_ ]+$/g, '').replace(/([-_ ])[-_ ]+/g, '$1') || name;
}

/**
 * The order in which a data set lists splits, for sorting: training first, test last, those that are called otherwise behind training, and
 * what has no split at the end.
 */
export function compareSplits(a: string | null, b: string | null): number {
  if (a === b) return 0;
  if (a === null || b === null) return a === null ? 1 : -1;
  return rankOf(a) - rankOf(b) || (a < b ? -1 : 1);
}

function rankOf(name: string): number {
  const kind = splitKind(name);
  return kind ? ORDER.indexOf(kind) : 0.5;
}
