import { NO_LABEL } from '../dataset/types.ts';
import { nameOf } from '../dataset/names.ts';
import { chosenSamples, grouped } from './chosen-samples.ts';
import type { ExportFormat } from './export-format.ts';
import { exportClasses } from './export-set.ts';
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
    const fixOf = (index: number): object => {
      const { name, start } = table.splits[table.split[index]];
      return {
        name: nameOf(table, index),
        split: name,
        index: index - start,
        given: label(table.given[index]),
        current: label(table.current[index]),
        ...(table.excluded[index] && { excluded: true }),
      };
    };
    const [before, after] = FIXES_SCRIPT.split('@@FIXES@@\n');
    const head = before
      .replace('@@NAME@@', () => literal(set.name))
      .replace('@@CLASSES@@', () => literal(asciiJson(exportClasses(table).names)))
      .replace('@@SPLITS@@', () => literal(asciiJson(table.splits.map(({ name, count }) => [name, count]))));
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
        `It holds ${grouped(indices.length)} ${indices.length === 1 ? 'change' : 'changes'}: labels that are others than those that came, and samples that you excluded.`,
      ],
    });
  },
};

/** JSON in ASCII alone. */
const asciiJson = (value: unknown): string =>
  JSON.stringify(value).replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** A text as a literal of Python's: JSON's escapes are among its own, and no text from outside can end it. */
const literal = (text: string): string => asciiJson(text);
