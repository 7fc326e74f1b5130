import { classNamed, MOST_CLASSES, namesInWords } from '../dataset/classes.ts';
import { NO_LABEL, type DatasetInfo } from '../dataset/types.ts';
import { UserError } from '../errors.ts';
import type { ClassPatch, ClassState } from './edit.ts';

/** The classes of a data set as its row has them. */
export type ClassList = Pick<DatasetInfo, 'classes' | 'retired'>;

/** The longest name of a class, in characters. */
const LONGEST_NAME = 1000;

/**
 * Classes more, behind all others.
 * @throws UserError where a name is empty or taken, or there would be more than there can be
 */
export function addClasses(list: ClassList, names: readonly string[]): ClassPatch[] {
  if (list.classes.length + names.length > MOST_CLASSES)
    throw new UserError('bad-input', `A data set has at most ${MOST_CLASSES.toLocaleString('en')} classes.`);
  const taken = new Set(list.classes);
  return names.map((wanted, j) => {
    const name = freeName(taken, wanted);
    taken.add(name);
    return { label: list.classes.length + j, before: null, after: { name, into: null } };
  });
}

/** Another name for a class. @throws UserError where there is no such class, or the new name is empty or taken */
export function renameClass(list: ClassList, from: string, to: string): ClassPatch[] {
  const label = numberOf(list, from);
  if (to.trim() === from) return [];
  return [
    { label, before: { name: from, into: null }, after: { name: freeName(new Set(list.classes), to), into: null } },
  ];
}

/**
 * Makes several classes one: all but `into` are retired, and what was merged into them before goes along.
 * @throws UserError where there is no such class
 */
export function mergeClasses(list: ClassList, from: readonly string[], into: string): ClassPatch[] {
  const kept = numberOf(list, into);
  const gone = new Set(from.map((name) => numberOf(list, name)));
  gone.delete(kept);
  return retireClasses(list, gone, kept);
}

/**
 * Retires classes. Their names get a word behind them, so that another class can have the name.
 * @param into the class that their samples are of from now on; NO_LABEL for none
 */
export function retireClasses(list: ClassList, gone: ReadonlySet<number>, into: number): ClassPatch[] {
  const taken = new Set(list.classes);
  const stateOf = statesOf(list);
  const patches: ClassPatch[] = [];
  for (const label of gone) {
    const name = retiredName(list.classes[label], into === NO_LABEL ? 'taken away' : 'merged', taken);
    taken.add(name);
    patches.push({ label, before: stateOf(label), after: { name, into } });
  }
  for (const { label, into: there } of list.retired) {
    if (!gone.has(there)) continue;
    patches.push({ label, before: stateOf(label), after: { name: list.classes[label], into } });
  }
  return patches;
}

/** What takes patches back. A class that was added is retired: its number may be in runs. One that has changed since stays as it is. */
export function reverseClassPatches(list: ClassList, patches: readonly ClassPatch[]): ClassPatch[] {
  const taken = new Set(list.classes);
  const stateOf = statesOf(list);
  return [...patches].reverse().flatMap(({ label, before, after }): ClassPatch[] => {
    const now = stateOf(label);
    if (now?.name !== after.name || now.into !== after.into) return [];
    const name = retiredName(after.name, 'taken away', taken);
    return [{ label, before: after, after: before ?? { name, into: NO_LABEL } }];
  });
}

/** The list after patches. */
export function applyClassPatches(list: ClassList, patches: readonly ClassPatch[]): ClassList {
  const classes = [...list.classes];
  const into = new Map(list.retired.map((gone) => [gone.label, gone.into]));
  for (const { label, after } of patches) {
    classes[label] = after.name;
    if (after.into === null) into.delete(label);
    else into.set(label, after.into);
  }
  const retired = Array.from(into, ([label, to]) => ({ label, into: to })).sort((a, b) => a.label - b.label);
  return { classes, retired };
}

/**
 * The number of each class by all names that it has had: by those of a certain time first, then by those of the import, then by those that
 * classes have now, then by those in between. A class that was added and taken back has none but at that time.
 * @param edits a data set's, oldest first
 * @param then how many of them had been made at that time; 0 = the import
 */
export function numbersByName(
  { classes, retired }: ClassList,
  edits: readonly { classes?: ClassPatch[] }[],
  then = 0,
): Map<string, number> {
  const into = new Map(retired.map((gone) => [gone.label, gone.into]));
  const patchesFrom = (first: number): ClassPatch[] => edits.slice(first).flatMap((edit) => edit.classes ?? []);
  const numbers = new Map<string, number>();
  const add = (name: string, label: number): void => {
    if (!numbers.has(name)) numbers.set(name, label);
  };
  for (const first of then === 0 ? [0] : [then, 0]) {
    for (const [label, name] of namesBefore({ classes, retired }, patchesFrom(first))) add(name, label);
  }
  classes.forEach((name, label) => !into.has(label) && add(name, label));
  for (const { label, after } of patchesFrom(0)) {
    if (after.into === null && into.get(label) !== NO_LABEL) add(after.name, label);
  }
  return numbers;
}

/** What the classes that stood before patches were called, by number. @param list classes after them */
function namesBefore({ classes, retired }: ClassList, patches: readonly ClassPatch[]): Map<number, string> {
  const names = new Map(classes.map((name, label) => [label, name]));
  for (const { label } of retired) names.delete(label);
  for (const { label, before } of [...patches].reverse()) {
    if (before?.into === null) names.set(label, before.name);
    else names.delete(label);
  }
  return names;
}

/** How each class stands; null where there is none of a number. */
function statesOf({ classes, retired }: ClassList): (label: number) => ClassState | null {
  const into = new Map(retired.map((gone) => [gone.label, gone.into]));
  return (label) => (label in classes ? { name: classes[label], into: into.get(label) ?? null } : null);
}

/** @throws UserError 'not-found' where no standing class has this name */
export function numberOf(list: ClassList, name: string): number {
  const label = classNamed(list, name);
  if (label < 0) throw new UserError('not-found', `There is no class “${name}”; there are ${namesInWords(list)}.`);
  return label;
}

function freeName(taken: ReadonlySet<string>, wanted: string): string {
  const name = wanted.trim();
  if (name === '') throw new UserError('bad-input', 'A class needs a name.');
  if (name.length > LONGEST_NAME)
    throw new UserError('bad-input', `A class name has at most ${LONGEST_NAME.toLocaleString('en')} characters.`);
  if (taken.has(name)) throw new UserError('bad-input', `There is a class “${name}” already.`);
  return name;
}

function retiredName(name: string, how: string, taken: ReadonlySet<string>): string {
  let free = `${name} (${how})`;
  for (let k = 2; taken.has(free); k++) free = `${name} (${how} ${k})`;
  return free;
}

/** “cat”, “cat and dog”, “cat, dog and 3 more”: names in the title of an edit. */
export function namesTitle(names: readonly string[]): string {
  const quoted = names.slice(0, 3).map((name) => `“${name}”`);
  if (names.length > 3) return `${quoted.slice(0, 2).join(', ')} and ${(names.length - 2).toLocaleString('en')} more`;
  const last = quoted.pop();
  return quoted.length > 0 ? `${quoted.join(', ')} and ${last}` : (last ?? '');
}
