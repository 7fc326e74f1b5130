// `npm run bench -- responsive ARCHIVE [--seconds 20]`: scrolls the explorer of the built page while it trains on every worker, and
// prints a line of JSON: the longest task of the main thread, and the time between frames, with training and without.
import { parseArgs } from 'node:util';
import { chromium } from 'playwright';
import { BROWSER_FLAGS, ensureBrowser } from '../../scripts/find-browser.mjs';
import { DIST, buildIfOld } from '../../scripts/setup.mjs';
import { serveFolder } from '../../scripts/static-server.mjs';
import { scroll } from './explorer/in-page.mjs';
import { quantiles } from './support/figures.mjs';
import { openWith, train } from './support/training-page.mjs';

/** @import { Page } from 'playwright' */

/** @typedef {typeof window & { benchTasks: number[] }} WatchedWindow */

/** In the page: begins to collect the lengths of tasks over 50 ms, in milliseconds; the browser names no shorter ones. */
function watchTasks() {
  const page = /** @type {WatchedWindow} */ (window);
  page.benchTasks = [];
  new window.PerformanceObserver((list) => {
    page.benchTasks.push(...list.getEntries().map(({ duration }) => duration));
  }).observe({ type: 'longtask' });
}

const FRAMES = 240;
const PER_FRAME = 150;

/**
 * @param {Page} page
 * @param {number} seconds
 */
async function scrollFor(page, seconds) {
  await page.evaluate(() => {
    const { benchTasks } = /** @type {WatchedWindow} */ (window);
    benchTasks.length = 0;
  });
  const end = Date.now() + seconds * 1000;
  /** @type {number[]} */
  const times = [];
  while (Date.now() < end) {
    times.push(...(await page.evaluate(scroll, { perFrame: PER_FRAME, frames: FRAMES })));
    await page.evaluate(scroll, { perFrame: -1e6, frames: 2 });
  }
  const tasks = await page.evaluate(() => /** @type {WatchedWindow} */ (window).benchTasks);
  return { ...quantiles(times), tasks_over_50_ms: tasks.length, longest_task_ms: Math.round(Math.max(0, ...tasks)) };
}

/** @param {string[]} args */
export async function bench(args) {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { seconds: { type: 'string', default: '20' } },
  });
  const [archive] = positionals;
  if (!archive) throw new Error('Name an archive: npm run bench -- responsive cifar-10-binary.tar.gz');
  const seconds = Number(values.seconds);
  buildIfOld();
  const server = await serveFolder(DIST);
  const browser = await chromium.launch({ executablePath: ensureBrowser(), args: BROWSER_FLAGS });
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await openWith(page, server.url, archive);
    await page.evaluate(() => (window.location.hash = '#/explore'));
    await page.waitForFunction(() => {
      const stage = document.querySelector('look-app')?.renderRoot.querySelector('look-explore-stage');
      return stage?.renderRoot?.querySelector('look-grid')?.pending === 0;
    });
    await page.evaluate(watchTasks);
    const idle = await scrollFor(page, seconds / 2);
    const training = page.evaluate(train, { samples: 5000, epochs: 100, seconds: seconds + 10 });
    await page.waitForFunction(() => {
      const progress = window.look.session.jobs.running('train')?.progress;
      return progress && 'step' in progress && progress.step > 3;
    });
    const busy = await scrollFor(page, seconds);
    const { workers } = await training;
    console.log(JSON.stringify({ workers, idle, training: busy }));
    console.table({ idle, training: busy });
  } finally {
    await browser.close();
    await server.close();
  }
}
