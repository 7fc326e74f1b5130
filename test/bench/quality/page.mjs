import { Buffer } from 'node:buffer';
import { ensureBrowser } from '../../../scripts/find-browser.mjs';
import { DIST } from '../../../scripts/setup.mjs';
import { serveFolder } from '../../../scripts/static-server.mjs';
import { openBrowser } from '../../../scripts/walkthrough/browser.mjs';
import { followProgress, walkThrough } from '../../../scripts/walkthrough/page.mjs';
import { progressPrinter } from '../../../scripts/walkthrough/progress.mjs';
import { keepTrained } from './evidence.mjs';

/**
 * @import { Job } from '../../../scripts/walkthrough/page.mjs'
 * @import { BackendName } from '../../../src/core/training/recipe.ts'
 */

/**
 * A fresh Chromium on the built page, its script API at hand and its progress told on the error stream.
 * @param {{ backend: BackendName | 'auto' }} options what it will train on
 * @param {string} [archive] path, lies in the page's file input; without it the demo
 * @returns the page, and a function that ends it
 */
export async function openPage({ backend }, archive) {
  const server = await serveFolder(DIST);
  const { page, close } = await openBrowser(ensureBrowser(), backend);
  await page.goto(server.url);
  await page.waitForFunction(() => window.look?.session.datasets);
  await page.exposeFunction(
    'reportProgress',
    progressPrinter((line) => console.error(line)),
  );
  await page.exposeFunction('reportNote', (/** @type {string} */ sentence) => console.error(sentence));
  await page.evaluate(followProgress);
  await page.evaluate(() => {
    for (const id of ['walkthrough-files', 'walkthrough-labels']) {
      document.body.append(Object.assign(document.createElement('input'), { type: 'file', id }));
    }
  });
  if (archive) await page.locator('#walkthrough-files').setInputFiles(archive);
  return { page, close: () => Promise.all([close(), server.close()]) };
}

/**
 * One task with one seed, from import to the scores of a trained run; what it left behind is kept.
 * @param {string} name of the task
 * @param {Job & { backend: BackendName | 'auto', seed: number }} job
 * @param {string} [archive] path; without it the demo
 * @param {string} [labelsText] a table of given labels
 * @throws Error where the page could not go through with it
 */
export async function runJob(name, job, archive, labelsText) {
  const { page, close } = await openPage(job, archive);
  try {
    if (labelsText) {
      const file = { name: 'labels.csv', mimeType: 'text/csv', buffer: Buffer.from(labelsText) };
      await page.locator('#walkthrough-labels').setInputFiles(file);
    }
    const outcome = await page.evaluate(walkThrough, { ...job, opinion: /** @type {const} */ ('trained') });
    if ('error' in outcome) throw new Error(`${outcome.step}: ${outcome.error}`);
    await keepTrained(page, name, job.seed);
    return outcome;
  } finally {
    await close();
  }
}
