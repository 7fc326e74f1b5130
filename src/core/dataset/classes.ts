import type { RetiredClass } from './types.ts';

/** Classes of a data set: of its row, or of its table. */
type Classes = { classes: readonly string[]; retired: readonly RetiredClass[] };

/** The most classes that labels can be of; their numbers have 16 bits, and one value is NO_LABEL. */
export const MOST_CLASSES = 65_534;

/** The most classes that are trained and scored: what is kept of every sample grows with them. */
export const MOST_LEARNED_CLASSES = 1000;

/** Numbers of the classes that stand, ascending: what pickers, lists and charts offer. */
export function standingClasses({ classes, retired }: Classes): number[] {
  const gone = new Set(retired.map(({ label }) => label));
  return Array.from(classes.keys()).filter((label) => !gone.has(label));
}

/** Why a network cannot learn a data set with so many classes, as a sentence; null where it can. */
export function whyTooManyClasses(of: Classes & { name: string }): string | null {
  const standing = standingClasses(of).length;
  if (standing <= MOST_LEARNED_CLASSES) return null;
  const [has, most, kept] = [standing, MOST_LEARNED_CLASSES, MOST_CLASSES].map((n) => n.toLocaleString('en'));
  return `${of.name} has ${has} classes. Data sets are imported, viewed and corrected with up to ${kept} classes, and trained with up to ${most}: merge classes, or choose a label with fewer.`;
}

/** The number of the standing class that has this name; −1 where there is none. */
export function classNamed({ classes, retired }: Classes, name: string): number {
  // The names of retired classes differ from all others, so the first of a name is the only one.
  const label = classes.indexOf(name);
  return retired.some((gone) => gone.label === label) ? -1 : label;
}

/** Names of standing classes for a sentence: the first ten, and how many more there are. */
export function namesInWords(of: Classes): string {
  const standing = standingClasses(of);
  const names = standing
    .slice(0, 10)
    .map((label) => of.classes[label])
    .join(', ');
  return standing.length > 10 ? `${names} and ${(standing.length - 10).toLocaleString('en')} more` : names;
}

/**
 * Labels from before as classes stand now: those of a merged class are of the one that it was merged into, those of one that was taken away
 * are none. The same object where no class is retired.
 */
export function standingLabels(labels: Uint16Array, retired: readonly RetiredClass[]): Uint16Array {
  if (retired.length === 0) return labels;
  const into = new Map(retired.map((gone) => [gone.label, gone.into]));
  return labels.map((label) => into.get(label) ?? label);
}
