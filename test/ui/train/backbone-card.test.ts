import { beforeEach, expect, it, vi } from 'vitest';
import { firstRankingWanted } from '../../../src/api/first-ranking.ts';
import type { Look } from '../../../src/api/look.ts';
import { UNDECIDED } from '../../../src/core/views/decided.ts';
import { BACKBONE } from '../../../src/core/backbone/backbone.ts';
import { learnSpeed } from '../../../src/tasks/backbone-speed.ts';
import { settleProbe } from '../../../src/tasks/probe-run.ts';
import '../../../src/ui/train/backbone-card.ts';
import { expectAccessible } from '../../support/accessibility.ts';
import { buttonNamed, clickButton, deepQuery, mount, startLook, textOf } from '../../support/elements.ts';
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

const sideOf = (element: Element): HTMLSelectElement | null => deepQuery<HTMLSelectElement>(element, '#side');

it('has the pictures seen at the side that is chosen, and begins with that of the newest ranking', async () => {
  const { element } = await card();
  await expect.poll(() => sideOf(element)?.selectedOptions[0].textContent).toMatch(/96 × 96 px, suggested/);
  sideOf(element)!.value = '128';
  sideOf(element)!.dispatchEvent(new Event('change'));
  await expect.poll(() => textOf(element)).toContain('300 samples at 128 × 128 pixels');
  const asked = vi.spyOn(look, 'findSuspects').mockReturnValue(new Promise(() => {}));
  await clickButton(element, 'Judge the labels');
  expect(asked).toHaveBeenCalledWith(expect.objectContaining({ probe: { side: 128 } }));
  element.remove();
  await settleProbe(look.dataset.info, look.dataset.view().indices, 300, 160, 'larger');
  await expect.poll(() => look.session.runs.length).toBe(1);
  const again = (await card()).element;
  await expect.poll(() => sideOf(again)?.value).toBe('160');
});

it('says how long that takes as this machine was measured, and what ranks a large data set best', async () => {
  learnSpeed({ backbone: BACKBONE, side: 96 }, { computed: 1000, elapsedMs: 20_000 });
  vi.spyOn(look.dataset.info, 'sampleCount', 'get').mockReturnValue(50_000);
  const { element } = await card();
  await expect.poll(() => textOf(element)).toContain('50,000 samples at 96 × 96 pixels: about 16 min 40 s.');
  expect(textOf(element)).toMatch(/ranked best by “Thorough”, .*: 128 × 128 pixels, about 29 min 38 s, and a network/);
});
