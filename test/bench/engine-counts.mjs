import { parseArgs } from 'node:util';
import { chromium } from 'playwright';
import { createServer } from 'vite';
import { BROWSER_FLAGS, SOFTWARE_GPU_FLAGS, ensureBrowser } from '../../scripts/find-browser.mjs';

/**
 * @import { BackendName } from '../../src/core/training/recipe.ts'
 * @import { Counts } from './count-commands.ts'
 * @import { Way } from './counts-page.ts'
 */

/**
 * What was counted of one backend and one way.
 * @typedef {Counts & { backend: BackendName, way: Way, side: number, multiplyAdds: number }} Row
 */

/** What runs in the browser, as the server names it. */
const PAGE = '/test/bench/counts-page.ts';
const PACKAGES = ['tfjs-core', 'tfjs-backend-wasm', 'tfjs-backend-webgl', 'tfjs-backend-webgpu'];
const WAYS = ['stock', 'composed', 'ours'];

/** Multiply-adds of the small network's convolutions and linear layer, an image of 32×32, forward; the way back has two more of each, but for the first input. */
const FORWARD = 18_137_728;
const FIRST_CONVOLUTION = 9 * 3 * 16 * 1024;
const BATCH = 128;

/**
 * Dispatches, bytes and kernels of one training step, batch 128, width 16, as tfjs has it and as the engine does: figures that hold
 * on any graphics device, taken on the software adapters, with small pictures to save time (dispatches do not depend on them).
 * `npm run bench -- engine counts [--backend webgpu,webgl] [--side 8] [--ways stock,composed,ours]`
 * @param {string[]} args
 */
export async function bench(args) {
  const { values } = parseArgs({
    args,
    options: {
      backend: { type: 'string', default: 'webgpu,webgl' },
      side: { type: 'string', default: '8' },
      ways: { type: 'string', default: WAYS.join(',') },
    },
  });
  const include = [...PACKAGES.map((name) => `@tensorflow/${name}`), 'comlink', 'dexie'];
  const server = await createServer({
    cacheDir: 'node_modules/.vite-bench-counts',
    optimizeDeps: { include, entries: [] },
    server: { port: 0, hmr: false },
    logLevel: 'error',
  });
  await server.listen();
  const options = { executablePath: ensureBrowser(), args: [...BROWSER_FLAGS, ...SOFTWARE_GPU_FLAGS] };
  const browser = await chromium.launch(options);
  /** @type {Row[]} */
  const rows = [];
  try {
    for (const backend of /** @type {BackendName[]} */ (values.backend.split(','))) {
      for (const way of /** @type {Way[]} */ (values.ways.split(','))) {
        const page = await browser.newPage();
        await page.route('**/bench-blank', (route) =>
          route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }),
        );
        await page.goto(`${server.resolvedUrls?.local[0]}bench-blank`);
        const counts = await page.evaluate(
          async ({ module, backend, way, side }) => {
            /** @type {typeof import('./counts-page.ts')} */
            const { countStep } = await import(module);
            return countStep(backend, way, side);
          },
          { module: PAGE, backend, way, side: Number(values.side) },
        );
        await page.close();
        const share = (Number(values.side) / 32) ** 2;
        const multiplyAdds = BATCH * share * (3 * FORWARD - FIRST_CONVOLUTION);
        rows.push({ backend, way, side: Number(values.side), multiplyAdds, ...counts });
        console.log(JSON.stringify(rows.at(-1)));
      }
    }
  } finally {
    await browser.close();
    await server.close();
  }
  print(rows);
}

/** @param {Row[]} rows */
function print(rows) {
  const line = (/** @type {(string | number)[]} */ ...cells) =>
    console.log(cells.map((cell, i) => (i < 2 ? `${cell}`.padEnd(10) : `${cell}`.padStart(14))).join(''));
  line('backend', 'way', 'dispatches', 'kernels', 'kB uploaded', 'kB read', 'reads', 'M mult-adds');
  for (const { backend, way, dispatches, kernels, bytesUploaded, bytesRead, reads, multiplyAdds } of rows) {
    const kinds = Object.keys(kernels).length;
    line(backend, way, dispatches, kinds, kB(bytesUploaded), kB(bytesRead), reads, Math.round(multiplyAdds / 1e6));
  }
  for (const { backend, way, kernels } of rows) {
    console.log(`\n${backend}, ${way}: dispatches and threads of each kernel`);
    for (const [name, { dispatches, threads }] of Object.entries(kernels).sort(
      (a, b) => b[1].dispatches - a[1].dispatches,
    )) {
      console.log(`  ${name.padEnd(44)}${`${dispatches}`.padStart(6)}${`${threads}`.padStart(14)}`);
    }
  }
}

const kB = (/** @type {number} */ bytes) => (bytes / 1000).toFixed(1);
