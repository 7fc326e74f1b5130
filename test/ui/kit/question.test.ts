import { expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { LookQuestion } from '../../../src/ui/kit/question.ts';
import { expectAccessible } from '../../support/accessibility.ts';
import { clickButton, mount } from '../../support/elements.ts';

async function ask(): Promise<{ question: LookQuestion; answers: boolean[] }> {
  const question = new LookQuestion();
  question.heading = 'Delete Tiny?';
  question.text = 'This cannot be undone.';
  const answers: boolean[] = [];
  question.addEventListener('look-answer', (event) => answers.push(event.detail.yes));
  return { question: await mount(question), answers };
}

it('a question is a dialog named by what it asks, accessible, with Keep in focus', async () => {
  const { question } = await ask();
  await expect.element(page.getByRole('dialog', { name: 'Delete Tiny?' })).toBeVisible();
  await expect.poll(() => question.shadowRoot!.activeElement?.textContent).toBe('Keep');
  await expectAccessible();
});

it('Escape keeps', async () => {
  const { answers } = await ask();
  await userEvent.keyboard('{Escape}');
  await expect.poll(() => answers).toEqual([false]);
});

it('a question is answered once', async () => {
  const { question, answers } = await ask();
  await clickButton(question, 'Delete');
  await clickButton(question, 'Keep');
  expect(answers).toEqual([true]);
});
