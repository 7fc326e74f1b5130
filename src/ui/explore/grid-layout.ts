/** Where tiles lie, in CSS pixels. */
export interface GridLayout {
  columns: number;
  rows: number;
  /** Side of a picture. */
  tile: number;
  /** Height of the caption below it. */
  caption: number;
  gap: number;
  /** Left edge of the first column: what the columns leave over is halved. */
  left: number;
  /** From one row's top to the next one's. */
  rowHeight: number;
  /** Of everything, with a gap above and below. */
  height: number;
}

/** Sides that a tile may have. */
export const TILE_MIN = 16;
export const TILE_MAX = 256;

/** Tiles smaller than this have no caption. */
const CAPTION_FROM = 64;

/** Tiles smaller than this show no score and no tags. */
export const BADGE_FROM = 44;

/** Height of a caption of one line (given label) and of two (prediction). */
const CAPTIONS = [0, 23, 37];

/**
 * Lays out `count` tiles in a width: as many columns as fit, stretched to fill it.
 * @param wanted side of a tile as asked for; the real one is at least that, where there is room for one
 * @param lines lines of the caption
 */
export function layoutGrid(count: number, width: number, wanted: number, lines: 1 | 2 = 2): GridLayout {
  const gap = wanted >= CAPTION_FROM ? 8 : wanted >= 32 ? 4 : 2;
  const columns = Math.max(1, Math.floor((width - gap) / (wanted + gap)));
  const tile = Math.max(1, Math.floor((width - gap) / columns) - gap);
  const caption = wanted >= CAPTION_FROM ? CAPTIONS[lines] : 0;
  const rowHeight = tile + caption + gap;
  const rows = Math.ceil(count / columns);
  const left = Math.max(0, Math.floor((width - columns * (tile + gap) + gap) / 2));
  return { columns, rows, tile, caption, gap, left, rowHeight, height: rows * rowHeight + gap };
}

/** Left edge of a column. */
export const columnLeft = ({ tile, gap, left }: GridLayout, column: number): number => left + column * (tile + gap);

/** Top of a row, from the top of everything. */
export const rowTop = ({ rowHeight, gap }: GridLayout, row: number): number => gap + row * rowHeight;

/** Rows in sight: first, and the one after the last. */
export function rowsInSight(layout: GridLayout, top: number, height: number): [first: number, end: number] {
  const first = Math.max(0, Math.floor((top - layout.gap) / layout.rowHeight));
  const end = Math.min(layout.rows, Math.ceil((top + height) / layout.rowHeight));
  return [Math.min(first, layout.rows), Math.max(end, first)];
}

/** Place of the tile at a point of the whole, or −1 between tiles and beyond the last. */
export function placeAt(layout: GridLayout, count: number, x: number, y: number): number {
  const column = Math.floor((x - layout.left) / (layout.tile + layout.gap));
  const row = Math.floor((y - layout.gap) / layout.rowHeight);
  if (column < 0 || column >= layout.columns || row < 0) return -1;
  const inside = x - columnLeft(layout, column) < layout.tile && y - rowTop(layout, row) < layout.tile + layout.caption;
  const place = row * layout.columns + column;
  return inside && place < count ? place : -1;
}

/** The scroll position nearest to `top` that has a place's row wholly in sight. */
export function reveal(layout: GridLayout, place: number, top: number, height: number): number {
  const row = Math.floor(place / layout.columns);
  const from = rowTop(layout, row) - layout.gap;
  const to = from + layout.rowHeight + layout.gap;
  if (from < top || to - from > height) return from;
  return to > top + height ? to - height : top;
}
