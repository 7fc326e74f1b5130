import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { Look } from '../../../src/api/look.ts';
import type { DatasetInfo } from '../../../src/core/dataset/types.ts';
import { UserError } from '../../../src/core/errors.ts';
import { db } from '../../../src/store/database.ts';
import { mergeScores } from '../../../src/store/scores.ts';
import '../../../src/ui/explore/explore-stage.ts';
import type { LookExploreStage } from '../../../src/ui/explore/explore-stage.ts';
import { expectAccessible } from '../../support/accessibility.ts';
import { buttonNamed, clickButton, deepQuery, mount, textOf } from '../../support/elements.ts';
import { storePredictions, storeRun } from '../../support/stored-run.ts';
import { emptyDatabase, storeTinyDataset } from '../../support/tiny-dataset.ts';

let info: DatasetInfo;
let look: Look;
let stage: LookExploreStage;

beforeEach(async () => {
  localStorage.clear();
  await emptyDatabase();
  info = await storeTinyDataset(60);
  const run = await storeRun(info);
  await storePredictions(info, run, (i) => (i % 9 === 0 ? 1 : i % 3));
  const indices = Uint32Array.from({ length: 60 }, (_, i) => i);
  for (const key of ['doubt', 'other']) {
    const values = Float32Array.from(indices, (i) => i / 64);
    const judged = Uint16Array.from(indices, (i) => i % 3);
    const method = key === 'doubt' ? ('mistakenness_logits' as const) : ('hardness' as const);
    await mergeScores([{ runId: run.id, key, datasetId: info.id, method, computedAt: 1, indices, values, judged }], 60);
  }
  look = new Look();
  onTestFinished(() => look.session.close());
  await look.session.open(info.id);
  stage = await openStage();
});

async function openStage(): Promise<LookExploreStage> {
  const opened = document.createElement('look-explore-stage');
  opened.look = look;
  opened.style.height = '720px';
  return mount(opened);
}

const sidebar = () => stage.renderRoot.querySelector('look-explore-sidebar')!;
const section = (heading: string) =>
  [...sidebar().renderRoot.querySelectorAll('look-sidebar-section')].find((one) => one.heading === heading);
const headings = () => [...sidebar().renderRoot.querySelectorAll('look-sidebar-section')].map((one) => one.heading);
const stages = () => look.session.view!.stages;

async function settled(): Promise<void> {
  await new Promise((resolve) => requestAnimationFrame(resolve));
  await stage.updateComplete;
  await sidebar().updateComplete;
}

async function type(text: string): Promise<HTMLInputElement> {
  const input = sidebar().renderRoot.querySelector('input')!;
  input.value = text;
  input.dispatchEvent(new InputEvent('input', { bubbles: true }));
  await settled();
  return input;
}

