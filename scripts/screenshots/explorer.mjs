import { LARGE, SIZES, SMALL } from './camera.mjs';

/**
 * @import { Page, ViewportSize } from 'playwright'
 * @import { CompanionName } from '../../src/ui/events/explore-events.ts'
 * @import { ExplorePreferences } from '../../src/ui/explore/preferences.ts'
 * @import { Camera } from './camera.mjs'
 */

/** What can stand beside the grid, and what tells that it is drawn. @type {Record<CompanionName, string>} */
const COMPANIONS = {
  ranking: 'look-rank-curve .plot',
  matrix: 'look-confusion-matrix canvas',
  map: 'look-embedding-map canvas',
  'data-map': 'look-data-map canvas',
  curves: 'look-training-curves .uplot',
};

/**
 * Loads the explorer anew on the worst labels, the sixth of them looked at.
 * @param {Page} page
 * @param {{ preferences?: Partial<ExplorePreferences>, split?: string, most?: number }} options how it is set up, what is left out being as
 *   it comes in a window of this size; the split to show, where not all; how many samples to show, where not all
 */
export async function loadExplorer(page, { preferences = {}, split, most } = {}) {
  await page.evaluate((wanted) => {
    window.localStorage.setItem('second-look:explore', JSON.stringify(wanted));
    window.location.hash = '#/explore';
  }, preferences);
  await page.reload();
  await page.waitForFunction(() => window.look?.session.table?.scores.size);
  await page.locator('look-explore-toolbar').waitFor();
  await page.evaluate(
    ({ split: name, most: limit }) => {
      const { look } = window;
      const all = look.dataset.view();
      const worst = (name ? all.matchSplit(name) : all).sortBy('insights.suspicion', { reverse: true });
      look.session.view = limit ? worst.limit(limit) : worst;
      look.session.selected = look.session.view.indices[5];
    },
    { split, most },
  );
  await page.locator('look-grid').waitFor();
}

/**
 * @param {Camera} camera
 * @param {ViewportSize} size
 * @param {Partial<ExplorePreferences>} [preferences]
 */
async function load({ page }, size, preferences) {
  await page.setViewportSize(size);
  await loadExplorer(page, { preferences });
}

/**
 * The explorer in all its states, at one size.
 * @param {Camera} camera
 * @param {ViewportSize} size
 */
async function photographAt(camera, size) {
  const { page } = camera;
  const take = (/** @type {string} */ name) => camera.take(name, size);
  console.error(`explorer at ${size.width} × ${size.height}`);
  await load(camera, size);
  await take('explore');
  await page.locator('look-inspector').evaluate((element) => element.parentElement?.scrollTo(0, 600));
  await page.locator('look-inspector').evaluate((element) => element.scrollTo(0, 600));
  await take('explore-inspector');
  for (const [companion, drawn] of /** @type {[keyof typeof COMPANIONS, string][]} */ (Object.entries(COMPANIONS))) {
    await load(camera, size, { companion });
    await page.locator(drawn).first().waitFor();
    await page.waitForTimeout(500);
    await take(`explore-${companion}`);
  }
  await load(camera, size);
  await page.getByRole('button', { name: 'Tiles: captions and groups' }).click();
  await page.getByLabel('Group by').selectOption('given');
  await page.keyboard.press('Escape');
  await take('explore-grouped');
  await load(camera, size, { tile: 24 });
  await take('explore-small');
  await load(camera, size, { tile: 256 });
  await take('explore-large');
  await load(camera, size, { sidebar: false, inspector: false });
  await take('explore-alone');
  await load(camera, size);
  await page.getByRole('grid', { name: 'Samples' }).hover({ position: { x: 60, y: 60 } });
  await page.waitForTimeout(900);
  await take('explore-hover');
  await page.mouse.move(0, 0);
  await page.getByRole('button', { name: 'Tiles: captions and groups' }).click();
  await take('explore-display');
  await page.keyboard.press('Escape');
  await page.getByRole('grid', { name: 'Samples' }).focus();
  await page.keyboard.press('?');
  await page.locator('look-keys-dialog kbd').first().waitFor();
  await take('explore-keys');
  await page.keyboard.press('Escape');
  await page.locator('look-keys-dialog').waitFor({ state: 'detached' });
  await page.keyboard.press('Control+k');
  await page.locator('look-palette input').fill('class f');
  await take('explore-palette');
  await page.keyboard.press('Escape');
  await page.locator('look-palette').waitFor({ state: 'detached' });
  await page.keyboard.press('/');
  await page.locator('look-choice-dialog input:focus').waitFor();
  await take('explore-class');
  await page.keyboard.press('Escape');
  await page.locator('look-choice-dialog').waitFor({ state: 'detached' });
  await page.keyboard.press('z');
  await page.locator('look-review-mode .guesses button').first().waitFor();
  await take('explore-one-by-one');
  await page.keyboard.press('Escape');
  await page.evaluate(() => {
    const { look } = window;
    look.session.view = look.dataset.view().matchRange('suspicion', 2, 3).sortBy('insights.suspicion');
  });
  await page.locator('look-empty.nothing').waitFor();
  await take('explore-nothing');
}

/**
 * The explorer where filters and inspector slide over the grid, at one size.
 * @param {Camera} camera
 * @param {ViewportSize} size
 */
async function photographSmall(camera, size) {
  const { page } = camera;
  console.error(`explorer at ${size.width} × ${size.height}`);
  await load(camera, size);
  await camera.take('explore', size);
  for (const panel of ['Filters', 'Inspector']) {
    await page.getByRole('button', { name: panel, exact: true }).click();
    await page.getByRole('dialog', { name: panel }).waitFor();
    await camera.take(`explore-${panel.toLowerCase()}`, size);
    await page.keyboard.press('Escape');
  }
  for (const [companion, drawn] of /** @type {[keyof typeof COMPANIONS, string][]} */ (Object.entries(COMPANIONS))) {
    await load(camera, size, { companion });
    await page.locator(drawn).first().waitFor();
    await page.waitForTimeout(500);
    await camera.take(`explore-${companion}`, size);
  }
}

/**
 * The explorer in all its states, with a scored run and nothing fixed yet.
 * @param {Camera} camera
 */
export async function photographExplorer(camera) {
  for (const size of SIZES) await photographAt(camera, size);
  for (const size of SMALL) await photographSmall(camera, size);
  for (const companion of /** @type {const} */ ([null, 'map', 'matrix'])) {
    await load(camera, LARGE, { companion });
    if (companion) await camera.page.locator(COMPANIONS[companion]).first().waitFor();
    await camera.page.waitForTimeout(500);
    await camera.take(companion ? `explore-${companion}` : 'explore', LARGE);
  }
  await photographForced(camera);
}

/**
 * What stands beside the grid, in colours that a person forces on every page.
 * @param {Camera} camera
 */
async function photographForced(camera) {
  const { page } = camera;
  console.error('forced colours');
  await page.emulateMedia({ forcedColors: 'active' });
  for (const [companion, drawn] of /** @type {[keyof typeof COMPANIONS, string][]} */ (Object.entries(COMPANIONS))) {
    await load(camera, SIZES[0], { companion });
    await page.locator(drawn).first().waitFor();
    await page.waitForTimeout(500);
    await camera.take(`explore-${companion}-forced`, SIZES[0]);
  }
  await page.emulateMedia({ forcedColors: 'none' });
}
