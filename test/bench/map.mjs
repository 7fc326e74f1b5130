import os from 'node:os';
import { chromium } from 'playwright';
import { createServer } from 'vite';
import { BROWSER_FLAGS, ensureBrowser } from '../../scripts/find-browser.mjs';

const PAGE = '/test/bench/map-page.ts';
const FRAMES = 240;

/**
 * Median and 95th percentile, in words.
 * @param {number[]} times
 */
function quantiles(times) {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (/** @type {number} */ share) => sorted[Math.floor(share * (sorted.length - 1))].toFixed(1);
  return `${at(0.5)} ms, p95 ${at(0.95)} ms`;
}

/** The maps measured, and how to call them. */
const MAPS = /** @type {const} */ ([
  ['look-embedding-map', 'embedding map'],
  ['look-data-map', 'data map'],
]);

/**
 * How smoothly the embedding map and the data map pan and zoom: `npm run bench -- map [SAMPLES …]` (default 60000), in a window of 1440×900.
 * @param {string[]} args
 */
export async function bench(args) {
  const server = await createServer({
    cacheDir: 'node_modules/.vite-bench-map',
    optimizeDeps: {
      include: ['comlink', 'dexie', 'lit', 'lit/decorators.js'],
      entries: ['src/ui/explore/{map,plot}/*.ts'],
    },
    server: { port: 0, hmr: false },
    logLevel: 'error',
  });
  await server.listen();
  const browser = await chromium.launch({ executablePath: ensureBrowser(), args: BROWSER_FLAGS });
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.route('**/bench-blank', (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }));
    await page.goto(`${server.resolvedUrls?.local[0]}bench-blank`);
    for (const n of args.length > 0 ? args.map(Number) : [60_000]) {
      for (const [name, title] of MAPS) {
        const result = await page.evaluate(
          async ({ module, count, frames, element }) => {
            /** @type {typeof import('./map-page.ts')} */
            const { measure } = await import(module);
            return measure(count, frames, element);
          },
          { module: PAGE, count: n, frames: FRAMES, element: name },
        );
        for (const [what, { between, drawing }] of Object.entries(result)) {
          const drawn = what === 'nothing' ? '' : `; drawing ${quantiles(drawing)}`;
          console.log(`${title} of ${n}, ${what}: a frame every ${quantiles(between)}${drawn}`);
        }
      }
      console.log(`load ${os.loadavg()[0].toFixed(1)}`);
    }
  } finally {
    await browser.close();
    await server.close();
  }
}
