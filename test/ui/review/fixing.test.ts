import { page, userEvent } from 'vitest/browser';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { Look } from '../../../src/api/look.ts';
import { NO_LABEL, REVIEWED, type DatasetInfo } from '../../../src/core/dataset/types.ts';
import '../../../src/ui/explore/explore-stage.ts';
import type { LookExploreStage } from '../../../src/ui/explore/explore-stage.ts';
import { focusedElement } from '../../../src/ui/kit/focused.ts';
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
  // The network says dog (1) of every third sample that is a cat (0), and agrees with all other labels.
  const run = await storeRun(info);
  await storePredictions(info, run, (i) => (i % 9 === 0 ? 1 : i % 3));
  look = new Look();
  onTestFinished(() => look.session.close());
  await look.session.open(info.id);
  stage = document.createElement('look-explore-stage');
  stage.look = look;
  stage.style.height = '640px';
  await mount(stage);
  await expect.poll(() => deepQuery(stage, '.scroller')?.clientWidth).toBeGreaterThan(0);
});

async function press(key: string, keys: KeyboardEventInit = {}): Promise<void> {
  const target = (document.activeElement as HTMLElement | null) ?? document.body;
  target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, composed: true, ...keys }));
  await new Promise((resolve) => requestAnimationFrame(resolve));
  await stage.updateComplete;
}

const current = (index: number): number => look.dataset.table.current[index];
const reviewed = (index: number): number => look.dataset.table.reviewed[index];
const said = (): string => textOf(stage.renderRoot.querySelector('.said')!);

