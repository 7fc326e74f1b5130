import type { Group } from '../../core/views/group.ts';

/** A stretch of rows below one heading. */
export interface GridSection {
  name: string;
  count: number;
  /** Place of its first sample. */
  place: number;
  /** Number of its first row. */
  row: number;
  /** Upper edge of its heading, or of its first row's gap where it has none. */
  top: number;
}

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
  /** Height of a section's heading; 0 where there is but one section. */
  heading: number;
  /** At least one. */
  sections: GridSection[];
  /** Of everything, with a gap above and below. */
  height: number;
}

/** Sides that a tile may have. */
export const TILE_MIN = 16;
export const TILE_MAX = 256;

/** Tiles smaller than this have no caption, and so neither score nor tags: nothing is written over a picture. */
const CAPTION_FROM = 64;

/** Height of a caption's line, and of what is above and below its lines. */
export const CAPTION_LINE = 14;
const CAPTION_REST = 9;

const HEADING = 34;

/**
 * Lays out tiles in a width: as many columns as fit, stretched to fill it. Every group begins a row of its own, below a heading.
 * @param count tiles, or groups of them
 * @param wanted side of a tile as asked for; the real one is at least that, where there is room for one
 * @param lines lines of the caption
 */
export function layoutGrid(count: number | readonly Group[], width: number, wanted: number, lines = 2): GridLayout {
  const gap = wanted >= CAPTION_FROM ? 8 : wanted >= 32 ? 4 : 2;
  const columns = Math.max(1, Math.floor((width - gap) / (wanted + gap)));
  const tile = Math.max(1, Math.floor((width - gap) / columns) - gap);
  const caption = wanted >= CAPTION_FROM ? CAPTION_REST + lines * CAPTION_LINE : 0;
  const rowHeight = tile + caption + gap;
  const left = Math.max(0, Math.floor((width - columns * (tile + gap) + gap) / 2));
  const grouped = typeof count !== 'number';
  const heading = grouped ? HEADING : 0;
  const sections: GridSection[] = [];
  let [place, row, top] = [0, 0, 0];
  for (const group of grouped ? count : [{ name: '', count }]) {
    sections.push({ ...group, place, row, top });
    const rows = Math.ceil(group.count / columns);
    place += group.count;
    row += rows;
    top += heading + rows * rowHeight;
  }
  return { columns, rows: row, tile, caption, gap, left, rowHeight, heading, sections, height: top + gap };
}

/** Left edge of a column. */
export const columnLeft = ({ tile, gap, left }: GridLayout, column: number): number => left + column * (tile + gap);

/** Top of a row, from the top of everything. */
export function rowTop(layout: GridLayout, row: number): number {
  const section = sectionBy(layout, 'row', row);
  return section.top + layout.heading + layout.gap + (row - section.row) * layout.rowHeight;
}

/** Row and column of a place. */
export function cellOf(layout: GridLayout, place: number): [row: number, column: number] {
  const section = sectionBy(layout, 'place', place);
  const inside = place - section.place;
  return [section.row + Math.floor(inside / layout.columns), inside % layout.columns];
}

/** Places of a row: the first, and the one after the last. */
export function placesOf(layout: GridLayout, row: number): [first: number, end: number] {
  const section = sectionBy(layout, 'row', row);
  const first = section.place + (row - section.row) * layout.columns;
  return [first, Math.min(first + layout.columns, section.place + section.count)];
}

/** Rows in sight: first, and the one after the last. */
export function rowsInSight(layout: GridLayout, top: number, height: number): [first: number, end: number] {
  const first = rowUnder(layout, top);
  const last = rowUnder(layout, top + height);
  return [Math.min(first, layout.rows), Math.min(layout.rows, last + 1)];
}

/** Place of the tile at a point of the whole, or −1 between tiles and beyond the last. */
export function placeAt(layout: GridLayout, x: number, y: number): number {
  const column = Math.floor((x - layout.left) / (layout.tile + layout.gap));
  if (column < 0 || column >= layout.columns || layout.rows === 0) return -1;
  const row = Math.min(layout.rows - 1, rowUnder(layout, y));
  const [dx, dy] = [x - columnLeft(layout, column), y - rowTop(layout, row)];
  const [first, end] = placesOf(layout, row);
  const inside = dy >= 0 && dx < layout.tile && dy < layout.tile + layout.caption;
  return inside && first + column < end ? first + column : -1;
}

/** Places of the tiles that a rectangle of the whole touches. */
export function placesIn(layout: GridLayout, from: { x: number; y: number }, to: { x: number; y: number }): number[] {
  const [left, right] = [Math.min(from.x, to.x), Math.max(from.x, to.x)];
  const [top, bottom] = [Math.min(from.y, to.y), Math.max(from.y, to.y)];
  const [firstRow, endRow] = rowsInSight(layout, top, bottom - top);
  const places: number[] = [];
  for (let row = firstRow; row < endRow; row++) {
    const y = rowTop(layout, row);
    if (y > bottom || y + layout.tile + layout.caption < top) continue;
    const [first, end] = placesOf(layout, row);
    for (let place = first; place < end; place++) {
      const x = columnLeft(layout, place - first);
      if (x <= right && x + layout.tile >= left) places.push(place);
    }
  }
  return places;
}

/** The scroll position nearest to `top` that has a place's row wholly in sight, with its section's heading where it is the first. */
export function reveal(layout: GridLayout, place: number, top: number, height: number): number {
  const [row] = cellOf(layout, place);
  const section = sectionBy(layout, 'row', row);
  const upper = rowTop(layout, row) - layout.gap;
  const to = upper + layout.rowHeight + layout.gap;
  const from = row === section.row && to - section.top <= height ? section.top : upper;
  if (from < top || to - from > height) return from;
  return to > top + height ? to - height : top;
}

/** Number of the row at a height; a heading belongs to the row below it, a point below everything to the last row. */
function rowUnder(layout: GridLayout, y: number): number {
  const section = sectionBy(layout, 'top', y);
  const inside = Math.floor((y - section.top - layout.heading - layout.gap) / layout.rowHeight);
  const rows = Math.ceil(section.count / layout.columns);
  return section.row + Math.min(Math.max(0, inside), Math.max(0, rows - 1));
}

/** The last section that begins at or before `value`. */
function sectionBy({ sections }: GridLayout, key: 'place' | 'row' | 'top', value: number): GridSection {
  let [low, high] = [0, sections.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (sections[middle][key] <= value) low = middle;
    else high = middle - 1;
  }
  return sections[low];
}
