import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { Look } from '../../../src/api/look.ts';
import type { ScoreMethod } from '../../../src/core/insights/methods.ts';
import type { DatasetInfo } from '../../../src/core/dataset/types.ts';
import { db } from '../../../src/store/database.ts';
import type { RunRow } from '../../../src/store/records.ts';
import { mergeScores } from '../../../src/store/scores.ts';
import { Pictures } from '../../../src/ui/samples/pictures.ts';
import '../../../src/ui/charts/data-map.ts';
import type { LookDataMap } from '../../../src/ui/charts/data-map.ts';
import { expectAccessible } from '../../support/accessibility.ts';
import { buttonNamed, clickButton, deepQuery, mount, startLook, textOf } from '../../support/elements.ts';
import { storePredictions, storeRun } from '../../support/stored-run.ts';
import { emptyDatabase, storeTinyDataset } from '../../support/tiny-dataset.ts';

const N = 120;
let info: DatasetInfo;
let run: RunRow;
let look: Look;

/** A third each: believed at once, wavering, never believed. */
const figures = (i: number): { confidence: number; variability: number } =>
  [
    { confidence: 0.9, variability: 0.1 },
    { confidence: 0.5, variability: 0.4 },
    { confidence: 0.1, variability: 0.05 },
  ][i % 3];

const ofRegion = (region: number): number[] => Array.from({ length: N }, (_, i) => i).filter((i) => i % 3 === region);

async function storeScore(method: ScoreMethod, valueOf: (i: number) => number): Promise<void> {
  const indices = Uint32Array.from({ length: N }, (_, i) => i);
  const part = { runId: run.id, key: method, datasetId: info.id, method, computedAt: 1, indices };
  await mergeScores([{ ...part, values: Float32Array.from(indices, valueOf), judged: new Uint16Array(N) }], N);
}

async function storeDataMap(): Promise<void> {
  await storeScore('data_map_confidence', (i) => figures(i).confidence);
  await storeScore('data_map_variability', (i) => figures(i).variability);
}

async function open(): Promise<LookDataMap> {
  look = await startLook();
  await look.session.open(info.id);
  const element = document.createElement('look-data-map');
  const pictures = new Pictures(info);
  onTestFinished(() => pictures.close());
  Object.assign(element, { look, pictures });
  element.style.cssText = 'display: grid; width: 560px; height: 700px';
  await mount(element);
  await frames(4);
  return element;
}

const frames = async (n: number): Promise<void> => {
  for (let k = 0; k < n; k++) await new Promise((resolve) => requestAnimationFrame(resolve));
};

const catcher = (element: LookDataMap): HTMLElement => deepQuery(element, '.catcher')!;

interface Spot {
  x: number;
  y: number;
}

/** Where a pair of figures lies on the screen while the whole map is shown. */
function spotOf(element: LookDataMap, variability: number, confidence: number): Spot {
  const { left, top, width, height } = catcher(element).getBoundingClientRect();
  const scale = (Math.min(width, height) / 2) * 0.92;
  return {
    x: left + width / 2 + (variability * 4 - 1) * scale,
    y: top + height / 2 - (confidence * 2 - 1) * scale,
  };
}

const spotOfSample = (element: LookDataMap, i: number): Spot =>
  spotOf(element, figures(i).variability, figures(i).confidence);

function pointer(element: LookDataMap, type: string, at: Spot, keys: PointerEventInit = {}): void {
  const init = { clientX: at.x, clientY: at.y, pointerId: 1, button: 0, bubbles: true, ...keys };
  catcher(element).dispatchEvent(new PointerEvent(type, init));
}

function drag(element: LookDataMap, path: Spot[], keys: PointerEventInit = {}): void {
  pointer(element, 'pointerdown', path[0], keys);
  for (const at of path.slice(1)) pointer(element, 'pointermove', at, keys);
  pointer(element, 'pointerup', path.at(-1)!, keys);
}

/** A line around what lies near a sample. */
function around(element: LookDataMap, i: number): Spot[] {
  const { x, y } = spotOfSample(element, i);
  const corners: Spot[] = [
    { x: x - 30, y: y - 30 },
    { x: x + 30, y: y - 30 },
    { x: x + 30, y: y + 30 },
    { x: x - 30, y: y + 30 },
  ];
  return corners;
}

function colourAt(element: LookDataMap, at: Spot): string {
  const canvas = deepQuery<HTMLCanvasElement>(element, 'canvas.dots')!;
  const box = canvas.getBoundingClientRect();
  const ratio = canvas.width / box.width;
  const { data } = canvas.getContext('2d')!.getImageData((at.x - box.left) * ratio, (at.y - box.top) * ratio, 1, 1);
  return [...data].slice(0, 3).join(' ');
}

async function chooseScore(element: LookDataMap, label: string, key: string): Promise<void> {
  const select = deepQuery<HTMLSelectElement>(element, `select[aria-label="${label}"]`)!;
  select.value = key;
  select.dispatchEvent(new Event('change'));
  await element.updateComplete;
}

async function inBothThemes(check: () => Promise<void>): Promise<void> {
  onTestFinished(() => document.documentElement.removeAttribute('data-theme'));
  for (const theme of ['light', 'dark']) {
    document.documentElement.dataset.theme = theme;
    await frames(3);
    await check();
  }
}

