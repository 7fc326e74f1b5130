import { page } from 'vitest/browser';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import '../../../src/ui/styles/tokens.css';
import { Look } from '../../../src/api/look.ts';
import '../../../src/ui/explore/explore-stage.ts';
import type { LookExploreStage } from '../../../src/ui/explore/explore-stage.ts';
import { focusedElement } from '../../../src/ui/kit/focused.ts';
import { expectAccessible } from '../../support/accessibility.ts';
import { clickButton, deepQuery, textOf } from '../../support/elements.ts';
import { photoName, storePhotos } from '../../support/photo-dataset.ts';
import { emptyDatabase } from '../../support/tiny-dataset.ts';

let look: Look;
let stage: LookExploreStage;

beforeEach(async () => {
  localStorage.clear();
  await emptyDatabase();
  const info = await storePhotos(12);
  look = new Look();
  await look.session.open(info.id);
  stage = document.createElement('look-explore-stage');
  stage.look = look;
  stage.style.height = '600px';
  document.body.append(stage);
  onTestFinished(() => {
    stage.remove();
    look.session.close();
  });
  await expect.poll(() => stage.renderRoot.querySelector('look-grid')?.pending).toBe(0);
});

/** Presses a key where the keyboard is, or on the page where nothing has it. */
function press(key: string): void {
  const target = focusedElement() ?? document.body;
  target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true }));
}

const large = () => deepQuery(stage, 'look-review-mode');

describe('where nothing has the keyboard', () => {
  beforeEach(() => (focusedElement() as HTMLElement | null)?.blur());

  it.each(['ArrowRight', 'ArrowDown', 'Enter', ' '])(
    '“%s” chooses the first tile, and the grid has the keyboard',
    (key) => {
      press(key);
      expect(look.session.selected).toBe(0);
      expect(focusedElement()?.getAttribute('role')).toBe('grid');
      expect(textOf(stage)).not.toContain('Choose a sample first');
    },
  );

  it('arrow keys go on from there', async () => {
    press('ArrowRight');
    await expect.poll(() => stage.renderRoot.querySelector('look-grid')!.selectedPlace).toBe(0);
    press('ArrowRight');
    expect(look.session.selected).toBe(1);
  });
});

it('arrow keys in a text field are its own', () => {
  const field = deepQuery(stage, 'look-jump-field')!.shadowRoot!.querySelector('input')!;
  field.focus();
  press('ArrowRight');
  expect(look.session.selected).toBeNull();
});

