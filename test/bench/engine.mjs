import { parseArgs } from 'node:util';
import { inEnginePage, measureSpeeds } from './support/engine-browser.mjs';

/**
 * @import { Page } from 'playwright'
 * @import { BackendName, NetworkName } from '../../src/core/training/recipe.ts'
 */

/** What runs in the browser, as the server names it. */
const KERNELS_PAGE = '/test/bench/kernels-page.ts';

/**
 * Images a second of the engine in headless Chromium, training (forward, backward and update) and prediction (picture and
 * mirror image). `npm run bench -- engine [--backend wasm] [--network small] [--workers 1,2] [--samples 1280]`
 *
 * `npm run bench -- engine counts` instead counts what a step asks of a graphics device: see engine-counts.mjs, and
 * `npm run bench -- engine against-pytorch ARCHIVE` trains in PyTorch in turn: see engine-peer.mjs.
 * `npm run bench -- engine sizes` trains on pictures of 32 and of 64 pixels in turn: see engine-sizes.mjs.
 * With `--kernels REPETITIONS` instead the convolutions of a micro-batch of 64 on WASM, one thread: tfjs's against ours.
 * @param {string[]} args
 * @returns {Promise<void>}
 */
export async function bench(args) {
  if (args[0] === 'counts') return (await import('./engine-counts.mjs')).bench(args.slice(1));
  if (args[0] === 'against-pytorch') return (await import('./engine-peer.mjs')).bench(args.slice(1));
  if (args[0] === 'sizes') return (await import('./engine-sizes.mjs')).bench(args.slice(1));
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
  await inEnginePage(async (page) => {
    if (values.kernels) return benchKernels(page, Number(values.kernels));
    for (const workers of values.workers.split(',').map(Number)) {
      const backend = /** @type {BackendName} */ (values.backend);
      const network = /** @type {NetworkName} */ (values.network);
      const { training, prediction } = await measureSpeeds(page, backend, network, workers, Number(values.samples));
      const row = [`training ${training.toFixed(0)} images/s`, `prediction ${prediction.toFixed(0)} images/s`];
      console.log(`${backend}, ${network}, ${workers} workers: ${row.join(', ')}`);
    }
  });
}

/**
 * @param {Page} page
 * @param {number} repetitions
 */
async function benchKernels(page, repetitions) {
  const rows = await page.evaluate(
    async ({ module, repetitions }) => {
      /** @type {typeof import('./kernels-page.ts')} */
      const { measureKernels } = await import(module);
      return measureKernels(repetitions);
    },
    { module: KERNELS_PAGE, repetitions },
  );
  for (const row of rows) console.log(JSON.stringify(row));
  console.log('Medians, (fastest), and GFLOP/s of the direct algorithm at the fastest');
  console.log(''.padEnd(36), ...['tfjs', 'ours, plain SIMD', 'ours, relaxed SIMD'].map((name) => name.padStart(24)));
  for (const { name, medianMs, fastestMs, gflops } of rows) {
    const cells = medianMs.map((ms, i) => `${ms.toFixed(1)} (${fastestMs[i].toFixed(1)}) ms ${gflops[i].toFixed(0)}`);
    console.log(name.padEnd(36), ...cells.map((cell) => cell.padStart(24)));
  }
}
