import type { KeyLine } from '../kit/keys.ts';
import { cellOf, placesOf, type GridLayout } from './grid-layout.ts';

/** What a key asks of the grid. */
export type GridWish = 'move' | 'pick' | 'pick-all' | 'let-go' | 'zoom' | 'open';

/** A line of the help, and what its keys ask of the grid. */
export interface GridKey extends KeyLine {
  wish: GridWish;
}

/** The keys that move through the grid, pick, and change its tiles. */
export const GRID_KEYS: readonly GridKey[] = [
  { wish: 'move', keys: ['←', '↑', '↓', '→'], help: 'move through the grid; with Shift, pick on the way' },
  { wish: 'move', keys: ['Home', 'End', 'Page ↑', 'Page ↓'], help: 'to the start, the end, a page on' },
  { wish: 'pick', keys: ['Space'], help: 'pick the sample, or let it go' },
  { wish: 'pick-all', keys: ['Ctrl A'], help: 'pick the whole view' },
  { wish: 'let-go', keys: ['Esc'], help: 'let all picked go' },
  { wish: 'zoom', keys: ['+', '−'], help: 'larger and smaller tiles' },
];

/** The key that asks for a close look; the help has it among the panels, so it is no line of the grid's own. */
export const OPEN_KEY: GridKey = { wish: 'open', keys: ['I'], help: 'show or hide the inspector' };

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
