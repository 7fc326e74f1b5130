import { beforeEach, describe, expect, it } from 'vitest';
import type { Look } from '../../../src/api/look.ts';
import { mergeScores } from '../../../src/store/scores.ts';
import '../../../src/ui/charts/confusion-matrix.ts';
import { MARGIN } from '../../../src/ui/charts/paint-ranking.ts';
import '../../../src/ui/charts/rank-curve.ts';
import '../../../src/ui/explore/explore-stage.ts';
import { rowTop } from '../../../src/ui/grid/grid-layout.ts';
import type { LookGrid } from '../../../src/ui/grid/grid.ts';
import { contrast, parse, type Rgb } from '../../../src/ui/map/map-colours.ts';
import { readColours } from '../../../src/ui/samples/theme-colours.ts';
import '../../../src/ui/train/curve.ts';
import { deepQuery, mount, startLook } from '../../support/elements.ts';
import { emulateMedia } from '../../support/media.ts';
import { storePredictions, storeRun } from '../../support/stored-run.ts';
import { emptyDatabase, storeTinyDataset } from '../../support/tiny-dataset.ts';

const PALETTES = ['light', 'dark'] as const;
type Palette = (typeof PALETTES)[number];

/** What the browser's stand-in for a system's palette calls its ground. */
const GROUND: Record<Palette, Rgb> = { light: [255, 255, 255], dark: [0, 0, 0] };
const COUNT = 60;
let look: Look;

const force = (palette: Palette) => emulateMedia({ 'forced-colors': 'active', 'prefers-color-scheme': palette });

/** A part of a canvas, in CSS pixels. */
type Part = [x: number, y: number, width: number, height: number];

/** The pixels of a part of a canvas as it is seen on the page, where nothing may be drawn but what there is to say. */
function pixelsOf(canvas: HTMLCanvasElement, part: Part): Rgb[] {
  const ratio = canvas.width / canvas.clientWidth;
  const [x, y, width, height] = part.map((value) => Math.round(value * ratio));
  const context = new OffscreenCanvas(width, height).getContext('2d')!;
  context.fillStyle = readColours(canvas.getRootNode() as ShadowRoot).surface;
  context.fillRect(0, 0, width, height);
  context.drawImage(canvas, -x, -y);
  const { data } = context.getImageData(0, 0, width, height);
  return Array.from({ length: data.length / 4 }, (_, i): Rgb => [data[4 * i], data[4 * i + 1], data[4 * i + 2]]);
}

/** The colour that most of the pixels have. */
function groundOf(pixels: Rgb[]): Rgb {
  const counts = new Map<string, number>();
  for (const pixel of pixels) counts.set(pixel.join(), (counts.get(pixel.join()) ?? 0) + 1);
  const [most] = [...counts].toSorted((a, b) => b[1] - a[1])[0];
  return most.split(',').map(Number) as unknown as Rgb;
}

/** The best contrast of anything with what it stands on. */
const bestContrast = (pixels: Rgb[]): number => {
  const ground = groundOf(pixels);
  return Math.max(...pixels.map((pixel) => contrast(pixel, ground)));
};

/** The grid as it stands in the explorer, once it shows its pictures. */
async function openGrid(): Promise<LookGrid> {
  const stage = document.createElement('look-explore-stage');
  stage.look = look;
  stage.style.height = '640px';
  await mount(stage);
  await expect.poll(() => deepQuery<LookGrid>(stage, 'look-grid')?.pending).toBe(0);
  return deepQuery<LookGrid>(stage, 'look-grid')!;
}

/** The caption of the first tile, inside its edge. */
function caption(grid: LookGrid): Rgb[] {
  const { layout } = grid.viewport;
  const top = rowTop(layout, 0) + layout.tile + 2;
  return pixelsOf(deepQuery(grid, 'canvas')!, [layout.left + 3, top, layout.tile - 6, layout.caption - 8]);
}

/** 60 samples with predictions, of which a few differ from the labels, and suspicion. */
beforeEach(async () => {
  localStorage.clear();
  await emptyDatabase();
  const info = await storeTinyDataset(COUNT);
  const run = await storeRun(info);
  await storePredictions(info, run, (i) => (i % 9 === 0 ? 1 : i % 3));
  look = await startLook();
  await look.session.open(info.id);
  const indices = Uint32Array.from({ length: COUNT }, (_, i) => i);
  const values = Float32Array.from(indices, (i) => 0.9 - i / COUNT);
  const part = { runId: run.id, key: 'suspicion', datasetId: info.id, method: 'suspicion' as const, computedAt: 1 };
  await mergeScores([{ ...part, indices, values, judged: look.dataset.table.current.slice() }], COUNT);
  await look.session.open(info.id);
});

