// How long scoring takes: `npm run bench -- scores [--samples 60000] [--classes 10] [--epochs 10] [--repeats 15] [--plain]
// [--python PYTHON]` prints a table and a last line of JSON. Runs in node, whose V8 is Chromium's, on the loops in WebAssembly or
// with --plain on those in TypeScript. Where the Python has cleanlab, that finds issues in the same prediction, in turn with it.
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { readWasm, withBundle } from './support/bundle.mjs';
import { median } from './support/figures.mjs';

/**
 * @import { Prediction } from './scores-run.ts'
 * @import { Job } from './support/scores-worker.mjs'
 */

const ENTRY = path.join(import.meta.dirname, 'scores-run.ts');
const WORKER = path.join(import.meta.dirname, 'support/scores-worker.mjs');

const CLEANLAB = 'cleanlab, find_label_issues alone';

/** Prints milliseconds of processor time, the second of two runs: the first pays for what is loaded late. */
const PEER = `
import sys, time
import numpy as np
from cleanlab.filter import find_label_issues
logits, labels, k = np.fromfile(sys.argv[1], np.float32), np.fromfile(sys.argv[2], np.uint16), int(sys.argv[3])
logits = logits.reshape(-1, k).astype(np.float64)
probabilities = np.exp(logits - logits.max(1, keepdims=True))
probabilities /= probabilities.sum(1, keepdims=True)
for _ in range(2):
    start = time.process_time()
    find_label_issues(labels.astype(int), probabilities, n_jobs=1)
    took = time.process_time() - start
print(took * 1000)
`;

/** @param {string} python */
function hasCleanlab(python) {
  try {
    execFileSync(python, ['-c', 'import cleanlab'], { stdio: 'ignore' });
    return true;
  } catch {
    console.log(`cleanlab is left out: ${python} does not have it. Name another with --python, or in PEER_PYTHON.`);
    return false;
  }
}

/**
 * @param {string} python
 * @param {Prediction} prediction
 * @param {number} classes
 * @param {string} folder for its files
 * @returns a function that lets cleanlab look at the prediction once, milliseconds
 */
function startPeer(python, { logits, labels }, classes, folder) {
  const files = [logits, labels].map((values, at) => {
    const file = path.join(folder, `${at}.bin`);
    writeFileSync(file, values);
    return file;
  });
  return () => Number(execFileSync(python, ['-c', PEER, ...files, String(classes)], { encoding: 'utf8' }));
}

/**
 * @param {Job} workerData
 * @param {number} repeats
 * @param {string} python
 * @param {string} folder for files
 * @returns {Promise<Record<string, number>[]>} milliseconds of every step, once a repeat
 */
async function measureAll(workerData, repeats, python, folder) {
  const worker = new Worker(WORKER, { workerData });
  const answer = async () => (await once(worker, 'message'))[0];
  try {
    const prediction = await answer();
    const peer = hasCleanlab(python) && startPeer(python, prediction, workerData.classes, folder);
    const rows = [];
    for (let repeat = 0; repeat < repeats; repeat++) {
      worker.postMessage('measure');
      rows.push({ ...(await answer()), ...(peer ? { [CLEANLAB]: peer() } : {}) });
    }
    return rows;
  } finally {
    await worker.terminate();
  }
}

/**
 * Runs the benchmark.
 * @param {string[]} args
 */
export async function bench(args) {
  const { values } = parseArgs({
    args,
    options: {
      samples: { type: 'string', default: '60000' },
      classes: { type: 'string', default: '10' },
      epochs: { type: 'string', default: '10' },
      repeats: { type: 'string', default: '15' },
      plain: { type: 'boolean', default: false },
      python: { type: 'string', default: process.env.PEER_PYTHON ?? 'python3' },
    },
  });
  const [samples, classes, epochs, repeats] = [values.samples, values.classes, values.epochs, values.repeats].map(
    Number,
  );
  const binary = values.plain ? undefined : await readWasm('analysis');
  const rows = await withBundle(ENTRY, (bundle, folder) =>
    measureAll({ bundle, samples, classes, epochs, binary }, repeats, values.python, folder),
  );
  const loops = values.plain ? 'loops in TypeScript' : 'loops in WebAssembly';
  const amount = `${samples.toLocaleString('en')} samples, ${classes} classes, ${repeats} repeats`;
  console.log(`${amount}, ${loops}: median and least, ms of processor time`);
  /** @type {Record<string, number[]>} */
  const figures = {};
  for (const name of Object.keys(rows[0])) {
    const times = rows.map((row) => row[name]);
    figures[name] = [median(times), Math.min(...times)].map((ms) => Math.round(ms * 10) / 10);
    console.log(`${figures[name].map((ms) => ms.toFixed(1).padStart(9)).join('')}  ${name}`);
  }
  console.log(JSON.stringify({ samples, classes, epochs, repeats, plain: values.plain, ms_median_least: figures }));
}
