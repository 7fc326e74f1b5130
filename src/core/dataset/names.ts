import type { Table } from './table.ts';

/**
 * The name of a sample: its path in the folder or archive it came from, else its split and its number there, "train/17". It is what
 * labels and predictions from elsewhere are matched by, so it never changes.
 */
export function nameOf({ names, splits, split }: Pick<Table, 'names' | 'splits' | 'split'>, index: number): string {
  if (names) return names[index];
  const { name, start } = splits[split[index]];
  return `${name}/${index - start}`;
}

/** A name as it can be shown: characters that are not seen, or that turn the direction of the text, stand as their code point. */
export function printable(name: string): string {
  return name.replace(/[\p{Cc}\p{Cf}\u2028\u2029\ufffd]/gu, (char) => {
    return `\\u{${char.codePointAt(0)!.toString(16)}}`;
  });
}

/** What a data set is called where others have that name already: a copy of “cats (2)” is “cats (3)”; a year at the end is no number of a copy. */
export function nameOfCopy(wanted: string, taken: ReadonlySet<string>): string {
  const plain = wanted.replace(/(?<=.) \(\d{1,3}\)$/, '');
  let name = wanted;
  for (let k = 2; taken.has(name); k++) name = `${plain} (${k})`;
  return name;
}
