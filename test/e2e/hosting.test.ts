import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { chromium, type BrowserContext, type Page } from 'playwright';
import { preview } from 'vite';
import { afterAll, beforeAll, beforeEach, afterEach, describe, expect, test } from 'vitest';
import { BROWSER_FLAGS, ensureBrowser } from '../../scripts/find-browser.mjs';
import { DIST, ROOT, buildIfOld } from '../../scripts/setup.mjs';
import { serveFolder } from '../../scripts/static-server.mjs';

const SUB_PATH = '/some/sub/path/';

/** A page of a fresh profile, with every refused or broken request and every error noted. */
async function openProfile(folder: string): Promise<{ context: BrowserContext; page: Page; troubles: string[] }> {
  const context = await chromium.launchPersistentContext(folder, {
    executablePath: ensureBrowser(),
    headless: true,
    args: BROWSER_FLAGS,
  });
  const page = context.pages()[0];
  const troubles: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || /Content Security Policy/i.test(message.text())) troubles.push(message.text());
  });
  page.on('pageerror', (error) => troubles.push(error.message));
  page.on('requestfailed', (request) => troubles.push(`${request.url()}: ${request.failure()?.errorText}`));
  page.on('response', (response) => {
    if (response.status() >= 400) troubles.push(`${response.url()}: ${response.status()}`);
  });
  return { context, page, troubles };
}

const ready = (page: Page) => page.waitForFunction(() => window.look?.session.datasets);

describe('the built page under a sub-path of a plain static host', () => {
  let server: Awaited<ReturnType<typeof serveFolder>>;
  let profile: string;
  let context: BrowserContext;
  let page: Page;
  let troubles: string[];

  beforeAll(() => buildIfOld());
  beforeEach(async () => {
    server = await serveFolder(DIST, { base: SUB_PATH });
    profile = mkdtempSync(path.join(os.tmpdir(), 'second-look-hosting-'));
    ({ context, page, troubles } = await openProfile(profile));
  });
  afterEach(async () => {
    await context.close();
    await server.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  });

  test('opens the demo through its worker and asks no other host for anything', async () => {
    const foreign: string[] = [];
    context.on('request', (request) => {
      if (!/^(blob|data):/.test(request.url()) && !request.url().startsWith(server.url)) foreign.push(request.url());
    });
    await page.goto(server.url);
    await ready(page);
    const count = await page.evaluate(async () => (await window.look.loadDemo()).count());
    expect(count).toBeGreaterThan(5000);
    expect(foreign).toEqual([]);
    expect(troubles).toEqual([]);
  });

  test('trains, predicts, scores and shows every stage within its content policy', async () => {
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
    for (const stage of ['data', 'noise', 'train', 'insights', 'explore', 'about']) {
      await page.goto(`${server.url}?${stage}#/${stage}`);
      await page.waitForFunction(() => window.look?.session.table);
      await page.waitForLoadState('networkidle');
    }
    expect(troubles).toEqual([]);
  });

  test('opens without a network after the first visit, and the demo with it', async () => {
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
});

test('the demo opens where the host declares its gzip as the transfer’s encoding, so that the browser unpacks it', async () => {
  const server = await preview({ root: ROOT, logLevel: 'warn', preview: { host: '127.0.0.1', port: 4317 } });
  const profile = mkdtempSync(path.join(os.tmpdir(), 'second-look-hosting-'));
  const { context, page, troubles } = await openProfile(profile);
  try {
    const url = server.resolvedUrls!.local[0];
    expect((await fetch(`${url}demo/emoji-32.tar.gz`)).headers.get('content-encoding')).toBe('gzip');
    await page.goto(url);
    await ready(page);
    expect(await page.evaluate(async () => (await window.look.loadDemo()).count())).toBeGreaterThan(5000);
    expect(troubles).toEqual([]);
  } finally {
    await context.close();
    await server.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
});

describe('the plain static server of these tests', () => {
  let server: Awaited<ReturnType<typeof serveFolder>>;
  beforeAll(async () => {
    server = await serveFolder(path.resolve('public'), { base: '/a/' });
  });
  afterAll(() => server.close());

  test('serves what lies in the folder and nothing outside it', async () => {
    expect((await fetch(`${server.url}icons/icon.svg`)).headers.get('content-type')).toBe('image/svg+xml');
    expect((await fetch(`${server.url}..%2fpackage.json`)).status).toBe(404);
    expect((await fetch(server.url.replace('/a/', '/b/icons/icon.svg'))).status).toBe(404);
  });
});
