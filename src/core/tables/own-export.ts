import type { OutsideTable } from './outside-table.ts';

/** Which of Second Look's own files a table is: corrected labels, or scores. */
export type OwnExport = 'labels' | 'scores';

const COLUMNS: Record<OwnExport, readonly string[]> = {
  labels: ['split', 'index', 'given', 'current', 'decided_by', 'excluded'],
  scores: ['split', 'index', 'given', 'true', 'predicted', 'tags'],
};

/** Whether a table is one of Second Look's own exports, and which; null for any other. */
export function ownExportOf(table: OutsideTable): OwnExport | null {
  const names = new Set(table.columns.map(({ name }) => name));
  const kinds: OwnExport[] = ['labels', 'scores'];
  return kinds.find((kind) => COLUMNS[kind].every((name) => names.has(name))) ?? null;
}

/** Columns of an own export that are no field. */
export const isOwnColumn = (kind: OwnExport, name: string): boolean => name === 'name' || COLUMNS[kind].includes(name);
