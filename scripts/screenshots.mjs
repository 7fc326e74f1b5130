// `npm run screenshots -- [OUT_DIR]`: photographs every stage and state of the built page on its demo, in light and dark, at
// several sizes of the window. See docs/development.md.
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { ensureBrowser } from './find-browser.mjs';
import { DIST, buildIfOld, runCommand, setUp } from './setup.mjs';
import { serveFolder } from './static-server.mjs';

async function main() {
  // npm starts its scripts in the repository's root; paths mean the folder that the person stands in.
  const folder = process.env.npm_lifecycle_event === 'screenshots' ? process.env.INIT_CWD : undefined;
  const out = path.resolve(folder ?? process.cwd(), process.argv[2] ?? 'out/screenshots');
  setUp();
  const executable = ensureBrowser();
  buildIfOld();
  const { openBrowser } = await import('./walkthrough/browser.mjs');
  const { openCamera } = await import('./screenshots/camera.mjs');
  const { photographExplorer } = await import('./screenshots/explorer.mjs');
  const { photographEmpty, photographFixes, photographJob } = await import('./screenshots/job.mjs');
  mkdirSync(out, { recursive: true });
  const server = await serveFolder(DIST);
  const browser = await openBrowser(executable, 'wasm');
  try {
    await browser.page.goto(server.url);
    await browser.page.waitForFunction(() => window.look?.session.datasets);
    // A ranking that comes by itself would be at another place in every picture.
    await browser.page.evaluate(() => window.localStorage.setItem('second-look:first-ranking', 'off'));
    const camera = openCamera(browser.page, out);
    await photographEmpty(camera);
    await photographJob(camera);
    await photographExplorer(camera);
    await photographFixes(camera);
    console.log(`${camera.taken} pictures in ${out}`);
  } finally {
    await browser.close();
    await server.close();
  }
}

await runCommand(main);
