import { Buffer } from 'node:buffer';
import { LARGE, SIZES, SMALL } from './camera.mjs';
import { loadExplorer } from './explorer.mjs';

/**
 * @import { Page } from 'playwright'
 * @import { Camera } from './camera.mjs'
 */

/** Milliseconds that a training of the demo may take, on a machine with other work too. */
const TRAINING_MS = 900_000;

const SMALL_TOO = [...SMALL, ...SIZES];
const ALL_SIZES = [...SMALL_TOO, LARGE];

/**
 * The page before there is any data, and what it says of a file that it cannot read.
 * @param {Camera} camera
 */
export async function photographEmpty(camera) {
  const { page } = camera;
  await camera.takeAll('first-visit', ALL_SIZES);
  for (const stage of /** @type {const} */ (['noise', 'train', 'insights', 'explore', 'home', 'about', 'help'])) {
    await camera.goTo(stage);
    await camera.takeAll(stage === 'about' || stage === 'help' ? stage : `${stage}-empty`, SMALL_TOO);
  }
  await camera.goTo('data');
  // Cut off in the middle of its fourth picture.
  const broken = {
    name: 'data_batch_3.bin',
    mimeType: 'application/octet-stream',
    buffer: Buffer.alloc(3 * 3073 + 512),
  };
  await page.locator('#look-files').setInputFiles(broken);
  await page.locator('look-data-stage look-error-note [role="alert"]').waitFor();
  await camera.takeAll('error');
  await page.getByRole('button', { name: 'Dismiss' }).click();
}

/**
 * Waits until so large a share of the training is done.
 * @param {Page} page
 * @param {number} share 0 … 1
 */
function trained(page, share) {
  return page.waitForFunction(
    (wanted) => {
      const progress = window.look.session.jobs.running('train')?.progress;
      return progress && progress.done >= wanted * progress.total && progress.total > 0;
    },
    share,
    { timeout: TRAINING_MS },
  );
}

const idle = (/** @type {Page} */ page) =>
  page.waitForFunction(() => window.look.session.jobs.list.every(({ status }) => status !== 'running'));

/**
 * The demo from its import to its scores, every stage before and after.
 * @param {Camera} camera
 */
export async function photographJob(camera) {
  const { page } = camera;
  await page.getByRole('button', { name: 'Try the demo' }).click();
  await page.waitForFunction(() => window.look.session.dataset);
  await idle(page);
  await camera.takeAll('data', ALL_SIZES);
  await camera.goTo('noise');
  await camera.takeAll('noise-before');
  await page.getByRole('button', { name: 'Inject label noise' }).click();
  await page.getByRole('button', { name: 'Undo the noise' }).waitFor();
  await camera.takeAll('noise-after', SMALL_TOO);
  await camera.goTo('explore');
  await camera.takeAll('explore-unscored');
  await camera.goTo('train');
  await page.waitForTimeout(3000);
  await page.getByRole('radio', { name: /Quick/ }).check();
  await camera.takeAll('train-before');
  await photographFirstRanking(camera);
  await page.getByRole('button', { name: 'Train only' }).click();
  await trained(page, 0.45);
  await camera.takeAll('train-running');
  await camera.goTo('explore');
  await camera.takeAll('explore-while-training');
  await camera.goTo('train');
  await page.waitForFunction(() => window.look.session.run?.status === 'trained', undefined, { timeout: TRAINING_MS });
  await idle(page);
  await camera.takeAll('train-done', SMALL_TOO);
  await camera.goTo('insights');
  await camera.takeAll('insights-before');
  await page.evaluate(async () => {
    const { look } = window;
    const { run } = await look.findSuspects({ run: look.session.run?.name });
    await look.computeMap(run.name, 'umap');
  });
  await page.locator('look-label-health .headline').waitFor();
  await camera.takeAll('insights', ALL_SIZES);
  await scrollTo(page, 'look-label-health');
  await camera.takeAll('insights-labels');
  await scrollTo(page, 'look-score-table');
  await camera.takeAll('insights-scores');
}

