import { page } from 'vitest/browser';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { Look } from '../../../src/api/look.ts';
import { appendPredictions } from '../../../src/store/predictions.ts';
import '../../../src/ui/explore/explore-stage.ts';
import type { LookExploreStage } from '../../../src/ui/explore/explore-stage.ts';
import { focusedElement } from '../../../src/ui/kit/focused.ts';
import { expectAccessible } from '../../support/accessibility.ts';
import { clickButton, deepQuery, mount, startLook, textOf } from '../../support/elements.ts';
import { storeRun } from '../../support/stored-run.ts';
import { emptyDatabase, storeTinyDataset } from '../../support/tiny-dataset.ts';

const CLASSES = ['ant', 'bee', 'cat', 'dog', 'eel', 'fox'];

/** The network takes every sample for an eel, then a dog, a cat, a bee, an ant, a fox. */
const LOGITS = [1, 2, 3, 4, 5, 0];
const EEL = 4;

let look: Look;
let stage: LookExploreStage;

beforeEach(async () => {
  localStorage.clear();
  await emptyDatabase();
  const info = await storeTinyDataset(24, CLASSES);
  const run = await storeRun(info);
  const n = info.sampleCount;
  const indices = Uint32Array.from({ length: n }, (_, i) => i);
  const logits = Float32Array.from({ length: n * CLASSES.length }, (_, at) => LOGITS[at % CLASSES.length]);
  const predicted = new Uint16Array(n).fill(EEL);
  await appendPredictions(run, n, indices, logits, new Float32Array(n), predicted, new Float32Array(n).fill(0.6));
  look = await startLook();
  await look.session.open(info.id);
  stage = document.createElement('look-explore-stage');
  stage.look = look;
  stage.style.height = '640px';
  await mount(stage);
  await expect.poll(() => deepQuery(stage, '.scroller')?.clientWidth).toBeGreaterThan(0);
});

function press(key: string): void {
  const target = focusedElement() ?? document.body;
  target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true }));
}

const mode = () => deepQuery(stage, 'look-review-mode');
const inMode = (selector: string): string[] =>
  [...(mode()?.shadowRoot?.querySelectorAll(selector) ?? [])].map((element) => textOf(element).replace(/\d+ %/, '%'));
const label = (index: number): string | null => look.dataset.sample(index).current;

/** Opens the review at a sample, with its guesses read. */
async function openAt(index: number): Promise<void> {
  look.session.selected = index;
  await stage.updateComplete;
  press('z');
  await expect.poll(() => inMode('.guesses button')).toHaveLength(3);
}

describe('the network’s guesses', () => {
  it('stand on Q, W and E, the likeliest first, without the label and the suggested class', async () => {
    await openAt(3);
    expect(label(3)).toBe('dog');
    expect(inMode('.as-predicted')).toEqual(['Relabel → eel % Enter']);
    expect(inMode('.guesses button')).toEqual(['Q cat %', 'W bee %', 'E ant %']);
    await expectAccessible();
  });

  it.each([
    ['Enter', 'eel'],
    ['q', 'cat'],
    ['w', 'bee'],
    ['e', 'ant'],
  ])('“%s” gives the sample the class %s and goes on; undo is back at it', async (key, wanted) => {
    await openAt(3);
    press(key);
    await expect.poll(() => label(3)).toBe(wanted);
    await expect.poll(() => look.session.selected).toBe(4);
    press('u');
    await expect.poll(() => label(3)).toBe('dog');
    await expect.poll(() => look.session.selected).toBe(3);
    expect(mode()).not.toBeNull();
  });

  it('where the network agrees Enter confirms, and the guesses begin behind the label', async () => {
    await openAt(EEL);
    expect(inMode('.as-predicted')).toEqual(['Confirm: the network agrees % Enter']);
    expect(inMode('.guesses button')).toEqual(['Q dog %', 'W cat %', 'E bee %']);
  });

  it('are buttons too, each giving the class that is written on it', async () => {
    await openAt(3);
    mode()!.shadowRoot!.querySelectorAll<HTMLButtonElement>('.guesses button')[1].click();
    await expect.poll(() => label(3)).toBe('bee');
  });

  it('are keys and buttons beside the grid as well', async () => {
    look.session.selected = 3;
    const bar = () => deepQuery(stage, 'look-fix-bar')!;
    await expect
      .poll(() => [...bar().shadowRoot!.querySelectorAll('.guesses button')].map((one) => textOf(one).slice(0, 5)))
      .toEqual(['Q cat', 'W bee', 'E ant']);
    press('w');
    await expect.poll(() => label(3)).toBe('bee');
    await expect.poll(() => look.session.selected).toBe(4);
  });
});

