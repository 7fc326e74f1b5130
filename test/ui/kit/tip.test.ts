import { LitElement, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { tip } from '../../../src/ui/kit/tip.ts';
import { deepQuery, mount } from '../../support/elements.ts';
import { hold, middleOf } from '../../support/touch.ts';

@customElement('test-tips')
class TestTips extends LitElement {
  @property() text = 'Hide the first';
  @property({ type: Boolean }) gone = false;

  override render() {
    return html`${this.gone ? '' : html`<button aria-label="First" ${tip(this.text)}>1</button>`}
      <button aria-label="Second" ${tip('Hide the second')}>2</button>`;
  }
}

const shown = (): string | null => {
  const tooltip = document.querySelector('wa-tooltip');
  return tooltip?.open ? tooltip.textContent : null;
};

/**
 * Moves the pointer as a browser tells of it. A real pointer is moved by the stories: in this page of many frames the
 * driver's own does not always arrive.
 */
function point(name: string, type: 'pointerenter' | 'pointerleave'): void {
  page
    .getByRole('button', { name, exact: true })
    .element()
    .dispatchEvent(new PointerEvent(type, { pointerType: 'mouse' }));
}

it('a tip comes with the keyboard’s focus, goes on with it, and goes away with Escape', async () => {
  const tips = await mount(new TestTips());
  deepQuery(tips, 'button')!.focus();
  await expect.poll(shown, { timeout: 10_000 }).toBe('Hide the first');
  await userEvent.keyboard('{Tab}');
  await expect.poll(shown, { timeout: 10_000 }).toBe('Hide the second');
  await userEvent.keyboard('{Escape}');
  await expect.poll(shown, { timeout: 10_000 }).toBe(null);
});

it('a tip comes under a resting pointer, says what it says now, and goes with the pointer', async () => {
  const tips = await mount(new TestTips());
  tips.text = 'Show the first';
  await tips.updateComplete;
  point('First', 'pointerenter');
  await expect.poll(shown, { timeout: 10_000 }).toBe('Show the first');
  point('First', 'pointerleave');
  point('Second', 'pointerenter');
  await expect.poll(shown, { timeout: 10_000 }).toBe('Hide the second');
  point('Second', 'pointerleave');
  await expect.poll(shown, { timeout: 10_000 }).toBe(null);
});

it('a tip leaves the element its name, and goes with it', async () => {
  const tips = await mount(new TestTips());
  const first = page.getByRole('button', { name: 'First', exact: true });
  point('First', 'pointerenter');
  await expect.poll(shown, { timeout: 10_000 }).toBe('Hide the first');
  await expect.element(first).toHaveAccessibleName('First');
  tips.gone = true;
  await expect.poll(shown, { timeout: 10_000 }).toBe(null);
});

it('a tip comes under a finger that rests, which presses nothing, and goes some time after it is lifted', async () => {
  const tips = await mount(new TestTips());
  const first = deepQuery(tips, 'button')!;
  let pressed = 0;
  first.addEventListener('click', () => pressed++);
  await hold(middleOf(first), () => shown() === 'Hide the first');
  expect(pressed).toBe(0);
  first.focus();
  await userEvent.keyboard('{Enter}');
  expect(pressed, 'a key pressed after that presses it').toBe(1);
  await expect.poll(shown, { timeout: 10_000 }).toBe(null);
});
