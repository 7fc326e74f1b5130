import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
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
 * @param {(page: Page, profile: string) => Promise<T>} work gets the page and the folder of its browser; browser and server end with it
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
  const profile = mkdtempSync(path.join(os.tmpdir(), 'second-look-bench-'));
  const options = { executablePath: ensureBrowser(), headless: true, args: BROWSER_FLAGS };
  const context = await chromium.launchPersistentContext(profile, options);
  try {
    const page = context.pages()[0];
    await page.route('**/bench-blank', (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }));
    await page.goto(`${server.resolvedUrls?.local[0]}bench-blank`);
    return await work(page, profile);
  } finally {
    await context.close();
    await server.close();
    rmSync(profile, { recursive: true, force: true });
  }
}

/**
 * Speeds of the engine in that page: see engine-page.ts.
 * @param {Page} page
 * @param {BackendName} backend
 * @param {NetworkName} network
 * @param {number} workers
 * @param {number} samples
 * @param {number} [side] of the pictures
 * @returns images a second in training, pictures a second in prediction
 */
export function measureSpeeds(page, backend, network, workers, samples, side = 32) {
  return page.evaluate(
    async ({ module, backend, network, workers, samples, side }) => {
      /** @type {typeof import('../engine-page.ts')} */
      const { measure } = await import(module);
      return measure(backend, network, workers, samples, side);
    },
    { module: '/test/bench/engine-page.ts', backend, network, workers, samples, side },
  );
}
