import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StageName } from '../../src/ui/events/app-events.ts';
import { expectAccessiblePage } from './support/axe.ts';
import { LEARNING, openProfile, scored, type Profile } from './support/profile.ts';
import { outOfReach } from './support/reach.ts';
import { openDemo, showStage, trainAndScore } from './support/scored-page.ts';

const SCREENS = [
  { name: 'a small phone', width: 360, height: 640 },
  { name: 'a phone', width: 390, height: 844 },
  { name: 'a tablet', width: 820, height: 1180 },
  { name: '1280×720 enlarged to 200 %', width: 640, height: 360 },
  { name: 'a large phone on its side', width: 932, height: 430 },
];

const STAGES: readonly StageName[] = ['data', 'noise', 'train', 'insights', 'explore', 'home', 'about', 'help'];

/** What can stand beside the grid, as the list above it says, and what is then there. */
const COMPANIONS = {
  'Grid and ranking': 'look-rank-curve .plot',
  'Grid and matrix': 'look-confusion-matrix .cells',
  'Grid and map': 'look-embedding-map canvas',
  'Grid and data map': 'look-data-map canvas',
  'Grid and curves': 'look-training-curves .uplot',
};

const LONG_NAMES = [
  'Donaudampfschifffahrtsgesellschaftskapitänsmütze',
  'greater short-horned lizard of the northern plains',
];

let profile: Profile;
let page: Page;
beforeAll(async () => {
  profile = await openProfile();
  page = profile.page;
});
afterAll(() => profile.close());

/** Expects that everything on the page as it stands can be seen and pressed, also by those who do not see it. */
async function expectWithinReach(what: string): Promise<void> {
  // Away from anything that has a tip.
  await page.mouse.move(0, 0);
  await page.locator('wa-tooltip[open]').waitFor({ state: 'detached' });
  expect(await outOfReach(page), what).toEqual([]);
  await expectAccessiblePage(page, what);
}

async function expectAllStages(): Promise<void> {
  for (const stage of STAGES) {
    await showStage(page, stage);
    await expectWithinReach(stage);
  }
}

/** Runs in the page: whether the run shown has its map by UMAP. */
const isLaidOut = (): boolean => window.look.maps.find(window.look.session.run!.id, 'umap').status === 'ready';

const sizes = (rect: { width: number; height: number }) => [rect.width, rect.height];

describe.each(SCREENS)('on $name, $width×$height', ({ width, height }) => {
  beforeAll(() => page.setViewportSize({ width, height }));

  it('everything is within reach before there is any data', expectAllStages);
});

describe('with the demo, before a network is trained', () => {
  beforeAll(() => openDemo(page));

  it.each(SCREENS)('everything is within reach on $name', async ({ width, height }) => {
    await page.setViewportSize({ width, height });
    await expectAllStages();
  });
});

