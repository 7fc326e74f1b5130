import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import type { Look } from '../../../src/api/look.ts';
import '../../../src/ui/explore/explore-stage.ts';
import type { LookExploreStage } from '../../../src/ui/explore/explore-stage.ts';
import { focusedElement } from '../../../src/ui/kit/focused.ts';
import { expectAccessible } from '../../support/accessibility.ts';
import { buttonNamed, mount, startLook, textOf } from '../../support/elements.ts';
import { emptyDatabase, storeTinyDataset } from '../../support/tiny-dataset.ts';

let look: Look;
let stage: LookExploreStage;

beforeEach(async () => {
  onTestFinished(() => page.viewport(414, 896));
  localStorage.clear();
  await emptyDatabase();
  const info = await storeTinyDataset(250);
  look = await startLook();
  await look.session.open(info.id);
});

async function openStage(width: number, height: number): Promise<void> {
  await page.viewport(width, height);
  stage = document.createElement('look-explore-stage');
  stage.look = look;
  stage.style.height = `${height}px`;
  await mount(stage);
  await expect.poll(() => stage.renderRoot.querySelector('look-grid')).toBeTruthy();
}

const grid = (): HTMLElement => stage.renderRoot.querySelector('look-grid')!.renderRoot.querySelector('.scroller')!;
const drawer = () => stage.renderRoot.querySelector('look-drawer');
const button = (name: string): HTMLButtonElement => buttonNamed(stage, name)!;

/** Whether an element is the drawer's, or in it. */
function isInDrawer(element: Element | null): boolean {
  for (let at = element; at; at = at.assignedSlot ?? at.parentElement ?? (at.getRootNode() as ShadowRoot).host) {
    if (at === drawer()) return true;
  }
  return false;
}

describe('in a window of 640×360', () => {
  beforeEach(() => openStage(640, 360));

  it('both panels are closed at first, and their buttons say so', () => {
    expect(drawer()).toBeNull();
    for (const name of ['Filters', 'Inspector']) expect(button(name).ariaExpanded).toBe('false');
  });

  it('a button opens one over an inert page, Escape closes it, and the button has the keyboard again', async () => {
    button('Filters').focus();
    await userEvent.keyboard('{Enter}');
    await expect.poll(() => isInDrawer(focusedElement())).toBe(true);
    expect(button('Filters').ariaExpanded).toBe('true');
    await expectAccessible();
    for (let k = 0; k < 60; k++) {
      await userEvent.keyboard('{Tab}');
      // Past the last control the keyboard is the browser's, never the page's behind.
      expect(
        focusedElement() === document.body || isInDrawer(focusedElement()),
        focusedElement()?.outerHTML.slice(0, 80),
      ).toBe(true);
    }
    await userEvent.keyboard('{Escape}');
    await expect.poll(drawer).toBeNull();
    expect(focusedElement()).toBe(button('Filters'));
    expect(button('Filters').ariaExpanded).toBe('false');
  });

  it('a click beside it closes it', async () => {
    button('Inspector').click();
    await expect.poll(drawer).toBeTruthy();
    const dialog = drawer()!.renderRoot.querySelector('dialog')!;
    const beside = { clientX: dialog.getBoundingClientRect().left - 20, clientY: 180, bubbles: true };
    for (const type of ['pointerdown', 'click']) dialog.dispatchEvent(new PointerEvent(type, beside));
    await expect.poll(drawer).toBeNull();
  });

  it('F opens the filters in their search, and the arrow keys move through the grid once they are closed', async () => {
    grid().focus();
    await userEvent.keyboard('f');
    await expect.poll(() => (focusedElement() as HTMLInputElement).type).toBe('search');
    await userEvent.keyboard('{Escape}');
    await expect.poll(drawer).toBeNull();
    await userEvent.keyboard('{Home}{ArrowRight}{ArrowRight}');
    expect(look.session.selected).toBe(look.session.view!.indices[2]);
  });

  it('the keys that decide act in the inspector too', async () => {
    grid().focus();
    await userEvent.keyboard('{Home}i');
    await expect.poll(() => isInDrawer(focusedElement())).toBe(true);
    await userEvent.keyboard('k');
    await expect.poll(() => look.session.journal.length).toBe(1);
    expect(drawer()).toBeTruthy();
  });

  it('what goes wrong in the inspector is said there', async () => {
    grid().focus();
    await userEvent.keyboard('{Home}i');
    await expect.poll(() => isInDrawer(focusedElement())).toBe(true);
    vi.spyOn(look, 'act').mockRejectedValueOnce(new Error('the disk is full'));
    await userEvent.keyboard('k');
    const note = () => stage.renderRoot.querySelector('look-error-note');
    await expect.poll(note).toBeTruthy();
    expect(isInDrawer(note())).toBe(true);
    await userEvent.keyboard('x');
    const status = () => stage.renderRoot.querySelector('.said')!;
    await expect.poll(() => textOf(status())).toContain('exclude');
    expect(isInDrawer(status())).toBe(true);
    expect(note()).toBeNull();
  });

  it('it is remembered how the panels stand in a large window', async () => {
    button('Filters').click();
    await expect.poll(drawer).toBeTruthy();
    await page.viewport(1280, 720);
    await expect.poll(drawer).toBeNull();
    expect(stage.renderRoot.querySelector('look-explore-sidebar')).toBeTruthy();
    expect(stage.renderRoot.querySelector('look-inspector')).toBeTruthy();
  });
});

