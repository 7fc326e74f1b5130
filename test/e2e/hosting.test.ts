import { appendFileSync, cpSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright';
import { preview } from 'vite';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DIST, ROOT, buildIfOld } from '../../scripts/setup.mjs';
import { serveFolder } from '../../scripts/static-server.mjs';
import { openBrowser, ready, type OwnBrowser } from './support/profile.ts';

const SUB_PATH = '/some/sub/path/';

/** Every refused or broken request of a page and every error in it, from now on. */
function noteTroubles(page: Page): string[] {
  const troubles: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || /Content Security Policy/i.test(message.text())) troubles.push(message.text());
  });
  page.on('pageerror', (error) => troubles.push(error.message));
  page.on('requestfailed', (request) => troubles.push(`${request.url()}: ${request.failure()?.errorText}`));
  page.on('response', (response) => {
    if (response.status() >= 400) troubles.push(`${response.url()}: ${response.status()}`);
  });
  return troubles;
}

describe('the built page under a sub-path of a plain static host', () => {
  let server: Awaited<ReturnType<typeof serveFolder>>;
  let browser: OwnBrowser;
  let page: Page;
  let troubles: string[];

  beforeAll(() => buildIfOld());
  beforeEach(async () => {
    server = await serveFolder(DIST, { base: SUB_PATH });
    browser = await openBrowser();
    page = browser.page;
    troubles = noteTroubles(page);
  });
  afterEach(async () => {
    await browser.close();
    await server.close();
  });

  it('opens the demo through its worker and asks no other host for anything', async () => {
    const foreign: string[] = [];
    browser.context.on('request', (request) => {
      if (!/^(blob|data):/.test(request.url()) && !request.url().startsWith(server.url)) foreign.push(request.url());
    });
    await page.goto(server.url);
    await ready(page);
    const count = await page.evaluate(async () => (await window.look.loadDemo()).count());
    expect(count).toBeGreaterThan(5000);
    expect(foreign).toEqual([]);
    expect(troubles).toEqual([]);
  });

  it('trains, predicts, scores and shows every stage within its content policy', async () => {
    await page.goto(server.url);
    await ready(page);
    const scored = await page.evaluate(async () => {
      const { look } = window;
      const dataset = await look.loadDemo();
      const view = dataset.view().matchSplit('train').limit(64);
      await look.perturb({ rate: 0.2 }, view);
      await look.train({ name: 'policy', epochs: 2, batch: 32, backend: 'wasm', workers: 1 }, view);
      await look.predict(view, 'policy');
      await look.computeMistakenness(view, 'policy');
      return dataset.view().exists('insights.mistakenness').count();
    });
    expect(scored).toBe(64);
    for (const stage of ['data', 'noise', 'train', 'insights', 'explore', 'about', 'help']) {
      await page.goto(`${server.url}?${stage}#/${stage}`);
      await page.waitForFunction(() => window.look?.session.table);
      // A stage is loaded once it is shown; to leave before that would break off its requests.
      await page
        .locator(stage === 'about' || stage === 'help' ? `look-${stage} h1` : `look-${stage}-stage > *`)
        .first()
        .waitFor();
      await page.waitForLoadState('networkidle');
    }
    expect(troubles).toEqual([]);
  });

  it('keeps beforehand what it needs, and neither a backbone nor what computes one of a person’s own', async () => {
    const worker = await (await fetch(`${server.url}sw.js`)).text();
    const kept = [...worker.matchAll(/url:\s*"([^"]+)"/g)].map(([, url]) => url);
    expect(kept).toContain('demo/emoji-32.tar.gz');
    expect(kept.filter((url) => /^backbone\/(?!LICENSE)|(^|\/)(own|ort)-/.test(url))).toEqual([]);
    expect(kept.filter((url) => url.endsWith('.wasm')).length).toBeGreaterThan(0);
  });

  it('opens without a network after the first visit, and the demo with it', async () => {
    await page.goto(server.url);
    await ready(page);
    await page.evaluate(() => navigator.serviceWorker.ready);
    await page.waitForFunction(() => navigator.serviceWorker.controller);
    await server.close();
    await page.goto(`${server.url}?again=1`);
    await ready(page);
    expect(await page.evaluate(async () => (await window.look.loadDemo()).count())).toBeGreaterThan(5000);
    expect(troubles).toEqual([]);
  });

  it('has its Help without a network, every page of it and what is searched', async () => {
    await page.goto(server.url);
    await ready(page);
    await page.evaluate(() => navigator.serviceWorker.ready);
    await page.waitForFunction(() => navigator.serviceWorker.controller);
    await server.close();
    await page.getByRole('link', { name: 'Help', exact: true }).click();
    const help = page.locator('look-help');
    await help.getByRole('heading', { name: 'Quick start' }).waitFor();
    await help.getByRole('link', { name: 'The script API', exact: true }).first().click();
    await help.getByRole('heading', { name: 'The calls' }).waitFor();
    expect(page.url()).toBe(`${server.url}#/help/api`);
    await help.getByRole('searchbox').fill('Safari seven days');
    await help.locator('.found').getByRole('link', { name: 'What browsers may do' }).click();
    await help.getByRole('heading', { name: 'What browsers may do' }).waitFor();
    expect(page.url()).toBe(`${server.url}#/help/privacy/what-browsers-may-do`);
    expect(troubles).toEqual([]);
  });

  it('names only its own files in what a host, a browser and a shared link read of it, by relative addresses', async () => {
    await page.goto(server.url);
    await ready(page);
    const named = await page.evaluate(() =>
      [...document.head.querySelectorAll<HTMLLinkElement | HTMLScriptElement>('[href], [src]')].map((element) =>
        'href' in element ? element.href : element.src,
      ),
    );
    const manifest = (await (await fetch(`${server.url}manifest.webmanifest`)).json()) as {
      start_url: string;
      scope: string;
      icons: { src: string }[];
    };
    const wanted = [...named, manifest.start_url, manifest.scope, ...manifest.icons.map(({ src }) => src)];
    for (const address of wanted.map((name) => new URL(name, server.url).href)) {
      expect(address.startsWith(server.url), address).toBe(true);
      expect((await fetch(address)).status, address).toBe(200);
    }
    expect(await page.evaluate(() => navigator.serviceWorker.ready.then(({ scope }) => scope))).toBe(server.url);
  });
});

