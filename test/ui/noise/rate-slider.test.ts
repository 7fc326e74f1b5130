import { expect, it } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { NoiseForm } from '../../../src/ui/noise/noise-form.ts';
import type { NoiseChoice } from '../../../src/ui/noise/noise-plan.ts';
import { mount } from '../../support/elements.ts';

it('the noise rate can be slid by key, a per cent a step, and what stands beside it follows', async () => {
  const form = new NoiseForm();
  form.table = { classes: ['cat', 'dog'], retired: [] };
  form.choice = { scope: 'train', kind: 'symmetric', map: 'next', rate: 0.2, seed: 51 } satisfies NoiseChoice;
  form.addEventListener('look-noise-choice', (event) => (form.choice = event.detail));
  await mount(form);
  const slider = page.getByRole('slider', { name: 'Noise rate in per cent' });
  await expect.element(slider).toHaveAttribute('aria-valuenow', '20');
  (slider.element() as HTMLElement).focus();
  await userEvent.keyboard('{ArrowRight}');
  await expect.poll(() => form.choice.rate).toBe(0.21);
  await expect.element(page.getByRole('spinbutton', { name: 'How much' })).toHaveValue(21);
  await userEvent.keyboard('{Home}');
  await expect.poll(() => form.choice.rate).toBe(0);
});
