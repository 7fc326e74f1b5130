import type { Page } from 'playwright';
import type { StageName } from '../../../src/ui/events/app-events.ts';
import { scored } from './profile.ts';

/** Goes to a stage by its link, as a person does, and waits until it is there. */
export async function showStage(page: Page, stage: StageName): Promise<void> {
  await page.locator(`header :is(nav, .tools) a[href="#/${stage}"]`).click();
  await page.waitForFunction(
    (tag) => document.querySelector('look-app')!.shadowRoot!.querySelector(tag)?.shadowRoot?.childElementCount,
    stage === 'about' || stage === 'help' ? `look-${stage}` : `look-${stage}-stage`,
  );
}

/** Imports the demo and injects noise into it. */
export async function openDemo(page: Page): Promise<void> {
  await showStage(page, 'data');
  await page.getByRole('button', { name: 'Try the demo' }).click();
  await page.getByRole('heading', { name: 'Emoji-32', exact: true }).waitFor();
  await showStage(page, 'noise');
  await page.getByRole('button', { name: 'Inject label noise' }).click();
  await page.getByRole('button', { name: 'Undo the noise' }).waitFor();
}

/** Trains a network for one epoch, and scores what it predicts. */
export async function trainAndScore(page: Page): Promise<void> {
  await showStage(page, 'train');
  await page.getByRole('radio', { name: /Custom/ }).check();
  await page.getByRole('spinbutton', { name: 'Epochs' }).fill('1');
  await page.getByRole('button', { name: 'Train, predict and score' }).click();
  await scored(page);
}
