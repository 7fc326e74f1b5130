import { chromium } from 'playwright';
import { createServer } from 'vite';
import { BROWSER_FLAGS, ensureBrowser } from '../../../scripts/find-browser.mjs';

/**
 * @import { Page } from 'playwright'
 * @import { BackendName, NetworkName } from '../../../src/core/training/recipe.ts'
 */

const PACKAGES = ['tfjs-core', 'tfjs-backend-wasm', 'tfjs-backend-webgl', 'tfjs-backend-webgpu'];

/**
 * An empty page of headless Chromium that can import the engine's modules from a server of their own.
 * @template T
 * @param {(page: Page) => Promise<T>} work gets the page; browser and server end with it
 */
export async function inEnginePage(work) {
  const include = [...PACKAGES.map((name) => `@tensorflow/${name}`), 'comlink', 'dexie'];
  const server = await createServer({
    cacheDir: 'node_modules/.vite-bench',
    optimizeDeps: { include, entries: [] },
    server: { port: 0, hmr: false },
    logLevel: 'error',
  });
  await server.listen();
  const browser = await chromium.launch({ executablePath: ensureBrowser(), args: BROWSER_FLAGS });
  try {
    const page = await browser.newPage();
    await page.route('**/bench-blank', (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }));
    await page.goto(`${server.resolvedUrls?.local[0]}bench-blank`);
    return await work(page);
  } finally {
    await browser.close();
    await server.close();
  }
}

/**
 * Speeds of the engine in that page: see engine-page.ts.
 * @param {Page} page
 * @param {BackendName} backend
 * @param {NetworkName} network
 * @param {number} workers
 * @param {number} samples
 * @returns images a second in training, pictures a second in prediction
 */
export function measureSpeeds(page, backend, network, workers, samples) {
  return page.evaluate(
    async ({ module, backend, network, workers, samples }) => {
      /** @type {typeof import('../engine-page.ts')} */
      const { measure } = await import(module);
      return measure(backend, network, workers, samples);
    },
    { module: '/test/bench/engine-page.ts', backend, network, workers, samples },
  );
}
