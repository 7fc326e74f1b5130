import type { Locator, Page } from 'playwright';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectAccessiblePage } from './support/axe.ts';
import { openProfile, scored, type Profile } from './support/profile.ts';

/** A channel that differs by less looks the same at a glance. */
const SEEN = 60;

async function pixelsOf(element: Locator): Promise<{ data: Buffer; width: number; height: number }> {
  // A pointer over it would change it too.
  await element.page().mouse.move(0, 0);
  const { data, info } = await sharp(await element.screenshot())
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

/** The share of an element's pixels that an action changes for the eye. */
async function changedBy(element: Locator, act: () => Promise<unknown>): Promise<number> {
  const before = await pixelsOf(element);
  await act();
  await element.evaluate((node) => (node as HTMLElement).blur());
  const after = await pixelsOf(element);
  const [width, height] = [Math.min(before.width, after.width), Math.min(before.height, after.height)];
  let changed = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const differs = (channel: number): boolean => {
        const [a, b] = [(y * before.width + x) * 3 + channel, (y * after.width + x) * 3 + channel];
        return Math.abs(before.data[a] - after.data[b]) > SEEN;
      };
      if ([0, 1, 2].some(differs)) changed += 1;
    }
  }
  return changed / (width * height);
}

describe.each(['dark', 'light'] as const)('colours that a person forces on every page, a %s palette', (colorScheme) => {
  let profile: Profile;
  let page: Page;
  beforeAll(async () => {
    profile = await openProfile();
    page = profile.page;
    await page.emulateMedia({ forcedColors: 'active', colorScheme, reducedMotion: 'reduce' });
  });
  afterAll(() => profile.close());

  const stage = (name: string) => page.getByRole('navigation', { name: 'Stages' }).getByRole('link', { name });

  it('leave every stage readable, and what is chosen apart from what is not', async () => {
    await expectAccessiblePage(page, 'empty');
    await page.getByRole('button', { name: 'Try the demo' }).click();
    await page.getByRole('heading', { name: 'Emoji-32', exact: true }).waitFor();
    await expectAccessiblePage(page, 'data');

    expect(await changedBy(stage('Noise'), () => stage('Noise').click())).toBeGreaterThan(0.03);
    await page.getByRole('button', { name: 'Inject label noise' }).click();
    await page.getByRole('button', { name: 'Undo the noise' }).waitFor();
    await expectAccessiblePage(page, 'noise');

    await page.getByRole('button', { name: 'Train on these labels' }).click();
    const custom = page.getByRole('radio', { name: /Custom/ });
    const option = page.locator('label.option').filter({ has: custom });
    expect(await changedBy(option, () => custom.check())).toBeGreaterThan(0.02);
    await page.getByRole('spinbutton', { name: 'Epochs' }).fill('1');
    await expectAccessiblePage(page, 'train');
    await page.getByRole('button', { name: 'Train, predict and score' }).click();
    await scored(page);

    const titles = { Train: 'Train a network', Insights: 'Insights', Export: 'Export' };
    for (const [name, title] of Object.entries(titles)) {
      await stage(name).click();
      await page.getByRole('heading', { name: title, exact: true, level: 1 }).waitFor();
      await expectAccessiblePage(page, name);
    }
    await stage('Explore').click();
    const grid = page.getByRole('grid').first();
    await grid.waitFor();
    await expectAccessiblePage(page, 'explore');
    const value = page.locator('look-facet button.value').first();
    expect(await changedBy(value, () => value.click())).toBeGreaterThan(0.03);
    const chip = page.locator('look-filter-chips .chip').first();
    expect(await changedBy(chip, () => chip.locator('.turn').click())).toBeGreaterThan(0.01);
    await page.getByRole('button', { name: 'Clear all' }).click();

    await grid.focus();
    await page.keyboard.press('Home');
    expect(await changedBy(grid, () => page.keyboard.press('ArrowRight'))).toBeGreaterThan(0.001);
    await grid.focus();
    expect(await changedBy(grid, () => page.keyboard.press('Space'))).toBeGreaterThan(0.002);

    await page.locator('look-explore-toolbar select.beside').selectOption('map');
    const lasso = page.getByRole('button', { name: /^Pick with a lasso/ });
    await lasso.waitFor();
    expect(await changedBy(lasso, () => lasso.click())).toBeGreaterThan(0.03);
    await expectAccessiblePage(page, 'map');
    const shown = page.locator('look-map-legend button').first();
    expect(await changedBy(shown, () => shown.click())).toBeGreaterThan(0.03);
    expect(profile.troubles).toEqual([]);
  });
});
