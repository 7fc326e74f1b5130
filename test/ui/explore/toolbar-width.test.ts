import { beforeEach, expect, it, onTestFinished } from 'vitest';
import { page } from 'vitest/browser';
import type { Table } from '../../../src/core/dataset/table.ts';
import { COMPANIONS } from '../../../src/ui/explore/companions.ts';
import '../../../src/ui/explore/toolbar.ts';
import type { LookExploreToolbar } from '../../../src/ui/explore/toolbar.ts';
import { expectAccessible } from '../../support/accessibility.ts';
import { mount, startLook } from '../../support/elements.ts';
import { emptyDatabase, storeTinyDataset } from '../../support/tiny-dataset.ts';

let table: Table;

beforeEach(async () => {
  await page.viewport(1280, 720);
  onTestFinished(() => page.viewport(414, 896));
  localStorage.clear();
  await emptyDatabase();
  const info = await storeTinyDataset(20);
  const look = await startLook();
  ({ table } = await look.session.open(info.id));
});

async function toolbarOf(width: number): Promise<LookExploreToolbar> {
  const toolbar = document.createElement('look-explore-toolbar');
  Object.assign(toolbar, { table, companion: 'data-map', indices: Uint32Array.from({ length: 20 }, (_, i) => i) });
  toolbar.style.width = `${width}px`;
  return mount(toolbar);
}

const part = (toolbar: LookExploreToolbar, selector: string): HTMLElement =>
  toolbar.renderRoot.querySelector(selector)!;

it('as wide as between both panels at 1280 pixels, the bar names what stands beside the grid in a list, in two rows', async () => {
  const toolbar = await toolbarOf(718);
  const list = part(toolbar, 'select.beside') as HTMLSelectElement;
  expect(list.checkVisibility()).toBe(true);
  expect(part(toolbar, '.tabs').checkVisibility()).toBe(false);
  expect(list.value).toBe('data-map');
  expect(list.options).toHaveLength(COMPANIONS.length + 1);
  expect(toolbar.clientHeight).toBeLessThan(100);
  const asked: unknown[] = [];
  toolbar.addEventListener('look-companion', (event) => asked.push(event.detail));
  for (const value of ['curves', '']) {
    list.value = value;
    list.dispatchEvent(new Event('change'));
  }
  expect(asked).toEqual(['curves', null]);
  await expectAccessible();
});

it('wider, it has a tab for each, still in two rows', async () => {
  const toolbar = await toolbarOf(1200);
  expect(part(toolbar, 'select.beside').checkVisibility()).toBe(false);
  expect(part(toolbar, '.tabs').checkVisibility()).toBe(true);
  expect(toolbar.clientHeight).toBeLessThan(100);
});

it('keeps its height whatever it counts and however many chips there are, and says where the groups are from', async () => {
  const toolbar = await toolbarOf(718);
  const height = toolbar.clientHeight;
  const count = part(toolbar, '.count').getBoundingClientRect().width;
  const words = ['a long one', 'an even longer one', 'another', 'one more', 'and one more'];
  Object.assign(toolbar, {
    stages: words.map((word) => ({ stage: 'matchName', texts: [word] })),
    indices: new Uint32Array(0),
    groupBy: 'given',
  });
  await toolbar.updateComplete;
  const chips = toolbar.renderRoot.querySelector('look-filter-chips')!;
  await expect.poll(() => chips.renderRoot.querySelectorAll('.chip').length).toBe(6);
  expect(toolbar.clientHeight).toBe(height);
  expect(part(toolbar, '.count').getBoundingClientRect().width).toBe(count);
  // None of them is out of reach.
  const row = part(toolbar, '.chips');
  row.dispatchEvent(new WheelEvent('wheel', { deltaY: 2000, cancelable: true }));
  expect(Math.ceil(row.scrollLeft + row.clientWidth)).toBeGreaterThanOrEqual(row.scrollWidth);
  const asked: unknown[] = [];
  toolbar.addEventListener('look-group', (event) => asked.push((event as CustomEvent).detail));
  chips.renderRoot.querySelector<HTMLElement>('[aria-label*="grouped by given label"]')!.click();
  expect(asked).toEqual([null]);
  await expectAccessible();
});
