import { beforeEach, describe, expect, it } from 'vitest';
import type { Look } from '../../../src/api/look.ts';
import '../../../src/ui/explore/explore-stage.ts';
import type { LookExploreStage } from '../../../src/ui/explore/explore-stage.ts';
import { cellOf, columnLeft, layoutGrid, rowTop } from '../../../src/ui/grid/grid-layout.ts';
import { buttonNamed, clickButton, deepQuery, mount, startLook, textOf } from '../../support/elements.ts';
import { emptyDatabase, storeTinyDataset } from '../../support/tiny-dataset.ts';
import { draw, drawTogether, hold, middleOf, tap, type Place } from '../../support/touch.ts';

let look: Look;
let stage: LookExploreStage;

beforeEach(async () => {
  localStorage.clear();
  await emptyDatabase();
  const info = await storeTinyDataset(600);
  look = await startLook();
  await look.session.open(info.id);
  stage = document.createElement('look-explore-stage');
  stage.look = look;
  stage.style.height = '640px';
  await mount(stage);
  // Laid out as wide as it is, and drawn.
  await expect.poll(() => scroller()?.clientWidth > 0 && grid().viewport.width === scroller().clientWidth).toBe(true);
  await expect.poll(() => grid().pending).toBe(0);
});

const grid = () => deepQuery(stage, 'look-grid')! as HTMLElementTagNameMap['look-grid'];
const scroller = () => deepQuery(stage, '.scroller')!;
const bar = () => stage.renderRoot.querySelector('look-pick-bar');
const picked = (): number[] => [...look.session.selection.indices];
const several = () => buttonNamed(stage, 'Pick several')!;

/** Middle of the picture at a place of the list. */
function tileAt(place: number): Place {
  const layout = layoutGrid(grid().indices.length, scroller().clientWidth, grid().tile, 1);
  const { left, top } = scroller().getBoundingClientRect();
  const [row, column] = cellOf(layout, place);
  const half = layout.tile / 2;
  return {
    x: left + columnLeft(layout, column) + half,
    y: top + rowTop(layout, row) - scroller().scrollTop + half,
  };
}

/** Taps a picture, and waits until it is looked at: what else a tap does is done before that. */
async function tapTile(place: number): Promise<void> {
  look.session.selected = null;
  await tap(tileAt(place));
  await expect.poll(() => look.session.selected).toBe(place);
}

/** Lets a finger rest on a picture until that is picked. */
const holdTile = (place: number) => hold(tileAt(place), () => look.session.selection.has(place));

/** Has taps pick from now on, or no longer. */
async function setPicking(on: boolean): Promise<void> {
  look.session.selection.picking = on;
  await expect.poll(() => grid().picking).toBe(on);
}

describe('a finger in the grid', () => {
  it('looks at the picture that it taps, and picks nothing', async () => {
    await tapTile(4);
    expect(picked()).toEqual([]);
    expect(bar()).toBeNull();
  });

  it('picks what it rests on; from then on taps pick and let go', async () => {
    await holdTile(3);
    expect(picked()).toEqual([3]);
    await expect.poll(() => several().ariaPressed).toBe('true');
    await tapTile(6);
    await tapTile(8);
    expect(picked()).toEqual([3, 6, 8]);
    await tapTile(6);
    expect(picked()).toEqual([3, 8]);
  });

  it('picks all up to what it rests on, once taps pick', async () => {
    await holdTile(2);
    await expect.poll(() => grid().picking).toBe(true);
    await holdTile(7);
    expect(picked()).toEqual([2, 3, 4, 5, 6, 7]);
  });

  it('scrolls without picking or looking at anything, taps picking or not', async () => {
    for (const picking of [false, true]) {
      await setPicking(picking);
      const before = scroller().scrollTop;
      const { x, y } = middleOf(scroller());
      const ended = new Promise((resolve) => scroller().addEventListener('scrollend', resolve, { once: true }));
      await draw({ x, y: y + 120 }, { x, y: y - 120 });
      await ended;
      expect(scroller().scrollTop).toBeGreaterThan(before + 50);
      expect(picked()).toEqual([]);
      expect(look.session.selected).toBeNull();
    }
  });

  it('with a second one changes the size of the tiles, and picks nothing', async () => {
    const { tile } = grid();
    const { x, y } = middleOf(scroller());
    await drawTogether(
      [
        { x: x - 40, y },
        { x: x - 120, y },
      ],
      [
        { x: x + 40, y },
        { x: x + 120, y },
      ],
    );
    await expect.poll(() => grid().tile).toBeGreaterThan(tile * 1.5);
    await tapTile(0);
    expect(picked()).toEqual([]);
  });
});

describe('picking several', () => {
  it('begins by its button, which says how, and ends by it with all still picked', async () => {
    await tap(middleOf(several()));
    await expect.poll(() => several().ariaPressed).toBe('true');
    expect(textOf(bar()!)).toContain('0 picked');
    await tapTile(1);
    await tapTile(2);
    expect(picked()).toEqual([1, 2]);
    await tap(middleOf(several()));
    await expect.poll(() => several().ariaPressed).toBe('false');
    expect(picked()).toEqual([1, 2]);
  });

  it('has a button for the whole view', async () => {
    await clickButton(stage, 'Pick several');
    await clickButton(stage, 'Pick all 600 Ctrl A');
    await expect.poll(() => picked().length).toBe(600);
    await expect.poll(() => buttonNamed(stage, 'Pick all 600 Ctrl A')).toBeNull();
  });

  it('goes on while none is picked, until that is said', async () => {
    await clickButton(stage, 'Pick several');
    await expect.poll(() => grid().picking).toBe(true);
    await tapTile(1);
    expect(picked()).toEqual([1]);
    await tapTile(1);
    expect(picked()).toEqual([]);
    expect(look.session.selection.picking).toBe(true);
    await clickButton(stage, 'Done Esc');
    await expect.poll(bar).toBeNull();
    expect(look.session.selection.picking).toBe(false);
  });

  it('ends with Escape, wherever the keyboard is', async () => {
    await clickButton(stage, 'Pick several');
    await expect.poll(() => grid().picking).toBe(true);
    await tapTile(5);
    expect(picked()).toEqual([5]);
    several().focus();
    several().dispatchEvent(
      new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true, composed: true }),
    );
    await expect.poll(picked).toEqual([]);
    expect(look.session.selection.picking).toBe(false);
  });

  it('ends when all are let go', async () => {
    await holdTile(5);
    await clickButton(stage, 'Let go Esc');
    await expect.poll(bar).toBeNull();
    await tapTile(6);
    expect(picked()).toEqual([]);
  });
});