describe('the sidebar', () => {
  it('has what was decided as a field, and current labels once one was corrected', async () => {
    expect(headings()).toContain('Reviewed');
    expect(headings()).not.toContain('Current label');
    await look.relabel(Uint32Array.of(3), 'frog');
    await settled();
    expect(headings()).toContain('Current label');
    const [facet] = section('Reviewed')!.querySelectorAll('look-facet');
    expect(facet.counts.values.map(({ name, count }) => `${name} ${count}`)).toEqual([
      'open 59',
      'confirmed 0',
      'relabelled 1',
      'excluded 0',
      'unsure 0',
    ]);
    [...facet.renderRoot.querySelectorAll('button')].find((one) => textOf(one).includes('relabelled'))!.click();
    await settled();
    expect([...look.session.view!.indices]).toEqual([3]);
  });

  it('counts a score’s values when it is opened, and remembers that it was', async () => {
    const spread = () => section('Hardness')!.querySelector('look-score-range');
    expect(section('Mistakenness')!.open).toBe(true);
    expect(spread()).toBeNull();
    await section('Hardness')!.updateComplete;
    section('Hardness')!.renderRoot.querySelector('button')!.click();
    await settled();
    expect(spread()!.bins.all.reduce((sum, n) => sum + n, 0)).toBe(60);
    stage.remove();
    stage = await openStage();
    await settled();
    expect(section('Hardness')!.open).toBe(true);
  });

  it('narrows every field by one search, and Enter filters by the first hit', async () => {
    const input = await type('do');
    expect(headings()).toEqual(expect.arrayContaining(['Given label', 'Predicted']));
    expect(headings()).not.toContain('Split');
    input.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
    await settled();
    expect(stages()).toEqual([{ stage: 'matchLabels', field: 'given', classes: [1] }]);
    input.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
    await settled();
    expect(stages()).toEqual([]);
    await type('zebra');
    expect(textOf(sidebar())).toContain('Nothing here is called “zebra”.');
    await expectAccessible();
  });

  it('offers a text that names have as a filter, last, chosen, left out and taken back like any value', async () => {
    const names = Array.from({ length: 60 }, (_, i) => `dog/IMG_${String(i).padStart(3, '0')}.png`);
    await db.columns.put({ datasetId: info.id, name: 'names', data: names });
    stage.remove();
    await look.session.open(info.id);
    stage = await openStage();
    const values = () =>
      section('Name')!
        .querySelector('look-facet')!
        .counts.values.map(({ name, count }) => `${name} ${count}`);
    await type('do');
    expect(headings().at(-1)).toBe('Name');
    expect(values()).toEqual(['names with “do” 60']);
    const input = await type('img_00');
    expect(headings()).toEqual(['Name']);
    expect(values()).toEqual(['names with “img_00” 10']);
    const enter = { key: 'Enter', bubbles: true, cancelable: true };
    input.dispatchEvent(new KeyboardEvent('keydown', enter));
    await settled();
    expect(stages()).toEqual([{ stage: 'matchName', texts: ['img_00'] }]);
    expect(look.session.view!.count()).toBe(10);
    input.dispatchEvent(new KeyboardEvent('keydown', { ...enter, altKey: true }));
    await settled();
    expect(look.session.view!.count()).toBe(50);
    await type('img_9');
    expect(textOf(sidebar())).toContain('Nothing here is called “img_9”.');
    await expectAccessible();
  });

  it('takes the keyboard to the search on F', async () => {
    window.dispatchEvent(new KeyboardEvent('keydown', { key: 'f', cancelable: true }));
    await settled();
    expect(deepQuery(stage, '.search input:focus')).not.toBeNull();
  });

  it('saves the view by a name, renames it, deletes it and takes that back', async () => {
    look.session.view = look.dataset.view().matchLabel('given', 'dog');
    await settled();
    const views = () => sidebar().renderRoot.querySelector('look-saved-views')!;
    const name = async (text: string): Promise<void> => {
      await expect.poll(() => views().renderRoot.querySelector('input')).not.toBeNull();
      views().renderRoot.querySelector('input')!.value = text;
      await clickButton(views(), 'Save');
      await expect.poll(() => views().renderRoot.querySelector('input')).toBeNull();
    };
    await clickButton(views(), 'Save view');
    await name('dogs');
    await expect.poll(() => look.views.length).toBe(1);
    await settled();
    expect(textOf(views())).toContain('dogs20');
    await clickButton(views(), 'Rename dogs');
    await name('good dogs');
    await expect.poll(() => look.views[0].name).toBe('good dogs');
    await clickButton(views(), 'Delete good dogs');
    await expect.poll(() => look.views.length).toBe(0);
    await clickButton(views(), 'Undo');
    await expect.poll(() => look.views.length).toBe(1);
    await expectAccessible();
  });

  it('takes a filter’s chip away by Delete, and goes on to the next', async () => {
    look.session.view = look.dataset.view().matchLabel('given', 'dog').matchSplit('train');
    await settled();
    const toolbar = stage.renderRoot.querySelector('look-explore-toolbar')!;
    await toolbar.updateComplete;
    const chip = buttonNamed(toolbar, 'Remove filter given label: dog')!;
    chip.focus();
    chip.dispatchEvent(new KeyboardEvent('keydown', { key: 'Delete', bubbles: true, cancelable: true }));
    await expect.poll(() => stages().length).toBe(1);
    expect(stages()[0].stage).toBe('matchSplits');
    const chips = toolbar.renderRoot.querySelector('look-filter-chips')!;
    await expect.poll(() => chips.shadowRoot!.activeElement?.textContent).toContain('split: train');
    expect(buttonNamed(toolbar, 'Remove filter split: train')).not.toBeNull();
  });

  it('leaves a value out by Alt and a click, by Alt and Enter, and by its own button; the same again takes that back', async () => {
    const facet = () => section('Given label')!.querySelector('look-facet')!;
    const value = (name: string) =>
      [...facet().renderRoot.querySelectorAll<HTMLElement>('.value')].find((one) => textOf(one).includes(name))!;
    const notDog = [{ stage: 'matchLabels', field: 'given', classes: [1], not: true }];
    value('dog').dispatchEvent(new MouseEvent('click', { altKey: true }));
    await settled();
    expect(stages()).toEqual(notDog);
    expect([...look.session.view!].every(({ given }) => given !== 'dog')).toBe(true);
    expect(section('Given label')!.note).toBe('1 left out');
    expect(textOf(value('dog'))).toContain('not dog 20');
    await expectAccessible();
    value('dog').click();
    await settled();
    expect(stages()).toEqual([]);
    value('dog').dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', altKey: true, cancelable: true }));
    await settled();
    expect(stages()).toEqual(notDog);
    await clickButton(facet(), 'not cat');
    await settled();
    expect([...look.session.view!].every(({ given }) => given === 'frog')).toBe(true);
  });

  it('turns a chip round and back, and says so in words', async () => {
    look.session.view = look.dataset.view().matchLabel('given', ['cat', 'dog']).matchSplit('train');
    await settled();
    const toolbar = stage.renderRoot.querySelector('look-explore-toolbar')!;
    await clickButton(toolbar, 'Turn round given label: cat or dog');
    await settled();
    expect(stages()[0]).toEqual({ stage: 'matchLabels', field: 'given', classes: [0, 1], not: true });
    expect(buttonNamed(toolbar, 'Remove filter given label: neither cat nor dog')).not.toBeNull();
    expect([...look.session.view!].every(({ given, split }) => given === 'frog' && split === 'train')).toBe(true);
    await expectAccessible();
    buttonNamed(toolbar, 'Remove filter given label: neither cat nor dog')!.dispatchEvent(
      new MouseEvent('click', { altKey: true }),
    );
    await settled();
    expect(stages()[0]).toEqual({ stage: 'matchLabels', field: 'given', classes: [0, 1] });
  });
});

describe('the runs of the sidebar', () => {
  it('say why another cannot be shown', async () => {
    await storeRun(info, 4, { name: 'newer' });
    await look.session.catchUpRuns();
    stage.remove();
    stage = await openStage();
    await expect.poll(() => headings()).toContain('Run');
    vi.spyOn(look.session, 'chooseRun').mockRejectedValue(new UserError('not-found', 'There is no such run.'));
    const picker = deepQuery(sidebar(), 'look-run-picker')!;
    picker.shadowRoot!.querySelector<HTMLButtonElement>('button[aria-pressed=false]')!.click();
    await expect.poll(() => textOf(sidebar())).toContain('There is no such run.');
    await expectAccessible();
  });
});
