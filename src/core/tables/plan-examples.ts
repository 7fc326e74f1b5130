import { nameOf, printable } from '../dataset/names.ts';
import type { Table } from '../dataset/table.ts';
import { NO_LABEL } from '../dataset/types.ts';
import type { RowMatch } from './match-rows.ts';
import { classText } from './plan-labels.ts';
import type { LabelRole } from './table-mapping.ts';
import type { TableExample } from './table-plan.ts';

const EXAMPLES = 10;

/**
 * Up to ten rows with their samples, of those whose label stands and of those whose label differs.
 * @param rows those with a sample, each sample once
 * @param labels one a row; null where the table brings none
 * @param values what arrives where there are no labels, one a row
 */
export function examplesOf(
  target: Table,
  role: LabelRole | null,
  rows: readonly number[],
  { samples }: RowMatch,
  labels: Uint16Array | null,
  classes: readonly string[],
  values: readonly string[] | undefined,
): TableExample[] {
  const standing = role === 'given' ? target.given : target.current;
  const said = labels ? rows.filter((row) => labels[row] !== NO_LABEL) : rows;
  const same = said.filter((row) => labels?.[row] === standing[samples[row]]);
  const differing = said.filter((row) => labels?.[row] !== standing[samples[row]]);
  // Both kinds are seen where there are both.
  const few = Math.min(differing.length, Math.max(EXAMPLES / 2, EXAMPLES - same.length));
  const shown = [...spread(differing, few), ...spread(same, EXAMPLES - few)].sort((a, b) => a - b);
  return shown.map((row) => {
    const sample = samples[row];
    return {
      key: printable(nameOf(target, sample)),
      sample,
      arrives: printable(labels ? classText(classes, labels[row]) : (values?.[row] ?? '')),
      stands: printable(classText(target.classes, standing[sample])),
    };
  });
}

/** So many of a list, evenly spread; all where there are not as many. */
function spread(rows: readonly number[], count: number): number[] {
  const shown = Math.min(count, rows.length);
  return Array.from({ length: shown }, (_, j) => rows[Math.floor((j * rows.length) / shown)]);
}
