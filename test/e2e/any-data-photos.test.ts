import sharp, { type Sharp } from 'sharp';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { columnLeft, layoutGrid, rowTop } from '../../src/ui/grid/grid-layout.ts';
import { zipOf } from '../core/formats/listing/support.ts';
import { chooseFiles, importAs, inspectorColours, outlineRow, standing, summaryOf } from './support/imports.ts';
import { openProfile, type Profile } from './support/profile.ts';
import { showStage } from './support/scored-page.ts';

const RED = { r: 220, g: 20, b: 20 };
const BLUE = { r: 20, g: 20, b: 220 };

/** A picture whose left half is red and whose right half is blue. */
function halves(width: number, height: number): Sharp {
  const left = { create: { width: width >> 1, height, channels: 3 as const, background: RED } };
  return sharp({ create: { width, height, channels: 3, background: BLUE } }).composite([
    { input: left, left: 0, top: 0 },
  ]);
}

/** A photo of grain, which no other is the same as. */
const grain = (width: number, height: number): Sharp =>
  sharp({
    create: { width, height, channels: 3, background: '#808080', noise: { type: 'gaussian', mean: 128, sigma: 30 } },
  });

/** The photo of a camera that was held upright: its rows run from bottom to top, and EXIF's orientation 6 says so. */
async function heldUpright(width: number, height: number): Promise<Buffer> {
  const upright = await halves(width, height).png().toBuffer();
  return sharp(upright).rotate(270).jpeg({ quality: 95 }).withMetadata({ orientation: 6 }).toBuffer();
}

/** A picture whose left half lets through what is below it, and whose right half is green. */
async function halfClear(width: number, height: number): Promise<Buffer> {
  const background = { r: 0, g: 160, b: 0, alpha: 1 };
  const right = { create: { width: width >> 1, height, channels: 4 as const, background } };
  return sharp({ create: { width, height, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } } })
    .composite([{ input: right, left: width >> 1, top: 0 }])
    .png()
    .toBuffer();
}

/** In the middle of the left half, and of the right one. */
const HALVES: [number, number][] = [
  [0.25, 0.5],
  [0.75, 0.5],
];

const BELL = 'fish/\u0007bell.jpg';
const REVERSED = 'fish/\u202egpj.exe.jpg';
const OUTSIDE = '../../birds/outside.jpg';

