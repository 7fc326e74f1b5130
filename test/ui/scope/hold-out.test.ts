import { beforeEach, expect, it } from 'vitest';
import '../../../src/ui/scope/hold-out.ts';
import type { DatasetInfo } from '../../../src/core/dataset/types.ts';
import { learningScopes } from '../../../src/ui/scope/scopes.ts';
import { expectAccessible } from '../../support/accessibility.ts';
import { clickButton, mount, startLook, textOf } from '../../support/elements.ts';
import { emptyDatabase, storeTinyDataset } from '../../support/tiny-dataset.ts';

let info: DatasetInfo;

beforeEach(async () => {
  await emptyDatabase();
  info = await storeTinyDataset(50);
});

async function offer(learned: Uint32Array) {
  const look = await startLook();
  await look.session.open(info.id);
  const element = document.createElement('look-hold-out');
  Object.assign(element, { look, learned });
  await mount(element);
  return { look, element };
}

it('offers a tenth as a test split where everything would be learned from, and no training learns from it then', async () => {
  const { look, element } = await offer(Uint32Array.from({ length: 50 }, (_, i) => i));
  expect(textOf(element)).toContain('is no test');
  await expectAccessible();
  await clickButton(element, 'Hold out a tenth as a test split');
  const held = () => look.dataset.view().matchTags('held out').indices;
  await expect.poll(() => textOf(element)).toContain('samples held out as a test split');
  // Samples 0 … 39 are the train split, a third of each class.
  expect(held().length).toBe(3);
  expect(new Set([...held()].map((i) => look.dataset.table.current[i])).size).toBe(3);
  const [train] = learningScopes(look.session);
  expect(train.count).toBe(37);
  expect([...train.view.indices].some((i) => held().includes(i))).toBe(false);
  await clickButton(element, 'Learn from them again');
  await expect.poll(() => learningScopes(look.session)[0].count).toBe(40);
  expect(textOf(element)).toContain('Hold out a tenth');
});

it('offers nothing where there is a test split', async () => {
  const { element } = await offer(Uint32Array.from({ length: 40 }, (_, i) => i));
  expect(textOf(element)).toBe('');
});
