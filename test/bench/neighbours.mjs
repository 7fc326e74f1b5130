import os from 'node:os';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright';
import { createServer } from 'vite';
import { BROWSER_FLAGS, ensureBrowser } from '../../scripts/find-browser.mjs';
import { callInFirefox, firefoxPage } from './support/firefox.mjs';

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
  const measure = { chromium: inChromium, firefox: inFirefox }[browser];
  if (!measure) throw new Error(`There is no browser “${browser}” to measure in; there are chromium and firefox.`);
  const server = await createServer({
    cacheDir: 'node_modules/.vite-bench-neighbours',
    optimizeDeps: { include: ['comlink', 'dexie'], entries: [] },
    plugins: [firefoxPage()],
    server: { port: 0, hmr: false },
    logLevel: 'error',
  });
  await server.listen();
  try {
    const origin = server.resolvedUrls?.local[0] ?? '';
    for (const n of sizes) {
      const times = await measure(origin, n, maps);
      const told = Object.entries(times).map(([what, ms]) => `${what.slice(0, -2)} ${(ms / 1000).toFixed(2)} s`);
      console.log(`${browser}, ${n} × 64: ${told.join(', ')} (load ${os.loadavg()[0].toFixed(1)})`);
    }
  } finally {
    await server.close();
  }
}

/**
 * @param {string} origin @param {number} count @param {boolean} maps
 * @returns {Promise<Record<string, number>>} milliseconds
 */
const inFirefox = (origin, count, maps) => callInFirefox(origin, PAGE, 'measure', [count, maps]);

/** @type {typeof inFirefox} */
async function inChromium(origin, count, maps) {
  const browser = await chromium.launch({ executablePath: ensureBrowser(), args: BROWSER_FLAGS });
  try {
    const page = await browser.newPage();
    await page.route('**/bench-blank', (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }));
    await page.goto(`${origin}bench-blank`);
    return await page.evaluate(
      async ({ module, asked }) => {
        /** @type {typeof import('./neighbours-page.ts')} */
        const { measure } = await import(module);
        return measure(...asked);
      },
      { module: PAGE, asked: /** @type {const} */ ([count, maps]) },
    );
  } finally {
    await browser.close();
  }
}
