import axe from 'axe-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import '../../../src/ui/styles/tokens.css';
import { Look } from '../../../src/api/look.ts';
import { NO_LABEL, type DatasetInfo } from '../../../src/core/dataset/types.ts';
import { STANDARD } from '../../../src/core/training/presets.ts';
import { db } from '../../../src/store/database.ts';
import { appendEdit, tagBit } from '../../../src/store/journal.ts';
import { appendPredictions } from '../../../src/store/predictions.ts';
import { addRun, getRun } from '../../../src/store/runs.ts';
import { readPixels } from '../../../src/store/shards.ts';
import { mergeScores } from '../../../src/store/scores.ts';
import { LookGroupEvent } from '../../../src/ui/events/explore-events.ts';
import '../../../src/ui/explore/explore-stage.ts';
import type { LookExploreStage } from '../../../src/ui/explore/explore-stage.ts';
import { columnLeft, layoutGrid, rowTop } from '../../../src/ui/grid/grid-layout.ts';
import type { LookGrid } from '../../../src/ui/grid/grid.ts';
import type { LookEmpty } from '../../../src/ui/kit/empty.ts';
import { emptyDatabase, storeTinyDataset } from '../../support/tiny-dataset.ts';

const COUNT = 250;
let info: DatasetInfo;
let look: Look;
let stage: LookExploreStage;

/** Score of sample i: in an order of its own, exact in float32. */
const scoreOf = (i: number): number => ((i * 37) % COUNT) / 256;

/** Stores predictions (always dog) and one score of the first 200 samples. */
async function storePredictions(): Promise<void> {
  const indices = Uint32Array.from({ length: 200 }, (_, i) => i);
  const runId = await addRun({
    source: 'trained',
    datasetId: info.id,
    name: 'walkthrough',
    createdAt: 1,
    recipe: STANDARD,
    seed: 1,
    backendWanted: 'wasm',
    workersWanted: 1,
    indices,
    labels: Uint16Array.from(indices, (i) => i % 3),
    classCount: 3,
    status: 'trained',
    epochs: [],
    elapsedMs: 1,
  });
  const run = await getRun(runId);
  const logits = Float32Array.from({ length: 600 }, (_, at) => (at % 3 === 1 ? 2 : 0));
  const predicted = new Uint16Array(200).fill(1);
  await appendPredictions(
    run,
    COUNT,
    indices,
    logits,
    new Float32Array(200),
    predicted,
    new Float32Array(200).fill(0.8),
  );
  const key = 'mistakenness';
  const values = Float32Array.from(indices, scoreOf);
  const judged = Uint16Array.from(indices, (i) => i % 3);
  const part = { runId, key, datasetId: info.id, method: 'mistakenness_logits' as const, computedAt: 1 };
  await mergeScores([{ ...part, indices, values, judged }], COUNT);
  await edit('processed', 'tags', indices, 1 << (await tagBit(info.id, 'processed')));
}

async function edit(kind: 'processed' | 'relabel', column: 'tags' | 'current', indices: Uint32Array, value: number) {
  const row = { datasetId: info.id, at: 2, kind, title: kind, details: {} };
  await appendEdit(row, () => [{ column, indices, values: new Array<number>(indices.length).fill(value) }]);
}

const frames = async (n: number): Promise<void> => {
  for (let k = 0; k < n; k++) await new Promise((resolve) => requestAnimationFrame(resolve));
};

/** Settles once the stage shows what the session holds. */
async function settled(): Promise<void> {
  await frames(1);
  await stage.updateComplete;
}

function grid(): LookGrid {
  return stage.renderRoot.querySelector('look-grid')!;
}

/** Settles once everything in sight is drawn with its picture. */
async function drawn(): Promise<void> {
  await stage.updateComplete;
  await frames(3);
  await expect.poll(() => grid().pending).toBe(0);
  await frames(3);
}

/** The colour that the canvas shows in the middle of the picture at a place in sight. */
function colourAt(place: number): number[] {
  const canvas = grid().renderRoot.querySelector('canvas')!;
  const scroller = grid().renderRoot.querySelector('.scroller')!;
  const lines = look.dataset.table.predicted ? 2 : 1;
  const layout = layoutGrid(look.session.view!.count(), scroller.clientWidth, grid().tile, lines);
  const x = columnLeft(layout, place % layout.columns) + layout.tile / 2;
  const y = rowTop(layout, Math.floor(place / layout.columns)) - scroller.scrollTop + layout.tile / 2;
  const scale = devicePixelRatio;
  return [...canvas.getContext('2d')!.getImageData(x * scale, y * scale, 1, 1).data].slice(0, 3);
}

