import { beforeEach, describe, expect, it } from 'vitest';
import type { Look } from '../../../src/api/look.ts';
import type { DatasetInfo } from '../../../src/core/dataset/types.ts';
import { mergeScores } from '../../../src/store/scores.ts';
import '../../../src/ui/charts/rank-curve.ts';
import type { LookRankCurve } from '../../../src/ui/charts/rank-curve.ts';
import { expectAccessible } from '../../support/accessibility.ts';
import { clickButton, mount, startLook, textOf } from '../../support/elements.ts';
import { storePredictions, storeRun } from '../../support/stored-run.ts';
import { emptyDatabase, storeTinyDataset } from '../../support/tiny-dataset.ts';
import { draw } from '../../support/touch.ts';

const COUNT = 50;
let info: DatasetInfo;
let look: Look;

/** The chart over a run whose suspicion is .9 for the ten mistakes, .05 for all other samples. */
async function rankCurve(
  options: { whole?: boolean; suspicion?: boolean; truth?: boolean; predict?: (i: number) => number } = {},
) {
  const { whole = false, suspicion = true, truth = true, predict = (i: number) => i % 3 } = options;
  await look.session.open(info.id);
  const { count } = look.dataset.table;
  if (truth) await look.perturb({ rate: 0.25, seed: 3 });
  const run = await storeRun(info);
  await storePredictions(info, run, predict);
  await look.session.open(info.id);
  const { table } = look.dataset;
  const indices = Uint32Array.from({ length: count }, (_, i) => i);
  const values = Float32Array.from(indices, (i) => (table.given[i] === i % 3 ? 0.05 + i / 1e4 : 0.9 - i / 1e4));
  const part = { runId: run.id, key: 'suspicion', datasetId: info.id, method: 'suspicion' as const, computedAt: 1 };
  if (suspicion) await mergeScores([{ ...part, indices, values, judged: table.current.slice() }], count);
  await look.session.open(info.id);
  const chart = document.createElement('look-rank-curve');
  Object.assign(chart, { look, whole });
  chart.style.width = '500px';
  const asked: string[] = [];
  chart.addEventListener('look-go', (event) => asked.push(event.detail.stage));
  await mount(chart);
  return { chart, asked };
}

const sliderOf = (chart: LookRankCurve): HTMLElement => chart.renderRoot.querySelector('[role=slider]')!;

const depthOf = (chart: LookRankCurve): number => Number(sliderOf(chart).ariaValueNow);

async function press(chart: LookRankCurve, key: string): Promise<void> {
  sliderOf(chart).dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
  await chart.updateComplete;
}

beforeEach(async () => {
  localStorage.clear();
  await emptyDatabase();
  info = await storeTinyDataset(COUNT);
  look = await startLook();
});

describe('without suspicion', () => {
  it('leads to the training where nothing is predicted', async () => {
    await look.session.open(info.id);
    const chart = document.createElement('look-rank-curve');
    chart.look = look;
    const asked: string[] = [];
    chart.addEventListener('look-go', (event) => asked.push(event.detail.stage));
    await mount(chart);
    await clickButton(chart, 'Train a network');
    expect(asked).toEqual(['train']);
  });

  it('leads to the insights where something is', async () => {
    const { chart, asked } = await rankCurve({ suspicion: false });
    await clickButton(chart, 'To the insights');
    expect(asked).toEqual(['insights']);
    await expectAccessible();
  });
});

