import { beforeEach, expect, it, vi } from 'vitest';
import { firstRankingWanted } from '../../../src/api/first-ranking.ts';
import type { Look } from '../../../src/api/look.ts';
import { UNDECIDED } from '../../../src/core/views/decided.ts';
import '../../../src/ui/train/backbone-card.ts';
import { expectAccessible } from '../../support/accessibility.ts';
import { buttonNamed, clickButton, mount, startLook, textOf } from '../../support/elements.ts';
import { storeFeatures } from '../../support/embedded.ts';
import { emptyDatabase, storeTinyDataset } from '../../support/tiny-dataset.ts';

let look: Look;

beforeEach(async () => {
  localStorage.clear();
  await emptyDatabase();
  const info = await storeTinyDataset(300);
  await storeFeatures(info);
  look = await startLook();
  await look.session.open(info.id);
});

async function card() {
  const element = document.createElement('look-backbone-card');
  element.look = look;
  element.view = look.dataset.view().matchSplit('train');
  const asked: string[] = [];
  element.addEventListener('look-go', (event) => asked.push(event.detail.stage));
  await mount(element);
  return { element, asked };
}

it('judges the labels by one button, and leads to the suspects', async () => {
  const { element, asked } = await card();
  await expect.poll(() => textOf(element)).toMatch(/300 samples at 96 × 96 pixels: about \d+ s, or less/);
  const { findSuspects } = look;
  vi.spyOn(look, 'findSuspects').mockImplementation((options) => findSuspects({ ...options, probe: { side: 96 } }));
  await clickButton(element, 'Judge the labels');
  await vi.waitFor(() => expect(asked).toEqual(['explore']), { timeout: 30_000 });
  expect(look.session.view!.stages.slice(-2)).toMatchObject([{ stage: 'sortBy', reverse: true }, UNDECIDED]);
  await expect.poll(() => textOf(element)).toContain('Done, on the labels as they stand.');
  await look.relabel([4], 'frog');
  await expect.poll(() => textOf(element)).toContain('1 label changed since.');
  expect(buttonNamed(element, 'Judge the labels again')).not.toBeNull();
  await expectAccessible();
});

it('shows the work while it runs, and has no second button then', async () => {
  const { element } = await card();
  let end = (): void => {};
  const job = look.session.jobs.run('backbone', 'Judging', () => new Promise<void>((resolve) => (end = resolve)));
  await expect.poll(() => buttonNamed(element, 'Cancel')).not.toBeNull();
  expect(buttonNamed(element, 'Judge the labels')).toBeNull();
  end();
  await job;
  await expect.poll(() => buttonNamed(element, 'Judge the labels')).not.toBeNull();
});

it('keeps whether the ranking is to start by itself', async () => {
  const { element } = await card();
  const box = element.renderRoot.querySelector('input')!;
  expect(box.checked).toBe(true);
  box.click();
  expect(firstRankingWanted()).toBe(false);
  element.remove();
  expect((await card()).element.renderRoot.querySelector('input')!.checked).toBe(false);
});
