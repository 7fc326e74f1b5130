// Stand-ins for the mistakes of people, whose labels are not at hand: another network, taught on other pictures, says where a
// picture is confused, and with what.
import { keepEvidence, readEvidence } from './evidence.mjs';
import { runnerImport } from 'vite';
import { openPage } from './page.mjs';

/** Share of labels that are wrong: about what people got wrong on CIFAR-10. */
const RATE = 0.09;

/** Pictures that the labelling network learns from: those after the ones it labels. */
const TAUGHT = { skip: 10_000, limit: 10_000 };

const CLASSES = 10;

/** In the page: teaches a network on the true labels of other pictures and lets it look at the first ones. */
async function teach({ skip, limit, seed }) {
  const { look } = window;
  const files = [...document.querySelector('#walkthrough-archive').files];
  const dataset = await look.importFiles(files);
  const train = dataset.view().matchSplit('train');
  const options = { name: 'labeller', recipe: 'quick', seed };
  const run = await look.train(options, train.skip(skip).limit(limit));
  await look.predict(train.limit(skip), run.name);
}

async function labellerOf(seed, archive) {
  const known = readEvidence('labeller', seed);
  if (known) return known;
  const { page, close } = await openPage({ backend: 'auto' }, archive);
  try {
    await page.evaluate(teach, { ...TAUGHT, seed });
    await keepEvidence(page, 'labeller', seed, TAUGHT.skip);
  } finally {
    await close();
  }
  return readEvidence('labeller', seed);
}

/** Softmax of a row of logits with a bonus for the true class. */
function chances(logits, row, truth, bonus) {
  const own = Array.from(logits.subarray(row * CLASSES, (row + 1) * CLASSES), (z, c) => z + (c === truth ? bonus : 0));
  const top = Math.max(...own);
  const weights = own.map((z) => Math.exp(z - top));
  const sum = weights.reduce((all, w) => all + w, 0);
  return weights.map((w) => w / sum);
}

/** Each label drawn from what the network thinks, the truth favoured just so much that the share of wrong ones is RATE. */
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

/** Wrong only where the network is, and with its answer. */
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
 * @param how 'soft': a picture is confused as often as it is doubtful; 'hard': only where another network errs
 * @returns a CSV of `index,label`
 */
export async function labelLikePeople(how, seed, archive) {
  const { module } = await runnerImport('src/core/dataset/random.ts', { configFile: false, logLevel: 'error' });
  const { logits, given: truth } = await labellerOf(seed, archive);
  const labels = (how === 'soft' ? drawSoftly : drawHard)(logits, truth, new module.Random(seed));
  return ['index,label', ...labels.map((label, i) => `${i},${label}`)].join('\n');
}
