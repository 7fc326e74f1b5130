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
