import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { Look } from '../../../src/api/look.ts';
import type { DatasetInfo } from '../../../src/core/dataset/types.ts';
import { db } from '../../../src/store/database.ts';
import '../../../src/ui/explore/explore-stage.ts';
import type { LookExploreStage } from '../../../src/ui/explore/explore-stage.ts';
import { columnLeft, layoutGrid, rowTop } from '../../../src/ui/grid/grid-layout.ts';
import { createPixelReader } from '../../../workers/pixels/pixel-service.ts';
import { expectAccessible } from '../../support/accessibility.ts';
import { buttonNamed, clickButton, deepQuery, mount, textOf } from '../../support/elements.ts';
import { lockFolders, photoColour, photoName, storePhotos, storePhotosInFolder } from '../../support/photo-dataset.ts';
import { emptyDatabase } from '../../support/tiny-dataset.ts';
import { serveInPage } from '../../support/worker-in-page.ts';

const COUNT = 90;
let look: Look;
let stage: LookExploreStage;

beforeEach(async () => {
  localStorage.clear();
  await emptyDatabase();
});

async function show({ id }: DatasetInfo): Promise<void> {
  look = new Look();
  onTestFinished(() => look.session.close());
  await look.session.open(id);
  stage = document.createElement('look-explore-stage');
  stage.look = look;
  stage.style.height = '720px';
  await mount(stage);
}

const grid = () => stage.renderRoot.querySelector('look-grid')!;

const frame = (): Promise<unknown> => new Promise((resolve) => requestAnimationFrame(resolve));

/** Settles once every tile in sight has the best picture there is. */
async function drawn(): Promise<void> {
  await frame();
  await stage.updateComplete;
  await frame();
  await expect.poll(() => grid().pending + grid()['surface']!.coarse, { interval: 5 }).toBe(0);
  await frame();
  await frame();
}

async function zoom(tile: number): Promise<void> {
  grid().dispatchEvent(new CustomEvent('look-zoom', { detail: tile }));
  await drawn();
}

/** The colours in the middle of the pictures in sight, by sample. */
function coloursInSight(): Map<number, number[]> {
  const { renderRoot, indices, tile } = grid();
  const canvas = renderRoot.querySelector('canvas')!;
  const scroller = renderRoot.querySelector('.scroller')!;
  const layout = layoutGrid(indices.length, scroller.clientWidth, tile, 1);
  const context = canvas.getContext('2d')!;
  const colours = new Map<number, number[]>();
  for (let place = 0; place < indices.length; place++) {
    const x = columnLeft(layout, place % layout.columns) + layout.tile / 2;
    const y = rowTop(layout, Math.floor(place / layout.columns)) - scroller.scrollTop + layout.tile / 2;
    if (y > scroller.clientHeight - 1) break;
    const { data } = context.getImageData(x * devicePixelRatio, y * devicePixelRatio, 1, 1);
    colours.set(indices[place], [data[0], data[1], data[2]]);
  }
  return colours;
}

function expectPhotos(): void {
  const colours = coloursInSight();
  expect(colours.size).toBeGreaterThan(2);
  for (const [index, colour] of colours) expect(colour, `sample ${index}`).toEqual(photoColour(index));
}

/** Colour of the tiny data set's picture in the shards. */
const shardColour = (i: number): number[] => [i, (i % 3) * 20, i < COUNT * 0.8 ? 0 : 100];

function expectSmallOnes(): void {
  for (const [index, colour] of coloursInSight()) expect(colour, `sample ${index}`).toEqual(shardColour(index));
}

describe('tiles of photos', () => {
  it('show the photo of their own sample at every size, whatever the order', async () => {
    await show(await storePhotos(COUNT));
    const views = [
      look.dataset.view(),
      look.dataset.view().sortBy('index', { reverse: true }),
      look.dataset.view().matchLabel('given', ['dog']),
      look.dataset.view().take(50, 7),
    ];
    for (const view of views) {
      look.session.view = view;
      for (const tile of [128, 64, 256]) {
        await zoom(tile);
        expectPhotos();
      }
    }
  });

  it('show what the shards have where that is large enough', async () => {
    await show(await storePhotos(COUNT));
    await zoom(24);
    expectSmallOnes();
    await zoom(128);
    expectPhotos();
  });

  it('keep the small picture of a sample whose photo cannot be read', async () => {
    const info = await storePhotos(COUNT, () => new Blob(['no picture']));
    await show(info);
    await zoom(128);
    expectSmallOnes();
  });

  it('say their names where a person wants them to', async () => {
    await show(await storePhotos(COUNT));
    expect(grid()['readers']).toHaveLength(0);
    stage['preferences'].set({ captions: ['labels', 'name'] });
    await drawn();
    expect(grid()['readers'].map((read) => read(4))).toEqual(['photo 0004.png']);
  });
});