/**
 * The labels judged by a backbone, before any training: what the Train stage and the explorer say of it. The run is deleted again.
 * @param {Camera} camera
 */
async function photographFirstRanking(camera) {
  const { page } = camera;
  await page.evaluate(() => window.look.findSuspects({ probe: {} }));
  await camera.takeAll('train-first-ranking', SMALL_TOO);
  await camera.goTo('explore');
  await camera.takeAll('explore-first-ranking', SMALL_TOO);
  await page.evaluate(() => window.look.deleteRun('backbone'));
  await camera.goTo('train');
  await page.getByRole('radio', { name: /Quick/ }).check();
}

/**
 * Brings an element to the upper edge, where the page has to be scrolled for it: in the smallest window.
 * @param {Page} page
 * @param {string} name
 */
async function scrollTo(page, name) {
  await page.setViewportSize(SIZES[0]);
  await page.locator(name).evaluate((element) => element.scrollIntoView());
}

/** In the page: decides about all labels above the cut as one who sees the truth: wrong ones are set right, right ones kept. */
async function decideCarefully() {
  const { look } = window;
  const { depth } = look.cut();
  const above = look.dataset.view().matchSplit('train').sortBy('insights.suspicion', { reverse: true }).limit(depth);
  const samples = [...above].filter((sample) => sample.reviewed === null);
  for (const name of look.dataset.info.classes) {
    const wrong = samples.filter((sample) => sample.true === name && sample.current !== name);
    if (wrong.length > 0)
      await look.relabel(
        wrong.map(({ index }) => index),
        name,
      );
  }
  await look.keep(samples.filter((sample) => sample.true === sample.current).map(({ index }) => index));
}

/**
 * Labels fixed, singly and many at once, and what that was worth.
 * @param {Camera} camera
 */
export async function photographFixes(camera) {
  const { page } = camera;
  await camera.goTo('home');
  await camera.takeAll('home-undecided');
  await loadExplorer(page, { split: 'train', most: 400 });
  await page.getByRole('grid', { name: 'Samples' }).focus();
  await page.keyboard.press('Home');
  for (const key of ['Enter', 'Enter', 'Enter', 'k', 'Enter', 'x', 'Enter', 'Enter']) {
    const edits = await page.evaluate(() => window.look.session.journal.length);
    await page.keyboard.press(key);
    await page.waitForFunction((before) => window.look.session.journal.length > before, edits);
  }
  await camera.takeAll('explore-fixed', SMALL_TOO);
  await page.keyboard.press('Control+a');
  await camera.takeAll('explore-picked', SMALL_TOO);
  await page.keyboard.press('Enter');
  await page.locator('look-bulk-dialog h2').waitFor();
  await camera.takeAll('explore-preview');
  await page.keyboard.press('Escape');
  await page.locator('look-bulk-dialog').waitFor({ state: 'detached' });
  await page.keyboard.press('Escape');
  await page.evaluate(decideCarefully);
  await camera.goTo('home');
  await page.getByRole('button', { name: 'Train again on the labels as they stand' }).click();
  await trained(page, 0.3);
  await camera.takeAll('home-training');
  await page.waitForFunction(() => window.look.session.runs.length === 2, undefined, { timeout: TRAINING_MS });
  await page.waitForFunction(
    () => {
      const { jobs, run, table } = window.look.session;
      return jobs.list.every(({ status }) => status !== 'running') && run?.status === 'trained' && table?.scores.size;
    },
    undefined,
    { timeout: TRAINING_MS },
  );
  await page.locator('look-run-comparison table').waitFor();
  await camera.takeAll('home', ALL_SIZES);
  await scrollTo(page, 'look-run-comparison');
  await camera.takeAll('home-comparison');
  await page.getByRole('button', { name: 'Export …' }).click();
  await page.getByLabel('What the file begins with').waitFor();
  await camera.takeAll('home-export');
  await page.getByRole('button', { name: 'Close', exact: true }).click();
  await camera.goTo('train');
  await camera.takeAll('train-two-runs');
}
