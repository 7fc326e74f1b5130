import { NO_LABEL } from '../dataset/types.ts';
import type { RowMatch } from './match-rows.ts';
import type { OutsideTable } from './outside-table.ts';
import { ownCells, type OwnExport } from './exported-table.ts';
import type { PlannedRestore } from './table-plan.ts';

/** True labels that an own export has besides those that its column of labels brings back. */
export const trueColumns = (table: OutsideTable, kind: OwnExport): string[][] =>
  kind === 'scores' ? [ownCells(table, 'true')] : [];

/**
 * What an own export brings back. A row whose label is of no class here is left out whole: it must not take the label that stands.
 * @param rows those with a sample, each sample once
 * @param written the cells of its column of labels, and of `trueColumns`
 * @param read the labels that they are read as
 */
export function plannedRestore(
  table: OutsideTable,
  kind: OwnExport,
  rows: readonly number[],
  { samples }: RowMatch,
  written: readonly (readonly string[])[],
  read: readonly Uint16Array[],
): PlannedRestore {
  const known = rows.filter((row) => written.every((cells, at) => cells[row] === '' || read[at][row] !== NO_LABEL));
  const labelsOf = (at: number): Uint16Array => Uint16Array.from(known, (row) => read[at][row]);
  const column = (name: string): string[] => {
    const cells = ownCells(table, name);
    return known.map((row) => cells[row]);
  };
  const isLabels = kind === 'labels';
  return {
    kind,
    indices: Uint32Array.from(known, (row) => samples[row]),
    labels: labelsOf(0),
    truth: isLabels ? null : labelsOf(1),
    tags: isLabels ? null : column('tags').map((tags) => (tags === '' ? [] : tags.split(';'))),
    decidedBy: isLabels ? column('decided_by') : null,
    excluded: isLabels ? Uint8Array.from(column('excluded'), (cell) => Number(/^(1|true|yes)/i.test(cell))) : null,
  };
}
