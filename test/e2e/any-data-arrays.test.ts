import sharp from 'sharp';
import type { Page } from 'playwright';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hasRealPictures, realFiles, realLabels } from '../bench/support/real-pictures.mjs';
import { zipOf } from '../core/formats/listing/support.ts';
import { imageColumn, labelColumn, parquetOf } from '../core/formats/parquet/support.ts';
import { startHub } from '../support/hub-server.ts';
import { chooseFiles, importAs, outlineRow, outlineSplits, standing, summaryOf } from './support/imports.ts';
import { openProfile, type Profile } from './support/profile.ts';
import { showStage } from './support/scored-page.ts';

const CLASSES = 'airplane automobile bird cat deer dog frog horse ship truck'.split(' ');
const TRAIN = 120;
const TEST = 40;

const files = hasRealPictures() ? realFiles(TRAIN + TEST) : [];
const labels = hasRealPictures() ? [...realLabels().subarray(0, TRAIN + TEST)] : [];

/** Some of the real pictures as Hugging Face's library writes them. */
async function parquet(from: number, to: number): Promise<Uint8Array> {
  const pngs = await Promise.all(files.slice(from, to).map((file) => sharp(file).png().toBuffer()));
  const paths = pngs.map((_, k) => `${from + k}.png`);
  return parquetOf([imageColumn(pngs, paths, 'img'), labelColumn(labels.slice(from, to), CLASSES)]);
}

/** An array of bytes as NumPy writes it. */
function npy(shape: number[], bytes: Uint8Array): Uint8Array {
  const dimensions = `${shape.join(', ')}${shape.length === 1 ? ',' : ''}`;
  const said = `{'descr': '|u1', 'fortran_order': False, 'shape': (${dimensions}), }`;
  const header = `${said.padEnd(117)}\n`;
  return Buffer.concat([
    Buffer.from('\x93NUMPY\x01\x00', 'latin1'),
    Buffer.of(header.length, 0),
    Buffer.from(header),
    bytes,
  ]);
}

/** The layout of MedMNIST's archives: grey pictures of 28×28, labels n×1, three splits. */
async function medmnist(): Promise<Buffer> {
  const grey = await Promise.all(files.map((file) => sharp(file).resize(28, 28).greyscale().raw().toBuffer()));
  const part = (split: string, from: number, to: number): [string, Uint8Array][] => [
    [`${split}_images.npy`, npy([to - from, 28, 28], Buffer.concat(grey.slice(from, to)))],
    [`${split}_labels.npy`, npy([to - from, 1], Uint8Array.from(labels.slice(from, to)))],
  ];
  const parts = [...part('train', 0, 100), ...part('val', 100, 130), ...part('test', 130, TRAIN + TEST)];
  return Buffer.from(await (await zipOf(parts)).arrayBuffer());
}

/** How often a class stands among some of the labels, as the summary's cells say it. */
const count = (label: number, from: number, to: number): string =>
  String(labels.slice(from, to).filter((one) => one === label).length);

const classNames = (): (string | null)[] => labels.map((label) => CLASSES[label]);

describe.skipIf(files.length === 0)(
  'real pictures in tables and arrays (skipped where the pictures are missing)',
  () => {
    let profile: Profile;
    let page: Page;
    beforeEach(async () => {
      profile = await openProfile();
      page = profile.page;
    });
    afterEach(() => profile.close());

    it('Parquet files as Hugging Face has them are one data set, with their splits and the names of their classes', async () => {
      await chooseFiles(page, [
        { name: 'test-00000-of-00001.parquet', mimeType: '', buffer: Buffer.from(await parquet(TRAIN, TRAIN + TEST)) },
        { name: 'train-00000-of-00002.parquet', mimeType: '', buffer: Buffer.from(await parquet(0, 70)) },
        { name: 'train-00001-of-00002.parquet', mimeType: '', buffer: Buffer.from(await parquet(70, TRAIN)) },
      ]);
      const summary = await summaryOf(page);
      expect(await outlineSplits(summary)).toEqual(['train', 'test']);
      expect(await outlineRow(summary, 'frog')).toEqual(['frog', count(6, 0, TRAIN), count(6, TRAIN, TRAIN + TEST)]);
      await summary.getByRole('textbox', { name: 'Name of the data set' }).fill('Ten kinds');
      await page.keyboard.press('Tab');
      await importAs(page, 'Ten kinds', /^Import 160 samples$/);
      const after = await standing(page);
      expect(after.splits).toEqual({ train: TRAIN, test: TEST });
      expect(after.labels).toEqual(classNames());
      expect(after.names).toEqual(files.map((_, k) => `${k}.png`));
      expect(profile.troubles).toEqual([]);
    });

    it('a data set of a hub is asked for only by a click that names the host, its pictures by a second one', async () => {
      const hub = await startHub({
        'someone/pictures': {
          main: {
            'data/train-00000-of-00001.parquet': await parquet(0, TRAIN),
            'data/test-00000-of-00001.parquet': await parquet(TRAIN, TRAIN + TEST),
          },
        },
      });
      try {
        const { host } = new URL(hub.url);
        await page.getByRole('button', { name: 'From Hugging Face' }).click();
        const dialog = page.locator('look-hugging-face');
        await dialog.getByRole('textbox', { name: /^Name or address/ }).fill(`${hub.url}/datasets/someone/pictures`);
        const ask = dialog.getByRole('button', { name: `Look it up at ${host}` });
        await ask.waitFor();
        expect(hub.asked).toEqual([]);
        expect(profile.troubles).toEqual([]);

        await ask.click();
        const fetchIt = dialog.getByRole('button', { name: new RegExp(`^Import .*B from ${host}$`) });
        await fetchIt.waitFor();
        expect(hub.asked.filter((asked) => !asked.startsWith('/api/datasets/someone/pictures/'))).toEqual([]);

        await fetchIt.click();
        const summary = await summaryOf(page);
        expect(await outlineRow(summary, 'ship')).toEqual(['ship', count(8, 0, TRAIN), count(8, TRAIN, TRAIN + TEST)]);
        const name = await summary.getByRole('textbox', { name: 'Name of the data set' }).inputValue();
        await importAs(page, name, /^Import 160 samples$/);
        expect((await standing(page)).labels).toEqual(classNames());
        expect(hub.asked.some((asked) => /\/resolve\/.*\/train-00000-of-00001\.parquet$/.test(asked))).toBe(true);
        expect(profile.troubles.filter((url) => !url.startsWith(hub.url))).toEqual([]);
      } finally {
        await hub.close();
      }
    });

    it('arrays in MedMNIST’s layout bring their three splits, and grey pictures at their own size', async () => {
      await chooseFiles(page, { name: 'tenmnist.npz', mimeType: '', buffer: await medmnist() });
      const summary = await summaryOf(page);
      expect(await outlineSplits(summary)).toEqual(['train', 'val', 'test']);
      expect(await outlineRow(summary, 'All')).toEqual(['All', '100', '30', '30']);
      const name = await summary.getByRole('textbox', { name: 'Name of the data set' }).inputValue();
      await importAs(page, name, /^Import 160 samples$/);
      const { splits, labels: given, classes } = await standing(page);
      expect(splits).toEqual({ train: 100, val: 30, test: 30 });
      expect(given.map((one) => classes.indexOf(one!))).toEqual(labels);
      await showStage(page, 'explore');
      await page.getByRole('grid').waitFor();
      expect(profile.troubles).toEqual([]);
    });
  },
);
