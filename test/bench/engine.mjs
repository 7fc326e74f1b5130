import { parseArgs } from 'node:util';
import { chromium } from 'playwright';
import { createServer } from 'vite';
import { BROWSER_FLAGS, ensureBrowser } from '../../scripts/find-browser.mjs';

/** What runs in the browser, as the server names it. */
const PAGE = '/test/bench/engine-page.ts';
const KERNELS_PAGE = '/test/bench/kernels-page.ts';

const PACKAGES = ['tfjs-core', 'tfjs-backend-wasm', 'tfjs-backend-webgl', 'tfjs-backend-webgpu'];

/**
 * Images a second of the engine in headless Chromium, training (forward, backward and update) and prediction (picture and
 * mirror image). `npm run bench -- engine [--backend wasm] [--network small] [--workers 1,2] [--samples 1280]`
 *
 * `npm run bench -- engine counts` instead counts what a step asks of a graphics device: see engine-counts.mjs.
 * With `--kernels REPETITIONS` instead the convolutions of a micro-batch of 64 on WASM, one thread: tfjs's against ours.
 */
export async function bench(args) {
  if (args[0] === 'counts') return (await import('./engine-counts.mjs')).bench(args.slice(1));
  const { values } = parseArgs({
    args,
    options: {
      backend: { type: 'string', default: 'wasm' },
      network: { type: 'string', default: 'small' },
      workers: { type: 'string', default: '1,2' },
      samples: { type: 'string', default: '1280' },
      kernels: { type: 'string' },
    },
  });
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
    await page.goto(`${server.resolvedUrls.local[0]}bench-blank`);
    if (values.kernels) {
      await benchKernels(page, Number(values.kernels));
      return;
    }
    for (const workers of values.workers.split(',').map(Number)) {
      const { training, prediction } = await page.evaluate(
        async ([module, backend, network, count, samples]) => {
          const { measure } = await import(module);
          return measure(backend, network, count, samples);
        },
        [PAGE, values.backend, values.network, workers, Number(values.samples)],
      );
      const row = [`training ${training.toFixed(0)} images/s`, `prediction ${prediction.toFixed(0)} images/s`];
      console.log(`${values.backend}, ${values.network}, ${workers} workers: ${row.join(', ')}`);
    }
  } finally {
    await browser.close();
    await server.close();
  }
}

async function benchKernels(page, repetitions) {
  const rows = await page.evaluate(
    async ([module, count]) => (await import(module)).measureKernels(count),
    [KERNELS_PAGE, repetitions],
  );
  for (const row of rows) console.log(JSON.stringify(row));
  console.log('Medians, (fastest), and GFLOP/s of the direct algorithm at the fastest');
  console.log(''.padEnd(36), ...['tfjs', 'ours, plain SIMD', 'ours, relaxed SIMD'].map((name) => name.padStart(24)));
  for (const { name, medianMs, fastestMs, gflops } of rows) {
    const cells = medianMs.map((ms, i) => `${ms.toFixed(1)} (${fastestMs[i].toFixed(1)}) ms ${gflops[i].toFixed(0)}`);
    console.log(name.padEnd(36), ...cells.map((cell) => cell.padStart(24)));
  }
}
