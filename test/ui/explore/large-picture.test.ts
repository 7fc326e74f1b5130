import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import '../../../src/ui/styles/tokens.css';
import { Look } from '../../../src/api/look.ts';
import '../../../src/ui/explore/explore-stage.ts';
import type { LookExploreStage } from '../../../src/ui/explore/explore-stage.ts';
import { focusedElement } from '../../../src/ui/kit/focused.ts';
import { expectAccessible } from '../../support/accessibility.ts';
import { deepQuery, textOf } from '../../support/elements.ts';
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

const large = () => deepQuery(stage, 'look-large-picture');

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

describe('a picture is shown large', () => {
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

  it('only where one is looked at', async () => {
    press('z');
    await stage.updateComplete;
    expect(large()).toBeNull();
  });
});

it('what is done to a sample names it as its file is named', async () => {
  look.session.selected = 4;
  await expect.poll(() => deepQuery(stage, '.enlarge')).not.toBeNull();
  press('k');
  await expect.poll(() => textOf(stage)).toContain(`keep ${photoName(4)}`);
});
