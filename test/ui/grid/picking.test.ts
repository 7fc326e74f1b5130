import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { Look } from '../../../src/api/look.ts';
import type { DatasetInfo } from '../../../src/core/dataset/types.ts';
import '../../../src/ui/explore/explore-stage.ts';
import type { LookExploreStage } from '../../../src/ui/explore/explore-stage.ts';
import { cellOf, columnLeft, layoutGrid, rowTop } from '../../../src/ui/grid/grid-layout.ts';
import { deepQuery, mount } from '../../support/elements.ts';
import { emptyDatabase, storeTinyDataset } from '../../support/tiny-dataset.ts';

let info: DatasetInfo;
let look: Look;
let stage: LookExploreStage;

beforeEach(async () => {
  localStorage.clear();
  await emptyDatabase();
  info = await storeTinyDataset(90);
  look = new Look();
  onTestFinished(() => look.session.close());
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
const picked = (): number[] => [...look.session.selection.indices];

/** A place in the page, as events say it. */
interface Spot {
  clientX: number;
  clientY: number;
}

/** Middle of the tile at a place of the list, in the page. */
function middleOf(place: number): Spot {
  const count = grid().groups.length > 0 ? grid().groups : grid().indices.length;
  const layout = layoutGrid(count, scroller().clientWidth, grid().tile, 1);
  const { left, top } = scroller().getBoundingClientRect();
  const [row, column] = cellOf(layout, place);
  const half = layout.tile / 2;
  return {
    clientX: left + columnLeft(layout, column) + half,
    clientY: top + rowTop(layout, row) - scroller().scrollTop + half,
  };
}

/** Settles once the grid shows what the explorer holds. */
async function settled(): Promise<void> {
  await new Promise((resolve) => requestAnimationFrame(resolve));
  await stage.updateComplete;
  await grid().updateComplete;
}

function click(place: number, keys: MouseEventInit = {}): Promise<void> {
  scroller().dispatchEvent(new MouseEvent('click', { bubbles: true, ...middleOf(place), ...keys }));
  return settled();
}

/** Drags the mouse from a place in the page to another; the browser makes a click of the end, which means nothing. */
function drag(...path: readonly [Spot, Spot]): Promise<void> {
  return dragUntil('pointerup', ...path);
}

/** The same with another end than letting go. */
function dragUntil(end: 'pointerup' | 'pointercancel', ...path: readonly [Spot, Spot]): Promise<void> {
  const pointer = (type: string, at: Spot) =>
    scroller().dispatchEvent(new PointerEvent(type, { pointerId: 1, pointerType: 'mouse', bubbles: true, ...at }));
  scroller().setPointerCapture = () => undefined;
  pointer('pointerdown', path[0]);
  pointer('pointermove', path[1]);
  pointer(end, path[1]);
  if (end === 'pointerup') scroller().dispatchEvent(new MouseEvent('click', { bubbles: true, ...path[1] }));
  return settled();
}

function press(key: string, keys: KeyboardEventInit = {}): Promise<void> {
  scroller().dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...keys }));
  return settled();
}

describe('picking', () => {
  it('goes by click with Ctrl one by one, with Shift up to there, and a plain click lets all go', async () => {
    await click(3);
    await click(5, { ctrlKey: true });
    await click(7, { ctrlKey: true });
    expect(picked()).toEqual([5, 7]);
    await click(5, { ctrlKey: true });
    expect(picked()).toEqual([7]);
    await click(2);
    await click(6, { shiftKey: true });
    expect(picked()).toEqual([2, 3, 4, 5, 6]);
    await click(0);
    expect(picked()).toEqual([]);
    expect(look.session.selected).toBe(0);
  });

  it('goes by keys: Space, Shift with arrows, Ctrl-A, and Escape lets go before it leaves the sample', async () => {
    await click(10);
    await press(' ');
    expect(picked()).toEqual([10]);
    await press('ArrowRight', { shiftKey: true });
    await press('ArrowRight', { shiftKey: true });
    expect(picked()).toEqual([10, 11, 12]);
    await press('a', { ctrlKey: true });
    expect(picked()).toHaveLength(90);
    await press('Escape');
    expect(picked()).toEqual([]);
    expect(look.session.selected).toBe(12);
  });

  it('goes by a rubber band over the tiles that it touches', async () => {
    await drag(middleOf(0), middleOf(2));
    expect(picked()).toEqual([0, 1, 2]);
  });

  it('is as before where the browser takes the pointer from a rubber band', async () => {
    await click(5, { ctrlKey: true });
    await click(7, { ctrlKey: true });
    await dragUntil('pointercancel', middleOf(0), middleOf(2));
    expect(picked()).toEqual([5, 7]);
  });

  it('of several by a rubber band keeps what was picked, and goes on after one over no tile', async () => {
    const { selection } = look.session;
    selection.picking = true;
    await settled();
    await click(7);
    await drag(middleOf(0), middleOf(2));
    expect(picked()).toEqual([0, 1, 2, 7]);
    selection.replace([]);
    await settled();
    const { left, bottom } = scroller().getBoundingClientRect();
    await drag({ clientX: left + 1, clientY: bottom - 20 }, { clientX: left + 1, clientY: bottom - 2 });
    expect(picked()).toEqual([]);
    expect(selection.picking).toBe(true);
    await click(3);
    await click(4);
    expect(picked()).toEqual([3, 4]);
  });
});

describe('zooming', () => {
  it('adds up the small steps of a trackpad, each of less than a pixel', async () => {
    const { tile } = grid();
    for (let k = 0; k < 12; k++) {
      scroller().dispatchEvent(new WheelEvent('wheel', { deltaY: -2, ctrlKey: true, cancelable: true }));
      await settled();
    }
    expect(grid().tile).toBe(Math.round(tile * Math.exp(24 / 500)));
  });
});

describe('groups', () => {
  it('bring samples of a class together, under headings, and a click finds the right one', async () => {
    stage.renderRoot
      .querySelector('look-explore-toolbar')!
      .dispatchEvent(new CustomEvent('look-group', { detail: 'given' }));
    await stage.updateComplete;
    await grid().updateComplete;
    expect(grid().groups).toEqual([
      { name: 'cat', count: 30 },
      { name: 'dog', count: 30 },
      { name: 'frog', count: 30 },
    ]);
    await click(1);
    expect(look.session.selected).toBe(3);
    await press('End');
    expect(look.session.selected).toBe(89);
  });
});
