import {
  TILE_MIN,
  cellOf,
  layoutGrid,
  placeAt,
  placesOf,
  reveal,
  rowTop,
  rowsInSight,
  type GridLayout,
} from './grid-layout.ts';
import type { Point } from './grid-pointer.ts';
import { ScrollMap } from './scroll-map.ts';

/** A layout, and the part of it that is in sight. */
export class GridViewport {
  layout: GridLayout = layoutGrid(0, 0, TILE_MIN);
  /** Of what is in sight, CSS pixels. */
  width = 0;
  height = 0;
  readonly scrolling = new ScrollMap();

  /** Upper edge of what is in sight, from the top of everything. */
  get top(): number {
    return this.scrolling.top;
  }

  /** Rows that are wholly in sight. */
  get pageRows(): number {
    return Math.floor(this.height / this.layout.rowHeight);
  }

  /** First place in sight; 0 where there is nothing. */
  get firstPlace(): number {
    const [first, end] = rowsInSight(this.layout, this.top, this.height);
    return end <= first ? 0 : placesOf(this.layout, first)[0];
  }

  /** Place of the tile at a point, or −1. */
  placeAt({ x, y }: Point): number {
    return placeAt(this.layout, x, y);
  }

  /**
   * Takes a new layout of a changed list, with the sample looked at where it was in sight, or else the first one in sight.
   * @param before the samples of the old layout @param after those of the new one
   * @returns where the list should stand then, and the place that was kept
   */
  relayout(
    layout: GridLayout,
    before: Uint32Array,
    after: Uint32Array,
    selected: number | null,
  ): { top: number; place: number; index: number | undefined } {
    const { top } = this;
    const place = this.anchor(before, selected);
    const offset = rowTop(this.layout, cellOf(this.layout, place)[0]) - top;
    const found = after === before ? place : after.indexOf(before[place]);
    const now = found < 0 ? Math.min(place, after.length - 1) : found;
    this.layout = layout;
    const kept = Math.max(0, rowTop(layout, cellOf(layout, Math.max(0, now))[0]) - offset);
    return { top: top === 0 && place === 0 ? 0 : kept, place: now, index: before[place] };
  }

  /** Goes to a position. @returns where the scroller belongs */
  moveTo(top: number): number {
    this.scrolling.resize(this.layout.height, this.height);
    return this.scrolling.moveTo(top);
  }

  /** Has a place in sight. @returns where the scroller belongs, or null where it is in sight already */
  reveal(place: number): number | null {
    const top = reveal(this.layout, place, this.top, this.height);
    return top === this.top ? null : this.scrolling.moveTo(top);
  }

  private anchor(before: Uint32Array, selected: number | null): number {
    const [first, end] = rowsInSight(this.layout, this.top, this.height);
    if (end <= first) return 0;
    const start = this.firstPlace;
    const inSight = before.subarray(start, placesOf(this.layout, end - 1)[1]);
    return start + Math.max(0, selected === null ? -1 : inSight.indexOf(selected));
  }
}