const cellText = (): string => grid().renderRoot.querySelector('[role=gridcell]')!.textContent!.trim();

function press(key: string): void {
  const scroller = grid().renderRoot.querySelector('.scroller')!;
  scroller.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
}

function buttonNamed(host: Element, text: string): HTMLButtonElement {
  const buttons = [...(host.shadowRoot ?? host).querySelectorAll('button')];
  return buttons.find((button) => button.textContent!.replace(/\s+/g, ' ').trim().startsWith(text))!;
}

const sidebar = () => stage.renderRoot.querySelector('look-explore-sidebar')!;
const toolbar = () => stage.renderRoot.querySelector('look-explore-toolbar')!;
const facet = (title: string) =>
  [...sidebar().renderRoot.querySelectorAll('look-facet')].find((one) => one.counts.title === title)!;

beforeEach(async () => {
  localStorage.clear();
  await emptyDatabase();
  info = await storeTinyDataset(COUNT);
  look = new Look();
  stage = document.createElement('look-explore-stage');
  stage.look = look;
  stage.style.height = '720px';
});

afterEach(() => {
  stage.remove();
  look.session.close();
});

async function openStage(): Promise<void> {
  await look.session.open(info.id);
  document.body.append(stage);
  await drawn();
}

describe('a sample’s identity', () => {
  it('holds through every sort, filter and shuffle: the picture drawn, the label and the score told are of one sample', async () => {
    await storePredictions();
    await openStage();
    const all = look.dataset.view();
    const views = [
      all.sortBy('insights.mistakenness', { reverse: true }),
      all.sortBy('insights.mistakenness').matchLabel('given', ['dog', 'frog']),
      all.take(200, 7),
      all.match((sample) => sample.index % 7 === 3),
      all.matchRange('insights.mistakenness', 0.2, 0.6).sortBy('index', { reverse: true }),
    ];
    for (const view of views) {
      look.session.view = view;
      await drawn();
      press('Home');
      await drawn();
      for (let place = 0; place < 30; place++) {
        const index = view.indices[place];
        const stored = await readPixels(info, [index]);
        expect(colourAt(place), `place ${place}, sample ${index}`).toEqual([...stored.subarray(0, 3)]);
        expect(look.session.selected).toBe(index);
        await stage.updateComplete;
        await grid().updateComplete;
        const text = [`sample ${index}, ${index < 200 ? 'train' : 'test'}, given ${info.classes[index % 3]}`];
        if (index < 200) text.push('predicted dog', `mistakenness ${scoreOf(index).toFixed(3)}`);
        expect(cellText()).toContain(text.join(', '));
        press('ArrowRight');
        await frames(2);
      }
    }
  });
});

