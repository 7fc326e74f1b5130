import os from 'node:os';
import { chromium } from 'playwright';
import { createServer } from 'vite';
import { BROWSER_FLAGS, ensureBrowser } from '../../scripts/find-browser.mjs';

const PAGE = '/test/bench/neighbours-page.ts';

/**
 * Seconds that the nearest neighbours of n × 64 features take in headless Chromium, from store to store, and with `--maps` the maps of
 * them (UMAP goes by the neighbours found before). `npm run bench -- neighbours [--maps] [SAMPLES …]` (default 10000 60000)
 * @param {string[]} args
 */
export async function bench(args) {
  const maps = args.includes('--maps');
  const sizes = args.filter((arg) => arg !== '--maps').map(Number);
  const server = await createServer({
    cacheDir: 'node_modules/.vite-bench-neighbours',
    optimizeDeps: { include: ['comlink', 'dexie'], entries: [] },
    server: { port: 0, hmr: false },
    logLevel: 'error',
  });
  await server.listen();
  const browser = await chromium.launch({ executablePath: ensureBrowser(), args: BROWSER_FLAGS });
  try {
    const page = await browser.newPage();
    await page.route('**/bench-blank', (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }));
    await page.goto(`${server.resolvedUrls?.local[0]}bench-blank`);
    for (const n of sizes.length > 0 ? sizes : [10_000, 60_000]) {
      const times = await page.evaluate(
        async ({ module, count, alsoMaps }) => {
          /** @type {typeof import('./neighbours-page.ts')} */
          const { measure } = await import(module);
          return measure(count, alsoMaps);
        },
        { module: PAGE, count: n, alsoMaps: maps },
      );
      const told = Object.entries(times).map(([what, ms]) => `${what.slice(0, -2)} ${(ms / 1000).toFixed(2)} s`);
      console.log(`${n} × 64: ${told.join(', ')} (load ${os.loadavg()[0].toFixed(1)})`);
    }
  } finally {
    await browser.close();
    await server.close();
  }
}
