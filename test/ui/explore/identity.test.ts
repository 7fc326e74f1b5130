import * as fc from 'fast-check';
import { beforeEach, expect, it, onTestFinished } from 'vitest';
import { Look } from '../../../src/api/look.ts';
import type { DatasetInfo } from '../../../src/core/dataset/types.ts';
import type { ViewStage } from '../../../src/core/views/stages.ts';
import { readPixels } from '../../../src/store/shards.ts';
import { mergeScores } from '../../../src/store/scores.ts';
import '../../../src/ui/explore/explore-stage.ts';
import type { LookExploreStage } from '../../../src/ui/explore/explore-stage.ts';
import { columnLeft, layoutGrid, rowTop } from '../../../src/ui/grid/grid-layout.ts';
import { formatDecimal } from '../../../src/ui/kit/format.ts';
import { mount } from '../../support/elements.ts';
import { storePredictions, storeRun } from '../../support/stored-run.ts';
import { emptyDatabase, storeTinyDataset } from '../../support/tiny-dataset.ts';

const COUNT = 120;
let info: DatasetInfo;
let look: Look;
let stage: LookExploreStage;

/** Score of sample i: in an order of its own, exact in float32. */
const scoreOf = (i: number): number => ((i * 37) % COUNT) / 128;

beforeEach(async () => {
  localStorage.clear();
  await emptyDatabase();
  info = await storeTinyDataset(COUNT);
  const run = await storeRun(info);
  await storePredictions(info, run, (i) => (i * 5) % 3);
  const indices = Uint32Array.from({ length: COUNT }, (_, i) => i);
  const part = {
    runId: run.id,
    key: 'doubt',
    datasetId: info.id,
    method: 'mistakenness_logits' as const,
    computedAt: 1,
  };
  const judged = Uint16Array.from(indices, (i) => i % 3);
  await mergeScores([{ ...part, indices, values: Float32Array.from(indices, scoreOf), judged }], COUNT);
  look = new Look();
  onTestFinished(() => look.session.close());
  await look.session.open(info.id);
  stage = document.createElement('look-explore-stage');
  stage.look = look;
  stage.style.height = '720px';
  await mount(stage);
});

const grid = () => stage.renderRoot.querySelector('look-grid');

/** Settles once everything in sight is drawn with its picture. */
async function drawn(): Promise<void> {
  const frame = (): Promise<unknown> => new Promise((resolve) => requestAnimationFrame(resolve));
  await frame();
  await stage.updateComplete;
  await frame();
  await expect.poll(() => grid()?.pending ?? 0, { interval: 5 }).toBe(0);
  await frame();
  await frame();
}

/** How strongly the picture of an excluded sample is drawn. */
const EXCLUDED_ALPHA = 0.55;

/** The colours in the middle of the pictures in sight, in the order of the grid. */
function coloursInSight(): number[][] {
  const shown = grid()!;
  const canvas = shown.renderRoot.querySelector('canvas')!;
  const scroller = shown.renderRoot.querySelector('.scroller')!;
  const layout = layoutGrid(shown.indices.length, scroller.clientWidth, shown.tile, 2);
  const context = canvas.getContext('2d')!;
  const colours: number[][] = [];
  for (let place = 0; place < shown.indices.length; place++) {
    const x = columnLeft(layout, place % layout.columns) + layout.tile / 2;
    const y = rowTop(layout, Math.floor(place / layout.columns)) - scroller.scrollTop + layout.tile / 2;
    if (y > scroller.clientHeight - 1) break;
    const { data } = context.getImageData(x * devicePixelRatio, y * devicePixelRatio, 1, 1);
    colours.push([data[0], data[1], data[2]]);
  }
  return colours;
}

/** What the tiles are drawn on. */
function groundColour(): number[] {
  const canvas = grid()!.renderRoot.querySelector('canvas')!;
  return [...canvas.getContext('2d')!.getImageData(1, 1, 1, 1).data];
}

type Step = { view: ViewStage[] } | { relabel: number[]; to: number } | { exclude: number[] } | { do: 'undo' | 'redo' };