describe('the explorer', () => {
  it('shows a view that a script sets as chips, and takes a filter away with its chip', async () => {
    await openStage();
    look.session.view = look.dataset.view().matchSplit('test').matchLabel('given', 'frog');
    await drawn();
    expect(toolbar().renderRoot.textContent).toContain('of 250');
    const filters = () => toolbar().renderRoot.querySelector('look-filter-chips')!.renderRoot;
    const chips = () => [...filters().querySelectorAll('.chip')].map((chip) => chip.textContent!.trim());
    expect(chips()).toEqual(['split: test', 'given label: frog']);
    buttonNamed(toolbar().renderRoot.querySelector('look-filter-chips')!, 'split: test').click();
    await drawn();
    expect(chips()).toEqual(['given label: frog']);
    expect(look.session.view!.stages).toEqual([{ stage: 'matchLabels', field: 'given', classes: [2] }]);
    expect(look.session.view!.count()).toBe(83);
  });

  it('filters by a click in the sidebar, and counts the other facets under it', async () => {
    await openStage();
    buttonNamed(facet('Split'), 'test').click();
    await drawn();
    expect(look.session.view!.count()).toBe(50);
    expect(facet('Given label').counts.values.map(({ count }) => count)).toEqual([17, 16, 17]);
    expect(facet('Split').counts.values.map(({ count }) => count)).toEqual([200, 50]);
    buttonNamed(facet('Split'), 'test').click();
    await drawn();
    expect(look.session.view!.count()).toBe(250);
  });

  it('groups tiles until a view of another order is shown, says so in a chip, and ends it there', async () => {
    await storePredictions();
    await openStage();
    const chips = () => toolbar().renderRoot.querySelector('look-filter-chips')!.renderRoot.textContent!;
    const group = async (): Promise<void> => {
      toolbar().dispatchEvent(new LookGroupEvent('given'));
      await drawn();
      expect(grid().groups.map(({ name }) => name)).toEqual(['cat', 'dog', 'frog']);
      expect(chips()).toContain('grouped by given label');
    };
    await group();
    look.session.view = look.dataset.view().matchSplit('train');
    await drawn();
    expect(grid().groups).toHaveLength(3);
    look.session.view = look.dataset.view().sortBy('insights.mistakenness', { reverse: true });
    await drawn();
    expect(grid().groups).toHaveLength(0);
    expect(chips()).not.toContain('grouped');
    // It does not come back with the view, nor with the page.
    look.session.view = look.dataset.view();
    await drawn();
    expect(grid().groups).toHaveLength(0);
    await group();
    toolbar()
      .renderRoot.querySelector('look-filter-chips')!
      .renderRoot.querySelector<HTMLElement>('.chip button')!
      .click();
    await drawn();
    expect(grid().groups).toHaveLength(0);
  });

  it('has the seed’s views one click away, and says why one cannot be shown yet', async () => {
    await openStage();
    expect(buttonNamed(sidebar(), 'Predicted samples').title).toContain('train a network first');
    await storePredictions();
    await look.session.open(info.id);
    await stage.updateComplete;
    await sidebar().updateComplete;
    buttonNamed(sidebar(), 'By mistakenness').click();
    await drawn();
    expect(look.session.view!.count()).toBe(200);
    const first = look.session.view!.first()!;
    expect(first.insights.mistakenness).toBe(Math.max(...Array.from({ length: 200 }, (_, i) => scoreOf(i))));
  });

  it('says that nothing matches, and clears the filters', async () => {
    await openStage();
    look.session.view = look.dataset.view().matchTags('nobody');
    await settled();
    expect(stage.renderRoot.querySelector<LookEmpty>('look-empty.nothing')!.heading).toBe('No samples match');
    buttonNamed(stage, 'Clear filters').click();
    await drawn();
    expect(look.session.view!.count()).toBe(250);
  });

  it('says what is wrong with a view that cannot be shown', async () => {
    await openStage();
    look.session.view = look.dataset.view().sortBy('insights.gone');
    await settled();
    expect(stage.renderRoot.querySelector('look-error-note')!.message).toContain('There is no field “insights.gone”');
    buttonNamed(stage, 'Show all samples').click();
    await drawn();
    expect(stage.renderRoot.querySelector('look-error-note')).toBeNull();
  });

  it('says that pictures cannot be read, and tries again when asked', async () => {
    await openStage();
    const lost = await db.shards.toArray();
    stage.remove();
    await db.shards.clear();
    document.body.append(stage);
    const note = () => stage.renderRoot.querySelector('look-error-note');
    await expect
      .poll(() => note()?.message)
      .toBe('The pictures cannot be read: Pictures of this data set are no longer in this browser.');
    await db.shards.bulkPut(lost);
    buttonNamed(stage, 'Try again').click();
    await drawn();
    expect(note()).toBeNull();
  });

  it('points to Data where no data set is open', async () => {
    document.body.append(stage);
    look.session.datasets = [];
    look.session.changed();
    await expect.poll(() => stage.renderRoot.querySelector('look-empty')?.heading).toBe('Nothing to look at yet');
  });

  it('keeps the sample looked at where it is while labels change, and marks its score as stale', async () => {
    await storePredictions();
    await openStage();
    look.session.view = look.dataset.view().sortBy('insights.mistakenness', { reverse: true });
    await drawn();
    look.session.selected = look.session.view.indices[120];
    await drawn();
    const scroller = grid().renderRoot.querySelector('.scroller')!;
    const before = scroller.scrollTop;
    expect(before).toBeGreaterThan(0);
    const index = look.session.selected!;
    await edit('relabel', 'current', Uint32Array.of(index), (index + 1) % 3);
    await look.session.open(info.id);
    await drawn();
    expect(scroller.scrollTop).toBe(before);
    expect(cellText()).toContain('(stale)');
    expect(stage.renderRoot.querySelector('look-inspector')!.renderRoot.textContent).toContain('stale');
  });

  it('hides its side panels when asked, and remembers that', async () => {
    await openStage();
    toolbar().renderRoot.querySelector<HTMLButtonElement>('button[aria-label=Filters]')!.click();
    await stage.updateComplete;
    expect(sidebar()).toBeNull();
    stage.remove();
    stage = document.createElement('look-explore-stage');
    stage.look = look;
    stage.style.height = '720px';
    document.body.append(stage);
    await drawn();
    expect(sidebar()).toBeNull();
  });

  it('zooms by key within 16 and 256 pixels, keeping the sample looked at in sight', async () => {
    await openStage();
    look.session.selected = 200;
    await drawn();
    for (let k = 0; k < 12; k++) {
      press('-');
      await stage.updateComplete;
    }
    await drawn();
    expect(grid().tile).toBe(16);
    for (let k = 0; k < 15; k++) {
      press('+');
      await stage.updateComplete;
    }
    await drawn();
    expect(grid().tile).toBe(256);
    const view = look.session.view!;
    expect(colourAt(view.indices.indexOf(200))).toEqual([...(await readPixels(info, [200])).subarray(0, 3)]);
  });
});

