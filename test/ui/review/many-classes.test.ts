import { userEvent } from 'vitest/browser';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Look } from '../../../src/api/look.ts';
import '../../../src/ui/explore/explore-stage.ts';
import type { LookExploreStage } from '../../../src/ui/explore/explore-stage.ts';
import { deepQuery, mount, startLook, textOf } from '../../support/elements.ts';
import { emptyDatabase, storeTinyDataset } from '../../support/tiny-dataset.ts';

let look: Look;
let stage: LookExploreStage;

async function open(classes: string[]): Promise<void> {
  localStorage.clear();
  await emptyDatabase();
  const info = await storeTinyDataset(200, classes);
  look = await startLook();
  await look.session.open(info.id);
  stage = document.createElement('look-explore-stage');
  stage.look = look;
  stage.style.height = '640px';
  await mount(stage);
  await expect.poll(() => deepQuery(stage, '.scroller')?.clientWidth).toBeGreaterThan(0);
}

function press(key: string): void {
  window.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
}

const said = (): string => stage.renderRoot.querySelector('.said')!.textContent;
const current = (index: number): number => look.dataset.table.current[index];
const dialog = () => deepQuery(stage, 'look-choice-dialog')?.shadowRoot;

describe('with a hundred classes', () => {
  beforeEach(() => open(Array.from({ length: 100 }, (_, k) => `class ${k}`)));

  it('two digits are one number: one sample is relabelled, and the next one is looked at', async () => {
    look.session.selected = 0;
    press('1');
    await expect.poll(said).toContain('class 1 …: type the next digit, or Enter for “class 1”');
    expect(look.session.journal).toEqual([]);
    press('2');
    await expect.poll(() => current(0)).toBe(12);
    expect(look.session.journal.map(({ title }) => title)).toEqual(['relabel sample 0 class 0 → class 12']);
    await expect.poll(() => look.session.selected).toBe(1);
  });

  it('so they are in the review one by one, which lists the classes in their order', async () => {
    look.session.selected = 0;
    press('z');
    const mode = () => deepQuery(stage, 'look-review-mode');
    await expect.poll(() => mode() && deepQuery(mode()!, '.classes button')).toBeTruthy();
    const listed = [...mode()!.shadowRoot!.querySelectorAll('.classes button')].map((button) => textOf(button));
    expect(listed).toEqual(Array.from({ length: 100 }, (_, k) => `${k} class ${k}`));
    press('4');
    press('2');
    await expect.poll(() => current(0)).toBe(42);
    await expect.poll(() => look.session.selected).toBe(1);
  });

  it('Enter ends a number of one digit, and any other key takes it back', async () => {
    look.session.selected = 0;
    press('7');
    press('k');
    await expect.poll(() => look.session.journal.at(-1)?.title).toBe('confirm sample 0');
    await expect.poll(() => look.session.selected).toBe(1);
    press('7');
    press('Enter');
    await expect.poll(() => current(1)).toBe(7);
  });

  describe('a number half typed is dropped, and said to be,', () => {
    const labels = (): number[] => [...look.dataset.table.current];
    let before: number[];

    beforeEach(async () => {
      before = labels();
      deepQuery<HTMLElement>(stage, '.scroller')!.focus();
      await userEvent.keyboard('{ArrowRight}');
      expect(look.session.selected).toBe(0);
    });

    const startNumber = async (): Promise<void> => {
      await userEvent.keyboard('1');
      await expect.poll(said).toContain('class 1 …: type the next digit');
    };
    const expectDropped = async (): Promise<void> => {
      await expect.poll(said).toBe('class 1 …: dropped, no class was set');
      expect(look.session.journal).toEqual([]);
      expect(labels()).toEqual(before);
    };
    const expectWaiting = async (typed: number): Promise<void> => {
      await expect.poll(said).toContain(`class ${typed} …: type the next digit`);
      expect(look.session.journal).toEqual([]);
      expect(labels()).toEqual(before);
    };

    it('by an arrow key in the grid: the next digit begins a number of the next sample', async () => {
      await startNumber();
      await userEvent.keyboard('{ArrowRight}');
      await expectDropped();
      await userEvent.keyboard('2');
      await expectWaiting(2);
      await userEvent.keyboard('3');
      await expect.poll(() => look.session.journal.map(({ title }) => title)).toHaveLength(1);
      expect([labels()[0], labels()[1]]).toEqual([before[0], 23]);
    });

    it('by an arrow key in the large picture', async () => {
      await userEvent.keyboard('z');
      await expect.poll(() => deepQuery(stage, 'look-review-mode')).not.toBeNull();
      await startNumber();
      await userEvent.keyboard('{ArrowRight}');
      await expect.poll(() => look.session.selected).toBe(1);
      await expectDropped();
      await userEvent.keyboard('2');
      await expectWaiting(2);
    });

    it('by a click on another tile', async () => {
      await startNumber();
      const scroller = deepQuery<HTMLElement>(stage, '.scroller')!;
      await userEvent.click(scroller, { position: { x: scroller.clientWidth - 60, y: 40 } });
      await expect.poll(() => look.session.selected).toBeGreaterThan(0);
      await expectDropped();
      await userEvent.keyboard('2');
      await expectWaiting(2);
    });

    it.each([
      ['by another sample that a script chooses', () => (look.session.selected = 7)],
      ['by picks', () => look.session.selection.add([4, 5])],
      ['by another view', () => (look.session.view = look.dataset.view().sortBy('current', { reverse: true }))],
    ])('%s', async (_, change) => {
      await startNumber();
      change();
      await userEvent.keyboard('2');
      await expectWaiting(2);
    });
  });

  it('the picker says how many more there are, and typing reaches each', async () => {
    look.session.selected = 0;
    press('/');
    await expect.poll(() => dialog()?.querySelectorAll('[role="option"]').length).toBe(50);
    expect(textOf(dialog()!)).toContain('50 more: type to find them.');
    const input = dialog()!.querySelector('input')!;
    input.value = 'class 93';
    input.dispatchEvent(new Event('input'));
    await expect.poll(() => dialog()!.querySelectorAll('[role="option"]').length).toBe(1);
    input.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
    await expect.poll(() => current(0)).toBe(93);
  });
});

describe('the picker of classes', () => {
  beforeEach(() => open(['cat', 'dog']));

  it('adds a class by a name that there is not, and undo takes both back', async () => {
    look.session.selected = 3;
    press('/');
    await expect.poll(() => dialog()?.querySelector('input')).toBeTruthy();
    const input = dialog()!.querySelector('input')!;
    input.value = 'none of these';
    input.dispatchEvent(new Event('input'));
    await expect.poll(() => textOf(dialog()!)).toContain('Add class “none of these”');
    input.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
    await expect.poll(() => look.dataset.sample(3).current).toBe('none of these');
    press('u');
    await expect.poll(() => look.dataset.sample(3).current).toBe('dog');
    press('u');
    await expect.poll(() => look.dataset.info.retired.length).toBe(1);
  });
});
