import type { Page } from 'playwright';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { DIST, buildIfOld } from '../../scripts/setup.mjs';
import { serveFolder } from '../../scripts/static-server.mjs';
import { putOffFirstRanking } from '../support/put-off-first-ranking.ts';
import { expectAccessiblePage } from './support/axe.ts';
import { openBrowser, ready, type OwnBrowser } from './support/profile.ts';

let server: Awaited<ReturnType<typeof serveFolder>>;
let browser: OwnBrowser | undefined;

beforeAll(async () => {
  buildIfOld();
  server = await serveFolder(DIST);
});
afterEach(async () => {
  await browser?.close();
  browser = undefined;
});
afterAll(() => server.close());

/** The built page in a browser with these settings, and the errors that nobody caught. */
async function visit(url: string, options: Parameters<typeof openBrowser>[0] = {}, lack: string = '') {
  browser = await openBrowser(options);
  const { page } = browser;
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  if (lack) await page.addInitScript(lack);
  await page.goto(url);
  return { page, errors };
}

/** What the page says instead of starting. */
async function refusal(page: Page): Promise<string> {
  await page.getByRole('heading', { name: 'Second Look cannot run here' }).waitFor();
  expect(await page.locator('look-app').count()).toBe(0);
  return (await page.locator('main p').allInnerTexts()).join(' ');
}

it('over plain http at a name the page says that the address must be https or localhost', async () => {
  const url = server.url.replace('127.0.0.1', 'second-look.test');
  const { page, errors } = await visit(url, { args: ['--host-resolver-rules=MAP second-look.test 127.0.0.1'] });
  expect(await refusal(page)).toContain('Open the page over https, or from this machine as http://localhost.');
  await expectAccessiblePage(page, 'cannot run');
  expect(errors).toEqual([]);
});

it('with site data blocked the page says that it may store nothing, and what to do', async () => {
  const blocked = { profile: { default_content_setting_values: { cookies: 2 } } };
  const { page, errors } = await visit(server.url, { preferences: blocked });
  // The same two sentences where the browser says so at once, or only when the page begins to store.
  await page.getByText('This browser does not let this page store data').waitFor();
  await page.getByText('Allow this address to store data, then load the page again.').waitFor();
  // Chromium's own word: with nothing kept there is no opening without a network either.
  expect(errors.filter((error) => !error.includes('Service Worker'))).toEqual([]);
});

it('where storage refuses at once, as in Firefox with site data blocked, the page says so instead of staying blank', async () => {
  const lack = "window.BroadcastChannel = class { constructor() { throw new DOMException('', 'SecurityError'); } };";
  const { page } = await visit(server.url, {}, lack);
  expect(await refusal(page)).toContain('This browser does not let this page store data');
});

it.each([
  ['module workers', 'const Old = Worker; window.Worker = function (url) { return new Old(url); };'],
  ['WebAssembly SIMD', 'WebAssembly.validate = () => false;'],
  ['the Web Locks API', 'delete Navigator.prototype.locks;'],
  ['DecompressionStream', 'delete window.DecompressionStream;'],
])('a browser without %s is told what it lacks, and which versions do', async (name, lack) => {
  const { page, errors } = await visit(server.url, {}, lack);
  const said = await refusal(page);
  expect(said).toContain(`or a part that it needs is switched off: ${name}.`);
  expect(said).toContain('Chrome and Edge 114, Firefox 115, Safari 17.4 and later');
  expect(errors).toEqual([]);
});

it('where WebAssembly is switched off that is what is said', async () => {
  const { page } = await visit(server.url, {}, 'delete window.WebAssembly;');
  expect(await refusal(page)).toContain('WebAssembly is switched off in this browser');
});

it('without a storage API, the newest methods and a language the page opens the demo and draws a training', async () => {
  const lack = `
    delete Navigator.prototype.storage;
    delete Promise.withResolvers;
    delete AbortSignal.any;
    delete URL.canParse;
    for (const name of ['toSorted', 'toReversed', 'toSpliced', 'with']) delete Array.prototype[name];
    Object.defineProperty(Navigator.prototype, 'language', { get: () => 'C' });
  `;
  const { page, errors } = await visit(server.url, {}, lack);
  await ready(page);
  await page.evaluate(putOffFirstRanking);
  await page.getByRole('button', { name: 'Try the demo' }).click();
  await page.getByRole('heading', { name: 'Emoji-32', exact: true }).waitFor();
  await page.evaluate(async () => {
    const view = window.look.dataset.view().matchSplit('train').limit(64);
    await window.look.train({ name: 'small', epochs: 2, batch: 32, backend: 'wasm', workers: 1 }, view);
  });
  await page.goto(`${server.url}?dataset=data:,#/train`);
  await page.getByText('only http and https can be fetched').waitFor();
  await page.goto(`${server.url}#/train`);
  await page.locator('look-curve canvas').first().waitFor();
  expect(errors).toEqual([]);
});
