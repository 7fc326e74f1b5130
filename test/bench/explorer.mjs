// How quick the explorer is: `npm run bench -- explorer [SAMPLES]` fills a fresh browser with that many synthetic pictures
// (default 60,000), scores them at random, and prints one line of JSON: frames while scrolling and zooming, view changes,
// the computing in them, keystrokes to the next picture, and a reload to the filled grid.
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright';
import { BROWSER_FLAGS, ensureBrowser } from '../../scripts/find-browser.mjs';
import { DIST, buildIfOld } from '../../scripts/setup.mjs';
import { serveFolder } from '../../scripts/static-server.mjs';
import { fill } from './explorer/fill.mjs';
import { changeView, compute, keystrokes, scroll, shrink, watchFill, zoomFrames } from './explorer/in-page.mjs';
import { load, quantiles } from './support/figures.mjs';

/** @import { ViewName, WatchedWindow } from './explorer/in-page.mjs' */

/** @typedef {ReturnType<typeof quantiles>} Quantiles */

/** How often each change of the view is measured. */
const VIEW_ROUNDS = 7;

/**
 * Runs the benchmark.
 * @param {string[]} args number of samples
 */
export async function bench([samples = '60000']) {
  const count = Number(samples);
  buildIfOld();
  const server = await serveFolder(DIST);
  const folder = mkdtempSync(path.join(os.tmpdir(), 'second-look-bench-'));
  const context = await chromium.launchPersistentContext(folder, {
    executablePath: ensureBrowser(),
    headless: true,
    args: BROWSER_FLAGS,
    viewport: { width: 1440, height: 900 },
    serviceWorkers: 'block',
  });
  try {
    const page = context.pages()[0];
    await page.goto(server.url);
    await page.waitForFunction(() => window.look?.session.datasets);
    await page.evaluate(fill, count);
    await page.goto(`${server.url}#/explore`);
    await page.reload();
    await page.waitForFunction(() => window.look?.session.dataset);
    await page.waitForFunction(() => {
      const stage = document.querySelector('look-app')?.renderRoot.querySelector('look-explore-stage');
      return stage?.renderRoot?.querySelector('look-grid')?.pending === 0;
    });
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
  } finally {
    await context.close();
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
