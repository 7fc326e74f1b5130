/** Names of splits, what is learned from first, in the order in which they are listed. */
const ORDER = [
  ['train', 'training', 'trn'],
  ['extra', 'unlabeled', 'unlabelled'],
  ['val', 'valid', 'validation', 'dev', 'eval'],
  ['test', 'testing', 'tst'],
];

const placeOf = (name: string): number => ORDER.findIndex((names) => names.includes(name.toLowerCase()));

/** Whether a folder or a value of a column is named as splits are: "train", "Validation", "test". */
export const isSplitName = (name: string): boolean => placeOf(name) >= 0;

/** Splits in the order in which a data set lists them: training first, test last, names of other kinds between. */
export function sortedSplits(names: Iterable<string>): string[] {
  const rank = (name: string): number => {
    const place = placeOf(name);
    return place < 0 ? 1.5 : place;
  };
  return [...names].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
}