describe('fixing by keyboard', () => {
  it('says nothing, and takes no room for it, before anything is done', async () => {
    const line = stage.renderRoot.querySelector<HTMLElement>('.said')!;
    expect(line.offsetHeight).toBe(0);
    look.session.selected = 9;
    await press('Enter');
    await expect.poll(() => line.offsetHeight).toBeGreaterThan(0);
  });

  it('takes the suggestion on Enter and goes on to the next sample', async () => {
    look.session.selected = 9;
    await press('Enter');
    await expect.poll(() => current(9)).toBe(1);
    expect(reviewed(9)).toBe(REVIEWED.relabelled);
    expect(look.session.selected).toBe(10);
    await expect.poll(said).toContain('relabel sample 9 cat → dog');
  });

  it('keeps a label on Enter where the network agrees with it', async () => {
    look.session.selected = 10;
    await press('Enter');
    await expect.poll(() => reviewed(10)).toBe(REVIEWED.kept);
    expect(current(10)).toBe(1);
  });

  it('takes nothing where nothing is suggested, and says so', async () => {
    const other = await storeTinyDataset(12);
    const run = await storeRun(other);
    await storePredictions(other, run, () => NO_LABEL);
    await look.session.open(other.id);
    look.session.selected = 4;
    await press('Enter');
    await expect.poll(() => stage.renderRoot.querySelector('look-error-note')).toBeTruthy();
    expect(reviewed(4)).toBe(REVIEWED.no);
  });

  it('sets a class by its digit, keeps by K, excludes by X, skips by S, and goes on each time', async () => {
    look.session.selected = 3;
    await press('2');
    await expect.poll(() => current(3)).toBe(2);
    await press('k');
    await expect.poll(() => reviewed(4)).toBe(REVIEWED.kept);
    await press('x');
    await expect.poll(() => look.dataset.table.excluded[5]).toBe(1);
    await press('s');
    expect(look.session.selected).toBe(7);
    expect(reviewed(6)).toBe(REVIEWED.no);
  });

  it('undoes by U and Ctrl-Z and does again by Ctrl-Y, with the sample under the cursor again', async () => {
    look.session.selected = 3;
    await press('2');
    await expect.poll(() => current(3)).toBe(2);
    await press('k');
    await expect.poll(() => reviewed(4)).toBe(REVIEWED.kept);
    await press('u');
    await expect.poll(() => reviewed(4)).toBe(REVIEWED.no);
    await press('z', { ctrlKey: true });
    await expect.poll(() => current(3)).toBe(0);
    // The watch may bring the label a moment before the undo settles.
    await expect.poll(() => look.session.selected).toBe(3);
    await press('y', { ctrlKey: true });
    await expect.poll(() => current(3)).toBe(2);
  });

  it('finds a class by its name after /, and tags by T', async () => {
    look.session.selected = 3;
    await press('/');
    const input = (): HTMLInputElement => deepQuery<HTMLInputElement>(stage, 'look-choice-dialog input')!;
    const dialog = (): Element => stage.renderRoot.querySelector('look-choice-dialog')!;
    await expect.poll(() => dialog()?.shadowRoot?.querySelector('input')).toBeTruthy();
    const type = (text: string): void => {
      const field = dialog().shadowRoot!.querySelector('input')!;
      field.value = text;
      field.dispatchEvent(new InputEvent('input'));
    };
    const enter = async (): Promise<void> => {
      const field = dialog().shadowRoot!.querySelector('input')!;
      field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, composed: true }));
      await stage.updateComplete;
    };
    type('fro');
    await enter();
    await expect.poll(() => current(3)).toBe(2);
    expect(input()).toBeNull();
    look.session.selected = 12;
    await press('t');
    await expect.poll(() => dialog()?.shadowRoot?.querySelector('input')).toBeTruthy();
    type('blurry');
    await enter();
    await expect.poll(() => look.dataset.sample(12).tags).toContain('blurry');
  });

  it('offers to take back an edit, and nothing where there is none', async () => {
    const undo = () => stage.renderRoot.querySelector('.done button');
    const bar = (name: string) => buttonNamed(stage.renderRoot.querySelector('look-fix-bar')!, name)!;
    expect([bar('U undo').ariaDisabled, bar('U undo').title]).toEqual(['true', 'nothing to undo']);
    bar('U undo').click();
    await stage.updateComplete;
    expect(said()).toBe('');
    await press('u');
    await expect.poll(said).toBe('nothing to undo');
    expect(undo()).toBeNull();
    look.session.selected = 9;
    await press('Enter');
    await expect.poll(said).toContain('relabel sample 9 cat → dog');
    expect(textOf(undo()!)).toBe('undo U');
    await expect.poll(() => bar('U undo').title).toBe('undo: relabel sample 9 cat → dog');
    expect([bar('U undo').ariaDisabled, bar('Shift U redo').ariaDisabled]).toEqual(['false', 'true']);
  });

  it('gives the keyboard back to the button that opened the help, and to the grid where that is gone', async () => {
    const help = buttonNamed(stage, '? all keys')!;
    const dialog = () => deepQuery(stage, 'look-keys-dialog dialog, look-dialog')?.shadowRoot?.querySelector('dialog');
    for (const gone of [false, true]) {
      help.focus();
      help.click();
      await expect.poll(() => stage.renderRoot.querySelector('look-keys-dialog')).toBeTruthy();
      await expect.poll(() => dialog()?.open).toBe(true);
      if (gone) help.remove();
      dialog()!.dispatchEvent(new Event('cancel', { cancelable: true }));
      await expect.poll(() => stage.renderRoot.querySelector('look-keys-dialog')).toBeNull();
      await expect.poll(focusedElement).toBe(gone ? deepQuery(stage, '.scroller') : help);
    }
  });

  it('leaves the keys to a field that is being typed into', async () => {
    look.session.selected = 3;
    const field = document.createElement('input');
    document.body.append(field);
    onTestFinished(() => field.remove());
    field.focus();
    await press('2');
    await press('x');
    expect(current(3)).toBe(0);
    expect(look.dataset.table.excluded[3]).toBe(0);
  });

  it('shows all keys on ?', async () => {
    await press('?');
    await expect.poll(() => stage.renderRoot.querySelector('look-keys-dialog')).toBeTruthy();
  });

  it('asks for a class under one heading, its own', async () => {
    look.session.selected = 9;
    await press('/');
    const dialog = () => deepQuery(stage, 'look-choice-dialog')?.shadowRoot?.querySelector('look-dialog');
    await expect.poll(() => dialog()?.shadowRoot?.querySelector('dialog[open]')).toBeTruthy();
    expect(textOf(dialog()!)).toBe('A class for sample 9 cat0 dog1 frog2 Cancel');
  });

  it('says how far the review is', async () => {
    look.session.selected = 9;
    await press('Enter');
    await expect.poll(() => reviewed(9)).toBe(REVIEWED.relabelled);
    const bar = (): string => textOf(stage.renderRoot.querySelector('look-fix-bar')!);
    await expect.poll(bar).toContain('1 of 60 reviewed');
  });

  it('says which share of the suggestions was taken from ten decisions on', async () => {
    const other = await storeTinyDataset(60);
    await storePredictions(other, await storeRun(other), () => 1);
    await look.session.open(other.id);
    const bar = (): string => textOf(stage.renderRoot.querySelector('look-fix-bar')!);
    for (let done = 1; done <= 10; done++) {
      look.session.selected = 3 * done;
      await press('Enter');
      await expect.poll(() => reviewed(3 * done)).toBe(REVIEWED.relabelled);
      await expect.poll(bar).toContain(`${done} of 60 reviewed`);
      if (done < 10) expect(bar()).not.toContain('of suggestions taken');
    }
    await expect.poll(bar).toContain('100 % of suggestions taken');
  });

  it('puts no suggestion over what was decided: Enter goes on, and says so', async () => {
    look.session.selected = 9;
    await press('2');
    await expect.poll(() => current(9)).toBe(2);
    look.session.selected = 9;
    await stage.updateComplete;
    const bar = (): string => textOf(stage.renderRoot.querySelector('look-fix-bar')!);
    await expect.poll(bar).toContain('Decided: frog · next');
    await press('Enter');
    await expect.poll(said).toContain('decided already: sample 9 is frog');
    expect(look.session.selected).toBe(10);
    expect(current(9)).toBe(2);
    expect(look.session.journal).toHaveLength(1);
  });

  it('shows the digit of each class, and its button sets that class', async () => {
    look.session.selected = 9;
    await expect.poll(() => buttonNamed(stage, '2 frog')).not.toBeNull();
    expect(buttonNamed(stage, '0 cat')!.ariaPressed).toBe('true');
    buttonNamed(stage, '2 frog')!.click();
    await expect.poll(() => current(9)).toBe(2);
  });
});

