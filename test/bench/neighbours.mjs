import os from 'node:os';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright';
import puppeteer from 'puppeteer-core';
import { createServer } from 'vite';
import { BROWSER_FLAGS, ensureBrowser } from '../../scripts/find-browser.mjs';
import { NO_FIREFOX, findFirefox } from '../../scripts/find-engines.mjs';

const PAGE = '/test/bench/neighbours-page.ts';

/**
 * Seconds that the nearest neighbours of n × 64 features take in a headless browser, from store to store, and with `--maps` the maps of
 * them (UMAP goes by the neighbours found before). `npm run bench -- neighbours [--maps] [--browser chromium|firefox] [SAMPLES …]`
 * (default chromium, 10000 60000)
 * @param {string[]} args
 */
export async function bench(args) {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      maps: { type: 'boolean', default: false },
      browser: { type: 'string', default: 'chromium' },
    },
  });
  const { maps, browser } = values;
  const sizes = positionals.length > 0 ? positionals.map(Number) : [10_000, 60_000];
  const launch = { chromium: launchChromium, firefox: launchFirefox }[browser];
  if (!launch) throw new Error(`There is no browser “${browser}” to measure in; there are chromium and firefox.`);
  const server = await createServer({
    cacheDir: 'node_modules/.vite-bench-neighbours',
    optimizeDeps: { include: ['comlink', 'dexie'], entries: [] },
    plugins: [blankPage()],
    server: { port: 0, hmr: false },
    logLevel: 'error',
  });
  await server.listen();
  try {
    const origin = server.resolvedUrls?.local[0] ?? '';
    for (const n of sizes) {
      const times = await measure(launch, origin, n, maps);
      const told = Object.entries(times).map(([what, ms]) => `${what.slice(0, -2)} ${(ms / 1000).toFixed(2)} s`);
      console.log(`${browser}, ${n} × 64: ${told.join(', ')} (load ${os.loadavg()[0].toFixed(1)})`);
    }
  } finally {
    await server.close();
  }
}

/** An empty page of the server's own. @returns {import('vite').Plugin} */
function blankPage() {
  return {
    name: 'blank-page',
    configureServer({ middlewares }) {
      middlewares.use('/bench-blank', (_, response) => {
        response.setHeader('Content-Type', 'text/html');
        response.end('<!doctype html>');
      });
    },
  };
}

const launchChromium = () => chromium.launch({ executablePath: ensureBrowser(), args: BROWSER_FLAGS });

function launchFirefox() {
  const executablePath = findFirefox();
  if (!executablePath) throw new Error(NO_FIREFOX);
  // However long a layout takes.
  return puppeteer.launch({ browser: 'firefox', executablePath, protocolTimeout: 0 });
}

/**
 * What the two drivers have in common.
 * @typedef {{ goto(url: string): Promise<unknown>, evaluate(call: string): Promise<unknown> }} Page
 * @typedef {{ newPage(): Promise<Page>, close(): Promise<void> }} Browser
 */

/**
 * @param {() => Promise<Browser>} launch @param {string} origin @param {number} count @param {boolean} maps
 * @returns {Promise<Record<string, number>>} milliseconds
 */
async function measure(launch, origin, count, maps) {
  const browser = await launch();
  try {
    const page = await browser.newPage();
    await page.goto(`${origin}bench-blank`);
    const call = `import(${JSON.stringify(PAGE)}).then(({ measure }) => measure(${count}, ${maps}))`;
    return /** @type {Record<string, number>} */ (await page.evaluate(call));
  } finally {
    await browser.close();
  }
}
