import { fieldText, textColumn } from '../dataset/field-column.ts';
import type { FieldColumn } from '../dataset/types.ts';

/**
 * A field of both versions of a data set: what was read, and for rows that were not, or a field that only the older one has, what stood
 * there.
 * @param read the newer version's @param old the older one's; one of them is there @param rowsRead rows that the newer one brought
 * @param oldOf sample of the older version for each row, −1 for a new one
 */
export function mergedField(
  read: FieldColumn | undefined,
  old: FieldColumn | undefined,
  rowsRead: number,
  oldOf: Int32Array,
): FieldColumn {
  const numeric = (read ?? old)!.kind === 'number' && (old ?? read)!.kind === 'number';
  const cell = (row: number): string => {
    if (read && row < rowsRead) return fieldText(read, row);
    return old && oldOf[row] >= 0 ? fieldText(old, oldOf[row]) : '';
  };
  if (numeric) {
    return {
      kind: 'number',
      values: Float32Array.from(oldOf, (_, row) => (cell(row) === '' ? NaN : Number(cell(row)))),
    };
  }
  return textColumn(Array.from(oldOf, (_, row) => cell(row)));
}
