import sharp from 'sharp';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { zipOf } from '../core/formats/listing/support.ts';
import { chooseFiles, importAs, summaryOf } from './support/imports.ts';
import { LEARNING, openProfile, ready, scored, type Profile } from './support/profile.ts';
import { showStage } from './support/scored-page.ts';

const COUNT = 60;

/** A photo of stripes that lie or stand, in colours of its own; `wide` is how many there are. */
async function stripes(lie: boolean, index: number): Promise<Buffer> {
  const every = 16 + (index % 5) * 6;
  const [width, height] = lie ? ['320', String(every / 2)] : [String(every / 2), '240'];
  const bars = Array.from({ length: Math.ceil(320 / every) }, (_, i) => {
    const [x, y] = lie ? [0, i * every] : [i * every, 0];
    return `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="hsl(${(index * 37) % 360} 70% 40%)"/>`;
  });
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="320" height="240"><rect width="320" height="240" fill="#ddd"/>${bars.join('')}</svg>`;
  return sharp(Buffer.from(svg)).jpeg().toBuffer();
}

/** Those that lie in the folder of the others. */
const MISPLACED = ['lying/7.jpg', 'lying/30.jpg', 'standing/11.jpg'];

async function photos(): Promise<Blob> {
  const files = Array.from({ length: 2 * COUNT }, async (_, i): Promise<[string, Buffer]> => {
    const folder = i % 2 ? 'standing' : 'lying';
    const name = `${folder}/${i >> 1}.jpg`;
    return [name, await stripes((folder === 'lying') !== MISPLACED.includes(name), i)];
  });
  return zipOf(await Promise.all(files));
}

/** Names of the samples of the view, in its order. */
const shown = (page: Page) =>
  page.evaluate(() => {
    const { view, table } = window.look.session;
    return [...view!.indices].map((i) => table!.names![i]);
  });

const suspicionOf = (page: Page, names: string[]) =>
  page.evaluate((wanted) => {
    const { names: all, scores } = window.look.dataset.table;
    return wanted.map((name) => scores.get('suspicion')!.values[all!.indexOf(name)]);
  }, names);

describe('photos that nothing was trained on', () => {
  let profile: Profile;
  let page: Page;
  beforeAll(async () => {
    profile = await openProfile(undefined, { firstRanking: true });
    page = profile.page;
  });
  afterAll(() => profile.close());

  it('have their suspects in sight after the import, without a visit to the Train stage', LEARNING, async () => {
    const buffer = Buffer.from(await (await photos()).arrayBuffer());
    await chooseFiles(page, { name: 'stripes.zip', mimeType: 'application/zip', buffer });
    await summaryOf(page);
    await importAs(page, 'stripes');
    await showStage(page, 'explore');
    await page.getByRole('button', { name: 'Look at the suspects' }).click(LEARNING);
    await scored(page);
    expect((await shown(page)).slice(0, 3).sort()).toEqual(MISPLACED);
    expect(await page.evaluate(() => window.look.session.runs.map(({ source }) => source))).toEqual(['probe']);
  });

  it('are ranked anew by what a review decided, when that is asked for and not before', LEARNING, async () => {
    const before = await shown(page);
    const scores = await suspicionOf(page, MISPLACED);
    await page.getByRole('grid', { name: 'Samples' }).focus();
    await page.keyboard.press('Home');
    for (let k = 0; k < MISPLACED.length; k++) {
      const edits = await page.evaluate(() => window.look.session.journal.length);
      await page.keyboard.press('Enter');
      await page.waitForFunction((was) => window.look.session.journal.length > was, edits);
    }
    await page.getByText('3 labels changed since the ranking').waitFor();
    expect(await shown(page)).toEqual(before);
    expect(await suspicionOf(page, MISPLACED)).toEqual(scores);

    await page.getByRole('button', { name: 'Rank again' }).click();
    await page.getByText('3 labels changed since the ranking').waitFor({ state: 'detached' });
    await scored(page);
    const after = await suspicionOf(page, MISPLACED);
    after.forEach((score, i) => expect(score, MISPLACED[i]).toBeLessThan(scores[i] / 2));
    expect((await shown(page)).slice(0, 3).sort()).not.toEqual(MISPLACED);
  });

  it('are ranked offline after a first visit', LEARNING, async () => {
    // What the first ranking fetched is kept from the second visit on.
    await page.evaluate(async () => (await navigator.serviceWorker.ready).active?.state);
    await page.reload();
    await ready(page);
    await page.waitForFunction(() => navigator.serviceWorker.controller);
    await page.evaluate(async () => {
      await window.look.findSuspects({ probe: { side: 64 }, scores: [] });
    });
    await profile.context.setOffline(true);
    try {
      await page.reload();
      await ready(page);
      await page.waitForFunction(() => window.look.session.dataset);
      const side = await page.evaluate(async () => {
        const { run } = await window.look.findSuspects({ probe: { side: 128 }, scores: [] });
        return run.source === 'probe' && run.status === 'trained' && run.choice.side;
      });
      expect(side).toBe(128);
    } finally {
      await profile.context.setOffline(false);
    }
    expect(profile.troubles).toEqual([]);
  });
});