async function photos(): Promise<Blob> {
  const grains: [string, number, number][] = [
    ['birds/wide.jpg', 640, 91],
    ['birds/large.jpg', 900, 700],
    ['fish/narrow.jpg', 37, 211],
    ['fish/odd.jpg', 123, 77],
    [BELL, 90, 90],
    [REVERSED, 91, 91],
    [OUTSIDE, 92, 92],
  ];
  const files = await Promise.all(
    grains.map(async ([name, width, height]): Promise<[string, Buffer]> => {
      return [name, await grain(width, height).jpeg().toBuffer()];
    }),
  );
  const whole = await grain(200, 200).jpeg().toBuffer();
  return zipOf([
    ...files,
    ['birds/upright.jpg', await heldUpright(120, 200)],
    ['birds/clear.png', await halfClear(160, 100)],
    ['fish/broken.jpg', whole.subarray(0, 60)],
    ['fish/phone.heic', Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1')],
    ['fish/notes.docx', Buffer.from('no picture')],
  ]);
}

describe('a zip of photos of any size', () => {
  let profile: Profile;
  let page: Page;
  beforeAll(async () => {
    profile = await openProfile();
    page = profile.page;
  });
  afterAll(() => profile.close());

  it('tells by name what cannot be read, and shows odd names as text', async () => {
    const buffer = Buffer.from(await (await photos()).arrayBuffer());
    await chooseFiles(page, { name: 'from a friend.zip', mimeType: 'application/zip', buffer });
    const summary = await summaryOf(page);
    await summary.getByText(/9 samples · [^·]+ ·\s+37×211 to 900×700 pixels, the median/).waitFor();
    await summary.getByText('2 pictures cannot be read and are left out').click();
    const unreadable = await summary.locator('look-import-findings .bad .names').innerText();
    expect(unreadable).toMatch(/fish\/broken\.jpg: ./);
    expect(unreadable).toMatch(/fish\/phone\.heic: .*HEIC/);
    await summary.getByText(/Passed over: 1 [^,]+,\s+fish\/notes\.docx/).waitFor();
    expect(await outlineRow(summary, 'fish')).toEqual(['fish', '4']);
  });

  it('is imported at the chosen size, under names that stay within the data set', async () => {
    await page.locator('look-import-pictures').getByRole('button', { name: '96×96' }).click();
    await importAs(page, 'from a friend', /^Import 9 samples$/);
    const { size, names, splits } = await standing(page);
    expect(size).toEqual([96, 96]);
    expect(Object.values(splits)).toEqual([9]);
    expect(names).toEqual(expect.arrayContaining([BELL, REVERSED, OUTSIDE]));
  });

  it('shows a photo upright as the camera meant it, in the inspector, on its tile and to training', async () => {
    await showStage(page, 'explore');
    await page.locator('look-grid').waitFor();
    const inspected = await inspectorColours(page, 'birds/upright.jpg', [120, 200], HALVES);
    const learned = await trainingColours(page, 'birds/upright.jpg');
    for (const [left, right] of [inspected, learned]) {
      expectNear(left, [RED.r, RED.g, RED.b]);
      expectNear(right, [BLUE.r, BLUE.g, BLUE.b]);
    }
    await expect.poll(() => tileColours(page, 'birds/upright.jpg', HALVES).then(inWords)).toEqual(['red', 'blue']);
  });

  it('puts what is transparent on white', async () => {
    const inspected = await inspectorColours(page, 'birds/clear.png', [160, 100], HALVES);
    const learned = await trainingColours(page, 'birds/clear.png');
    for (const [left, right] of [inspected, learned]) {
      expectNear(left, [255, 255, 255]);
      expectNear(right, [0, 160, 0]);
    }
  });

  it('shows names with characters that are not seen by their code points', async () => {
    for (const [name, shown] of [
      [BELL, 'fish/\\u{7}bell.jpg'],
      [REVERSED, 'fish/\\u{202e}gpj.exe.jpg'],
      [OUTSIDE, OUTSIDE],
    ]) {
      await page.evaluate((wanted) => {
        window.look.session.selected = window.look.dataset.table.names!.indexOf(wanted);
      }, name);
      await page.locator('look-inspector').getByText(shown, { exact: true }).first().waitFor();
    }
    expect(profile.troubles).toEqual([]);
  });
});

/** Expects a colour, but for what JPEG and scaling change. */
function expectNear(colour: number[], wanted: number[]): void {
  const off = Math.max(...colour.map((value, k) => Math.abs(value - wanted[k])));
  expect(off, `${colour.join(' ')} for ${wanted.join(' ')}`).toBeLessThan(30);
}

/** Colours by what is the most of them. */
const inWords = (colours: number[][]): string[] =>
  colours.map((colour) => ['red', 'green', 'blue'][colour.indexOf(Math.max(...colour))]);

/** Colours on the tile of a sample, which the grid shows alone, at shares of its sides. */
async function tileColours(page: Page, name: string, at: [number, number][]): Promise<number[][]> {
  const { width, wanted } = await page.evaluate((wanted) => {
    const { session, dataset } = window.look;
    session.view = dataset.view().match(({ index }) => dataset.table.names![index] === wanted);
    const grid = document
      .querySelector('look-app')!
      .shadowRoot!.querySelector('look-explore-stage')!
      .shadowRoot!.querySelector('look-grid')!;
    return { width: grid.shadowRoot!.querySelector('.scroller')!.clientWidth, wanted: grid.tile };
  }, name);
  const layout = layoutGrid(1, width, wanted);
  const places = at.map(([across, down]) => [
    columnLeft(layout, 0) + across * layout.tile,
    rowTop(layout, 0) + down * layout.tile,
  ]);
  return page
    .locator('look-grid canvas')
    .first()
    .evaluate((canvas: HTMLCanvasElement, places) => {
      const context = canvas.getContext('2d')!;
      return places.map(([x, y]) => [
        ...context.getImageData(x * devicePixelRatio, y * devicePixelRatio, 1, 1).data.subarray(0, 3),
      ]);
    }, places);
}

/** What training sees of a picture, left and right of its middle. */
function trainingColours(page: Page, name: string): Promise<number[][]> {
  return page.evaluate(async (wanted) => {
    const { dataset } = window.look;
    const { width } = dataset.info;
    const index = dataset.table.names!.indexOf(wanted);
    const pixels = await dataset.readPixels(Uint32Array.of(index));
    const row = (width >> 1) * width;
    return [row + (width >> 2), row + width - (width >> 2)].map((at) => [...pixels.subarray(at * 3, at * 3 + 3)]);
  }, name);
}
