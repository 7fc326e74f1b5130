import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { chromium, type BrowserContext, type Page } from 'playwright';
import { BROWSER_FLAGS, ensureBrowser } from '../../../scripts/find-browser.mjs';
import { DIST, buildIfOld } from '../../../scripts/setup.mjs';
import { serveFolder } from '../../../scripts/static-server.mjs';

/** The built page in a browser profile of its own that outlives reloads. */
export interface Profile {
  context: BrowserContext;
  page: Page;
  url: string;
  /** Errors, refused requests and requests to other hosts; a story expects it to stay empty. */
  troubles: string[];
  close(): Promise<void>;
}

/** Builds the page where that is needed, serves it under a sub-path, and opens it at 1280×720. */
export async function openProfile(): Promise<Profile> {
  buildIfOld();
  const server = await serveFolder(DIST, { base: '/tools/second-look/' });
  const folder = mkdtempSync(path.join(os.tmpdir(), 'second-look-story-'));
  const context = await chromium.launchPersistentContext(folder, {
    executablePath: ensureBrowser(),
    headless: true,
    args: BROWSER_FLAGS,
    viewport: { width: 1280, height: 720 },
  });
  const page = context.pages()[0];
  const troubles: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') troubles.push(message.text());
  });
  page.on('pageerror', (error) => troubles.push(error.message));
  context.on('request', (request) => {
    if (!/^(blob|data):/.test(request.url()) && !request.url().startsWith(server.url)) troubles.push(request.url());
  });
  await page.goto(server.url);
  await ready(page);
  return {
    context,
    page,
    url: server.url,
    troubles,
    close: async () => {
      await context.close();
      await server.close();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** Waits until the page has read the store. */
export async function ready(page: Page): Promise<void> {
  await page.waitForFunction(() => window.look?.session.datasets);
}
