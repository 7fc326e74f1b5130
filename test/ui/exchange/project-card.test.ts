import { beforeEach, expect, it } from 'vitest';
import type { Look } from '../../../src/api/look.ts';
import '../../../src/ui/exchange/project-card.ts';
import type { LookProjectCard } from '../../../src/ui/exchange/project-card.ts';
import { buttonNamed, mount, startLook, textOf } from '../../support/elements.ts';
import { emptyDatabase, storeTinyDataset } from '../../support/tiny-dataset.ts';

let look: Look;
let card: LookProjectCard;

beforeEach(async () => {
  localStorage.clear();
  await emptyDatabase();
  look = await startLook();
  await look.session.open((await storeTinyDataset(60)).id);
  card = await mount(Object.assign(document.createElement('look-project-card'), { look }));
});

it('reminds of saving once more than fifty decisions are here alone, and no more once they are saved', async () => {
  expect(buttonNamed(card, 'Save project')).toBeTruthy();
  await look.keep(Array.from({ length: 50 }, (_, i) => i));
  await card.updateComplete;
  expect(textOf(card)).not.toContain('in this browser alone');
  await look.keep([50]);
  await expect.poll(() => textOf(card)).toContain('51 decisions are in this browser alone. The browser');
  await look.saveProject({ pictures: false });
  await expect.poll(() => textOf(card)).not.toContain('in this browser alone');
});

it('says about how large the file will be, less without the pictures', async () => {
  await expect.poll(() => textOf(card)).toMatch(/at most about \d/);
  const size = (): string => /at most about (.*)$/.exec(textOf(card))![1];
  const before = size();
  card.renderRoot.querySelector<HTMLInputElement>('input')!.click();
  await expect.poll(size).not.toBe(before);
  expect(textOf(card)).toContain('asks for the same data set');
});
