// What the backbone says of the labels, task after task. Features do not depend on labels, so all tasks on the same pictures share a
// page: it sees the pictures once, and then learns the labels of each task as it would after a review.
import { keepProbe } from './evidence.mjs';
import { openPage } from './page.mjs';

/**
 * @import { BackboneSide } from '../../../src/core/backbone/backbone.ts'
 * @import { NoiseOptions } from '../../../src/tasks/options.ts'
 */

/** Side of the pictures that the backbone sees unless a task says otherwise, as the page chooses it for those of 32 pixels. */
const SIDE = 96;

/**
 * Which pictures, seen how large.
 * @typedef {{ take?: number, side?: BackboneSide }} Pictures
 */

/**
 * Labels of a task: injected noise, or a table of given ones.
 * @typedef {{ name: string, noise: number, noiseKind?: NoiseOptions['kind'], seed: number, labelsText?: string }} Labels
 */

/** In the page: imports the archive that lies in its file input, or the demo. */
async function importPictures() {
  const { look } = window;
  const input = /** @type {HTMLInputElement} */ (document.querySelector('#walkthrough-files'));
  const files = [...(input.files ?? [])];
  await (files.length > 0 ? look.importFiles(files) : look.loadDemo());
}

/**
 * In the page: has the backbone judge the labels as they stand.
 * @param {Pictures} pictures
 * @returns seconds from the call to the logits
 */
async function judge({ take, side }) {
  const { look } = window;
  const train = look.dataset.view().matchSplit('train');
  const view = take === undefined ? train : train.limit(take);
  const began = performance.now();
  let judged = NaN;
  const onStep = (/** @type {string} */ step) => {
    if (step === 'score') judged = performance.now();
  };
  await look.findSuspects({ probe: { side }, view, predict: view, score: view, scores: [], onStep });
  return (judged - began) / 1000;
}

/**
 * In the page: gives the samples the labels of a task.
 * @param {Pictures & Labels} task
 * @returns how many are wrong
 */
async function giveLabels({ take, noise, noiseKind, seed, labelsText }) {
  const { look } = window;
  const train = look.dataset.view().matchSplit('train');
  const view = take === undefined ? train : train.limit(take);
  if (labelsText) await look.addTable(new File([labelsText], 'labels.csv'), { role: 'given' });
  else await look.perturb({ rate: noise, kind: noiseKind, seed }, view);
  return view.match(({ true: truth, given }) => truth !== null && truth !== given).count();
}

/**
 * Measures the probe of tasks on the same pictures, and keeps what it says.
 * @param {Pictures} pictures
 * @param {Labels[]} tasks
 * @param {(task: Labels, figures: { wrong: number, features_s: number, probe_s: number }) => void} onMeasured gets seconds of loading the
 *   backbone, its features and the first fit, which all tasks share, and of the fit to the task's labels
 * @param {string} [archive] path; without it the demo
 */
export async function measureProbes({ take, side = SIDE }, tasks, onMeasured, archive) {
  const { page, close } = await openPage({ backend: 'wasm' }, archive);
  try {
    await page.evaluate(importPictures);
    const features_s = await page.evaluate(judge, { take, side });
    for (const task of tasks) {
      const wrong = await page.evaluate(giveLabels, { take, ...task });
      const probe_s = await page.evaluate(judge, { take, side });
      await keepProbe(page, task.name, task.seed);
      onMeasured(task, { wrong, features_s, probe_s });
      await page.evaluate(() => window.look.undoNoise().then(() => undefined));
    }
  } finally {
    await close();
  }
}
