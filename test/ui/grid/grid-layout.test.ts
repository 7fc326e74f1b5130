import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeAfterKey } from '../../../src/ui/grid/grid-keys.ts';
import {
  cellOf,
  columnLeft,
  layoutGrid,
  placeAt,
  reveal,
  rowTop,
  rowsInSight,
} from '../../../src/ui/grid/grid-layout.ts';
import { MOST_SCROLL_HEIGHT, ScrollMap } from '../../../src/ui/grid/scroll-map.ts';

const count = fc.integer({ min: 1, max: 1_000_000 });
const width = fc.integer({ min: 300, max: 3800 });
const tile = fc.integer({ min: 16, max: 256 });

describe('the layout', () => {
  it('finds every tile again from a point inside it, and no tile between two', () => {
    fc.assert(
      fc.property(count, width, tile, fc.nat(), (n, w, wanted, any) => {
        const layout = layoutGrid(n, w, wanted);
        const place = any % n;
        const x = columnLeft(layout, place % layout.columns);
        const y = rowTop(layout, Math.floor(place / layout.columns));
        expect(placeAt(layout, x, y)).toBe(place);
        expect(placeAt(layout, x + layout.tile - 1, y + layout.tile - 1)).toBe(place);
        expect(placeAt(layout, x - 1, y)).toBe(-1);
        expect(layout.tile).toBeGreaterThanOrEqual(Math.min(wanted, w - 2 * layout.gap));
        expect(columnLeft(layout, layout.columns - 1) + layout.tile).toBeLessThanOrEqual(w);
      }),
    );
  });

  it('finds every tile of every group again, and none in a heading', () => {
    const groups = fc.array(fc.integer({ min: 1, max: 5000 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(groups, width, tile, fc.nat(), (counts, w, wanted, any) => {
        const layout = layoutGrid(
          counts.map((n, j) => ({ name: String(j), count: n })),
          w,
          wanted,
        );
        const all = counts.reduce((a, b) => a + b);
        const place = any % all;
        const [row, column] = cellOf(layout, place);
        const [x, y] = [columnLeft(layout, column), rowTop(layout, row)];
        expect(placeAt(layout, x, y)).toBe(place);
        const section = layout.sections.find((one) => place >= one.place && place < one.place + one.count)!;
        expect(placeAt(layout, x, section.top + layout.heading - 1)).toBe(-1);
        const seen = reveal(layout, place, 0, 900);
        expect(y - seen).toBeGreaterThanOrEqual(0);
        expect(y - seen + layout.tile + layout.caption).toBeLessThanOrEqual(900);
      }),
    );
  });

  it('has a revealed tile wholly in sight', () => {
    fc.assert(
      fc.property(count, width, tile, fc.nat(), fc.nat(1_000_000), (n, w, wanted, any, top) => {
        const layout = layoutGrid(n, w, wanted);
        const place = any % n;
        const seen = reveal(layout, place, top, 600);
        const y = rowTop(layout, Math.floor(place / layout.columns)) - seen;
        expect(y).toBeGreaterThanOrEqual(0);
        expect(y + layout.tile + layout.caption).toBeLessThanOrEqual(600);
        const [first, end] = rowsInSight(layout, seen, 600);
        const row = Math.floor(place / layout.columns);
        expect(row >= first && row < end).toBe(true);
      }),
    );
  });
});

describe('keys', () => {
  const layout = layoutGrid(23, 1000, 92);
  const from = (key: string, place: number) => placeAfterKey(key, place, 0, 23, layout, 1);

  it('move by one, by a row and by a page, stay inside, and begin with the first in sight', () => {
    expect(layout.columns).toBe(9);
    expect([from('ArrowRight', 4), from('ArrowLeft', 4), from('ArrowDown', 4), from('ArrowUp', 13)]).toEqual([
      5, 3, 13, 4,
    ]);
    expect([from('ArrowLeft', 0), from('ArrowRight', 22), from('ArrowUp', 4), from('ArrowDown', 20)]).toEqual([
      0, 22, 4, 20,
    ]);
    expect([from('ArrowDown', 17), from('PageDown', 20), from('PageUp', 4)]).toEqual([22, 20, 4]);
    expect([from('Home', 9), from('End', 9)]).toEqual([0, 22]);
    expect(placeAfterKey('ArrowDown', -1, 9, 23, layout, 1)).toBe(9);
    expect(from('a', 4)).toBeNull();
  });
});

describe('scrolling a list taller than any element', () => {
  const height = 120_000_000;
  const view = 800;

  it('reaches both ends, and moves by the wheel’s own step everywhere', () => {
    const map = new ScrollMap();
    map.resize(height, view);
    expect(map.scrollHeight).toBe(MOST_SCROLL_HEIGHT);
    map.follow(MOST_SCROLL_HEIGHT - view);
    expect(map.top).toBe(height - view);
    map.follow(0);
    expect(map.top).toBe(0);
    map.follow(4_000_000);
    const middle = map.top;
    expect(middle / height).toBeCloseTo(0.5, 2);
    map.follow(4_000_100);
    expect(map.top).toBe(middle + 100);
  });

  it('comes back to any position from where the scroller then belongs', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: height - view }), (top) => {
        const map = new ScrollMap();
        map.resize(height, view);
        const scrolled = map.moveTo(top);
        expect(scrolled).toBeGreaterThanOrEqual(0);
        expect(scrolled).toBeLessThanOrEqual(MOST_SCROLL_HEIGHT - view);
        map.follow(0);
        map.follow(scrolled);
        expect(Math.abs(map.top - top)).toBeLessThan(1e-3 + (scrolled < 4 * view ? 4 * view : 0));
      }),
    );
  });

  it('is the native position itself where everything fits', () => {
    const map = new ScrollMap();
    map.resize(50_000, view);
    map.follow(12_345);
    expect([map.top, map.settle(), map.scrollHeight]).toEqual([12_345, 12_345, 50_000]);
  });
});