beforeEach(async () => {
  localStorage.clear();
  await emptyDatabase();
  info = await storeTinyDataset(N);
});

describe('the data map', () => {
  it('puts each sample at its variability and confidence, and names the regions with the samples of the view in each', async () => {
    run = await storeRun(info);
    await storePredictions(info, run, (i) => i % 3);
    await storeDataMap();
    const element = await open();
    const ground = colourAt(element, spotOf(element, 0.25, 0.25));
    for (const i of [0, 1, 2]) expect(colourAt(element, spotOfSample(element, i))).not.toBe(ground);
    const axes = textOf(deepQuery(element, 'look-plot-axes')!);
    expect(axes).toContain('easy to learn');
    expect(axes).toContain('0.5');
    expect(axes).toContain('Variability while learning (probability)');
    expect(axes).toContain('Confidence while learning (probability)');
    expect(textOf(element)).toMatch(/easy to learn 40 ambiguous 40 hard to learn 40/);
    look.session.view = look.dataset.view().matchSplit('test');
    await frames(3);
    expect(textOf(element)).toMatch(/easy to learn 8 ambiguous 8 hard to learn 8/);
    await inBothThemes(expectAccessible);
  });

  it('picks what a lasso holds, shows the picture under the pointer, and looks at the sample clicked', async () => {
    run = await storeRun(info);
    await storePredictions(info, run, (i) => i % 3);
    await storeDataMap();
    const element = await open();
    drag(element, around(element, 2), { shiftKey: true });
    expect([...look.session.selection.indices]).toEqual(ofRegion(2));
    const at = spotOfSample(element, 1);
    pointer(element, 'pointermove', at);
    await frames(2);
    expect(textOf(deepQuery(element, 'look-hover-card')!)).toMatch(/sample \d+, t/);
    drag(element, [at, at]);
    expect(look.session.selected! % 3).toBe(1);
    await frames(2);
    expect(textOf(deepQuery(element, '[role=status]')!)).toContain(
      `40 picked; looking at sample ${look.session.selected}, `,
    );
  });

  it('draws samples outside the view faintly, and a lasso leaves them alone', async () => {
    run = await storeRun(info);
    await storePredictions(info, run, (i) => i % 3);
    await storeDataMap();
    const element = await open();
    const at = spotOfSample(element, 2);
    const strong = colourAt(element, at);
    look.session.view = look.dataset.view().select(ofRegion(0));
    await frames(3);
    expect(colourAt(element, at)).not.toBe(strong);
    drag(element, around(element, 2), { shiftKey: true });
    expect(look.session.selection.size).toBe(0);
  });

  it('picks a whole region with one click, another with ctrl', async () => {
    run = await storeRun(info);
    await storePredictions(info, run, (i) => i % 3);
    await storeDataMap();
    const element = await open();
    await clickButton(element, 'hard to learn 40');
    expect([...look.session.selection.indices]).toEqual(ofRegion(2));
    buttonNamed(element, 'ambiguous 40')!.dispatchEvent(new MouseEvent('click', { ctrlKey: true }));
    expect(look.session.selection.size).toBe(80);
  });

  it('becomes any score against any other, with axes that say so, and a button back', async () => {
    run = await storeRun(info);
    await storePredictions(info, run, (i) => i % 3);
    await storeDataMap();
    await storeScore('hardness', (i) => i / N);
    const element = await open();
    await chooseScore(element, 'Score across', 'hardness');
    await frames(3);
    expect(textOf(element)).toContain('Hardness (nats)');
    expect(textOf(element)).not.toContain('easy to learn');
    expect(catcher(element).getAttribute('aria-label')).toBe('Score against score');
    await clickButton(element, 'Data map');
    await frames(3);
    expect(textOf(element)).toContain('easy to learn');
  });
});

describe('where there is none yet', () => {
  it('without a run, it leads to training', async () => {
    const element = await open();
    expect(textOf(element)).toContain('No data map yet');
    const asked: string[] = [];
    element.addEventListener('look-go', (event) => asked.push(event.detail.stage));
    await clickButton(element, 'Train a network');
    expect(asked).toEqual(['train']);
    await inBothThemes(expectAccessible);
  });

  it('of a run that kept no history it says what to do, and offers two other scores', async () => {
    run = await storeRun(info);
    await storePredictions(info, run, (i) => i % 3);
    await storeScore('hardness', (i) => i / N);
    await storeScore('self_confidence', (i) => 1 - i / N);
    const element = await open();
    await expect.poll(() => textOf(element)).toContain('“walkthrough” kept no history');
    expect(buttonNamed(element, 'Train again')).toBeTruthy();
    await expectAccessible();
    await clickButton(element, 'Show two other scores');
    await frames(3);
    expect(catcher(element).getAttribute('aria-label')).toBe('Score against score');
  });

  it('of a run with a history it is one click away', async () => {
    run = await storeRun(info);
    await storePredictions(info, run, (i) => i % 3);
    for (const epoch of [1, 2]) {
      const logits = Float32Array.from({ length: run.indices.length * 3 }, (_, at) => (at % 7) * epoch);
      await db.history.put({ runId: run.id, epoch, logits });
    }
    const element = await open();
    await clickButton(element, 'Compute the data map');
    await expect.poll(() => textOf(element), { timeout: 20_000 }).toContain('hard to learn');
    expect(textOf(element)).toContain(`of ${run.indices.length} samples`);
  });
});
