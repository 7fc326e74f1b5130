import path from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBrowser } from '../../scripts/find-browser.mjs';
import { buildIfOld, DIST } from '../../scripts/setup.mjs';
import { serveFolder } from '../../scripts/static-server.mjs';
import { openBrowser } from '../../scripts/walkthrough/browser.mjs';
import { CANDIDATES } from './support/candidates.mjs';
import { load, median } from './support/figures.mjs';
import { openWith } from './support/training-page.mjs';

/**
 * @import { Recipe } from '../../src/core/training/recipe.ts'
 * @import { NoiseOptions } from '../../src/tasks/options.ts'
 */

/** @typedef {Awaited<ReturnType<typeof measure>>[number]} Row */

/** Samples of the standard task, and the share of their labels that is wrong. */
const SAMPLES = 10_000;
const NOISE = 0.2;

/** Average precision to reach. */
const WANTED = 0.85;

/**
 * In the page: trains by a recipe, predicts and scores.
 * @param {{ recipe: Recipe, samples: number, workers: number, seed: number }} options
 * @returns seconds of each, and how well the planted mistakes are found
 */
async function runRecipe({ recipe, samples, workers, seed }) {
  const { look } = window;
  const view = look.dataset.view().matchSplit('train').limit(samples);
  /** @type {number[]} */
  const marks = [];
  const { run } = await look.findSuspects({
    train: { recipe, workers, seed, backend: 'wasm', name: 'bench' },
    view,
    predict: view,
    scores: ['suspicion', 'self_confidence'],
    onStep: () => marks.push(performance.now()),
  });
  marks.push(performance.now());
  const [train_s, predict_s, score_s] = marks.slice(1).map((at, i) => (at - marks[i]) / 1000);
  const apOf = (/** @type {string} */ score) => look.rankingQuality(score)?.ap ?? NaN;
  const ap = { suspicion: apOf('suspicion'), self_confidence: apOf('self_confidence') };
  await look.deleteRun(run.name);
  return { train_s, predict_s, score_s, total_s: train_s + predict_s + score_s, ap };
}

/**
 * @param {string} archive path
 * @param {{ recipes: Recipe[], kind: NoiseOptions['kind'], seeds: number[], workers: number, samples: number }} job
 */
async function measure(archive, { recipes, kind, seeds, workers, samples }) {
  buildIfOld();
  const server = await serveFolder(DIST);
  const { page, close } = await openBrowser(ensureBrowser(), 'wasm');
  const rows = [];
  try {
    await openWith(page, server.url, archive);
    for (const seed of seeds) {
      await page.evaluate(
        ({ rate, kind, seed, count }) => {
          const { look } = window;
          return look
            .perturb({ rate, kind, seed }, look.dataset.view().matchSplit('train').limit(count))
            .then(() => undefined);
        },
        { rate: NOISE, kind, seed, count: samples },
      );
      for (const recipe of recipes) {
        const outcome = await page.evaluate(runRecipe, { recipe, samples, workers, seed });
        rows.push({ recipe: recipe.name, epochs: recipe.epochs, noise: kind, seed, workers, ...outcome, load: load() });
        console.log(JSON.stringify(rows.at(-1)));
      }
      await page.evaluate(() => window.look.undoNoise().then(() => undefined));
    }
  } finally {
    await close();
    await server.close();
  }
  return rows;
}

/** @param {Row[]} rows */
function report(rows) {
  const figure = (/** @type {number} */ value, /** @type {number} */ digits) =>
    value.toFixed(digits).replace(/^0\./, '.');
  const cells = [['recipe', 'epochs', 'seconds', 'suspicion', 'self-confidence', 'load']];
  for (const [name, own] of groups(rows)) {
    const middle = (/** @type {(row: Row) => number} */ pick) => median(own.map(pick));
    cells.push([
      name,
      String(own[0].epochs),
      figure(
        middle(({ total_s }) => total_s),
        1,
      ),
      figure(
        middle(({ ap }) => ap.suspicion),
        3,
      ),
      figure(
        middle(({ ap }) => ap.self_confidence),
        3,
      ),
      figure(
        middle((row) => row.load),
        1,
      ),
    ]);
  }
  for (const row of cells) console.log(row.map((cell, i) => (i === 0 ? cell.padEnd(44) : cell.padStart(17))).join(''));
  const reached = rows.filter(({ ap }) => ap.suspicion >= WANTED).sort((a, b) => a.total_s - b.total_s)[0];
  if (reached) console.log(`${WANTED} reached first after ${reached.total_s.toFixed(1)} s: ${reached.recipe}`);
  else console.log(`No recipe reached ${WANTED}.`);
}

/**
 * The rows of each recipe. Node has Map.groupBy from 21 on.
 * @param {Row[]} rows
 */
function groups(rows) {
  /** @type {Map<string, Row[]>} */
  const map = new Map();
  for (const row of rows) map.set(row.recipe, [...(map.get(row.recipe) ?? []), row]);
  return map;
}

/**
 * Seconds until the ranking of the labels has an average precision of 0.85, from the call of training to the scores, on the built
 * page: the first 10,000 training pictures of CIFAR-10, a fifth of the labels wrong. Every recipe of support/candidates.mjs whose name
 * contains one of `--recipes`.
 * `npm run bench -- time-to-ap ARCHIVE [--recipes 'standard;crop'] [--kind symmetric] [--seeds 1] [--workers 2] [--samples 10000]`
 * @param {string[]} args
 */
export async function bench(args) {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      recipes: { type: 'string', default: '' },
      kind: { type: 'string', default: 'symmetric' },
      seeds: { type: 'string', default: '1' },
      workers: { type: 'string', default: '2' },
      samples: { type: 'string', default: String(SAMPLES) },
    },
  });
  if (positionals.length === 0) {
    console.error('Name the binary archive of CIFAR-10: npm run bench -- time-to-ap cifar-10-binary.tar.gz');
    process.exitCode = 2;
    return;
  }
  const wanted = values.recipes.split(';');
  const recipes = CANDIDATES.filter(({ name }) => wanted.some((part) => name.includes(part.trim())));
  if (recipes.length === 0)
    throw new Error(`There is no such recipe; there are: ${CANDIDATES.map(({ name }) => name).join('; ')}.`);
  const archive = path.resolve(process.env.INIT_CWD ?? '', positionals[0]);
  const seeds = values.seeds.split(',').map(Number);
  const kind = /** @type {NoiseOptions['kind']} */ (values.kind);
  const job = { recipes, kind, seeds, workers: Number(values.workers), samples: Number(values.samples) };
  report(await measure(archive, job));
}
