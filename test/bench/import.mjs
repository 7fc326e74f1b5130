// `npm run bench -- import PATH…` imports each archive, file or folder in the built page (dist/), as it is suggested, and prints a line of
// JSON for each: images, images/s, and the peak of the renderer's resident set over the same page idle. Without a path it makes what is
// measured: 5,000 photos of 500×375 in a folder and in a zip, and CIFAR-10's 60,000 pictures as PNGs in Parquet. Linux only: it reads /proc.
// `npm run bench -- import listing` lists 100,000 files of a picked folder, of one that is dropped, and of one that the browser can open again.
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright';
import { BROWSER_FLAGS, findBrowser } from '../../scripts/find-browser.mjs';
import { serveFolder } from '../../scripts/static-server.mjs';
import { benchListing } from './support/listing.mjs';
import { makeImportData } from './support/import-data.mjs';
import { megabytes, renderersOf } from './support/renderers.mjs';

const DIST = path.resolve(import.meta.dirname, '../../dist');
/** Long enough for the page to have loaded all it loads by itself. */
const SETTLE_MS = 8000;

/**
 * Notes what each renderer has now, and sets its peak (VmHWM) back to that.
 * @param {string} profile folder of the browser's profile
 */
function watchMemory(profile) {
  return renderersOf(profile).map((pid) => {
    const idleMb = megabytes(pid, 'VmRSS');
    writeFileSync(`/proc/${pid}/clear_refs`, '5');
    return { pid, idleMb };
  });
}

/**
 * The renderer that has grown most, the page's: its megabytes when idle, and at its peak over that.
 * @param {ReturnType<typeof watchMemory>} watched
 */
function grownMost(watched) {
  const grown = watched.map(({ pid, idleMb }) => ({ idleMb, peakMb: megabytes(pid, 'VmHWM') - idleMb }));
  return grown.sort((a, b) => b.peakMb - a.peakMb)[0];
}

/**
 * @param {string} archive path
 * @param {string} url of the page
 */
async function measure(archive, url) {
  const profile = mkdtempSync(path.join(os.tmpdir(), 'second-look-bench-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: findBrowser(),
    headless: true,
    args: BROWSER_FLAGS,
    serviceWorkers: 'block',
  });
  try {
    const page = context.pages()[0];
    await page.goto(url);
    await page.waitForFunction(() => window.look);
    await page.evaluate(() => {
      for (const id of ['bench-file', 'bench-folder']) {
        const input = document.createElement('input');
        input.type = 'file';
        input.id = id;
        input.webkitdirectory = id === 'bench-folder';
        document.body.append(input);
      }
    });
    await page.setInputFiles(statSync(archive).isDirectory() ? '#bench-folder' : '#bench-file', archive);
    await page.waitForTimeout(SETTLE_MS);
    const watched = watchMemory(profile);
    const startedAt = performance.now();
    const [images, surveyMs] = await page.evaluate(async () => {
      const inputs = /** @type {NodeListOf<HTMLInputElement>} */ (
        document.querySelectorAll('#bench-file, #bench-folder')
      );
      const files = [...inputs].flatMap((input) => [...(input.files ?? [])]);
      const start = performance.now();
      const found = await window.look.survey({
        kind: 'files',
        files: files.map((file) => ({ path: file.webkitRelativePath || file.name, file })),
      });
      const surveyed = performance.now() - start;
      const dataset = 'survey' in found ? await found.store(found.survey.suggested) : found;
      return [dataset.info.sampleCount, surveyed];
    });
    const seconds = (performance.now() - startedAt) / 1000;
    const { idleMb, peakMb } = grownMost(watched);
    return {
      archive: path.basename(archive),
      images,
      seconds: Number(seconds.toFixed(2)),
      of_them_survey: Number((surveyMs / 1000).toFixed(2)),
      images_per_s: Math.round(images / seconds),
      idle_mb: Math.round(idleMb),
      peak_over_idle_mb: Math.round(peakMb),
    };
  } finally {
    await context.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** @param {string[]} paths or `listing` */
export async function bench(paths) {
  if (paths[0] === 'listing') return benchListing(DIST);
  const made = paths.length === 0 ? mkdtempSync(path.join(os.tmpdir(), 'second-look-import-')) : null;
  const server = await serveFolder(DIST);
  try {
    for (const file of made ? await makeImportData(made) : paths)
      console.log(JSON.stringify(await measure(file, server.url)));
  } finally {
    await server.close();
    if (made) rmSync(made, { recursive: true, force: true });
  }
}
