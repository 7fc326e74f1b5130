import { readFileSync } from 'node:fs';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { columnLeft, rowTop } from '../../src/ui/grid/grid-layout.ts';
import { Fingers, placeIn, type Place } from './support/fingers.ts';
import { openProfile, scored, type Profile } from './support/profile.ts';
import { expectForFingers, expectLargeTargets } from './support/targets.ts';

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const TABLETS = [
  { width: 820, height: 1180 },
  { width: 1180, height: 820 },
];

/** Middle of the picture in a column of the first row. */
async function pictureAt(page: Page, column: number): Promise<Place> {
  const grid = page.locator('look-grid');
  const layout = await grid.evaluate((element) => (element as HTMLElementTagNameMap['look-grid']).viewport.layout);
  const box = (await grid.boundingBox())!;
  const half = layout.tile / 2;
  return { x: box.x + columnLeft(layout, column) + half, y: box.y + rowTop(layout, 0) + half };
}

const picked = (page: Page) => page.evaluate(() => [...window.look.session.selection.indices]);

/** What the samples are labelled now. */
const labels = (page: Page, samples: number[]) =>
  page.evaluate((indices) => indices.map((index) => window.look.dataset.sample(index).current), samples);

describe('the whole job with fingers alone', () => {
  let profile: Profile;
  let page: Page;
  let fingers: Fingers;
  beforeAll(async () => {
    profile = await openProfile(PHONE);
    page = profile.page;
    fingers = await Fingers.on(page);
  });
  afterAll(() => profile.close());

  const button = (name: string | RegExp) => page.getByRole('button', { name }).first();
  const stage = (name: string) => page.getByRole('navigation', { name: 'Stages' }).getByRole('link', { name }).tap();

  it('opens the demo, injects noise, and trains and scores', async () => {
    await expectForFingers(page, 'first visit');
    await button('Try the demo').tap();
    await page.getByRole('heading', { name: 'Emoji-32', exact: true }).waitFor();
    await expectForFingers(page, 'data');

    await stage('Noise');
    await button('Inject label noise').tap();
    await button('Undo the noise').waitFor();
    await expectForFingers(page, 'noise');

    await button('Train on these labels').tap();
    await page.getByRole('radio', { name: /Custom/ }).tap();
    await page.getByRole('spinbutton', { name: 'Epochs' }).fill('1');
    await expectForFingers(page, 'training');
    await button('Train, predict and score').tap();
    await scored(page);

    await stage('Insights');
    await page.locator('look-score-table').getByRole('row').nth(1).waitFor();
    await expectForFingers(page, 'insights');
  });

  it('picks three by a hold and taps, gives them a class, takes that back and does it again', async () => {
    await stage('Explore');
    await page.waitForFunction(() => document.querySelector('look-app') && window.look.session.view!.count() > 0);
    await page.locator('look-grid').waitFor();
    await expectForFingers(page, 'explorer');

    await expect
      .poll(async () => {
        if ((await picked(page)).length === 0) await fingers.hold(await pictureAt(page, 0));
        return (await picked(page)).length;
      })
      .toBe(1);
    await fingers.tap(await pictureAt(page, 1));
    await expect.poll(async () => (await picked(page)).length).toBe(2);
    await fingers.tap(await pictureAt(page, 2));
    await expect.poll(async () => (await picked(page)).length).toBe(3);
    await expectForFingers(page, 'three picked');

    const samples = await picked(page);
    const before = await labels(page, samples);
    const wanted = await page.evaluate(() => window.look.dataset.info.classes[2]);
    await button('Relabel …').tap();
    await page.getByRole('option', { name: wanted }).waitFor();
    await expectForFingers(page, 'choosing a class');
    await page.getByRole('option', { name: wanted }).tap();
    await button('Do it').waitFor();
    await expectForFingers(page, 'looking at the change');
    await button('Do it').tap();
    await expect.poll(() => labels(page, samples)).toEqual([wanted, wanted, wanted]);
    await expect.poll(() => picked(page)).toEqual([]);

    const done = page.locator('.done').getByRole('button');
    await done.filter({ hasText: 'undo' }).tap();
    await expect.poll(() => labels(page, samples)).toEqual(before);
    await done.filter({ hasText: 'redo' }).tap();
    await expect.poll(() => labels(page, samples)).toEqual([wanted, wanted, wanted]);
  });

  it('goes on, goes back, and undoes and redoes by the buttons beside a sample', async () => {
    const bar = page.locator('look-fix-bar');
    const looked = () => page.evaluate(() => window.look.session.selected);
    await fingers.tap(await pictureAt(page, 1));
    await expect.poll(looked).not.toBeNull();
    const first = await looked();
    await bar.getByRole('button', { name: 'skip' }).tap();
    await expect.poll(looked).not.toBe(first);
    const second = await looked();
    await bar.getByRole('button', { name: 'back' }).tap();
    await expect.poll(looked).not.toBe(second);
    const current = () => page.evaluate(() => window.look.dataset.table.current.join());
    const before = await current();
    await bar.getByRole('button', { name: 'undo' }).tap();
    await expect.poll(current).not.toBe(before);
    await bar.getByRole('button', { name: 'redo' }).tap();
    await expect.poll(current).toBe(before);
    await bar.getByRole('button', { name: 'help' }).tap();
    await page.getByRole('heading', { name: 'By touch' }).waitFor();
    await page.locator('look-keys-dialog').getByRole('button', { name: 'Close' }).last().tap();
    await page.locator('look-keys-dialog').waitFor({ state: 'detached' });
  });

  it('reviews one by one: guesses, decisions, undo and the way back are buttons in reach', async () => {
    const looked = () => page.evaluate(() => window.look.session.selected);
    await button('Review one by one').tap();
    const mode = page.locator('look-review-mode');
    const guesses = mode.getByRole('group', { name: 'Next guesses' }).getByRole('button');
    await guesses.nth(2).waitFor();
    await expectForFingers(page, 'review one by one');
    for (const one of await mode.locator('.decide button').all()) {
      const box = (await one.boundingBox())!;
      expect(box.height).toBeGreaterThanOrEqual(44);
      expect(box.y + box.height).toBeLessThanOrEqual(PHONE.viewport.height);
    }
    const first = (await looked())!;
    const [before] = await labels(page, [first]);
    await guesses.nth(0).tap();
    await expect.poll(() => labels(page, [first])).not.toEqual([before]);
    await expect.poll(looked).not.toBe(first);
    await mode.getByRole('group', { name: 'Decide' }).getByRole('button', { name: 'undo' }).tap();
    await expect.poll(() => labels(page, [first])).toEqual([before]);
    await expect.poll(looked).toBe(first);
    await mode.getByRole('region', { name: 'Next', exact: true }).getByRole('button').nth(1).tap();
    await expect.poll(looked).not.toBe(first);
    const second = await looked();
    await mode.getByRole('button', { name: 'Close' }).tap();
    await mode.waitFor({ state: 'detached' });
    expect(await looked()).toBe(second);
  });

  it('draws a lasso on the map, and lets go what it picked', async () => {
    await page.getByRole('combobox', { name: 'Beside the grid' }).selectOption('map');
    await page.waitForFunction(() => window.look.maps.find(window.look.session.run!.id, 'pca').status === 'ready');
    await page.waitForFunction(() => window.look.session.jobs.list.every(({ status }) => status !== 'running'));
    const map = page.locator('look-map-canvas');
    await map.waitFor();
    await map.evaluate((element) => element.scrollIntoView({ block: 'start' }));
    await expectForFingers(page, 'map');
    await button('Pick with a lasso').tap();
    await expect
      .poll(async () => {
        const [a, b, c, d] = await Promise.all([
          placeIn(map, 0.04, 0.04),
          placeIn(map, 0.7, 0.04),
          placeIn(map, 0.7, 0.96),
          placeIn(map, 0.04, 0.96),
        ]);
        await fingers.draw([a, b, c, d]);
        return (await picked(page)).length;
      })
      .toBeGreaterThan(0);
    await fingers.tap(await placeIn(button('Let go'), 0.5, 0.5));
    await expect.poll(async () => (await picked(page)).length).toBe(0);
    await page.getByRole('combobox', { name: 'Beside the grid' }).selectOption('');
  });

  for (const name of ['ranking', 'matrix', 'data-map', 'curves']) {
    it(`has room for fingers with the ${name} beside the grid`, async () => {
      await page.getByRole('combobox', { name: 'Beside the grid' }).selectOption(name);
      await page.locator('section.companion > *').waitFor();
      await expectForFingers(page, name);
      await page.getByRole('combobox', { name: 'Beside the grid' }).selectOption('');
    });
  }

  it('takes the labels home', async () => {
    await stage('Export');
    await button('Corrected labels (CSV)').waitFor();
    await expectForFingers(page, 'export');
    const [download] = await Promise.all([page.waitForEvent('download'), button('Corrected labels (CSV)').tap()]);
    expect(readFileSync(await download.path(), 'utf8').split('\n').length).toBeGreaterThan(5_000);
  });

  it('reads the Help', async () => {
    await page.getByRole('link', { name: 'Help', exact: true }).tap();
    await page.getByRole('heading', { name: 'Quick start' }).waitFor();
    await expectLargeTargets(page, 'the list of the Help');
    await page.getByRole('link', { name: 'Privacy', exact: true }).first().tap();
    await page.getByRole('heading', { name: 'Privacy', exact: true }).waitFor();
    await expectLargeTargets(page, 'a page of the Help');
    await page.getByRole('link', { name: 'All pages' }).tap();
    await page.getByRole('link', { name: 'Formats', exact: true }).first().waitFor();
  });

  for (const size of TABLETS) {
    it(`has room for fingers on a tablet, ${size.width}×${size.height}, with filters and inspector`, async () => {
      await page.setViewportSize(size);
      await stage('Explore');
      await page.locator('look-grid').waitFor();
      await fingers.tap(await pictureAt(page, 0));
      await expectForFingers(page, 'explorer');
      for (const panel of ['Filters', 'Inspector']) {
        const opener = page.getByRole('button', { name: panel, exact: true });
        const [tag] = panel === 'Filters' ? ['look-explore-sidebar'] : ['look-inspector'];
        if ((await page.locator(tag).count()) === 0) await opener.tap();
        await page.locator(tag).waitFor();
        await expectForFingers(page, panel);
        const close = page.getByRole('button', { name: `Close ${panel.toLowerCase()}` });
        if ((await close.count()) > 0) await close.tap();
      }
    });
  }

  it('met no trouble', () => expect(profile.troubles).toEqual([]));
});
