import { NO_LABEL } from '../dataset/types.ts';
import type { DatasetReader } from '../formats/dataset-reader.ts';
import type { Assignment } from './assign.ts';
import type { ImportChoices, Outline } from './choices.ts';

/** Classes of one kind of oddity that a sentence names. */
const NAMED = 3;

/** Bytes of labels, tags, decisions, names and what the database adds, a sample. */
const ROW_BYTES = 120;

/**
 * What a data set would be.
 * @param photoBytes of the pictures as they came, where they are kept in the store @param free bytes in the store; null = not known
 */
export function outlineOf(
  reader: DatasetReader,
  choices: ImportChoices,
  { kept, classes, labels, splits, split }: Assignment,
  photoBytes: number,
  free: number | null,
): Outline {
  const table = splits.map((name) => ({ name, count: 0, byClass: new Array<number>(classes.length + 1).fill(0) }));
  let samples = 0;
  for (let row = 0; row < reader.rows; row++) {
    if (!kept[row]) continue;
    samples += 1;
    const { byClass } = table[split[row]];
    table[split[row]].count += 1;
    byClass[labels[row] === NO_LABEL ? classes.length : labels[row]] += 1;
  }
  const unlabelled = table.reduce((sum, { byClass }) => sum + byClass[classes.length], 0);
  return {
    classes,
    splits: table,
    unlabelled,
    odd: oddities(classes, table),
    ...(samples === 0 && { refusal: 'There is no picture that can be read.' }),
    needed: Math.ceil(samples * (choices.size ** 2 * 3 + ROW_BYTES) * 1.03 + photoBytes),
    free,
  };
}

function oddities(classes: string[], splits: Outline['splits']): string[] {
  const totals = classes.map((_, number) => splits.reduce((sum, { byClass }) => sum + byClass[number], 0));
  const found: string[] = [];
  const say = (numbers: number[], one: string, many: string): void => {
    if (numbers.length === 0) return;
    const named = numbers.slice(0, NAMED).map((number) => `“${classes[number]}”`);
    const more = numbers.length > NAMED ? ` and ${numbers.length - NAMED} more` : '';
    found.push(`${named.join(', ')}${more} ${numbers.length === 1 ? one : many}`);
  };
  const having = (test: (total: number, number: number) => boolean): number[] =>
    classes.flatMap((_, number) => (test(totals[number], number) ? [number] : []));
  say(
    having((total) => total === 0),
    'has no picture.',
    'have no picture.',
  );
  say(
    having((total) => total === 1),
    'has one picture only: nothing can be learned of it.',
    'have one picture only: nothing can be learned of them.',
  );
  for (const names of alike(classes)) {
    found.push(
      `${names.map((name) => `“${name}”`).join(' and ')} differ in case, spaces or accents only, and are classes of their own.`,
    );
  }
  const labelled = splits.filter(({ byClass }) => byClass.slice(0, -1).some((count) => count > 0));
  if (labelled.length > 1) {
    for (const { name } of labelled) {
      const only = (number: number): boolean =>
        labelled.every(({ name: other, byClass }) => byClass[number] > 0 === (other === name));
      const numbers = having((total, number) => total > 1 && only(number));
      say(numbers, `stands in the split “${name}” alone.`, `stand in the split “${name}” alone.`);
    }
  }
  return found;
}

/** Classes whose names look the same. */
function alike(classes: readonly string[]): string[][] {
  const groups = new Map<string, string[]>();
  for (const name of classes) {
    const key = name.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase();
    groups.set(key, [...(groups.get(key) ?? []), name]);
  }
  return [...groups.values()].filter((names) => names.length > 1);
}