describe('once a run is scored', () => {
  beforeAll(async () => {
    await page.setViewportSize({ width: 1280, height: 720 });
    await trainAndScore(page);
  });

  describe.each(SCREENS)('on $name, $width×$height', ({ width, height }) => {
    beforeAll(() => page.setViewportSize({ width, height }));

    it('everything is within reach on every stage', expectAllStages);

    it('the grid has room for samples between its bars, and none covers another', async () => {
      await showStage(page, 'explore');
      await page.getByRole('grid', { name: 'Samples' }).focus();
      await page.keyboard.press('Home');
      const boxOf = async (locator: string) => (await page.locator(locator).boundingBox())!;
      const bars = [
        await boxOf('look-app header'),
        await boxOf('look-explore-toolbar'),
        await boxOf('look-grid'),
        await boxOf('look-fix-bar'),
        await boxOf('look-status-bar'),
      ];
      for (let k = 1; k < bars.length; k++) {
        expect(bars[k].y).toBeGreaterThanOrEqual(Math.floor(bars[k - 1].y + bars[k - 1].height));
      }
      const last = bars.at(-1)!;
      expect(last.y + last.height).toBeLessThanOrEqual(height);
      // A row of tiles with its captions at the very least.
      expect(bars[2].height, `the grid is ${sizes(bars[2])}`).toBeGreaterThanOrEqual(160);
      expect(bars[2].width).toBe(width);
    });

    it.each(Object.entries(COMPANIONS))('“%s” is within reach', async (option, drawn) => {
      await showStage(page, 'explore');
      await page.getByRole('combobox', { name: 'Beside the grid' }).selectOption(option);
      await page.locator(drawn).first().waitFor();
      // A map is laid out when it is first shown: by principal components, and then by UMAP.
      if (option === 'Grid and map') await page.waitForFunction(isLaidOut, undefined, LEARNING);
      await scored(page);
      await expectWithinReach(option);
      await page.getByRole('combobox', { name: 'Beside the grid' }).selectOption('Grid alone');
    });

    it.each(['Filters', 'Inspector'])('“%s” opens over the grid, and all in it is within reach', async (panel) => {
      await showStage(page, 'explore');
      await page.getByRole('button', { name: panel, exact: true }).click();
      await page.getByRole('dialog', { name: panel }).waitFor();
      await expectWithinReach(panel);
      await page.getByRole('button', { name: `Close ${panel.toLowerCase()}` }).click();
      await page.getByRole('dialog', { name: panel }).waitFor({ state: 'detached' });
    });

    it.each([
      ['?', 'look-keys-dialog'],
      ['/', 'look-choice-dialog'],
      ['Control+k', 'look-palette'],
      ['z', 'look-review-mode'],
    ])('what the key %s opens is within reach', async (key, dialog) => {
      await showStage(page, 'explore');
      await page.getByRole('grid', { name: 'Samples' }).focus();
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press(key);
      await page.locator(dialog).getByRole('heading').first().waitFor();
      await expectWithinReach(dialog);
      await page.keyboard.press('Escape');
      await page.locator(dialog).waitFor({ state: 'detached' });
    });

    it('all that an export asks is within reach', async () => {
      await showStage(page, 'home');
      await page.getByRole('button', { name: 'Export …' }).click();
      await page.getByLabel('What the file begins with').waitFor();
      await expectWithinReach('look-export-dialog');
      await page.getByRole('button', { name: 'Close', exact: true }).click();
      await page.locator('look-export-dialog').waitFor({ state: 'detached' });
    });

    it('samples picked can be decided about and let go', async () => {
      await showStage(page, 'explore');
      await page.getByRole('grid', { name: 'Samples' }).focus();
      await page.keyboard.press('Control+a');
      await page.locator('look-pick-bar').waitFor();
      await expectWithinReach('samples picked');
      await page.getByRole('button', { name: /^Let go/ }).click();
      await page.locator('look-pick-bar').waitFor({ state: 'detached' });
    });
  });

  describe('with long names of classes', () => {
    beforeAll(() =>
      page.evaluate((names) => {
        const { dataset } = window.look;
        for (const classes of [dataset.table.classes, dataset.info.classes] as string[][])
          for (const k of classes.keys()) classes[k] = `${names[k % names.length]} ${k}`;
      }, LONG_NAMES),
    );

    it.each(SCREENS)('everything is within reach on $name', async ({ width, height }) => {
      await page.setViewportSize({ width, height });
      await expectAllStages();
      await showStage(page, 'explore');
      await page.getByRole('combobox', { name: 'Beside the grid' }).selectOption('Grid and matrix');
      await page.locator(COMPANIONS['Grid and matrix']).waitFor();
      await expectWithinReach('matrix');
      await page.getByRole('combobox', { name: 'Beside the grid' }).selectOption('Grid alone');
    });
  });

  it('nothing went wrong meanwhile', () => expect(profile.troubles).toEqual([]));
});
