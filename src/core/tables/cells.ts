/** How pandas, numpy, R and SQL write that there is no value. */
const NO_VALUE = new Set(['', 'nan', 'none', 'null', 'na', '<na>', 'n/a']);

/** Whether a cell holds no value. A class may be called "None": ask for classes first. */
export const isNoValue = (cell: string): boolean => NO_VALUE.has(cell.toLowerCase());

/** A cell as a label or a field: none where it is empty or says so, whole numbers as pandas writes them ("3.0") without their point. */
export function valueOf(cell: string): string {
  const value = cell.trim();
  return isNoValue(value) ? '' : value.replace(/^(-?\d{1,15})\.0+$/, '$1');
}

/** A whole number as pandas writes it too, "3.0"; null for anything else. */
export function wholeNumber(cell: string): number | null {
  return /^\d{1,15}(\.0*)?$/.test(cell) ? Number(cell) : null;
}
