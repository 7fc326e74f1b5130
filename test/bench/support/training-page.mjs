/** @import { Page } from 'playwright' */

/**
 * Opens the built page and imports an archive.
 * @param {Page} page
 * @param {string} url
 * @param {string} archive path
 */
export async function openWith(page, url, archive) {
  await page.goto(url);
  await page.waitForFunction(() => window.look?.session.datasets);
  await page.evaluate(() => {
    const input = document.createElement('input');
    input.type = 'file';
    input.id = 'bench-archive';
    document.body.append(input);
  });
  await page.setInputFiles('#bench-archive', archive);
  await page.evaluate(async () => {
    const input = /** @type {HTMLInputElement} */ (document.querySelector('#bench-archive'));
    await window.look.importFiles([...(input.files ?? [])]);
  });
}

/**
 * In the page: trains the small network on WASM, for so many seconds at most.
 * @param {{ samples: number, epochs: number, workers?: number, seconds: number }} options
 * @returns what the run's record says of it; an epoch
 * that the time cut off is not there
 */
export async function train({ samples, epochs, workers, seconds }) {
  const { look } = window;
  const view = look.dataset.view().matchSplit('train').limit(samples);
  const done = look.train({ epochs, workers, backend: 'wasm', name: 'bench' }, view);
  let perSecond = 0;
  const timer = window.setInterval(() => {
    perSecond = look.session.jobs.running('train')?.progress?.perSecond ?? perSecond;
  }, 500);
  const end = setTimeout(() => look.session.jobs.running('train')?.cancel(), seconds * 1000);
  await done.catch((error) => {
    if (error.name !== 'AbortError') throw error;
  });
  window.clearInterval(timer);
  clearTimeout(end);
  const run = look.session.runs.find(({ name }) => name === 'bench');
  if (run?.source !== 'trained') throw new Error('the run is not kept');
  return { epochs: run.epochs, workers: run.workers, imagesPerSecond: perSecond };
}
