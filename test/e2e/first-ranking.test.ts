import sharp from 'sharp';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { zipOf } from '../core/formats/listing/support.ts';
import { chooseFiles, importAs, summaryOf } from './support/imports.ts';
import { LEARNING, openProfile, reopened, scored, type Profile } from './support/profile.ts';
import { showStage } from './support/scored-page.ts';

/** How many of the most suspect are decided. */
const DECIDED = 10;

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

/** Whether a photo lies in the folder of the others: one in ten of each. */
const isMisplaced = (index: number): boolean => index % 20 === 6 || index % 20 === 13;

/** The folder that a photo lies in, and its name. */
const nameOf = (index: number): string => `${index % 2 ? 'standing' : 'lying'}/${index >> 1}.jpg`;

const ALL = Array.from({ length: 200 }, (_, i) => i);
const MISPLACED = ALL.filter(isMisplaced).map(nameOf);

async function photos(): Promise<Blob> {
  const files = ALL.map(async (i): Promise<[string, Buffer]> => {
    const lie = i % 2 === 0;
    return [nameOf(i), await stripes(lie !== isMisplaced(i), i)];
  });
  return zipOf(await Promise.all(files));
}

/** Names of the samples of the view, in its order. */
const shown = (page: Page) =>
  page.evaluate(() => {
    const { view, table } = window.look.session;
    return [...view!.indices].map((i) => table!.names![i]);
  });

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
    const first = (await shown(page)).slice(0, DECIDED);
    // One in ten is misplaced.
    expect(first.filter((name) => MISPLACED.includes(name)).length).toBeGreaterThan(DECIDED / 2);
    expect(await page.evaluate(() => window.look.session.runs.map(({ source }) => source))).toEqual(['probe']);
  });

  it('are ranked anew by what a review decided, when that is asked for and not before', LEARNING, async () => {
    const before = await shown(page);
    const decided = before.slice(0, DECIDED);
    const wrong = decided.filter((name) => MISPLACED.includes(name));
    await page.getByRole('grid', { name: 'Samples' }).focus();
    await page.keyboard.press('Home');
    for (const name of decided) {
      const edits = await page.evaluate(() => window.look.session.journal.length);
      if (!wrong.includes(name)) await page.keyboard.press('k');
      else {
        // So few samples are all believed as they are labelled, so nothing is suggested: the class is chosen.
        await page.keyboard.press('/');
        await page.locator('look-choice-dialog input').fill(name.startsWith('lying') ? 'standing' : 'lying');
        await page.keyboard.press('Enter');
      }
      await page.waitForFunction((was) => window.look.session.journal.length > was, edits);
    }
    await page.getByText(`${wrong.length} labels changed since the ranking`).waitFor();
    expect(await shown(page)).toEqual(before);

    await page.getByRole('button', { name: 'Rank again' }).click();
    await page.locator('look-rank-notice .notice').waitFor({ state: 'detached' });
    const first = (await shown(page)).slice(0, 3);
    expect(first.filter((name) => wrong.includes(name))).toEqual([]);
    expect(first.filter((name) => MISPLACED.includes(name))).not.toEqual([]);
  });

  it('are ranked offline after a first visit', LEARNING, async () => {
    // What the first ranking fetched is kept from the second visit on.
    await page.evaluate(async () => (await navigator.serviceWorker.ready).active?.state);
    await reopened(page);
    await page.waitForFunction(() => navigator.serviceWorker.controller);
    await page.evaluate(async () => {
      await window.look.findSuspects({ probe: { side: 64 }, scores: [] });
    });
    await profile.context.setOffline(true);
    try {
      await reopened(page);
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
