import type { Entry } from './entry.ts';
import { importError } from './import-error.ts';

const MAX_BYTES = 1_000_000;

/**
 * Names, one a line, as batches.meta.txt and the *_label_names.txt have them; empty lines are left out.
 * @throws UserError 'import' where there is none, one stands twice, or the file is no text
 */
export async function readNames(entry: Pick<Entry, 'name' | 'readAll'>): Promise<string[]> {
  const bytes = await entry.readAll(MAX_BYTES);
  const lines = new TextDecoder().decode(bytes).split(/\r?\n/);
  return checkNames(
    lines.map((line) => line.trim()).filter((line) => line !== ''),
    entry.name,
  );
}

/** @throws UserError 'import' where there is no name, one stands twice, or one holds what no text has */
export function checkNames(names: string[], file: string): string[] {
  if (names.length === 0) throw importError(`${file}: there are no class names in it.`);
  // eslint-disable-next-line no-control-regex
  const odd = names.findIndex((name) => /[\u0000-\u001f\ufffd]/.test(name));
  if (odd >= 0) throw importError(`${file}: class name ${odd + 1} is no text; the file looks damaged.`);
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) throw importError(`${file}: the class name “${twice}” stands in it twice.`);
  return names;
}