describe('one is reviewed after another, its picture large,', () => {
  it('with Z, by its name and size; arrow keys go on, and Esc ends it where the person is then', async () => {
    press('ArrowRight');
    press('z');
    await expect.poll(() => large() && textOf(large()!)).toContain(photoName(0));
    await expect.poll(() => textOf(large()!)).toContain('200 × 120');
    await expectAccessible();
    press('ArrowRight');
    await expect.poll(() => textOf(large()!)).toContain(photoName(1));
    expect(textOf(large()!)).toContain('2 of 12');
    press('Escape');
    await expect.poll(large).toBeNull();
    expect(look.session.selected).toBe(1);
    expect(focusedElement()?.getAttribute('role')).toBe('grid');
  });

  it('by a double click on its tile', async () => {
    const scroller = deepQuery(stage, 'look-grid')!.shadowRoot!.querySelector('.scroller')!;
    const { left, top } = scroller.getBoundingClientRect();
    look.session.selected = 0;
    const at = { clientX: left + 40, clientY: top + 40, bubbles: true, composed: true };
    scroller.dispatchEvent(new MouseEvent('dblclick', at));
    await expect.poll(() => large() && textOf(large()!)).toContain(photoName(0));
  });

  it('by a click on it in the inspector', async () => {
    look.session.selected = 3;
    await expect.poll(() => deepQuery(stage, '.enlarge')).not.toBeNull();
    deepQuery<HTMLButtonElement>(stage, '.enlarge')!.click();
    await expect.poll(() => large() && textOf(large()!)).toContain(photoName(3));
  });

  it('keys decide about it, go on, take back, and it says what was done', async () => {
    press('ArrowRight');
    press('z');
    await expect.poll(() => large() && textOf(large()!)).toContain(photoName(0));
    await expect.poll(() => textOf(large()!)).toContain('confirm');
    const shows = (text: string) => expect.poll(() => textOf(large()!)).toContain(text);
    press('k');
    await shows(`confirm ${photoName(0)}`);
    await shows(photoName(1));
    const other = look.dataset.table.current[1] === 0 ? 1 : 0;
    press(String(other));
    await expect.poll(() => look.dataset.table.current[1]).toBe(other);
    await shows(photoName(2));
    press('s');
    await shows('4 of 12');
    press('b');
    await shows('3 of 12');
    press('u');
    await expect.poll(() => look.dataset.table.current[1]).not.toBe(other);
    await shows('undone: ');
    press('x');
    await shows(`exclude ${photoName(1)}`);
  });

  it('goes on from where it stood once an edit has taken it out of the view', async () => {
    const { current } = look.dataset.table;
    const view = [...current.keys()].filter((index) => current[index] === current[0]);
    look.session.view = look.dataset.view().matchLabel('current', look.dataset.info.classes[current[0]]);
    look.session.selected = view[2];
    await stage.updateComplete;
    press('z');
    await expect.poll(() => large() && textOf(large()!)).toContain(`3 of ${view.length}`);
    await look.relabel([view[0], view[2]], current[0] === 0 ? 1 : 0);
    await expect.poll(() => textOf(large()!)).toContain('no longer in the view');
    press('ArrowRight');
    await expect.poll(() => look.session.selected).toBe(view[3]);
    look.session.selected = view[2];
    await expect.poll(() => textOf(large()!)).toContain('no longer in the view');
    press('ArrowLeft');
    await expect.poll(() => look.session.selected).toBe(view[1]);
  });

  it('keys are for it alone, tags too, though others are picked, and it says so', async () => {
    look.session.selection.replace([4, 5]);
    look.session.selected = 1;
    await stage.updateComplete;
    press('z');
    await expect
      .poll(() => large() && textOf(large()!))
      .toContain('for this sample alone, not for the 2 picked in the grid');
    press('t');
    const dialog = () => deepQuery(stage, 'look-choice-dialog');
    await expect.poll(() => dialog() && textOf(dialog()!)).toContain(photoName(1));
    const input = dialog()!.shadowRoot!.querySelector('input')!;
    input.value = 'blurry';
    input.dispatchEvent(new InputEvent('input'));
    input.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, composed: true }));
    await expect.poll(() => look.dataset.sample(1).tags).toContain('blurry');
    press('x');
    await expect.poll(() => look.dataset.table.excluded[1]).toBe(1);
    expect(look.dataset.sample(4).tags).not.toContain('blurry');
    expect([...look.dataset.table.excluded].reduce((sum, one) => sum + one)).toBe(1);
    expect([...look.session.selection.set]).toEqual([4, 5]);
  });

  it('leaves no button outside the dialog where there is little width', async () => {
    await page.viewport(390, 844);
    onTestFinished(() => page.viewport(1280, 720));
    press('ArrowRight');
    press('z');
    await expect.poll(() => large() && textOf(large()!)).toContain('confirm');
    const dialog = large()!.shadowRoot!.querySelector('dialog')!;
    expect(dialog.scrollWidth).toBeLessThanOrEqual(dialog.clientWidth);
    const close = [...large()!.shadowRoot!.querySelectorAll('.ways button')].at(-1)!;
    expect(close.getBoundingClientRect().right).toBeLessThanOrEqual(dialog.getBoundingClientRect().right);
  });

  it('a class is chosen over it by typing, and the keyboard is back at the picture then', async () => {
    press('ArrowRight');
    press('z');
    await expect.poll(() => large() && textOf(large()!)).toContain(photoName(0));
    press('/');
    await expect.poll(() => deepQuery(stage, 'look-choice-dialog')).not.toBeNull();
    press('Escape');
    await expect.poll(() => deepQuery(stage, 'look-choice-dialog')).toBeNull();
    expect(large()).not.toBeNull();
    press('k');
    await expect.poll(() => textOf(large()!)).toContain(`confirm ${photoName(0)}`);
  });

  it('ends where nothing is looked at any more, and keys work again', async () => {
    press('ArrowRight');
    press('z');
    await expect.poll(large).not.toBeNull();
    look.session.selected = null;
    await expect.poll(large).toBeNull();
    look.session.selected = 2;
    await stage.updateComplete;
    expect(large()).toBeNull();
    press('z');
    await expect.poll(() => large() && textOf(large()!)).toContain(photoName(2));
  });

  it('the first that nobody has decided about, where none is looked at', async () => {
    await look.keep([0, 1]);
    press('z');
    await expect.poll(() => large() && textOf(large()!)).toContain(photoName(2));
    expect(look.session.selected).toBe(2);
  });

  it('by a button of the toolbar', async () => {
    await clickButton(stage, 'Review one by one Z');
    await expect.poll(() => large() && textOf(large()!)).toContain(photoName(0));
  });

  it('where nothing is ranked it says what suggestions come with, and classes and keys work', async () => {
    press('z');
    await expect.poll(() => large() && textOf(large()!)).toContain('Suggestions come with a ranking');
    await clickButton(large()!, '2 frog');
    await expect.poll(() => look.dataset.sample(0).current).toBe('frog');
  });
});

it('what is done to a sample names it as its file is named', async () => {
  look.session.selected = 4;
  await expect.poll(() => deepQuery(stage, '.enlarge')).not.toBeNull();
  press('k');
  await expect.poll(() => textOf(stage)).toContain(`confirm ${photoName(4)}`);
});
