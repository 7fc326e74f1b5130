import { LitElement, html } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { afterEach, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { tip } from '../../../src/ui/kit/tip.ts';
import { deepQuery, mount } from '../../support/elements.ts';

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

afterEach(() => userEvent.unhover(document.body));

test('a tip comes with the keyboard’s focus, goes on with it, and goes away with Escape', async () => {
  const tips = await mount(new TestTips());
  deepQuery(tips, 'button')!.focus();
  await expect.poll(shown, { timeout: 10_000 }).toBe('Hide the first');
  await userEvent.keyboard('{Tab}');
  await expect.poll(shown, { timeout: 10_000 }).toBe('Hide the second');
  await userEvent.keyboard('{Escape}');
  await expect.poll(shown, { timeout: 10_000 }).toBe(null);
});

test('a tip comes under a resting pointer, says what it says now, and goes with the pointer', async () => {
  const tips = await mount(new TestTips());
  tips.text = 'Show the first';
  await userEvent.hover(page.getByRole('button', { name: 'First' }));
  await expect.poll(shown, { timeout: 10_000 }).toBe('Show the first');
  await userEvent.hover(page.getByRole('button', { name: 'Second' }));
  await expect.poll(shown, { timeout: 10_000 }).toBe('Hide the second');
  await userEvent.unhover(page.getByRole('button', { name: 'Second' }));
  await expect.poll(shown, { timeout: 10_000 }).toBe(null);
});

test('a tip leaves the element its name, and goes with it', async () => {
  const tips = await mount(new TestTips());
  const first = page.getByRole('button', { name: 'First', exact: true });
  await userEvent.hover(first);
  await expect.poll(shown, { timeout: 10_000 }).toBe('Hide the first');
  await expect.element(first).toHaveAccessibleName('First');
  tips.gone = true;
  await expect.poll(shown, { timeout: 10_000 }).toBe(null);
});
