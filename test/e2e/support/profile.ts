import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { chromium, type BrowserContext, type BrowserContextOptions, type Page } from 'playwright';
import { BROWSER_FLAGS, ensureBrowser } from '../../../scripts/find-browser.mjs';
import { DIST, buildIfOld } from '../../../scripts/setup.mjs';
import { serveFolder } from '../../../scripts/static-server.mjs';
import { putOffFirstRanking } from '../../support/put-off-first-ranking.ts';

/** How long a network may learn, and its scores be computed, beside much other work; a quiet machine needs a minute. */
export const LEARNING = { timeout: 600_000 };

/** How long the page may take for anything else on such a machine, in milliseconds. */
const PATIENCE_MS = 120_000;

/** A browser with a profile of its own on disk, which outlives reloads. */
export interface OwnBrowser {
  context: BrowserContext;
  page: Page;
  /** Ends it and removes its profile. */
  close(): Promise<void>;
}

/** The built page in a browser of its own. */
export interface Profile extends OwnBrowser {
  url: string;
  /** Errors, refused requests and requests to other hosts; a story expects it to stay empty. */
  troubles: string[];
}

/** What a page is shown on: a window at a desk, or with `hasTouch` and `isMobile` a device that only fingers point at. */
export type Screen = Pick<BrowserContextOptions, 'viewport' | 'hasTouch' | 'isMobile'>;

const DESK: Screen = { viewport: { width: 1280, height: 720 } };

/**
 * Starts a headless browser, at 1280×720 with a mouse unless another screen is given.
 * @param options.preferences what a person may have set in the browser, as Chromium's profile holds it
 * @param options.args more flags of Chromium's
 */
export async function openBrowser({
  screen = DESK,
  preferences = {},
  args = [],
}: { screen?: Screen; preferences?: object; args?: string[] } = {}): Promise<OwnBrowser> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'second-look-story-'));
  mkdirSync(path.join(folder, 'Default'));
  writeFileSync(path.join(folder, 'Default', 'Preferences'), JSON.stringify(preferences));
  const context = await chromium.launchPersistentContext(folder, {
    executablePath: ensureBrowser(),
    headless: true,
    args: [...BROWSER_FLAGS, ...args],
    ...screen,
    timeout: PATIENCE_MS,
  });
  context.setDefaultTimeout(PATIENCE_MS);
  return {
    context,
    page: context.pages()[0],
    close: async () => {
      await context.close();
      // The browser's helpers may write a little longer than it lives.
      rmSync(folder, { recursive: true, force: true, maxRetries: 20 });
    },
  };
}

/**
 * Builds the page where that is needed, serves it under a sub-path, and opens it on a screen.
 * @param options.firstRanking whether a backbone judges the labels after an import by itself, as it does for a newcomer; stories that are not
 * about that have it put off
 */
export async function openProfile(screen = DESK, { firstRanking = false } = {}): Promise<Profile> {
  buildIfOld();
  const server = await serveFolder(DIST, { base: '/tools/second-look/' });
  const browser = await openBrowser({ screen });
  const { context, page } = browser;
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
  if (!firstRanking) await page.evaluate(putOffFirstRanking);
  return {
    context,
    page,
    url: server.url,
    troubles,
    close: async () => {
      await browser.close();
      await server.close();
    },
  };
}

/** Waits until the page has read the store, and shows a stage: each is loaded when it is first shown. */
export async function ready(page: Page): Promise<void> {
  await page.waitForFunction(() => window.look?.session.datasets);
  await page.locator('look-app main h1').first().waitFor({ state: 'attached' });
}

/** Reloads the page and waits until the data set that was open is open again. */
export async function reopened(page: Page): Promise<void> {
  await page.reload();
  await ready(page);
  await page.waitForFunction(() => window.look.session.dataset);
}

/** Waits until there are scores and no job is at work any more. */
export async function scored(page: Page): Promise<void> {
  await page.waitForFunction(
    () => {
      const { table, jobs } = window.look.session;
      return table?.scores.size && jobs.list.every(({ status }) => status !== 'running');
    },
    undefined,
    LEARNING,
  );
}