describe.each(PALETTES)('where a %s palette is forced', (palette) => {
  it('captions of tiles stand out from their ground', async () => {
    await force(palette);
    const grid = await openGrid();
    // The first tile's: its label is doubted, and so in colours of its own elsewhere.
    await expect.poll(() => bestContrast(caption(grid))).toBeGreaterThan(7);
    expect(groundOf(caption(grid))).toEqual(GROUND[palette]);
  });

  it('the ranking beyond the cut is shaded, and its lines and figures can be seen on it', async () => {
    await force(palette);
    const chart = document.createElement('look-rank-curve');
    chart.look = look;
    chart.style.width = '500px';
    await mount(chart);
    const canvas = chart.renderRoot.querySelector('canvas')!;
    await expect.poll(() => canvas.width).toBe(Math.round(canvas.clientWidth * devicePixelRatio));
    const track = chart.renderRoot.querySelector<HTMLElement>('.track')!;
    const cut =
      MARGIN.left + (parseFloat(track.querySelector<HTMLElement>('.line')!.style.left) / 100) * track.clientWidth;
    const beyond = pixelsOf(canvas, [cut + 4, MARGIN.top, canvas.clientWidth - MARGIN.right - cut - 8, 100]);
    expect(contrast(groundOf(beyond), GROUND[palette])).toBeLessThan(2);
    expect(bestContrast(beyond)).toBeGreaterThan(3);
    expect(bestContrast(pixelsOf(canvas, [0, 0, MARGIN.left - 2, canvas.clientHeight]))).toBeGreaterThan(7);
  });

  it('cells of the matrix say their figures', async () => {
    await force(palette);
    const matrix = document.createElement('look-confusion-matrix');
    matrix.look = look;
    matrix.style.width = '420px';
    await mount(matrix);
    const canvas = matrix.renderRoot.querySelector('canvas')!;
    await expect.poll(() => canvas.width).toBe(Math.round(canvas.clientWidth * devicePixelRatio));
    const cell = canvas.clientWidth / 3;
    for (const [row, column] of [
      [0, 0],
      [0, 1],
    ]) {
      expect(bestContrast(pixelsOf(canvas, [column * cell + 4, row * cell + 20, cell - 8, cell - 24]))).toBeGreaterThan(
        4.5,
      );
    }
  });

  it('a run’s curve and the figures beside it can be seen', async () => {
    await force(palette);
    const curve = document.createElement('look-curve');
    const points = [3, 2, 1].map((loss, at) => [at + 1, loss] as const);
    Object.assign(curve, { label: 'loss', epochs: 3, points });
    curve.style.cssText = 'width: 300px; height: 160px';
    await mount(curve);
    const canvas = () => curve.renderRoot.querySelector('canvas');
    await expect.poll(canvas).toBeTruthy();
    // Left of the plot there are figures, in it the curve.
    for (const part of [
      [0, 0, 50, 120],
      [70, 8, 220, 90],
    ] satisfies Part[]) {
      const seen = () => bestContrast(pixelsOf(canvas()!, part));
      await expect.poll(seen).toBeGreaterThan(4.5);
    }
  });

  it('colours are read as the tokens say, not as the browser forces text', async () => {
    await force(palette);
    const host = await mount(document.createElement('look-curve'));
    const { background, text, accent, warn, line } = readColours(host.renderRoot as ShadowRoot);
    expect(parse(background)).toEqual(GROUND[palette]);
    expect(new Set([background, text, accent, warn, line]).size).toBe(5);
    for (const colour of [text, accent, warn]) expect(contrast(parse(colour), parse(background))).toBeGreaterThan(4.5);
  });
});

it('a grid that stands is painted anew when colours are forced, and when they are let go', async () => {
  await emulateMedia({ 'prefers-color-scheme': 'light' });
  const grid = await openGrid();
  const own = groundOf(caption(grid)).join();
  expect(own).toBe('255,255,255');
  const ink = (): number => caption(grid).filter((pixel) => pixel[0] - pixel[2] > 60).length;
  await expect.poll(ink, { message: 'the doubted label in amber' }).toBeGreaterThan(0);
  await emulateMedia({ 'forced-colors': 'active', 'prefers-color-scheme': 'light' });
  await expect.poll(ink, { message: 'the doubted label in the palette' }).toBe(0);
  await emulateMedia({ 'prefers-color-scheme': 'light' });
  await expect.poll(ink, { message: 'the doubted label in amber again' }).toBeGreaterThan(0);
});
