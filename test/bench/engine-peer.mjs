import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { inEnginePage, measureSpeeds } from './support/engine-browser.mjs';
import { load, median } from './support/figures.mjs';

/** Steps that PyTorch takes, and samples of the page's two epochs: about as many of each. */
const STEPS = 25;
const SAMPLES = 1664;

/**
 * Images a second of each engine in one round, and how busy the machine was.
 * @typedef {{ round: number, one: number, two: number, predictTwo: number, pytorch: number | null, load: number }} Row
 */

/**
 * Trains the same network in PyTorch.
 * @param {string} python
 * @param {string} script
 * @param {string} archive path
 * @returns {number} images a second over the steps alone
 */
function measurePeer(python, script, archive) {
  const args = ['--archive', archive, '--take', String(STEPS * 128), '--steps', String(STEPS), '--threads', '2'];
  const out = execFileSync(python, [script, ...args], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  return JSON.parse(out).train_images_per_s;
}

/**
 * Says what is missing for PyTorch's part; null where nothing is.
 * @param {{ python: string, script: string, archive?: string }} names
 */
function lacks({ python, script, archive }) {
  if (!existsSync(script)) return `There is no ${script}: name the script with --script.`;
  if (!archive || !existsSync(archive))
    return 'Name the binary archive of CIFAR-10: … against-pytorch cifar-10-binary.tar.gz.';
  try {
    execFileSync(python, ['-c', 'import torch, sklearn'], { stdio: 'ignore' });
    return null;
  } catch {
    return `${python} has no PyTorch: name a Python that has torch and scikit-learn with --python, or in PEER_PYTHON.`;
  }
}

/**
 * Training on WASM with one and two workers against PyTorch with two threads, in turn, so that whatever else the machine does meets
 * all alike: the small network, batch 128, images a second of forward, backward and update alone.
 * `npm run bench -- engine against-pytorch ARCHIVE [--python PYTHON] [--script SCRIPT] [--rounds 5]`
 * @param {string[]} args
 */
export async function bench(args) {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      python: { type: 'string', default: process.env.PEER_PYTHON ?? 'python3' },
      script: { type: 'string', default: '../shared/peers/pytorch_peer.py' },
      rounds: { type: 'string', default: '5' },
    },
  });
  const archive = positionals[0] && path.resolve(process.env.INIT_CWD ?? '', positionals[0]);
  const missing = lacks({ ...values, archive });
  if (missing) console.log(`PyTorch is left out. ${missing}`);
  /** @type {Row[]} */
  const rows = [];
  await inEnginePage(async (page) => {
    for (let round = 1; round <= Number(values.rounds); round++) {
      const one = await measureSpeeds(page, 'wasm', 'small', 1, SAMPLES);
      const two = await measureSpeeds(page, 'wasm', 'small', 2, SAMPLES);
      const pytorch = missing || !archive ? null : measurePeer(values.python, values.script, archive);
      const row = { round, one: one.training, two: two.training, predictTwo: two.prediction, pytorch, load: load() };
      rows.push(row);
      console.log(JSON.stringify(row));
    }
  });
  report(rows);
}

/** @param {Row[]} rows */
function report(rows) {
  /**
   * @param {string} name
   * @param {number[]} values one a round
   * @param {string} unit
   * @param {number} digits after the point
   */
  const show = (name, values, unit, digits) =>
    console.log(`${name.padEnd(42)}${median(values).toFixed(digits)}${unit}`);
  console.log(`Medians of ${rows.length} rounds`);
  show(
    'training, 1 worker',
    rows.map(({ one }) => one),
    ' images/s',
    0,
  );
  show(
    'training, 2 workers',
    rows.map(({ two }) => two),
    ' images/s',
    0,
  );
  show(
    '2 workers against 1',
    rows.map(({ one, two }) => two / one),
    '',
    2,
  );
  // So few pictures that the start of the workers weighs; time-to-ap predicts 10,000.
  show(
    'prediction with start-up, 2 workers',
    rows.map(({ predictTwo }) => predictTwo),
    ' pictures/s',
    0,
  );
  const against = rows.flatMap(({ one, two, pytorch }) => (pytorch === null ? [] : { one, two, pytorch }));
  if (against.length < rows.length) return;
  show(
    'PyTorch, 2 threads',
    against.map(({ pytorch }) => pytorch),
    ' images/s',
    0,
  );
  show(
    '2 workers against PyTorch',
    against.map(({ two, pytorch }) => two / pytorch),
    '',
    2,
  );
  show(
    '1 worker against PyTorch',
    against.map(({ one, pytorch }) => one / pytorch),
    '',
    2,
  );
}
