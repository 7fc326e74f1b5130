import { beforeEach, expect, it } from 'vitest';
import type { PendingImport } from '../../../src/api/pending-import.ts';
import '../../../src/ui/exchange/import-summary.ts';
import { expectAccessible } from '../../support/accessibility.ts';
import { clickButton, deepQuery, mount, startLook, textOf } from '../../support/elements.ts';
import { putOffFirstRanking } from '../../support/put-off-first-ranking.ts';
import { emptyDatabase } from '../../support/tiny-dataset.ts';

beforeEach(async () => {
  putOffFirstRanking();
  await emptyDatabase();
});

async function picture(name: string): Promise<{ path: string; file: File }> {
  const canvas = new OffscreenCanvas(80, 60);
  const context = canvas.getContext('2d')!;
  context.fillStyle = name.includes('cat') ? 'red' : 'blue';
  context.fillRect(0, 0, 80, 60);
  return { path: name, file: new File([await canvas.convertToBlob()], name) };
}

it('shows what was found, takes what is chosen, and imports that', async () => {
  const names = ['pets/train/cat/1.png', 'pets/train/dog/2.png', 'pets/val/cat/3.png', 'pets/val/dog/4.png'];
  const look = await startLook();
  await look.survey({ kind: 'files', files: await Promise.all(names.map(picture)) });
  const summary = document.createElement('look-import-summary');
  summary.look = look;
  summary.pending = look.session.pendingImport as PendingImport;
  await mount(summary);
  await expect.poll(() => textOf(summary)).toContain('What it becomes: 4 samples, 2 classes');
  await expectAccessible();

  await clickButton(summary, '96×96');
  await clickButton(summary, 'Pad');
  const split = deepQuery<HTMLSelectElement>(summary, 'select[aria-label="What “folder 1” is"]')!;
  split.value = 'label';
  split.dispatchEvent(new Event('change'));
  await expect.poll(() => textOf(summary)).toMatch(/train .*2 .*val .*2/);
  await clickButton(summary, 'Import 4 samples');
  await expect.poll(() => look.session.dataset?.name, { timeout: 30_000 }).toBe('pets');
  expect(look.dataset.info).toMatchObject({ width: 96, fit: 'pad', classes: ['train', 'val'] });
});
