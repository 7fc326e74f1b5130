import '@awesome.me/webawesome/dist/components/icon/icon.js';
import { html, LitElement } from 'lit';
import { customElement } from 'lit/decorators.js';
import { expect, it, onTestFinished } from 'vitest';
import '../../../src/ui/kit/web-awesome.ts';
import { deepQuery, mount } from '../../support/elements.ts';

@customElement('test-icons')
class TestIcons extends LitElement {
  override render() {
    return html`<wa-icon name="trash"></wa-icon><wa-icon library="system" name="xmark"></wa-icon>
      <wa-icon name="nothing-of-ours"></wa-icon>`;
  }
}

it('Web Awesome’s icons are ours, those of its own elements too, and no host is asked for one', async () => {
  const asked: string[] = [];
  const { fetch } = window;
  onTestFinished(() => void (window.fetch = fetch));
  window.fetch = (input, init) => {
    asked.push(String(input));
    return fetch(input, init);
  };
  const icons = await mount(new TestIcons());
  const [trash, close, none] = icons.shadowRoot!.querySelectorAll('wa-icon');
  await expect.poll(() => deepQuery(trash, 'svg.lucide-trash-2'), { timeout: 10_000 }).toBeTruthy();
  await expect.poll(() => deepQuery(close, 'svg.lucide-x'), { timeout: 10_000 }).toBeTruthy();
  expect(deepQuery(none, 'path')).toBeNull();
  expect(asked.filter((url) => !url.startsWith('data:'))).toEqual([]);
});
