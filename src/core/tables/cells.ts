/** How pandas, numpy, R and SQL write that there is no value. */
const NO_VALUE = new Set(['', 'nan', 'none', 'null', 'na', '<na>', 'n/a']);

/** Whether a cell holds no value. A class may be called "None": ask for classes first. */
export const isNoValue = (cell: string): boolean => NO_VALUE.has(cell.toLowerCase());

/** A whole number as pandas writes it too, "3.0"; null for anything else. */
export function wholeNumber(cell: string): number | null {
  return /^\d{1,15}(\.0*)?$/.test(cell) ? Number(cell) : null;
}
