import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeArchive } from '../../scripts/test-archives.mjs';
import { expectAccessiblePage } from './support/axe.ts';
import { openProfile, ready, type Profile } from './support/profile.ts';
import { openDemo, showStage } from './support/scored-page.ts';

const archive = makeArchive('cifar-10-binary.tar.gz', { train: 200, test: 40 });

let ann: Profile;
let bob: Profile;
let link: string;
let project: Buffer;
let published: Server;
/** Paths that were asked of the publisher. */
const asked: string[] = [];
let publisher: string;

beforeAll(async () => {
  ann = await openProfile();
  bob = await openProfile();
  published = createServer((request, response) => {
    asked.push(request.url!);
    if (request.url === '/gone.second-look') response.writeHead(404, { 'Access-Control-Allow-Origin': '*' }).end();
    else {
      const open = request.url === '/open.second-look';
      response.writeHead(200, open ? { 'Access-Control-Allow-Origin': '*' } : {}).end(project);
    }
  });
  await new Promise<void>((listening) => published.listen(0, '127.0.0.1', listening));
  publisher = `http://127.0.0.1:${(published.address() as AddressInfo).port}`;
});
afterAll(async () => {
  published.close();
  await Promise.all([ann.close(), bob.close()]);
});

/** The view that is shown: how many samples, and the classes of their given labels. */
const shown = (page: Page) =>
  page.evaluate(() => {
    const { view, dataset } = window.look.session;
    const given = [...view!.indices].map((i) => dataset!.sample(i).given);
    return { name: dataset!.name, count: given.length, classes: [...new Set(given)].sort() };
  });

/** Opens an address of the page's, as by a click in a mail. */
async function follow({ page, url }: Profile, behind: string): Promise<void> {
  await page.goto('about:blank');
  await page.goto(url + behind);
  await ready(page);
}

it('a link to a view of the demo is copied, and says what it holds', async () => {
  const { page, context } = ann;
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openDemo(page);
  await page.evaluate(() => {
    const { look } = window;
    const { classes } = look.dataset.info;
    look.session.view = look.dataset.view().matchTags('mistake').matchLabel('given', [classes[2], classes[4]]);
  });
  await showStage(page, 'explore');
  await page.getByRole('button', { name: 'Copy link' }).click();
  await page.getByText('It says the data set, its label noise and the view; labels and decisions stay here.').waitFor();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied.startsWith(ann.url)).toBe(true);
  link = copied.slice(ann.url.length);
});

it.skipIf(!archive)(
  'over another data set it shows nothing of that one (skipped where its pictures are missing)',
  async () => {
    const { page } = bob;
    await page.locator('#look-files').setInputFiles(archive!);
    await page.getByRole('heading', { name: 'CIFAR-10', exact: true }).waitFor();
    await follow(bob, link);
    await page.getByText('“CIFAR-10” is open and stays as it is.').waitFor();
    await expectAccessiblePage(page, 'a link over another data set');
    expect((await shown(page)).count).toBe(240);
  },
);

it('where it is opened it leads to its data set, its noise and its view', async () => {
  const { page } = bob;
  await follow(bob, link);
  await page.getByRole('heading', { name: /^This link shows a view of “Emoji-32”/ }).waitFor();
  await page.getByRole('button', { name: 'Open the demo' }).click();
  await page.getByRole('button', { name: 'Inject 20 % symmetric label noise, seed 1' }).click();
  await page.locator('look-link-note').waitFor({ state: 'detached' });
  expect(await shown(page)).toEqual(await shown(ann.page));
  await page.reload();
  await ready(page);
  await page.waitForFunction(() => window.look.session.dataset);
  expect(await page.locator('look-link-note').count()).toBe(0);
});

it('a link that is pasted into an open page is led to as well', async () => {
  const { page } = bob;
  await page.evaluate(() => (window.look.session.view = window.look.dataset.view()));
  await page.evaluate((hash) => (location.hash = hash), link);
  await page.waitForFunction(() => window.look.session.view!.stages.length > 0);
  expect(await shown(page)).toEqual(await shown(ann.page));
});

it('a link that is cut off shows nothing, and says so', async () => {
  const { page } = bob;
  await follow(bob, link.slice(0, -20));
  await page.getByText('This link is cut off or damaged, and shows nothing').waitFor();
  expect(await page.locator('look-link-note').count()).toBe(0);
  await page.waitForFunction(() => !location.hash.includes('link='));
});

it('a project is opened from an address, after a question', async () => {
  await ann.page.evaluate(() => window.look.relabel(7, window.look.dataset.info.classes[1]));
  const bytes = await ann.page.evaluate(async () => {
    const file = await window.look.saveProject({ pictures: false, features: false });
    return [...new Uint8Array(await file.arrayBuffer())];
  });
  project = Buffer.from(bytes);
  const { page } = bob;
  await follow(bob, `?project=${publisher}/open.second-look`);
  await page.getByRole('heading', { name: /^This link brings a project from 127\.0\.0\.1/ }).waitFor();
  expect(asked).toEqual([]);
  await page.getByRole('button', { name: /^Fetch from 127/ }).click();
  await page.waitForFunction(() => window.look.session.journal.some(({ kind }) => kind === 'relabel'));
  const label = (one: Page) => one.evaluate(() => window.look.dataset.sample(7).current);
  expect(await label(page)).toBe(await label(ann.page));
});

it.each([
  ['gone.second-look', /the server answers 404/],
  ['closed.second-look', /does not let other pages read it \(CORS\)/],
])('of %s that cannot be read it is said why', async (file, why) => {
  const { page } = bob;
  await follow(bob, `?project=${publisher}/${file}`);
  await page.getByRole('button', { name: /^Fetch from 127/ }).click();
  await page.getByText(why).first().waitFor();
});
