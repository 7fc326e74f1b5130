import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { Look } from '../../../src/api/look.ts';
import type { DatasetInfo } from '../../../src/core/dataset/types.ts';
import { writeMap } from '../../../src/store/maps.ts';
import { appendPredictions } from '../../../src/store/predictions.ts';
import { mergeScores } from '../../../src/store/scores.ts';
import type { RunRow } from '../../../src/store/records.ts';
import '../../../src/ui/map/embedding-map.ts';
import type { LookEmbeddingMap } from '../../../src/ui/map/embedding-map.ts';
import { Pictures } from '../../../src/ui/samples/pictures.ts';
import { expectAccessible } from '../../support/accessibility.ts';
import { buttonNamed, clickButton, deepQuery, mount, startLook, textOf } from '../../support/elements.ts';
import { storeRun } from '../../support/stored-run.ts';
import { emptyDatabase, storeTinyDataset } from '../../support/tiny-dataset.ts';
import { draw, drawTogether, hold, middleOf, tap } from '../../support/touch.ts';

const N = 300;
const [WIDTH, HEIGHT] = [640, 700];
let info: DatasetInfo;
let run: RunRow;
let look: Look;

/** Where a sample lies on the stored map: three columns, one a class. */
const placeOf = (i: number): [number, number] => [(i % 3) - 1, ((i * 7) % 100) / 50 - 1];

async function storePredictions(): Promise<void> {
  const indices = Uint32Array.from({ length: N }, (_, i) => i);
  const features = Float32Array.from({ length: N * 4 }, (_, at) =>
    at % 4 === Math.floor(at / 4) % 3 ? 3 : (at % 5) / 5,
  );
  const predicted = Uint16Array.from(indices, (i) => i % 3);
  await appendPredictions(run, N, indices, new Float32Array(N * 3), features, predicted, new Float32Array(N).fill(0.9));
}

async function storeMap(indices = Uint32Array.from({ length: N }, (_, i) => i)): Promise<void> {
  const points = Float32Array.from([...indices].flatMap(placeOf));
  await writeMap({ runId: run.id, method: 'umap', indices, points });
}

async function open(): Promise<LookEmbeddingMap> {
  look = await startLook();
  await look.session.open(info.id);
  const element = document.createElement('look-embedding-map');
  const pictures = new Pictures(info);
  onTestFinished(() => pictures.close());
  Object.assign(element, { look, pictures });
  element.style.cssText = `display: grid; width: ${WIDTH}px; height: ${HEIGHT}px; min-height: 0`;
  await mount(element);
  await frames(4);
  return element;
}

const frames = async (n: number): Promise<void> => {
  for (let k = 0; k < n; k++) await new Promise((resolve) => requestAnimationFrame(resolve));
};

/** Where sample i is on the screen while the whole map is shown, and what colour is there. */
function spotOf(element: LookEmbeddingMap, i: number): { x: number; y: number } {
  const { left, top, width, height } = catcher(element).getBoundingClientRect();
  const scale = (Math.min(width, height) / 2) * 0.92;
  const [x, y] = placeOf(i);
  return { x: left + width / 2 + x * scale, y: top + height / 2 - y * scale };
}

function colourAt(element: LookEmbeddingMap, i: number): string {
  const canvas = deepQuery<HTMLCanvasElement>(element, 'canvas.dots')!;
  const box = canvas.getBoundingClientRect();
  const { x, y } = spotOf(element, i);
  const ratio = canvas.width / box.width;
  const data = canvas.getContext('2d')!.getImageData((x - box.left) * ratio, (y - box.top) * ratio, 1, 1).data;
  return [...data].slice(0, 3).join(' ');
}

const catcher = (element: LookEmbeddingMap): HTMLElement => deepQuery(element, '.catcher')!;

function pointer(
  element: LookEmbeddingMap,
  type: string,
  at: { x: number; y: number },
  keys: PointerEventInit = {},
): void {
  const init = { clientX: at.x, clientY: at.y, pointerId: 1, button: 0, bubbles: true, ...keys };
  catcher(element).dispatchEvent(new PointerEvent(type, init));
}

function drag(element: LookEmbeddingMap, path: { x: number; y: number }[], keys: PointerEventInit = {}): void {
  pointer(element, 'pointerdown', path[0], keys);
  for (const at of path.slice(1)) pointer(element, 'pointermove', at, keys);
  pointer(element, 'pointerup', path.at(-1)!, keys);
}

/** A line around the column of one class. */
function around(element: LookEmbeddingMap, column: number): { x: number; y: number }[] {
  const { left, top, width, height } = catcher(element).getBoundingClientRect();
  const middle = spotOf(element, column).x;
  const [from, to] = [Math.max(left + 1, middle - 40), Math.min(left + width - 1, middle + 40)];
  return [
    { x: from, y: top + 1 },
    { x: to, y: top + 1 },
    { x: to, y: top + height - 1 },
    { x: from, y: top + height - 1 },
  ];
}

