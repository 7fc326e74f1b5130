import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeArchive } from '../../scripts/test-archives.mjs';
import type { EnginePage } from './support/engine-page.ts';
import { ENGINES, visit, type Visit } from './support/engines.ts';

const archive = makeArchive('cifar-10-binary.tar.gz', { train: 500, test: 100 });

/** Drops a file as a page sees a drop: no driver can drag one in from outside, so the events are made in the page. */
async function drop(page: EnginePage, file: string): Promise<void> {
  await page.evaluate(() => {
    const field = Object.assign(document.createElement('input'), { type: 'file', id: 'to-drop' });
    document.body.append(field);
  });
  await page.chooseFiles('to-drop', [file]);
  await page.evaluate(() => {
    const field = document.querySelector<HTMLInputElement>('#to-drop')!;
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(field.files![0]);
    field.remove();
    for (const type of ['dragenter', 'dragover', 'drop']) {
      document.body.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
    }
  });
}

describe.each(ENGINES)('a real CIFAR-10 archive in $name', (engine) => {
  let visited: Visit | undefined;
  beforeEach(async ({ skip }) => {
    skip(Boolean(engine.missing), engine.missing);
    skip(!archive, 'the pictures that real archives are made of are missing');
    visited = await visit(engine);
  });
  afterEach(async () => {
    await visited?.end();
    visited = undefined;
  });

  it.each([
    ['is chosen as a file', (page: EnginePage) => page.chooseFiles('look-files', [archive!])],
    ['is dropped on the page', (page: EnginePage) => drop(page, archive!)],
  ])('is read with all its pictures when it %s', async (_, bring) => {
    const { page } = visited!;
    await bring(page);
    await page.until('the archive is open', () => window.look.session.dataset);
    const read = await page.evaluate(async () => {
      const { dataset } = window.look;
      const pixels = await dataset.readPixels(Uint32Array.of(0, 599));
      return { name: dataset.name, count: dataset.count(), bytes: pixels.length, lit: pixels.some((byte) => byte > 0) };
    });
    expect(read).toEqual({ name: 'CIFAR-10', count: 600, bytes: 2 * 3072, lit: true });
  });
});
