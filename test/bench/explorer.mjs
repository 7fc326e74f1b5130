// How quick the explorer is: `npm run bench -- explorer [SAMPLES]` fills a fresh browser with that many synthetic pictures
// (default 60,000), scores them at random, and prints one line of JSON: frames while scrolling and zooming, view changes,
// the computing in them, keystrokes to the next picture, and a reload to the filled grid. `npm run bench -- explorer photos [SAMPLES]` gives
// the pictures (default 5,000) photos of 500×375 as originals, and prints frames while tiles of 128 pixels scroll, and how long after a
// leap every tile has a picture, and its photo; on a screen of one and of two pixels a CSS pixel.
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright';
import { BROWSER_FLAGS, ensureBrowser } from '../../scripts/find-browser.mjs';
import { DIST, buildIfOld } from '../../scripts/setup.mjs';
import { serveFolder } from '../../scripts/static-server.mjs';
import { fill } from './explorer/fill.mjs';
import { changeView, compute, keystrokes, scroll, shrink, watchFill, zoomFrames } from './explorer/in-page.mjs';
import { addPhotos, restTimes, tileSize } from './explorer/photos.mjs';
import { load, quantiles } from './support/figures.mjs';

/** @import { Page } from 'playwright' */
/** @import { ViewName, WatchedWindow } from './explorer/in-page.mjs' */

/** @typedef {ReturnType<typeof quantiles>} Quantiles */

/** How often each change of the view is measured. */
const VIEW_ROUNDS = 7;

/**
 * Runs the benchmark.
 * @param {string[]} args number of samples; or `photos` and how many
 */
export async function bench(args) {
  if (args[0] === 'photos') {
    for (const scale of [1, 2])
      await withPage(scale, (page, url) => benchPhotos(page, url, Number(args[1] ?? 5000), scale));
  } else await withPage(1, (page, url) => benchPictures(page, url, Number(args[0] ?? 60_000)));
}

/**
 * Runs a part of it in a fresh browser, over the built page.
 * @param {number} scale device pixels a CSS pixel
 * @param {(page: Page, url: string) => Promise<void>} work
 */
async function withPage(scale, work) {
  buildIfOld();
  const server = await serveFolder(DIST);
  const folder = mkdtempSync(path.join(os.tmpdir(), 'second-look-bench-'));
  const context = await chromium.launchPersistentContext(folder, {
    executablePath: ensureBrowser(),
    headless: true,
    args: BROWSER_FLAGS,
    viewport: { width: 1440, height: 900 },
    deviceScaleFactor: scale,
    serviceWorkers: 'block',
  });
  try {
    await work(context.pages()[0], server.url);
  } finally {
    await context.close();
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Opens the explorer on what there is.
 * @param {Page} page
 * @param {string} url
 */
async function openExplorer(page, url) {
  await page.goto(`${url}#/explore`);
  await page.reload();
  await page.waitForFunction(() => window.look?.session.dataset);
  await page.waitForFunction(() => {
    const stage = document.querySelector('look-app')?.renderRoot.querySelector('look-explore-stage');
    return stage?.renderRoot?.querySelector('look-grid')?.pending === 0;
  });
}

/**
 * @param {Page} page
 * @param {string} url
 * @param {number} count of pictures
 * @param {number} scale device pixels a CSS pixel
 */
async function benchPhotos(page, url, count, scale) {
  await page.goto(url);
  await page.waitForFunction(() => window.look?.session.datasets);
  await page.evaluate(fill, count);
  await page.evaluate(addPhotos, count);
  await openExplorer(page, url);
  await page.evaluate(tileSize, 128);
  /** @type {Record<string, Quantiles>} */
  const scrolled = {};
  for (const [name, perFrame] of /** @type {const} */ ([
    ['slow', 10],
    ['fast', 60],
    ['flung', 600],
  ])) {
    scrolled[name] = quantiles(await page.evaluate(scroll, { perFrame, frames: 240 }));
  }
  const { blank, sharp } = await page.evaluate(restTimes, 12);
  const filled = { blank: quantiles(blank), photos: quantiles(sharp) };
  console.log(JSON.stringify({ photos: count, scale, load: load(), scroll: scrolled, filled }));
}

/**
 * @param {Page} page
 * @param {string} url
 * @param {number} count of pictures
 */
async function benchPictures(page, url, count) {
  await page.goto(url);
  await page.waitForFunction(() => window.look?.session.datasets);
  await page.evaluate(fill, count);
  await openExplorer(page, url);
  await page.addInitScript(watchFill);
  /** @type {number[]} */
  const reloads = [];
  for (let k = 0; k < 5; k++) {
    await page.reload();
    const filled = await page.waitForFunction(() => /** @type {WatchedWindow} */ (window).filledAt);
    reloads.push(Number(await filled.jsonValue()));
  }
  const result = {
    samples: count,
    load: load(),
    reload: quantiles(reloads),
    compute: quantiles(await page.evaluate(compute, 20)),
    key: quantiles(await page.evaluate(keystrokes, 30)),
    zoom: quantiles(await page.evaluate(zoomFrames, 240)),
    scroll: /** @type {Record<string, Quantiles>} */ ({}),
    views: /** @type {Record<string, Record<'updated' | 'painted' | 'complete', Quantiles>>} */ ({}),
  };
  for (const [name, perFrame] of /** @type {const} */ ([
    ['slow', 20],
    ['fast', 150],
    ['flung', 2000],
  ])) {
    result.scroll[name] = quantiles(await page.evaluate(scroll, { perFrame, frames: 240 }));
  }
  /** @type {[ViewName, Awaited<ReturnType<typeof changeView>>[]][]} */
  const changes = [
    ['ranked', []],
    ['narrowed', []],
    ['all', []],
  ];
  for (let k = 0; k < VIEW_ROUNDS; k++) {
    for (const [name, times] of changes) {
      times.push(await page.evaluate(changeView, name));
      if (k === 0 && name === 'ranked') {
        result.scroll.ranked = quantiles(await page.evaluate(scroll, { perFrame: 150, frames: 240 }));
      }
    }
  }
  for (const [name, times] of changes) {
    const of = (/** @type {'updated' | 'painted' | 'complete'} */ key) => quantiles(times.map((time) => time[key]));
    result.views[name] = { updated: of('updated'), painted: of('painted'), complete: of('complete') };
  }
  await page.evaluate(shrink);
  result.scroll.smallest = quantiles(await page.evaluate(scroll, { perFrame: 20, frames: 240 }));
  console.log(JSON.stringify(result));
}