const ofClass = (c: number): number[] => Array.from({ length: N }, (_, i) => i).filter((i) => i % 3 === c);

function press(element: LookEmbeddingMap, key: string): void {
  catcher(element).dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
}

beforeEach(async () => {
  localStorage.clear();
  await emptyDatabase();
  info = await storeTinyDataset(N);
  run = await storeRun(info);
});

describe('the map', () => {
  it('says what it needs as long as nothing is predicted', async () => {
    const element = await open();
    expect(textOf(element)).toContain('No map yet');
    expect(buttonNamed(element, 'Train a network')).toBeTruthy();
    await expectAccessible();
  });

  it('lays principal components out by itself, and UMAP when asked to; the maps stay', async () => {
    await storePredictions();
    const element = await open();
    await expect.poll(() => look.maps.find(run.id, 'pca').status, { timeout: 20_000 }).toBe('ready');
    await clickButton(element, 'UMAP');
    await element.updateComplete;
    expect(textOf(element)).toContain('Lay out by UMAP');
    await expectAccessible();
    await clickButton(element, 'Lay out');
    await expect.poll(() => look.maps.find(run.id, 'umap').status, { timeout: 20_000 }).toBe('ready');
    await element.updateComplete;
    expect(textOf(element)).toContain('UMAP of 300 samples');
  });

  it('draws every class in its colour, those outside the view faintly, and leaves out what the legend turns off', async () => {
    await storePredictions();
    await storeMap();
    const element = await open();
    const [cat, dog] = [colourAt(element, 0), colourAt(element, 1)];
    expect(cat).not.toBe(dog);
    expect(colourAt(element, 3)).toBe(cat);
    look.session.view = look.dataset.view().matchLabel('given', 'cat');
    await frames(4);
    const faint = colourAt(element, 1);
    expect(faint).not.toBe(dog);
    expect(colourAt(element, 0)).toBe(cat);
    const legend = element.renderRoot.querySelector('look-map-legend')!;
    const dogs = [...legend.renderRoot.querySelectorAll('button')].find((button) => textOf(button).startsWith('dog'))!;
    expect(textOf(dogs)).toBe('dog 0');
    dogs.click();
    await frames(4);
    expect(dogs.ariaPressed).toBe('false');
    expect(colourAt(element, 1)).not.toBe(faint);
    await expectAccessible();
  });

  it('picks with a lasso what lies inside and is in the view, adds with ctrl, and Escape lets go', async () => {
    await storePredictions();
    await storeMap();
    const element = await open();
    drag(element, around(element, 1), { shiftKey: true });
    expect([...look.session.selection.indices]).toEqual(ofClass(1));
    await clickButton(element, 'Pick with a box');
    const [corner, , opposite] = around(element, 0);
    drag(element, [corner, { x: corner.x + 20, y: corner.y + 20 }, opposite], { ctrlKey: true });
    expect(look.session.selection.size).toBe(200);
    look.session.view = look.dataset.view().matchSplit('test');
    await frames(4);
    drag(element, [corner, opposite, opposite]);
    expect([...look.session.selection.indices]).toEqual(ofClass(0).filter((i) => i >= 240));
    press(element, 'Escape');
    expect(look.session.selection.size).toBe(0);
  });

  it('follows a drag and the wheel, shows the sample under the pointer, and looks at the one clicked', async () => {
    await storePredictions();
    await storeMap();
    const element = await open();
    const at = spotOf(element, 31);
    pointer(element, 'pointermove', at);
    await frames(2);
    const card = deepQuery(element, 'look-hover-card')!;
    expect(textOf(card)).toContain(info.classes[1]);
    expect(textOf(card)).toContain('sample 31, train');
    drag(element, [at, at]);
    expect(look.session.selected).toBe(31);
    const middle = spotOf(element, 1);
    drag(element, [middle, { x: middle.x + 50, y: middle.y + 20 }, { x: middle.x + 100, y: middle.y + 30 }]);
    await frames(2);
    drag(element, [
      { x: at.x + 100, y: at.y + 30 },
      { x: at.x + 100, y: at.y + 30 },
    ]);
    expect(look.session.selected).toBe(31);
    press(element, '0');
    const wheel = { deltaY: -400, clientX: at.x, clientY: at.y, cancelable: true };
    catcher(element).dispatchEvent(new WheelEvent('wheel', wheel));
    await frames(2);
    look.session.selected = null;
    drag(element, [at, at]);
    expect(look.session.selected).toBe(31);
  });

  it('is worked by keyboard alone: arrows move, plus zooms, Enter looks at the sample in the middle, which is told', async () => {
    await storePredictions();
    await storeMap();
    const element = await open();
    catcher(element).focus();
    press(element, 'Enter');
    expect(look.session.selected! % 3).toBe(1);
    for (let step = 0; step < 4; step++) press(element, 'ArrowLeft');
    press(element, '+');
    press(element, 'Enter');
    await frames(3);
    expect(look.session.selected! % 3).toBe(0);
    const told = deepQuery(element, '[role=status]')!;
    expect(textOf(told)).toContain(`looking at sample ${look.session.selected}, `);
    expect(textOf(told)).toContain('UMAP of 300 samples; 300 in the view and shown');
  });

  it('lays UMAP out by itself once there are scores', async () => {
    await storePredictions();
    const indices = Uint32Array.from({ length: N }, (_, i) => i);
    const part = { runId: run.id, key: 'hardness', datasetId: info.id, method: 'hardness' as const, computedAt: 1 };
    await mergeScores([{ ...part, indices, values: new Float32Array(N).fill(0.5), judged: new Uint16Array(N) }], N);
    const element = await open();
    await expect.poll(() => look.maps.find(run.id, 'umap').status, { timeout: 30_000 }).toBe('ready');
    expect(look.maps.find(run.id, 'pca').status).toBe('ready');
    await expect.poll(() => textOf(element)).toContain('UMAP of 300 samples');
  });

  it('says how many samples were predicted since it was laid out', async () => {
    await storePredictions();
    await storeMap(Uint32Array.from({ length: 250 }, (_, i) => i));
    const element = await open();
    expect(textOf(element)).toContain('50 samples predicted since are not on this map.');
    expect(buttonNamed(element, 'Lay out again')).toBeTruthy();
  });
});

