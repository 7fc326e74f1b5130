import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright';
import { BROWSER_FLAGS, findBrowser } from '../../../scripts/find-browser.mjs';
import { serveFolder } from '../../../scripts/static-server.mjs';
import { load } from './figures.mjs';

const FOLDERS = 100;
const FILES_EACH = 1000;
const PICKED = 'bench-picked';
/** Longest that the browser itself may take to list a picked folder, which is before the page has it. */
const BROWSER_LISTS_MS = 120_000;

/** @typedef {Window & { listed?: Promise<{ kind: string, ms: number, said: string }> }} ListingWindow */

/**
 * Times how long 100,000 files take to be listed, from when the page is given them. They are notes, so that a survey ends, with the sentence
 * that there is no picture, when they are listed. Prints a line of JSON for each way to bring a folder.
 * @param {string} dist folder of the built page
 */
export async function benchListing(dist) {
  const temporary = mkdtempSync(path.join(os.tmpdir(), 'second-look-listing-'));
  const folder = path.join(temporary, 'notes');
  for (let i = 0; i < FOLDERS; i++) {
    const inner = path.join(folder, `class ${i}`);
    mkdirSync(inner, { recursive: true });
    for (let j = 0; j < FILES_EACH; j++) writeFileSync(path.join(inner, `${j}.txt`), 'x');
  }
  const server = await serveFolder(dist);
  try {
    for (const way of /** @type {const} */ (['picked', 'dropped', 'handle'])) {
      console.log(JSON.stringify({ ...(await list(way, folder, server.url)), load: load() }));
    }
  } finally {
    await server.close();
    rmSync(temporary, { recursive: true, force: true });
  }
}

/**
 * @param {'picked' | 'dropped' | 'handle'} way
 * @param {string} folder
 * @param {string} url of the page
 */
async function list(way, folder, url) {
  const browser = await chromium.launch({ executablePath: findBrowser(), headless: true, args: BROWSER_FLAGS });
  try {
    const page = await browser.newPage({ serviceWorkers: 'block' });
    await page.goto(url);
    await page.waitForFunction(() => window.look);
    if (way === 'picked') {
      await page.evaluate((id) => {
        const input = Object.assign(document.createElement('input'), { type: 'file', id, webkitdirectory: true });
        document.body.append(input);
      }, PICKED);
      await page.setInputFiles(`#${PICKED}`, folder, { timeout: BROWSER_LISTS_MS });
      await page.evaluate(surveyPicked, PICKED);
    } else {
      await page.evaluate(watchDrop, way === 'handle');
      const session = await page.context().newCDPSession(page);
      const data = { items: [], files: [folder], dragOperationsMask: 1 };
      for (const type of /** @type {const} */ (['dragEnter', 'dragOver', 'drop'])) {
        await session.send('Input.dispatchDragEvent', { type, x: 600, y: 400, data });
      }
    }
    const listed = await page.evaluate(() => /** @type {ListingWindow} */ (window).listed);
    if (!listed) throw new Error('nothing was surveyed');
    const { kind, ms, said } = listed;
    return { way, given_as: kind, files: FOLDERS * FILES_EACH, seconds: Number((ms / 1000).toFixed(2)), said };
  } finally {
    await browser.close();
  }
}

/**
 * In the page: surveys what an input has picked, as the app does.
 * @param {string} id of the input
 */
function surveyPicked(id) {
  const start = performance.now();
  const input = /** @type {HTMLInputElement} */ (document.getElementById(id));
  const files = Array.from(input.files ?? [], (file) => ({ path: file.webkitRelativePath, file }));
  const ended = (/** @type {unknown} */ said) => ({
    kind: 'files',
    ms: performance.now() - start,
    said: String(said).slice(0, 60),
  });
  /** @type {ListingWindow} */ (window).listed = window.look.survey({ kind: 'files', files }).then(ended, ended);
}

/**
 * In the page: times from a drop to the end of the survey that the app makes of it.
 * @param {boolean} withHandle whether the browser gives the folder as one that it can open again
 */
function watchDrop(withHandle) {
  if (!withHandle) Reflect.deleteProperty(window.DataTransferItem.prototype, 'getAsFileSystemHandle');
  const { look } = window;
  const survey = look.survey;
  /** @type {ListingWindow} */ (window).listed = new Promise((resolve) => {
    let start = 0;
    window.addEventListener('drop', () => (start = performance.now()), true);
    /** @type {typeof survey} */
    const timed = (source, into) => {
      const found = survey(source, into);
      const ended = (/** @type {unknown} */ said) =>
        resolve({ kind: source.kind, ms: performance.now() - start, said: String(said).slice(0, 60) });
      found.then(ended, ended);
      return found;
    };
    Object.assign(look, { survey: timed });
  });
}
