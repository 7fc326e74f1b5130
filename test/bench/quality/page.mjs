import { ensureBrowser } from '../../../scripts/find-browser.mjs';
import { DIST } from '../../../scripts/setup.mjs';
import { serveFolder } from '../../../scripts/static-server.mjs';
import { openBrowser } from '../../../scripts/walkthrough/browser.mjs';
import { followProgress, SCORES, walkThrough } from '../../../scripts/walkthrough/page.mjs';
import { progressPrinter } from '../../../scripts/walkthrough/progress.mjs';

/**
 * One task with one seed, from import to scores, in a fresh Chromium on the built page.
 * @param job arguments of walkThrough
 * @param archive path, or undefined for the demo
 * @throws Error where the page could not go through with it
 */
export async function runJob(job, archive) {
  const server = await serveFolder(DIST);
  const { page, close } = await openBrowser(ensureBrowser(), job.backend);
  try {
    await page.goto(server.url);
    await page.waitForFunction(() => window.look?.session.datasets);
    await page.exposeFunction(
      'reportProgress',
      progressPrinter((line) => console.error(line)),
    );
    await page.evaluate(followProgress);
    await page.evaluate(() => {
      const input = Object.assign(document.createElement('input'), { type: 'file', id: 'walkthrough-archive' });
      document.body.append(input);
    });
    if (archive) await page.locator('#walkthrough-archive').setInputFiles(archive);
    const outcome = await page.evaluate(walkThrough, { ...job, scores: SCORES });
    if (outcome.error) throw new Error(`${outcome.stage}: ${outcome.error}`);
    return outcome;
  } finally {
    await close();
    await server.close();
  }
}
