import { expect, it, onTestFinished } from 'vitest';
import '../../../src/ui/review/choice-dialog.ts';
import { expectAccessible } from '../../support/accessibility.ts';
import { mount, textOf } from '../../support/elements.ts';

async function dialogOf(names: string[]) {
  const dialog = document.createElement('look-choice-dialog');
  Object.assign(dialog, { heading: 'A class for sample 3', noun: 'class' });
  dialog.choices = names.map((name, label) => ({ name, hint: String(label) }));
  const chosen: string[] = [];
  dialog.addEventListener('look-choice', ({ detail }) => chosen.push(detail));
  await mount(dialog);
  onTestFinished(() => dialog.remove());
  const input = dialog.renderRoot.querySelector('input')!;
  return { dialog, input, chosen };
}

it('the name that was typed whole goes before longer ones', async () => {
  const { dialog, input, chosen } = await dialogOf(['caterpillar', 'wildcat', 'cat']);
  input.value = 'cat';
  input.dispatchEvent(new InputEvent('input'));
  await dialog.updateComplete;
  input.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
  expect(chosen).toEqual(['cat']);
});

it('an empty list says what to do', async () => {
  const { dialog } = await dialogOf([]);
  expect(textOf(dialog)).toContain('There is no class yet: type a name to add it.');
  await expectAccessible();
});
