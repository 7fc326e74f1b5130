import { cellOf, placesOf, type GridLayout } from './grid-layout.ts';

/**
 * Where a key leads in the grid.
 * @param place of the sample looked at, or −1
 * @param first place in sight, where a key begins when no sample is looked at
 * @param pageRows rows that are wholly in sight
 * @returns another place, or null where the key means nothing here
 */
export function placeAfterKey(
  key: string,
  place: number,
  first: number,
  count: number,
  layout: GridLayout,
  pageRows: number,
): number | null {
  const page = Math.max(1, pageRows);
  const rows: Record<string, number> = { ArrowUp: -1, ArrowDown: 1, PageUp: -page, PageDown: page };
  const steps: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, Home: -Infinity, End: Infinity };
  if ((!(key in rows) && !(key in steps)) || count === 0) return null;
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  if (place < 0) return first;
  if (key in steps) return Math.min(count - 1, Math.max(0, place + steps[key]));
  const [row, column] = cellOf(layout, place);
  // A page beyond an end stops in the last row, in the same column where that has one.
  const [from, end] = placesOf(layout, Math.min(layout.rows - 1, Math.max(0, row + rows[key])));
  return Math.min(from + column, end - 1);
}
