import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeArchive } from '../../scripts/test-archives.mjs';
import { openProfile, reopened, scored, type Profile } from './support/profile.ts';

/** What must be the same before and after a reload. */
const wholeState = (page: Page) =>
  page.evaluate(() => {
    const { dataset, session } = window.look;
    const run = session.run!;
    return {
      dataset: [dataset.name, dataset.count(), dataset.info.classes, dataset.info.splits],
      samples: [...dataset.view().take(300, 7)],
      run: [run.name, run.status, run.epochs, 'recipe' in run && run.recipe, run.indices.length],
      ranking: [...dataset.table.scores.keys()].map((key) => [key, window.look.rankingQuality(key)]),
    };
  });

const archive = makeArchive('cifar-10-binary.tar.gz', { train: 2000, test: 400 });

const stories = [
  {
    name: 'the built-in demo',
    missing: false,
    open: (page: Page) => page.getByRole('button', { name: 'Try the demo' }).click(),
    title: 'Emoji-32',
    train: 4169,
    total: 5226,
  },
  {
    name: 'a real CIFAR-10 archive',
    missing: !archive,
    open: (page: Page) => page.locator('#look-files').setInputFiles(archive!),
    title: 'CIFAR-10',
    train: 2000,
    total: 2400,
  },
];

describe.each(stories)('the whole job on $name', ({ missing, open, title, train, total }) => {
  let profile: Profile;
  let page: Page;
  beforeAll(async () => {
    profile = await openProfile();
    page = profile.page;
  });
  afterAll(() => profile.close());

  const stage = (name: string) => page.getByRole('navigation', { name: 'Stages' }).getByRole('link', { name });

  it('runs by mouse from an empty page to the worst labels, and is all there after a reload', async ({ skip }) => {
    if (missing) skip('the pictures that real archives are made of are missing');

    await open(page);
    await page.getByRole('heading', { name: title, exact: true }).waitFor();
    expect(await page.evaluate(() => window.look.dataset.count())).toBe(total);

    await page.getByRole('button', { name: /^Theme/ }).hover();
    await page.locator('wa-tooltip[open] [part~=body]').first().waitFor();

    await stage('Noise').click();
    await page.getByRole('button', { name: 'Inject label noise' }).click();
    await page.getByRole('button', { name: 'Undo the noise' }).waitFor();
    const injected = Math.round(0.2 * train);
    expect(await page.evaluate(() => window.look.dataset.view().matchTags('mistake').count())).toBe(injected);

    await page.getByRole('button', { name: 'Train on these labels' }).click();
    await page.getByRole('radio', { name: /Custom/ }).check();
    await page.getByRole('spinbutton', { name: 'Epochs' }).fill('1');
    await page.getByRole('button', { name: 'Train, predict and score' }).click();
    await scored(page);

    await stage('Insights').click();
    const row = page.getByRole('row', { name: /^Self-confidence (?!\()/ });
    await expect.poll(async () => (await row.innerText()).match(/\.\d{3}/g)).toHaveLength(4);

    await stage('Explore').click();
    await page
      .getByRole('button', { name: /mistakenness/i })
      .first()
      .click();
    await page.waitForFunction(() => window.look.session.view!.stages.length === 3);
    const grid = page.getByRole('grid');
    await grid.focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    const shown = await page.evaluate(() => {
      const { view, selected } = window.look.session;
      const [first, second] = view!.indices;
      const { mistakenness_logits: worst } = window.look.dataset.sample(first).insights;
      return {
        count: view!.count(),
        place: view!.indices.indexOf(selected!),
        worst,
        next: window.look.dataset.sample(second).insights.mistakenness_logits,
      };
    });
    expect(shown.count).toBeGreaterThanOrEqual(train);
    expect(shown.place).toBe(2);
    expect(shown.worst!).toBeGreaterThanOrEqual(shown.next!);
    const selected = await page.evaluate(() => window.look.dataset.sample(window.look.session.selected!));
    const inspector = page.locator('look-inspector');
    await inspector.getByText(selected.predicted!).first().waitFor();
    await inspector.getByText(selected.given!).first().waitFor();

    const before = await wholeState(page);
    await reopened(page);
    expect(await wholeState(page)).toEqual(before);
    await page.getByRole('grid').waitFor();
    expect(profile.troubles).toEqual([]);
  });
});