describe('on a phone held upright', () => {
  const companion = (): HTMLElement => stage.renderRoot.querySelector('.companion')!;

  it('a chart stands below the grid, and stays there while a keyboard on the screen takes half of the height', async () => {
    localStorage.setItem('second-look:explore', JSON.stringify({ companion: 'curves' }));
    await openStage(390, 844);
    await expect
      .poll(() => companion()?.getBoundingClientRect().top)
      .toBeGreaterThanOrEqual(grid().getBoundingClientRect().bottom);
    expect(grid().clientHeight).toBeGreaterThan(120);
    expect(companion().clientHeight).toBeGreaterThan(120);
    stage.renderRoot.querySelector('look-jump-field')!.renderRoot.querySelector('input')!.focus();
    await page.viewport(390, 480);
    await expect.poll(() => innerHeight).toBe(480);
    await stage.updateComplete;
    expect(grid().checkVisibility({ visibilityProperty: true })).toBe(true);
  });

  it('at 390×664 a chart covers the grid, which has its place in the list once it is alone again', async () => {
    await openStage(390, 664);
    grid().scrollTop = 600;
    await expect.poll(() => grid().scrollTop).toBe(600);
    const list = stage.renderRoot
      .querySelector('look-explore-toolbar')!
      .renderRoot.querySelector<HTMLSelectElement>('.beside')!;
    list.value = 'curves';
    list.dispatchEvent(new Event('change'));
    await expect.poll(() => grid().checkVisibility({ visibilityProperty: true })).toBe(false);
    expect(companion().clientHeight).toBeGreaterThan(200);
    list.value = '';
    list.dispatchEvent(new Event('change'));
    await expect.poll(() => grid().checkVisibility({ visibilityProperty: true })).toBe(true);
    expect(grid().scrollTop).toBe(600);
  });
});

describe('from 1920 pixels to 1280', () => {
  const columns = (): number => Number(grid().ariaColCount);

  it('the grid has the columns that it has when opened there, and the tiles the size that was set', async () => {
    await openStage(1280, 720);
    await expect.poll(() => columns()).toBe(7);
    stage.remove();
    localStorage.clear();

    await openStage(1920, 1080);
    await expect.poll(columns).toBe(12);
    await page.viewport(1280, 720);
    await expect.poll(columns).toBe(7);
    expect(stage.renderRoot.querySelector('look-grid')!.tile).toBe(92);
  });

  it('panels made wider give way, so that three columns are left beside a chart, and are as wide as before in the larger one', async () => {
    const set = { sidebarWidth: 420, inspectorWidth: 500, companionWidth: 640, companion: 'curves', tile: 92 };
    localStorage.setItem('second-look:explore', JSON.stringify(set));
    await openStage(1920, 1080);
    const side = (): number => stage.renderRoot.querySelector('.side')!.getBoundingClientRect().width;
    expect(side()).toBe(500);
    await page.viewport(1280, 720);
    await expect.poll(side).toBeLessThan(400);
    expect(columns()).toBeGreaterThanOrEqual(3);
    await page.viewport(1920, 1080);
    await expect.poll(side).toBe(500);
  });
});
