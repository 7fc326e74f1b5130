// Training on pictures larger than 32×32: `npm run bench -- photos [--sides 32,64,96] [--seed 1] [--samples 5000] [--recipe standard]`
// draws scenes of 96×96 with emoji of twelve groups in them, gives a fifth of them a wrong label, trains at each size and tells how
// well the wrong ones are found.
import { Buffer } from 'node:buffer';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT } from '../../scripts/setup.mjs';
import { CLASSES, SIDE, drawScene, resize } from './photos/draw.mjs';
import { importBundled } from './support/bundle.mjs';
import { inEnginePage } from './support/engine-browser.mjs';

/** Samples that no network learns from. */
const TESTED = 1000;
const NOISE = 0.2;
const PAGE = '/test/bench/photos/page.ts';

/**
 * The scenes of a seed, drawn once and kept.
 * @param {number} samples @param {number} seed @param {typeof import('./photos/core.ts')} core
 */
async function scenes(samples, seed, { Random }) {
  const folder = path.join(ROOT, '.cache/bench-photos');
  const file = path.join(folder, `${samples}-${seed}.rgb`);
  if (existsSync(file)) return readFileSync(file);
  mkdirSync(folder, { recursive: true });
  const random = new Random(seed);
  const drawn = [];
  for (let i = 0; i < samples + TESTED; i++) drawn.push(await drawScene(i % CLASSES.length, random));
  const pixels = Buffer.concat(drawn);
  writeFileSync(file, pixels);
  return pixels;
}

/**
 * Runs the benchmark.
 * @param {string[]} args
 */
export async function bench(args) {
  const { values } = parseArgs({
    args,
    options: {
      sides: { type: 'string', default: '32,64,96' },
      seed: { type: 'string', default: '1' },
      samples: { type: 'string', default: '5000' },
      workers: { type: 'string', default: '2' },
      recipe: { type: 'string', default: 'standard' },
    },
  });
  /** @type {typeof import('./photos/core.ts')} */
  const core = await importBundled(path.join(import.meta.dirname, 'photos/core.ts'));
  const samples = Number(values.samples);
  await inEnginePage(async (page) => {
    for (const seed of values.seed.split(',').map(Number)) {
      const pixels = await scenes(samples, seed, core);
      const labels = Uint16Array.from({ length: samples + TESTED }, (_, i) => i % CLASSES.length);
      const given = labels.slice();
      const learned = Uint32Array.from({ length: samples }, (_, i) => i);
      const noise = core.planNoise(labels, learned, [...CLASSES.keys()], { kind: 'symmetric', rate: NOISE, seed });
      noise.indices.forEach((i, j) => (given[i] = noise.labels[j]));
      for (const side of values.sides.split(',').map(Number)) {
        const sized = side === SIDE ? pixels : await resize(pixels, side);
        const sums = new core.NormalisationSums();
        sums.add(sized);
        const url = `/bench-pixels-${side}`;
        // In pieces: the browser ends where a hundred million bytes come at once.
        await page.route(`**${url}/*`, (route) => {
          const [start, end] = (route.request().url().split('/').pop() ?? '').split('-').map(Number);
          return route.fulfill({ body: sized.subarray(start * side * side * 3, end * side * side * 3) });
        });
        const job = {
          ...{ url, side, normalisation: sums.result(), classes: CLASSES, given: [...given], true: [...labels] },
          ...{ learned: samples, seed, workers: Number(values.workers) },
          recipe: /** @type {import('../../src/core/training/presets.ts').PresetName} */ (values.recipe),
        };
        const outcome = await page.evaluate(
          async ({ module, job }) => {
            /** @type {typeof import('./photos/page.ts')} */
            const { trainOnPhotos } = await import(module);
            return trainOnPhotos(job);
          },
          { module: PAGE, job },
        );
        await page.unroute(`**${url}/*`);
        console.log(JSON.stringify({ side, seed, samples, ...outcome }));
      }
    }
  });
}