describe('the keyboard is the grid’s again', () => {
  const inGrid = () => expect.poll(() => focusedElement()?.getAttribute('role')).toBe('grid');

  it('after a search: F, a name, Enter, Esc', async () => {
    await page.viewport(1280, 720);
    onTestFinished(() => page.viewport(414, 896));
    deepQuery<HTMLElement>(stage, '.scroller')!.focus();
    await userEvent.keyboard('f');
    await expect.poll(() => focusedElement()?.matches('input[type=search]')).toBe(true);
    await userEvent.keyboard('cat{Enter}{Escape}');
    await inGrid();
  });

  it('after “Go to …” and Enter: the next key decides', async () => {
    deepQuery(stage, 'look-jump-field')!.shadowRoot!.querySelector('input')!.focus();
    await userEvent.keyboard('7{Enter}');
    await inGrid();
    await userEvent.keyboard('k');
    await expect.poll(() => reviewed(7)).toBe(REVIEWED.kept);
  });
});

describe('what a decision is about', () => {
  const decisions = (): string[] => look.session.journal.map(({ title }) => title);

  it('is the sample that is looked at, also where an undo has brought it back into the view', async () => {
    await look.relabel([0], 1);
    look.session.view = look.dataset.view().matchLabel('current', 'cat');
    look.session.selected = 12;
    await press('k');
    await expect.poll(() => reviewed(12)).toBe(REVIEWED.kept);
    await press('u');
    await expect.poll(() => reviewed(12)).toBe(0);
    await press('u');
    await expect.poll(() => current(0)).toBe(0);
    await expect.poll(() => [...stage.shownIndices][0]).toBe(0);
    look.session.selected = 0;
    await press('x');
    await expect.poll(() => look.dataset.table.excluded[0]).toBe(1);
    expect(look.dataset.table.excluded[12]).toBe(0);
    await expect.poll(said).toContain('exclude sample 0');
  });

  it('is the sample that is looked at, also where the view does not show it', async () => {
    look.session.view = look.dataset.view().matchLabel('current', 'cat');
    look.session.selected = 3;
    await press('k');
    await expect.poll(() => reviewed(3)).toBe(REVIEWED.kept);
    look.session.selected = 10;
    await press('x');
    await expect.poll(() => look.dataset.table.excluded[10]).toBe(1);
    expect(decisions()).toEqual([expect.stringContaining('sample 3'), expect.stringContaining('sample 10')]);
  });

  it('is one sample for a key that is held down', async () => {
    look.session.selected = 9;
    await press('Enter');
    for (let i = 0; i < 5; i++) await press('Enter', { repeat: true });
    await expect.poll(() => reviewed(9)).toBe(REVIEWED.relabelled);
    expect(decisions()).toEqual([expect.stringContaining('sample 9')]);
  });

  it('is the data set where it was asked for: what stands open, and the undo that is offered, end with that', async () => {
    const other = await storeTinyDataset(60);
    look.session.selected = 9;
    await press('Enter');
    await expect.poll(() => stage.renderRoot.querySelector('.said')!.textContent).toContain('relabel');
    look.session.selection.replace([0, 3]);
    await press('2');
    await expect.poll(() => stage.renderRoot.querySelector('look-bulk-dialog')).toBeTruthy();
    await look.session.open(other.id);
    await expect.poll(() => stage.renderRoot.querySelector('look-bulk-dialog')).toBeNull();
    expect(stage.renderRoot.querySelector('.said')!.textContent).not.toContain('relabel');
    expect(look.session.journal).toEqual([]);
  });
});