describe('the cut', () => {
  it('says how many to look at, what to expect there, and what really is there', async () => {
    const { chart } = await rankCurve();
    expect(textOf(chart)).toContain('Look at the top 10: about 9 mistakes among them.');
    expect(textOf(chart)).toMatch(/Known truth 10 100\.0 % 100\.0 % 100\.0 %/);
    expect(look.cut()).toMatchObject({ depth: 10, real: { errors: 10, f1: 1 } });
    expect(look.cut('suspicion', look.dataset.view().matchSplit('test')).real).toBeNull();
  });

  it('is told as a threshold too, which follows it', async () => {
    const { chart } = await rankCurve();
    const { values } = look.dataset.table.scores.get('suspicion')!;
    const sorted = [...values].sort((a, b) => b - a);
    expect(textOf(chart)).toContain(`label-error probability of at least ${sorted[9].toFixed(3)}.`);
    await press(chart, 'Home');
    expect(textOf(chart)).not.toContain('Threshold');
    await press(chart, 'End');
    expect(textOf(chart)).toContain(`at least ${sorted.at(-1)!.toFixed(3)}.`);
  });

  it('says how many labels are wrong in all, and follows what a person decides', async () => {
    const { chart } = await rankCurve();
    const said = (): number => {
      const [, expected, low, high] =
        /About (\d+) of the 50 labels (?:are|is) wrong, 90 % between (\d+) and (\d+)\./.exec(textOf(chart))!;
      expect(Number(low)).toBeLessThan(Number(expected));
      expect(Number(high)).toBeGreaterThan(Number(expected));
      return Number(expected);
    };
    const before = said();
    expect(before).toBe(11);
    expect(textOf(chart)).toContain('Mistakes that a network would make too cannot be counted.');
    const review = look.startReview();
    for (let j = 0; j < 6; j++) await review.keep();
    await expect.poll(said).toBeLessThan(before - 6);
    expect(look.cut().total.expected).toBeLessThan(before - 6);
  });

  it('doubts a network that agrees with the labels no more than chance would', async () => {
    await emptyDatabase();
    info = await storeTinyDataset(180);
    const { chart } = await rankCurve({ predict: (i) => Math.floor(i / 3) % 3 });
    expect(textOf(chart)).toContain('it has learned too little to say which are wrong');
    expect(look.cut().knowledge).toBeLessThan(0.1);
    await expectAccessible();
  });

  it('does not doubt one that knows the labels, whatever part of them is shown', async () => {
    await emptyDatabase();
    info = await storeTinyDataset(180);
    const { chart } = await rankCurve();
    look.session.view = look.dataset.view().matchLabel('given', 'cat');
    await chart.updateComplete;
    expect(textOf(chart)).not.toContain('too little');
    expect(look.cut().knowledge).toBeGreaterThan(0.5);
  });

  it('claims nothing real where no truth is known', async () => {
    const { chart } = await rankCurve({ truth: false });
    expect(textOf(chart)).toContain('Expected');
    expect(textOf(chart)).not.toContain('truth');
  });

  it('moves by keyboard, and back to where it is best', async () => {
    const { chart } = await rankCurve();
    await press(chart, 'ArrowRight');
    await press(chart, 'PageUp');
    expect(depthOf(chart)).toBe(12);
    expect(sliderOf(chart).ariaValueText).toContain('Expected precision 75.8 %, recall 82.0 %');
    await press(chart, 'End');
    expect(depthOf(chart)).toBe(COUNT);
    await press(chart, 'Home');
    expect(textOf(chart)).toContain('Look at none');
    await clickButton(chart, 'Back to 10, the best budget');
    await chart.updateComplete;
    expect(depthOf(chart)).toBe(10);
  });

  it('moves by pointer', async () => {
    const { chart } = await rankCurve();
    const slider = sliderOf(chart);
    const { left, width, top } = slider.getBoundingClientRect();
    const at = (type: string, x: number): void => {
      slider.dispatchEvent(new PointerEvent(type, { clientX: x, clientY: top + 50, pointerId: 1, bubbles: true }));
    };
    // A pointer that exists nowhere but here cannot be captured.
    slider.setPointerCapture = () => {};
    at('pointerdown', left + 60);
    at('pointermove', left + width);
    at('pointerup', left + width);
    await chart.updateComplete;
    expect(depthOf(chart)).toBe(COUNT);
  });
});

describe('the cut by finger', () => {
  it('follows a finger that draws across, and stays where it was under one that scrolls the page', async () => {
    const { chart } = await rankCurve();
    const { left, right, top, height } = sliderOf(chart).getBoundingClientRect();
    const y = top + height / 2;
    await draw({ x: left + 80, y }, { x: right - 2, y });
    await expect.poll(() => depthOf(chart)).toBe(COUNT);
    chart.style.paddingBottom = '2000px';
    await draw({ x: left + 80, y }, { x: left + 80, y: y - 150 });
    await expect.poll(() => document.scrollingElement!.scrollTop).toBeGreaterThan(0);
    await chart.updateComplete;
    expect(depthOf(chart)).toBe(COUNT);
  });
});

describe('the view', () => {
  it('shows the top of the ranking, and then goes with the cut, as the cut goes with it', async () => {
    const { chart } = await rankCurve();
    await clickButton(chart, 'Show these 10');
    const { values } = look.dataset.table.scores.get('suspicion')!;
    expect(look.session.view!.count()).toBe(10);
    expect([...look.session.view!.indices].every((i) => values[i] > 0.8)).toBe(true);
    await press(chart, 'ArrowLeft');
    expect(look.session.view!.count()).toBe(9);
    look.session.view = look.dataset.view().sortBy('insights.suspicion', { reverse: true }).limit(4);
    await expect.poll(() => depthOf(chart)).toBe(4);
  });

  it('decides by its filters what is ranked', async () => {
    const { chart } = await rankCurve();
    look.session.view = look.dataset.view().matchLabel('given', 'cat');
    const cats = look.session.view.count();
    await expect.poll(() => sliderOf(chart).ariaValueMax).toBe(String(cats));
    await press(chart, 'Enter');
    expect(look.session.view.stages[0]).toMatchObject({ stage: 'matchLabels' });
    expect([...look.session.view].every(({ given }) => given === 'cat')).toBe(true);
  });

  it('is left alone on the Insights stage until it is asked for', async () => {
    const { chart, asked } = await rankCurve({ whole: true });
    look.session.view = look.dataset.view().matchLabel('given', 'cat');
    await press(chart, 'ArrowLeft');
    expect(sliderOf(chart).ariaValueMax).toBe(String(COUNT));
    await clickButton(chart, 'Show these 9');
    expect(look.session.view.count()).toBe(9);
    expect(asked).toEqual(['explore']);
  });
});

it('without suspicion it says where to get it', async () => {
  const { chart } = await rankCurve({ suspicion: false });
  expect(textOf(chart)).toContain('compute it on the Insights stage');
  expect(() => look.cut()).toThrow('compute label-error probability first');
});

it('it is accessible', async () => {
  await rankCurve();
  await expectAccessible();
});