describe('the score’s range', () => {
  it('is set by its fields, narrows the view, and is taken back with its chip', async () => {
    await storePredictions();
    await openStage();
    look.session.view = look.dataset.view().sortBy('insights.mistakenness');
    await drawn();
    const range = sidebar().renderRoot.querySelector('look-score-range')!;
    const from = range.renderRoot.querySelector<HTMLInputElement>('input[name=min]')!;
    from.value = '0.5';
    from.dispatchEvent(new Event('change', { bubbles: true }));
    await drawn();
    const expected = Array.from({ length: 200 }, (_, i) => i).filter((i) => scoreOf(i) >= 0.5);
    expect([...look.session.view.indices].sort((a, b) => a - b)).toEqual(expected);
    buttonNamed(toolbar().renderRoot.querySelector('look-filter-chips')!, 'mistakenness ≥ 0.5').click();
    await drawn();
    expect(look.session.view.count()).toBe(250);
  });
});

describe('the theme', () => {
  it('is redrawn when it changes', async () => {
    document.documentElement.dataset.theme = 'light';
    await openStage();
    const corner = () => {
      const canvas = grid().renderRoot.querySelector('canvas')!;
      return [...canvas.getContext('2d')!.getImageData(1, 1, 1, 1).data].slice(0, 3);
    };
    const light = corner();
    document.documentElement.dataset.theme = 'dark';
    await expect.poll(corner).not.toEqual(light);
    expect(Math.max(...corner())).toBeLessThan(60);
    delete document.documentElement.dataset.theme;
  });
});

describe('the inspector', () => {
  it('tells all labels, the probabilities and every score with its rank and formula', async () => {
    await storePredictions();
    await openStage();
    look.session.selected = 5;
    await drawn();
    const inspector = stage.renderRoot.querySelector('look-inspector')!;
    const bars = inspector.renderRoot.querySelector('look-probabilities')!;
    await expect.poll(() => bars.renderRoot.querySelectorAll('li').length).toBe(3);
    expect(bars.renderRoot.querySelector('li')!.textContent!.replace(/\s+/g, ' ').trim()).toBe('dog 0.787');
    const text = inspector.renderRoot.textContent!.replace(/\s+/g, ' ');
    for (const part of [
      'train · 5',
      'given frog',
      'predicted dog',
      'Mistakenness',
      '(m · exp(−H) + 1) / 2',
      'of 200',
    ]) {
      expect(text).toContain(part);
    }
    const ranks = [...inspector.renderRoot.querySelectorAll('.rank')].map((rank) => rank.textContent!);
    expect(ranks.length).toBeGreaterThan(0);
    for (const rank of ranks) expect(rank).toMatch(/· (top|bottom) [\d.]+ %/);
    expect(look.dataset.table.truth[5]).toBe(NO_LABEL);
  });

  it('takes the focus on I and gives it back on Escape', async () => {
    await openStage();
    look.session.selected = 3;
    await drawn();
    grid().focus();
    press('i');
    const inspector = stage.renderRoot.querySelector('look-inspector')!;
    await expect.poll(() => inspector.shadowRoot!.activeElement?.tagName).toBe('HEADER');
    inspector.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
    expect(stage.shadowRoot!.activeElement).toBe(grid());
  });
});

describe('accessibility', () => {
  for (const theme of ['light', 'dark']) {
    it(`has nothing to complain of in the ${theme} theme`, async () => {
      document.documentElement.dataset.theme = theme;
      await storePredictions();
      await openStage();
      look.session.view = look.dataset.view().matchSplit('train').sortBy('insights.mistakenness');
      look.session.selected = look.session.view.indices[3];
      await drawn();
      const { violations } = await axe.run(stage, { rules: { region: { enabled: false } } });
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`)).toEqual([]);
      delete document.documentElement.dataset.theme;
    });
  }
});