describe('fixing many at once', () => {
  const dialog = () => stage.renderRoot.querySelector('look-bulk-dialog')!;
  const pictures = () =>
    [...dialog().renderRoot.querySelector('look-change-pictures')!.renderRoot.querySelectorAll('li')].map((item) =>
      item.querySelector('button')!,
    );

  it('shows each picture with what it comes to, of which any can be taken out: title and count follow, it stays picked', async () => {
    look.session.selection.replace([0, 3, 6, 1]);
    await press('2');
    await expect
      .poll(() => pictures().map(({ ariaLabel }) => ariaLabel))
      .toEqual(['sample 0, cat → frog', 'sample 1, dog → frog', 'sample 3, cat → frog', 'sample 6, cat → frog']);
    await expectAccessible();
    pictures()[1].click();
    await expect.poll(() => textOf(dialog())).toContain('Relabel 3 samples cat → frog');
    expect(pictures().map(({ ariaPressed }) => ariaPressed)).toEqual(['true', 'false', 'true', 'true']);
    pictures()[0].click();
    pictures()[0].click();
    buttonNamed(dialog(), 'Do it')!.click();
    await expect.poll(() => [0, 3, 6, 1].map(current)).toEqual([2, 2, 2, 1]);
    await expect.poll(() => [...look.session.selection.indices]).toEqual([1]);
    await press('u');
    await expect.poll(said).toBe('undone: relabel 3 samples cat → frog');
    await press('U', { shiftKey: true });
    await expect.poll(said).toBe('done again: relabel 3 samples cat → frog');
  });

  it('goes from picture to picture by arrow keys, takes out by Enter or Space, and does nothing once all are out', async () => {
    look.session.selection.replace([0, 3]);
    await press('2');
    await expect.poll(() => pictures().length).toBe(2);
    pictures()[0].focus();
    await userEvent.keyboard('{Enter}{ArrowRight} ');
    await expect.poll(() => pictures().map(({ ariaPressed }) => ariaPressed)).toEqual(['false', 'false']);
    await expect.poll(() => buttonNamed(dialog(), 'Nothing would change')?.disabled).toBe(true);
  });

  it('shows a hundred pictures at a time', async () => {
    const other = await storeTinyDataset(250);
    await look.session.open(other.id);
    look.session.selection.replace(Array.from({ length: 230 }, (_, i) => i));
    await press('2');
    await expect.poll(() => pictures().length).toBe(100);
    pictures()[99].click();
    await clickButton(dialog(), 'Next 100 →');
    await clickButton(dialog(), 'Next 30 →');
    await expect.poll(() => pictures().length).toBe(30);
    expect(pictures()[29].ariaLabel).toContain('sample 229');
    await clickButton(dialog(), '← Previous 100');
    await clickButton(dialog(), '← Previous 100');
    await expect.poll(() => pictures()[99]?.ariaPressed).toBe('false');
  });

  it('is agreed to by a key that is pressed, not by one that is still down', async () => {
    look.session.selection.replace([0, 9]);
    await press('Enter');
    const dialog = () => stage.renderRoot.querySelector('look-bulk-dialog')!;
    await expect.poll(() => focusedElement()?.textContent?.trim()).toBe('Do it');
    const held = { key: 'Enter', repeat: true, bubbles: true, cancelable: true, composed: true };
    expect(focusedElement()!.dispatchEvent(new KeyboardEvent('keydown', held))).toBe(false);
    expect(dialog()).toBeTruthy();
    expect(current(0)).toBe(0);
  });

  it('shows what would change before it changes it, and takes all of it back by one undo', async () => {
    look.session.selection.replace([0, 3, 6, 1]);
    await press('2');
    const dialog = () => stage.renderRoot.querySelector('look-bulk-dialog')!;
    await expect.poll(() => dialog() && textOf(dialog())).toContain('Relabel 4 samples (2 classes) → frog');
    expect(textOf(dialog())).toContain('Labels now: cat 3, dog 1');
    expect(current(0)).toBe(0);
    buttonNamed(dialog(), 'Do it')!.click();
    await expect.poll(() => [0, 3, 6, 1].map(current)).toEqual([2, 2, 2, 2]);
    await expect.poll(() => look.session.selection.size).toBe(0);
    await expect.poll(() => stage.renderRoot.querySelector('look-bulk-dialog')).toBeNull();
    await press('u');
    await expect.poll(() => [0, 3, 6, 1].map(current)).toEqual([0, 0, 0, 1]);
  });

  it('takes each one’s own suggestion on Enter', async () => {
    look.session.selection.replace([0, 9, 10]);
    await press('Enter');
    const dialog = () => stage.renderRoot.querySelector('look-bulk-dialog')!;
    await expect.poll(() => dialog() && textOf(dialog())).toContain('Relabel 2 samples cat → dog');
    buttonNamed(dialog(), 'Do it')!.click();
    await expect.poll(() => [0, 9, 10].map(current)).toEqual([1, 1, 1]);
  });
});
