import { formatCount } from '../format.ts';
import { NO_LABEL } from '../dataset/types.ts';
import { nameOf } from '../dataset/names.ts';
import type { Table } from '../dataset/table.ts';
import { chosenSamples } from './chosen-samples.ts';
import type { ExportFormat } from './export-format.ts';
import { FIXES_SCRIPT } from './fixes-script.ts';
import { tablePlan } from './table-plan.ts';

/** A Python script that makes the changes in the data set where it lies. */
export const fixesFormat: ExportFormat = {
  title: 'Script that applies the changes (apply_fixes.py)',
  text: 'Moves pictures in an image folder, or writes a corrected copy of a CSV or of a CIFAR archive; --dry-run only says what it would do.',
  choices: [],
  excluded: 'marked',
  plan(set) {
    const { table } = set;
    const { indices } = chosenSamples(table, { onlyChanges: true });
    const label = (number: number): string | null => (number === NO_LABEL ? null : table.classes[number]);
    const ofBase = countBases(table);
    const fixOf = (index: number): object => {
      const { name, start } = table.splits[table.split[index]];
      return {
        name: nameOf(table, index),
        named: table.names !== null,
        alone: table.names !== null && ofBase.get(baseOf(table.names[index])) === 1,
        split: name,
        index: index - start,
        given: label(table.given[index]),
        current: label(table.current[index]),
        ...(table.excluded[index] && { excluded: true }),
      };
    };
    const [before, after] = FIXES_SCRIPT.split('@@FIXES@@\n');
    // Classes by their numbers as they were imported: those that were merged away keep theirs.
    const filled: Record<string, () => string> = {
      NAME: () => literal(set.name),
      CLASSES: () => literal(asciiJson(table.classes)),
      SPLITS: () => literal(asciiJson(table.splits.map(({ name, count }) => [name, count]))),
    };
    const head = before.replace(/@@(NAME|CLASSES|SPLITS)@@/g, (_, what: string) => filled[what]());
    const rows = {
      head,
      row: (index: number) => `    ${literal(asciiJson(fixOf(index)))},\n`,
      between: '',
      tail: after,
    };
    return tablePlan(rows, indices, {
      fileName: 'apply_fixes.py',
      type: 'text/x-python',
      notes: [
        `It holds ${formatCount(indices.length)} ${indices.length === 1 ? 'change' : 'changes'}: labels that are others than those that came, and samples that you excluded.`,
      ],
    });
  },
};

/** The last part of a path. */
const baseOf = (name: string): string => name.slice(name.lastIndexOf('/') + 1);

/** How many samples of the data set have a name that ends so. */
function countBases({ names }: Table): Map<string, number> {
  const counts = new Map<string, number>();
  for (const name of names ?? []) counts.set(baseOf(name), (counts.get(baseOf(name)) ?? 0) + 1);
  return counts;
}

/** JSON in ASCII alone. */
const asciiJson = (value: unknown): string =>
  JSON.stringify(value).replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** A text as a literal of Python's: JSON's escapes are among its own, and no text from outside can end it. */
const literal = (text: string): string => asciiJson(text);