describe('the map by finger', () => {
  it('looks at the sample tapped, and shows its picture until the next tap', async () => {
    await storePredictions();
    await storeMap();
    const element = await open();
    const at = spotOf(element, 31);
    await tap({ x: at.x + 6, y: at.y });
    await expect.poll(() => look.session.selected).toBe(31);
    await expect.poll(() => deepQuery(element, 'look-hover-card')).toBeTruthy();
    expect(textOf(deepQuery(element, 'look-hover-card')!)).toContain('sample 31');
    await tap({ x: (at.x + spotOf(element, 0).x) / 2, y: at.y });
    await expect.poll(() => deepQuery(element, 'look-hover-card')).toBeNull();
    expect(look.session.selected).toBe(31);
  });

  it('shows a picture no longer once the map moves or something else is pressed', async () => {
    await storePredictions();
    await storeMap();
    const element = await open();
    const card = () => deepQuery(element, 'look-hover-card');
    for (const then of [
      () => document.body.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true })),
      () => clickButton(element, 'Larger (+)'),
    ]) {
      await tap(spotOf(element, 31));
      await expect.poll(card).toBeTruthy();
      await then();
      await expect.poll(card).toBeNull();
    }
  });

  it('moves with one finger, zooms with two, and picks nothing by that', async () => {
    await storePredictions();
    await storeMap();
    const element = await open();
    const scales: number[] = [];
    deepQuery(element, 'look-map-canvas')!.addEventListener('look-map-camera', (event) =>
      scales.push(event.detail.scale),
    );
    const from = spotOf(element, 31);
    await draw(from, { x: from.x + 80, y: from.y + 40 });
    await frames(2);
    await tap({ x: from.x + 80, y: from.y + 40 });
    await expect.poll(() => look.session.selected).toBe(31);
    const whole = scales.at(-1)!;
    const { x, y } = middleOf(catcher(element));
    const apart = (far: number) => ({ x: x + far, y });
    await drawTogether([apart(-40), apart(-120)], [apart(40), apart(120)]);
    await expect.poll(() => scales.at(-1)! / whole).toBeCloseTo(3, 0);
    expect(look.session.selection.size).toBe(0);
  });

  it('picks inside a lasso that one finger draws, and adds while several are being picked', async () => {
    await storePredictions();
    await storeMap();
    const element = await open();
    await clickButton(element, 'Pick with a lasso');
    await draw(...around(element, 1));
    await expect.poll(() => [...look.session.selection.indices]).toEqual(ofClass(1));
    look.session.selection.picking = true;
    await draw(...around(element, 0));
    await expect.poll(() => look.session.selection.size).toBe(200);
    await tap(spotOf(element, 31));
    await expect.poll(() => look.session.selection.size).toBe(199);
  });

  it('shows one colour alone when a finger rests on it in the legend', async () => {
    await storePredictions();
    await storeMap();
    const element = await open();
    const legend = element.renderRoot.querySelector('look-map-legend')!;
    const pressed = () => [...legend.renderRoot.querySelectorAll('button')].map((button) => button.ariaPressed);
    await hold(middleOf(legend.renderRoot.querySelectorAll('button')[1]), () => pressed().includes('false'));
    expect(pressed()).toEqual(['false', 'true', 'false']);
  });
});
