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
  await expect.poll(() => scroller()?.clientWidth).toBeGreaterThan(0);
  await new Promise((resolve) => setTimeout(resolve, 100));
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

/** Settles once the grid has heard of what the browser made of the last touch. */
async function settled(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 50));
  await stage.updateComplete;
  await grid().updateComplete;
}

async function tapTile(place: number): Promise<void> {
  await tap(tileAt(place));
  await settled();
}

describe('a finger in the grid', () => {
  it('looks at the picture that it taps, and picks nothing', async () => {
    await tapTile(4);
    await expect.poll(() => look.session.selected).toBe(4);
    expect(picked()).toEqual([]);
    expect(bar()).toBeNull();
  });

  it('picks what it rests on; from then on taps pick and let go', async () => {
    await hold(tileAt(3));
    await expect.poll(picked).toEqual([3]);
    await expect.poll(() => several().ariaPressed).toBe('true');
    await tapTile(6);
    await tapTile(8);
    await expect.poll(picked).toEqual([3, 6, 8]);
    await tapTile(6);
    await expect.poll(picked).toEqual([3, 8]);
  });

  it('picks all up to what it rests on, once taps pick', async () => {
    await hold(tileAt(2));
    await expect.poll(picked).toEqual([2]);
    await settled();
    await hold(tileAt(7));
    await expect.poll(picked).toEqual([2, 3, 4, 5, 6, 7]);
  });

  it('scrolls without picking or looking at anything, taps picking or not', async () => {
    for (const picking of [false, true]) {
      look.session.selection.picking = picking;
      await settled();
      const before = scroller().scrollTop;
      const { x, y } = middleOf(scroller());
      await draw({ x, y: y + 120 }, { x, y: y - 120 });
      await expect.poll(() => scroller().scrollTop).toBeGreaterThan(before + 50);
      await settled();
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
    await settled();
    expect(grid().tile).toBeGreaterThan(tile * 1.5);
    expect(picked()).toEqual([]);
  });
});

describe('picking several', () => {
  it('begins by its button, which says how, and ends by it with all still picked', async () => {
    await tap(middleOf(several()));
    await expect.poll(bar).toBeTruthy();
    await settled();
    expect(several().ariaPressed).toBe('true');
    expect(textOf(bar()!)).toContain('0 picked');
    await tapTile(1);
    await tapTile(2);
    await expect.poll(picked).toEqual([1, 2]);
    await tap(middleOf(several()));
    await expect.poll(() => several().ariaPressed).toBe('false');
    expect(picked()).toEqual([1, 2]);
  });

  it('has a button for the whole view', async () => {
    await clickButton(stage, 'Pick several');
    await clickButton(stage, 'Pick all 600 Ctrl A');
    await expect.poll(() => picked().length).toBe(600);
    await settled();
    expect(buttonNamed(stage, 'Pick all 600 Ctrl A')).toBeNull();
  });

  it('goes on while none is picked, until that is said', async () => {
    await clickButton(stage, 'Pick several');
    await settled();
    await tapTile(1);
    await expect.poll(picked).toEqual([1]);
    await tapTile(1);
    await expect.poll(picked).toEqual([]);
    expect(look.session.selection.picking).toBe(true);
    await clickButton(stage, 'Done Esc');
    await expect.poll(bar).toBeNull();
    expect(look.session.selection.picking).toBe(false);
  });

  it('ends with Escape, wherever the keyboard is', async () => {
    await clickButton(stage, 'Pick several');
    await settled();
    await tapTile(5);
    await expect.poll(picked).toEqual([5]);
    several().focus();
    several().dispatchEvent(
      new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true, composed: true }),
    );
    await expect.poll(picked).toEqual([]);
    expect(look.session.selection.picking).toBe(false);
  });

  it('ends when all are let go', async () => {
    await hold(tileAt(5));
    await expect.poll(picked).toEqual([5]);
    await clickButton(stage, 'Let go Esc');
    await expect.poll(bar).toBeNull();
    await tapTile(6);
    await expect.poll(() => look.session.selected).toBe(6);
    expect(picked()).toEqual([]);
  });
});
