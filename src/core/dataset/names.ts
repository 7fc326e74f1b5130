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
