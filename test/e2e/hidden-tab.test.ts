import { afterAll, beforeAll, expect, it } from 'vitest';
import { DIST, buildIfOld } from '../../scripts/setup.mjs';
import { serveFolder } from '../../scripts/static-server.mjs';
import { openPlainPage, type PlainPage } from './support/plain-page.ts';

let server: Awaited<ReturnType<typeof serveFolder>>;
let page: PlainPage;
beforeAll(async () => {
  buildIfOld();
  server = await serveFolder(DIST);
  page = await openPlainPage(server.url);
});
afterAll(async () => {
  await page.close();
  await server.close();
});

it('training goes on while the tab is hidden', async () => {
  await page.evaluate(`(async () => {
    while (!window.look?.session.datasets) await new Promise((resolve) => setTimeout(resolve, 50));
    const dataset = await look.loadDemo();
    const view = dataset.view().matchSplit('train').limit(256);
    window.training = look.train({ name: 'hidden', epochs: 3, batch: 64, backend: 'wasm' }, view);
  })()`);
  expect(await page.evaluate('document.visibilityState')).toBe('visible');
  await page.hide();
  expect(await page.evaluate('document.visibilityState')).toBe('hidden');
  const epochs = await page.evaluate('window.training.then((run) => run.epochs.length)');
  expect(epochs).toBe(3);
  expect(await page.evaluate('document.visibilityState')).toBe('hidden');
});
