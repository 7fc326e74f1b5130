// `npm run bench -- memory ARCHIVE [--samples 50000] [--epochs 3] [--workers 2] [--seconds 480]` trains in the built page and prints
// lines of JSON, then a table: what the engine holds at the end of each epoch, and the peak of all renderers together. Linux only.
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { clearInterval, setInterval } from 'node:timers';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright';
import { BROWSER_FLAGS, ensureBrowser } from '../../scripts/find-browser.mjs';
import { DIST, buildIfOld } from '../../scripts/setup.mjs';
import { serveFolder } from '../../scripts/static-server.mjs';
import { megabytes, renderersOf } from './support/renderers.mjs';
import { openWith, train } from './support/training-page.mjs';

/**
 * Megabytes resident in all renderers of a browser, now.
 * @param {string} profile folder of its profile
 */
function residentMb(profile) {
  return renderersOf(profile).reduce((sum, pid) => sum + megabytes(pid, 'VmRSS'), 0);
}

/** @param {string[]} args */
export async function bench(args) {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      samples: { type: 'string', default: '50000' },
      epochs: { type: 'string', default: '3' },
      workers: { type: 'string', default: '2' },
      seconds: { type: 'string', default: '480' },
    },
  });
  const [archive] = positionals;
  if (!archive) throw new Error('Name an archive: npm run bench -- memory cifar-10-binary.tar.gz');
  buildIfOld();
  const server = await serveFolder(DIST);
  const profile = mkdtempSync(path.join(os.tmpdir(), 'second-look-bench-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: ensureBrowser(),
    headless: true,
    args: BROWSER_FLAGS,
    serviceWorkers: 'block',
  });
  let watch;
  try {
    const page = context.pages()[0];
    await openWith(page, server.url, archive);
    const idleMb = residentMb(profile);
    let peakMb = idleMb;
    watch = setInterval(() => (peakMb = Math.max(peakMb, residentMb(profile))), 500);
    const [samples, epochs, workers, seconds] = [values.samples, values.epochs, values.workers, values.seconds].map(
      Number,
    );
    const run = await page.evaluate(train, { samples, epochs, workers, seconds });
    const rows = run.epochs.map(({ epoch, tensors, heapBytes }) => {
      return { epoch, tensors, heap_mb: Math.round((heapBytes ?? 0) / 1e6) };
    });
    for (const row of rows) console.log(JSON.stringify(row));
    const images_per_s = Math.round(run.imagesPerSecond);
    const total = {
      samples,
      workers: run.workers,
      images_per_s,
      idle_mb: Math.round(idleMb),
      peak_mb: Math.round(peakMb),
    };
    console.log(JSON.stringify(total));
    console.table(rows);
    console.table([total]);
  } finally {
    clearInterval(watch);
    await context.close();
    await server.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}
