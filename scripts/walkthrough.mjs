// `npm run walkthrough`: the whole job through the built page, in a headless Chromium. See docs/development.md.
import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ensureBrowser } from './find-browser.mjs';
import { DIST, buildIfOld, runCommand, setUp } from './setup.mjs';
import { serveFolder } from './static-server.mjs';
import { UsageError, readArguments } from './walkthrough/arguments.mjs';
import { saveExport } from './walkthrough/exports.mjs';
import { followProgress, walkThrough } from './walkthrough/page.mjs';
import { progressPrinter } from './walkthrough/progress.mjs';
import { formatTable, summarise } from './walkthrough/report.mjs';

/** @import { Page } from 'playwright' */

/** Steps whose failure means that a file or an argument does not fit. */
const INPUT_STEPS = ['import', 'labels'];

class WalkthroughError extends Error {
  /** @override */
  name = 'SetupError';
}

/**
 * @param {Page} page
 * @param {ReturnType<typeof readArguments>} options
 */
async function runInPage(page, options) {
  page.on('pageerror', (error) => console.error(`page: ${error.message}`));
  await page.waitForFunction(() => window.look?.session.datasets);
  await page.exposeFunction(
    'reportProgress',
    progressPrinter((line) => console.error(line)),
  );
  await page.exposeFunction('reportNote', (/** @type {string} */ sentence) => console.error(sentence));
  await page.evaluate(followProgress);
  await page.evaluate(() => {
    for (const id of ['walkthrough-files', 'walkthrough-folder', 'walkthrough-labels']) {
      const input = document.createElement('input');
      input.type = 'file';
      input.id = id;
      input.hidden = true;
      input.webkitdirectory = id === 'walkthrough-folder';
      document.body.append(input);
    }
  });
  const { data } = options;
  if (data) {
    const input = statSync(data).isDirectory() ? '#walkthrough-folder' : '#walkthrough-files';
    await page.locator(input).setInputFiles(data);
  }
  if (options.labels) await page.locator('#walkthrough-labels').setInputFiles(options.labels);
  const outcome = await page.evaluate(walkThrough, options);
  if (!('error' in outcome)) return outcome;
  const Failure = INPUT_STEPS.includes(outcome.step) ? UsageError : WalkthroughError;
  throw new Failure(outcome.error);
}

async function main() {
  // npm starts its scripts in the repository's root; paths mean the folder that the person stands in.
  const folder = process.env.npm_lifecycle_event === 'walkthrough' ? process.env.INIT_CWD : undefined;
  const options = readArguments(process.argv.slice(2), folder ?? process.cwd());
  setUp();
  const executable = ensureBrowser();
  buildIfOld();
  const { openBrowser } = await import('./walkthrough/browser.mjs');
  const server = await serveFolder(DIST);
  const browser = await openBrowser(executable, options.backend);
  try {
    await browser.page.goto(server.url);
    const outcome = await runInPage(browser.page, options);
    const summary = summarise(outcome);
    mkdirSync(options.out, { recursive: true });
    const file = path.join(options.out, 'scores.csv');
    writeFileSync(file, outcome.csv);
    console.error(`Scores written to ${file}`);
    for (const name of options.exports) {
      const saved = await saveExport(browser.page, name, (fileName) => path.join(options.out, fileName));
      console.error(`Exported to ${saved.file}`);
      for (const note of saved.notes) console.error(`  ${note}`);
    }
    console.log(options.json ? JSON.stringify(summary) : formatTable(summary));
  } finally {
    await browser.close();
    await server.close();
  }
}

try {
  await runCommand(main);
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(error.message);
  process.exitCode = 2;
}