it('a newer version is told of, waits, and is there once the person asks for it', async () => {
  buildIfOld();
  const folder = mkdtempSync(path.join(os.tmpdir(), 'second-look-dist-'));
  cpSync(DIST, folder, { recursive: true, filter: (name) => !name.endsWith('.map') });
  const server = await serveFolder(folder, { base: SUB_PATH });
  const browser = await openBrowser();
  const { page } = browser;
  try {
    await page.goto(server.url);
    await ready(page);
    await page.waitForFunction(() => navigator.serviceWorker.controller);
    appendFileSync(path.join(folder, 'sw.js'), '\n// newer\n');
    await page.evaluate(() => navigator.serviceWorker.ready.then((registration) => registration.update()));
    await page.getByText('A newer version of Second Look is ready.').waitFor();
    await page.evaluate(() => Object.assign(window, { before: true }));
    await page.getByRole('button', { name: 'Reload with it' }).click();
    await page.waitForFunction(() => !('before' in window) && window.look?.session.datasets);
    const waits = () =>
      page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.waiting?.state ?? 'none');
    await expect.poll(waits).toBe('none');
    expect(await page.getByText('A newer version').count()).toBe(0);
  } finally {
    await browser.close();
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  }
});

it('the demo opens where the host declares its gzip as the transfer’s encoding, so that the browser unpacks it', async () => {
  const server = await preview({ root: ROOT, logLevel: 'warn', preview: { host: '127.0.0.1', port: 4317 } });
  const browser = await openBrowser();
  const { page } = browser;
  const troubles = noteTroubles(page);
  try {
    const url = server.resolvedUrls!.local[0];
    expect((await fetch(`${url}demo/emoji-32.tar.gz`)).headers.get('content-encoding')).toBe('gzip');
    await page.goto(url);
    await ready(page);
    expect(await page.evaluate(async () => (await window.look.loadDemo()).count())).toBeGreaterThan(5000);
    expect(troubles).toEqual([]);
  } finally {
    await browser.close();
    await server.close();
  }
});

describe('the plain static server of these tests', () => {
  let server: Awaited<ReturnType<typeof serveFolder>>;
  beforeAll(async () => {
    server = await serveFolder(path.resolve('public'), { base: '/a/' });
  });
  afterAll(() => server.close());

  it('serves what lies in the folder and nothing outside it', async () => {
    expect((await fetch(`${server.url}icons/icon.svg`)).headers.get('content-type')).toBe('image/svg+xml');
    expect((await fetch(`${server.url}..%2fpackage.json`)).status).toBe(404);
    expect((await fetch(server.url.replace('/a/', '/b/icons/icon.svg'))).status).toBe(404);
  });
});
