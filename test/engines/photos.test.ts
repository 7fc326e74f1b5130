import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { BlobWriter, Uint8ArrayReader, ZipWriter } from '@zip.js/zip.js';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ENGINES, visit, type Visit } from './support/engines.ts';

/** Photos taken with a camera that was turned: their left half is `colour` only where EXIF's orientation is followed. */
async function turnedPhoto(colour: string): Promise<Uint8Array> {
  const half = { width: 90, height: 60, channels: 3, background: colour } as const;
  const upper = await sharp({ create: half }).png().toBuffer();
  return sharp({ create: { width: 90, height: 120, channels: 3, background: 'white' } })
    .composite([{ input: upper, top: 60, left: 0 }])
    .withMetadata({ orientation: 6 })
    .jpeg({ quality: 95 })
    .toBuffer();
}

const clear = () => {
  const background = { r: 0, g: 0, b: 0, alpha: 0 };
  return sharp({ create: { width: 70, height: 70, channels: 4, background } })
    .png()
    .toBuffer();
};

let folder = '';
let archive = '';

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'second-look-photos-'));
  archive = path.join(folder, 'pets.zip');
  const writer = new ZipWriter(new BlobWriter(), { useWebWorkers: false });
  for (const [name, bytes] of [
    ['pets/cat/1.jpg', await turnedPhoto('red')],
    ['pets/cat/2.jpg', await turnedPhoto('blue')],
    ['pets/dog/1.jpg', await turnedPhoto('lime')],
    ['pets/dog/clear.png', await clear()],
  ] as const) {
    await writer.add(name, new Uint8ArrayReader(new Uint8Array(bytes)));
  }
  writeFileSync(archive, Buffer.from(await (await writer.close()).arrayBuffer()));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each(ENGINES)('photos in a zip in $name', (engine) => {
  let visited: Visit | undefined;
  beforeEach(async ({ skip }) => {
    skip(Boolean(engine.missing), engine.missing);
    visited = await visit(engine);
  });
  afterEach(async () => {
    await visited?.end();
    visited = undefined;
  });

  it('are imported as the summary suggests, turned upright, and what is clear is white', async () => {
    const { page } = visited!;
    await page.chooseFiles('look-files', [archive]);
    await page.click('button', 'Import 4 samples');
    await page.until('the photos are open', () => window.look.session.dataset);
    const read = await page.evaluate(async () => {
      const { dataset } = window.look;
      const { width, height, classes } = dataset.info;
      const all = Uint32Array.from({ length: dataset.count() }, (_, i) => i);
      const pixels = await dataset.readPixels(all);
      // Left and right of the middle line, as text of three bytes.
      const at = (index: number, x: number) => {
        const from = ((index * height + height / 2) * width + x) * 3;
        return [...pixels.subarray(from, from + 3)].map((byte) => Math.round(byte / 85)).join('');
      };
      const names = [...all].map((index) => dataset.sample(index).name);
      const sides = [...all].map((index) => `${at(index, 2)} ${at(index, width - 3)}`);
      return { classes, square: width === height, seen: Object.fromEntries(names.map((name, i) => [name, sides[i]])) };
    });
    expect(read).toEqual({
      classes: ['cat', 'dog'],
      square: true,
      seen: {
        'cat/1.jpg': '300 333',
        'cat/2.jpg': '003 333',
        'dog/1.jpg': '030 333',
        'dog/clear.png': '333 333',
      },
    });
  });
});
