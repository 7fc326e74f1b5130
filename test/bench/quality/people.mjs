// Stand-ins for the mistakes of people, whose labels are not at hand: another network, taught on other pictures, says where a
// picture is confused, and with what.
import { keepTrained, readEvidence } from './evidence.mjs';
import { runnerImport } from 'vite';
import { openPage } from './page.mjs';

/**
 * @import { Random } from '../../../src/core/dataset/random.ts'
 * @import { Recipe } from '../../../src/core/training/recipe.ts'
 */

/** Share of labels that are wrong: about what people got wrong on CIFAR-10. */
const RATE = 0.09;

/** Pictures that the labelling network learns from: those after the ones it labels. */
const TAUGHT = { skip: 10_000, limit: 10_000 };

const CLASSES = 10;

/**
 * In the page: teaches a network on the true labels of other pictures and lets it look at the first ones.
 * @param {{ skip: number, limit: number, seed: number, recipe: Recipe }} options
 */
async function teach({ skip, limit, seed, recipe }) {
  const { look } = window;
  const input = /** @type {HTMLInputElement} */ (document.querySelector('#walkthrough-files'));
  const dataset = await look.importFiles([...(input.files ?? [])]);
  const train = dataset.view().matchSplit('train');
  const others = train.skip(skip).limit(limit);
  const run = await look.train({ name: 'labeller', recipe, seed }, others);
  await look.predict(train.limit(skip), run.name);
}

/**
 * @param {number} seed
 * @param {string} [archive] path
 */
async function labellerOf(seed, archive) {
  const known = readEvidence('labeller', seed);
  if (known) return known;
  const { page, close } = await openPage({ backend: 'auto' }, archive);
  try {
    /** @type {{ module: typeof import('../../../src/core/training/presets.ts') }} */
    const { module } = await runnerImport('src/core/training/presets.ts', { configFile: false, logLevel: 'error' });
    // As `quick` was when the figures in docs/quality.md were measured, so that the labels stay the same.
    const recipe = { ...module.QUICK, microBatch: 64, smoothing: 0 };
    await page.evaluate(teach, { ...TAUGHT, seed, recipe });
    await keepTrained(page, 'labeller', seed, TAUGHT.skip);
  } finally {
    await close();
  }
  const kept = readEvidence('labeller', seed);
  if (!kept) throw new Error('The labelling network left nothing behind.');
  return kept;
}

/**
 * Softmax of a row of logits with a bonus for the true class.
 * @param {Float32Array} logits n×10 row-major
 * @param {number} row
 * @param {number} truth
 * @param {number} bonus
 */
function chances(logits, row, truth, bonus) {
  const own = Array.from(logits.subarray(row * CLASSES, (row + 1) * CLASSES), (z, c) => z + (c === truth ? bonus : 0));
  const top = Math.max(...own);
  const weights = own.map((z) => Math.exp(z - top));
  const sum = weights.reduce((all, w) => all + w, 0);
  return weights.map((w) => w / sum);
}

/**
 * Each label drawn from what the network thinks, the truth favoured just so much that the share of wrong ones is RATE.
 * @param {Float32Array} logits n×10 row-major
 * @param {Uint16Array} truth
 * @param {Random} random
 */
function drawSoftly(logits, truth, random) {
  let [low, high] = [-20, 20];
  for (let step = 0; step < 50; step++) {
    const bonus = (low + high) / 2;
    const wrong = Array.from(truth, (t, i) => 1 - chances(logits, i, t, bonus)[t]);
    if (wrong.reduce((sum, w) => sum + w, 0) > RATE * truth.length) low = bonus;
    else high = bonus;
  }
  return Array.from(truth, (t, i) => {
    const p = chances(logits, i, t, high);
    let left = random.float();
    const drawn = p.findIndex((chance) => (left -= chance) < 0);
    return drawn < 0 ? t : drawn;
  });
}

/**
 * Wrong only where the network is, and with its answer.
 * @param {Float32Array} logits n×10 row-major
 * @param {Uint16Array} truth
 * @param {Random} random
 */
function drawHard(logits, truth, random) {
  const said = Array.from(truth, (_, i) => {
    const row = logits.subarray(i * CLASSES, (i + 1) * CLASSES);
    return row.indexOf(Math.max(...row));
  });
  const errors = said.flatMap((c, i) => (c === truth[i] ? [] : [i]));
  const chance = (RATE * truth.length) / errors.length;
  const labels = Array.from(truth);
  for (const i of errors) if (random.float() < chance) labels[i] = said[i];
  return labels;
}

/**
 * Labels as people might have given them, for the first pictures of CIFAR-10.
 * @param {'soft' | 'hard'} how soft: a picture is confused as often as it is doubtful; hard: only where another network errs
 * @param {number} seed
 * @param {string} [archive] path
 * @param {number} [labeller] seed of that network, where it is another one than that of the draw
 * @returns a CSV of `index,label`
 */
export async function labelLikePeople(how, seed, archive, labeller = seed) {
  /** @type {{ module: typeof import('../../../src/core/dataset/random.ts') }} */
  const { module } = await runnerImport('src/core/dataset/random.ts', { configFile: false, logLevel: 'error' });
  const { logits, given: truth } = await labellerOf(labeller, archive);
  const labels = (how === 'soft' ? drawSoftly : drawHard)(logits, truth, new module.Random(seed));
  return ['index,label', ...labels.map((label, i) => `${i},${label}`)].join('\n');
}
