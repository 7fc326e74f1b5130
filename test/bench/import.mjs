// `npm run bench -- import ARCHIVE…` imports each archive in the built page (dist/) and prints a line of JSON for each:
// images, images/s, and the peak of the renderer's resident set over the same page idle. Linux only: it reads /proc.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright';
import { BROWSER_FLAGS, findBrowser } from '../../scripts/find-browser.mjs';
import { serveFolder } from '../../scripts/static-server.mjs';
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
      const input = document.createElement('input');
      input.type = 'file';
      input.id = 'bench-archive';
      document.body.append(input);
    });
    await page.setInputFiles('#bench-archive', archive);
    await page.waitForTimeout(SETTLE_MS);
    const watched = watchMemory(profile);
    const startedAt = performance.now();
    const images = await page.evaluate(async () => {
      const input = /** @type {HTMLInputElement} */ (document.querySelector('#bench-archive'));
      const dataset = await window.look.importFiles([...(input.files ?? [])]);
      return dataset.info.sampleCount;
    });
    const seconds = (performance.now() - startedAt) / 1000;
    const { idleMb, peakMb } = grownMost(watched);
    return {
      archive: path.basename(archive),
      images,
      seconds: Number(seconds.toFixed(2)),
      images_per_s: Math.round(images / seconds),
      idle_mb: Math.round(idleMb),
      peak_over_idle_mb: Math.round(peakMb),
    };
  } finally {
    await context.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** @param {string[]} archives paths */
export async function bench(archives) {
  if (archives.length === 0) {
    console.error('Name the archives to import: npm run bench -- import cifar-10-binary.tar.gz');
    process.exitCode = 2;
    return;
  }
  const server = await serveFolder(DIST);
  try {
    for (const archive of archives) console.log(JSON.stringify(await measure(archive, server.url)));
  } finally {
    await server.close();
  }
}
