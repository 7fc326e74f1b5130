import { html, render } from 'lit';
import { expect, it, onTestFinished } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import '../../../src/ui/kit/dialog.ts';
import type { LookDialog } from '../../../src/ui/kit/dialog.ts';
import { expectAccessible } from '../../support/accessibility.ts';

/** A page with a button that has the keyboard, and a dialog over it. */
async function open(options: { lightDismiss?: boolean } = {}) {
  const place = document.createElement('div');
  document.body.append(place);
  onTestFinished(() => place.remove());
  const closings: Event[] = [];
  const show = (shown: boolean) =>
    render(
      html`<button class="opener">Open</button>${
          shown
            ? html`<look-dialog
                label="A class"
                ?light-dismiss=${options.lightDismiss}
                @look-close=${(event: Event) => closings.push(event)}
                ><h2>A class</h2>
                <button>First</button><input aria-label="Name" data-focus /><button slot="footer">Take it</button>
              </look-dialog>`
            : ''
        }`,
      place,
    );
  show(false);
  const opener = place.querySelector<HTMLButtonElement>('.opener')!;
  opener.focus();
  show(true);
  const dialog = place.querySelector<LookDialog>('look-dialog')!;
  await dialog.updateComplete;
  return { dialog, opener, closings, close: () => show(false) };
}

it('a dialog is modal, named and accessible, and what is typed at once goes to the marked field', async () => {
  const { dialog } = await open();
  await userEvent.keyboard('dog');
  expect(dialog.querySelector('input')!.value).toBe('dog');
  await expect.element(page.getByRole('dialog', { name: 'A class' })).toBeVisible();
  expect(dialog.shadowRoot!.querySelector('dialog')!.matches(':modal')).toBe(true);
  await expectAccessible();
});

it('Escape asks for its end, and the second Escape too', async () => {
  const { closings } = await open();
  await userEvent.keyboard('{Escape}');
  await userEvent.keyboard('{Escape}');
  expect(closings.length).toBe(2);
});

it('taken away, it gives the keyboard back', async () => {
  const { opener, close, closings } = await open();
  close();
  expect(document.activeElement).toBe(opener);
  expect(closings).toEqual([]);
});

it.each([
  [true, 1],
  [false, 0],
])('a press outside asks for its end where that is allowed: %s', async (lightDismiss, asked) => {
  const { dialog, closings } = await open({ lightDismiss });
  const inside = dialog.shadowRoot!.querySelector('dialog')!;
  const press = (clientX: number, clientY: number) => {
    for (const type of ['pointerdown', 'click']) {
      inside.dispatchEvent(new PointerEvent(type, { clientX, clientY, bubbles: true }));
    }
  };
  const { left, top } = inside.getBoundingClientRect();
  press(left + 3, top + 3);
  expect(closings.length).toBe(0);
  press(left - 3, top - 3);
  expect(closings.length).toBe(asked);
});