describe('the queue', () => {
  it('shows the next five that nobody has decided about, and goes to one on a click', async () => {
    await look.keep([6, 8]);
    await openAt(4);
    const next = () => deepQuery(mode()!, '.queue look-picture-row')!;
    const named = (): string[] =>
      [...next().shadowRoot!.querySelectorAll('button')].map(({ title }) => title.replace(/,.*/, ''));
    await expect.poll(() => named().map((title) => title.match(/\d+/)?.[0])).toEqual(['5', '7', '9', '10', '11']);
    next().shadowRoot!.querySelectorAll('button')[2].click();
    await expect.poll(() => look.session.selected).toBe(9);
  });

  it('the classes keep their order and digits, whatever the picture', async () => {
    await openAt(3);
    const classes = CLASSES.map((name, k) => `${k} ${name}`);
    expect(inMode('.classes button')).toEqual(classes);
    press('k');
    await expect.poll(() => look.session.selected).toBe(4);
    expect(inMode('.classes button')).toEqual(classes);
  });

  it('is the grid’s: what was decided one by one is decided there, at the same sample', async () => {
    await openAt(3);
    press('k');
    press('n');
    press('x');
    await expect.poll(() => look.session.selected).toBe(6);
    press('Escape');
    await expect.poll(mode).toBeNull();
    await expect.poll(() => stage.renderRoot.querySelector('look-grid')!.selectedPlace).toBe(6);
    press('u');
    await expect.poll(() => look.session.selected).toBe(5);
    expect([3, 4, 5].map((i) => look.dataset.sample(i).reviewed)).toEqual(['kept', 'unsure', null]);
  });

  it('says that all is decided at its end, and undo is back at the last', async () => {
    await look.keep(Array.from({ length: 23 }, (_, i) => i));
    await openAt(23);
    expect(inMode('.queue')[0]).toContain('No other sample here is open.');
    press('k');
    await expect.poll(() => mode() && textOf(mode()!)).toContain('Every sample of this view is decided');
    await clickButton(mode()!, 'U undo');
    await expect.poll(() => look.session.selected).toBe(23);
    await expect.poll(() => inMode('.guesses button')).toHaveLength(3);
  });
});

describe('on a phone', () => {
  beforeEach(async () => {
    await page.viewport(390, 844);
    onTestFinished(() => page.viewport(1280, 720));
  });

  it('what decides is in reach wherever the rest is scrolled to', async () => {
    await openAt(3);
    const scroller = deepQuery(mode()!, '.mode')!;
    for (const top of [0, scroller.scrollHeight]) {
      scroller.scrollTop = top;
      const buttons = mode()!.shadowRoot!.querySelectorAll<HTMLElement>('.decide button:not(slot *)');
      expect(buttons.length).toBeGreaterThanOrEqual(10);
      for (const button of buttons) {
        const { left, right, top: above, bottom } = button.getBoundingClientRect();
        expect([left >= 0, right <= 390, above >= 0, bottom <= 844], textOf(button)).toEqual([true, true, true, true]);
      }
    }
    expect(scroller.scrollWidth).toBe(scroller.clientWidth);
  });
});