describe('the inspector of a photo', () => {
  it('shows the whole at its own shape, with name, size and size of the file', async () => {
    await show(await storePhotos(COUNT));
    look.session.selected = 5;
    const inspector = stage.renderRoot.querySelector('look-inspector')!;
    await expect.poll(() => textOf(inspector)).toContain('200 × 120 · ');
    expect(textOf(inspector)).toContain(photoName(5));
    const canvas = deepQuery<HTMLCanvasElement>(inspector, 'look-picture')!.shadowRoot!.querySelector('canvas')!;
    await expect.poll(() => [canvas.width, canvas.height]).toEqual([200, 120]);
    expect([...canvas.getContext('2d')!.getImageData(2, 60, 1, 1).data.subarray(0, 3)]).toEqual(photoColour(5));
    await expectAccessible();
  });

  it('draws an SVG', async () => {
    const svg =
      '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20" fill="#0c0"/></svg>';
    await show(await storePhotos(6, () => new Blob([svg])));
    look.session.selected = 1;
    await drawn();
    const picture = () => deepQuery(stage.renderRoot.querySelector('look-inspector')!, 'look-picture')!;
    const canvas = () => picture().shadowRoot!.querySelector('canvas')!;
    await expect.poll(() => [canvas().width, canvas().height]).toEqual([1024, 512]);
    expect([...canvas().getContext('2d')!.getImageData(9, 9, 1, 1).data]).toEqual([0, 204, 0, 255]);
  });

  it('shows a name from outside as text, with what turns its direction told', async () => {
    const info = await storePhotos(COUNT);
    const names = Array.from({ length: COUNT }, (_, i) => `${i} <b>\u202egpj.exe</b>`);
    await db.columns.put({ datasetId: info.id, name: 'names', data: names });
    await show(info);
    look.session.selected = 3;
    await drawn();
    const told = textOf(stage.renderRoot.querySelector('look-inspector')!);
    expect(told).toContain('3 <b>\\u{202e}gpj.exe</b>');
  });
});

describe('photos in the person’s own folder', () => {
  it('are asked for again by a note with one button, and small ones are shown until then', async () => {
    serveInPage('pixels', createPixelReader);
    const folders = lockFolders();
    onTestFinished(() => folders.restore());
    const { info } = await storePhotosInFolder(12);
    await show(info);
    await zoom(128);
    await expect.poll(() => textOf(stage)).toContain('Second Look has to be let read your folder “photos” again');
    expect(coloursInSight().get(3)).toEqual([3, 0, 0]);
    await expectAccessible();
    await clickButton(stage, 'Let it read the folder');
    await expect.poll(() => buttonNamed(stage, 'Let it read the folder')).toBeNull();
    await drawn();
    expectPhotos();
    expect(folders.asked).toBe(1);
  });

  it('are given to scripts, and what is gone is told by name', async () => {
    const { info, folder } = await storePhotosInFolder(6);
    await show(info);
    expect((await createImageBitmap(await look.dataset.readOriginal(4))).width).toBe(200);
    await (await folder.getDirectoryHandle('class 1')).removeEntry('photo 0004.png');
    await expect(look.dataset.readOriginal(4)).rejects.toThrow(
      '“class 1/photo 0004.png” is not in the folder “photos”',
    );
  });
});

describe('the field to go to a sample', () => {
  const field = () => deepQuery(stage, 'look-jump-field')!.shadowRoot!.querySelector('input')!;

  function enter(text: string): void {
    const changed = field().value !== text;
    field().value = text;
    field().dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
    if (changed) field().dispatchEvent(new Event('change'));
  }

  it('finds a part of a name, and with Enter once more the next one', async () => {
    await show(await storePhotos(COUNT));
    enter('PHOTO 005');
    await expect.poll(() => look.session.selected).toBe(50);
    enter('PHOTO 005');
    await expect.poll(() => look.session.selected).toBe(51);
    enter('7');
    await expect.poll(() => look.session.selected).toBe(7);
    enter('photo 0012.png');
    await expect.poll(() => look.session.selected).toBe(12);
    enter('zebra');
    await expect.poll(() => textOf(stage)).toContain('No name in this view has “zebra” in it.');
  });
});
