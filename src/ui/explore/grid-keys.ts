import type { GridLayout } from './grid-layout.ts';

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
  const { columns } = layout;
  const steps: Record<string, number> = {
    ArrowLeft: -1,
    ArrowRight: 1,
    ArrowUp: -columns,
    ArrowDown: columns,
    PageUp: -columns * Math.max(1, pageRows),
    PageDown: columns * Math.max(1, pageRows),
    Home: -Infinity,
    End: Infinity,
  };
  const step = steps[key];
  if (step === undefined || count === 0) return null;
  if (step === -Infinity) return 0;
  if (step === Infinity) return count - 1;
  if (place < 0) return first;
  const next = place + step;
  if (next >= 0 && next < count) return next;
  if (Math.abs(step) === 1) return place;
  // A page beyond the end stops in the last row, in the same column where that has one.
  if (key === 'PageUp') return place % columns;
  const last = (layout.rows - 1) * columns + (place % columns);
  const lastRow = Math.floor(place / columns) === layout.rows - 1;
  if (key === 'PageDown' || (key === 'ArrowDown' && !lastRow)) return Math.min(last, count - 1);
  return place;
}