const label = fc.integer({ min: 0, max: 2 });
const places = fc.uniqueArray(fc.integer({ min: 0, max: COUNT - 1 }), { minLength: 1, maxLength: 8 });
const filters: fc.Arbitrary<ViewStage>[] = [
  fc.record({
    stage: fc.constant('matchLabels' as const),
    field: fc.constantFrom('given' as const, 'current' as const, 'predicted' as const),
    classes: fc.uniqueArray(label, { minLength: 1 }),
  }),
  fc.record({
    stage: fc.constant('matchSplits' as const),
    splits: fc.constantFrom('train', 'test').map((split) => [split]),
  }),
  fc.record({
    stage: fc.constant('matchField' as const),
    field: fc.constant('reviewed'),
    values: fc.subarray(['open', 'relabelled', 'excluded'], { minLength: 1 }),
  }),
  fc.record({
    stage: fc.constant('range' as const),
    field: fc.constant('insights.doubt'),
    min: fc.double({ min: 0, max: 0.4, noNaN: true }),
    max: fc.double({ min: 0.4, max: 1, noNaN: true }),
  }),
  fc.record({
    stage: fc.constant('sortBy' as const),
    field: fc.constantFrom('insights.doubt', 'current', 'index', 'reviewed'),
    reverse: fc.boolean(),
  }),
  fc.record({ stage: fc.constant('take' as const), count: fc.constant(60), seed: fc.integer({ min: 0, max: 9 }) }),
];
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ view: fc.array(fc.oneof(...filters), { maxLength: 3 }) }) },
  { weight: 2, arbitrary: fc.record({ relabel: places, to: label }) },
  { weight: 1, arbitrary: fc.record({ exclude: places }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('undo' as const, 'redo' as const) }) },
);

/** What the labels must be, kept by the plainest means: whole copies, one an edit. */
class Expected {
  private states: number[][] = [Array.from({ length: COUNT }, (_, i) => i % 3)];
  private at = 0;

  get current(): number[] {
    return this.states[this.at];
  }

  edit(labels: number[]): void {
    this.states = [...this.states.slice(0, this.at + 1), labels];
    this.at += 1;
  }

  undo(): void {
    this.at = Math.max(0, this.at - 1);
  }

  redo(): void {
    this.at = Math.min(this.states.length - 1, this.at + 1);
  }
}

async function take(one: Step, expected: Expected): Promise<void> {
  if ('view' in one) look.session.view = look.dataset.view().through(one.view);
  else if ('relabel' in one) {
    const labels = expected.current.map((old, i) => (one.relabel.includes(i) ? one.to : old));
    const row = await look.relabel(Uint32Array.from(one.relabel), info.classes[one.to]);
    if (row) expected.edit(labels);
  } else if ('exclude' in one) {
    const row = await look.exclude(Uint32Array.from(one.exclude));
    if (row) expected.edit(expected.current);
  } else {
    await look[one.do]();
    expected[one.do]();
  }
}

it('draws, after any mix of filters, sorts, edits and undos, every tile with the picture, label and score of its sample', async () => {
  // One history over all mixes: an undo may reach into the mix before.
  const labels = new Expected();
  const property = fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 7 }), async (steps) => {
    for (const one of steps) {
      await take(one, labels);
      await drawn();
      const { table } = look.dataset;
      expect([...table.current]).toEqual(labels.current);
      const { indices } = look.session.view!;
      if (indices.length === 0) continue;
      expect([...grid()!.indices]).toEqual([...indices]);
      grid()!.renderRoot.querySelector('.scroller')!.scrollTop = 0;
      await drawn();
      const colours = coloursInSight();
      expect(colours.length).toBeGreaterThan(0);
      const pixels = await readPixels(info, [...indices.subarray(0, colours.length)]);
      const ground = groundColour();
      colours.forEach((colour, at) => {
        const stored = [...pixels.subarray(at * 3072, at * 3072 + 3)];
        if (table.excluded[indices[at]] === 0) return expect(colour, `sample ${indices[at]}`).toEqual(stored);
        const faint = stored.map((value, c) => EXCLUDED_ALPHA * value + (1 - EXCLUDED_ALPHA) * ground[c]);
        const apart = Math.max(...faint.map((value, c) => Math.abs(value - colour[c])));
        expect(apart, `excluded sample ${indices[at]}`).toBeLessThan(3.5);
      });
      const place = indices.length >> 1;
      const index = indices[place];
      look.session.selected = index;
      await drawn();
      const told = grid()!.renderRoot.querySelector('[role=gridcell][aria-selected=true]')!.textContent!;
      expect(told).toContain(`sample ${index},`);
      expect(told).toContain(info.classes[index % 3]);
      expect(told).toContain(info.classes[labels.current[index]]);
      expect(told).toContain(formatDecimal(scoreOf(index)));
    }
    look.session.view = look.dataset.view();
  });
  await fc.assert(property, { numRuns: 12, seed: 11, endOnFailure: true });
}, 120_000);
