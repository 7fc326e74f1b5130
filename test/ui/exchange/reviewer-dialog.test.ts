import { beforeEach, expect, it, onTestFinished } from 'vitest';
import { page } from 'vitest/browser';
import type { Look } from '../../../src/api/look.ts';
import { openReviewer } from '../../../src/ui/exchange/open-reviewer.ts';
import '../../../src/ui/exchange/reviewer-card.ts';
import type { LookReviewerDialog } from '../../../src/ui/exchange/reviewer-dialog.ts';
import { expectAccessible } from '../../support/accessibility.ts';
import { buttonNamed, clickButton, deepQuery, mount, startLook, textOf } from '../../support/elements.ts';
import { emptyDatabase, storeTinyDataset } from '../../support/tiny-dataset.ts';

let look: Look;
let dialog: LookReviewerDialog;

beforeEach(async () => {
  await emptyDatabase();
  const info = await storeTinyDataset(50);
  look = await startLook();
  await look.session.open(info.id);
  await look.relabel([1], 'frog');
  await look.keep([2, 3]);
  location.hash = '';
  dialog = openReviewer(look);
  onTestFinished(() => dialog.remove());
});

const said = (): string => textOf(dialog);

/** Hands a file over as the browser's own picker does. */
function choose(text: string, name = 'bob.csv'): void {
  const input = deepQuery<HTMLInputElement>(dialog, 'input[type="file"]')!;
  const files = new DataTransfer();
  files.items.add(new File([text], name));
  input.files = files.files;
  input.dispatchEvent(new Event('change'));
}

const BOB = 'name,label\ntrain/1,frog\ntrain/2,cat\ntrain/3,dog\ntrain/8,cat\ntrain/9,cat\ntrain/10,dog\n';

it('says how far both agree, and what can be taken over', async () => {
  await expect.poll(() => said()).toContain('Nothing changes before you say so.');
  await expectAccessible();
  choose(BOB);
  await expect.poll(said).toContain('6 of 6 rows matched by name');
  for (const figure of ['both decided3', 'agree1', 'only they decided3', 'only you decided0']) {
    expect(said().replaceAll(' ', '')).toContain(figure.replaceAll(' ', ''));
  }
  expect(said()).toContain('Disagreements 2');
  await expectAccessible();
});

it('takes all of theirs over in one edit, which is taken back there', async () => {
  choose(BOB);
  await clickButton(dialog, 'Take theirs of all 2 samples');
  await expect.poll(said).toContain('Done: adopt decisions about 2 samples from bob.csv.');
  expect([...look.dataset.table.current.slice(1, 4)]).toEqual([2, 0, 1]);
  expect(buttonNamed(dialog, 'Take theirs of all 2 samples')).toBeNull();
  await clickButton(dialog, 'Undo');
  await expect.poll(said).toContain('Taken back:');
  expect([...look.dataset.table.current.slice(1, 4)]).toEqual([2, 2, 0]);
  expect(said()).toContain('Disagreements 2');
});

it('takes theirs of one class, and keeps one’s own of another', async () => {
  choose(BOB);
  await clickButton(dialog, 'Take theirs where they say dog');
  await expect.poll(() => look.dataset.table.current[3]).toBe(1);
  expect(look.dataset.table.reviewed[10]).toBe(0);
  await clickButton(dialog, 'Keep mine where they say cat');
  await expect.poll(said).toContain('Disagreements None is left.');
  expect(look.dataset.table.current[2]).toBe(2);
});

it('shows either queue in the explorer', async () => {
  choose(BOB);
  await clickButton(dialog, 'Look through them');
  expect(location.hash).toBe('#/explore');
  expect([...look.session.view!.indices]).toEqual([2, 3]);
  expect(look.session.selected).toBe(2);
  expect(look.otherReviewer!.name).toBe('bob.csv');
  expect(dialog.isConnected).toBe(false);
});

it('asks where nothing says which samples are meant, and refuses what is of none', async () => {
  choose('label\n' + Array.from({ length: 50 }, (_, i) => ['cat', 'dog', 'frog'][i % 3]).join('\n'));
  await expect.poll(said).toContain('Are they in the same order?');
  deepQuery<HTMLInputElement>(dialog, 'input[type="radio"]')!.click();
  await expect.poll(said).toContain('50 of 50 rows matched in the order');
  choose('name,label\nhorse.png,cat\n', 'other.csv');
  await expect.poll(said).toContain('No row is of a sample of this data set');
  expect(look.otherReviewer).toBeNull();
});

it('shows names from outside as text', async () => {
  choose(BOB, '<img src=x>\u202ebob.csv');
  await expect.poll(said).toContain('<img src=x>\\u{202e}bob.csv');
  expect(deepQuery(dialog, 'img')).toBeNull();
});

it('fits a phone', async () => {
  await page.viewport(390, 844);
  onTestFinished(() => page.viewport(1280, 720));
  choose(BOB);
  await expect.poll(() => buttonNamed(dialog, 'Look through them')).not.toBeNull();
  const inner = deepQuery<HTMLDialogElement>(dialog, 'dialog')!;
  expect(inner.scrollWidth).toBeLessThanOrEqual(inner.clientWidth);
  await expectAccessible();
});

it('the card of the Export stage opens it, and says what stands beside one’s own', async () => {
  dialog.remove();
  const card = await mount(Object.assign(document.createElement('look-reviewer-card'), { look }));
  await expectAccessible();
  await look.compareReviewer(new File([BOB], 'bob.csv'));
  await expect.poll(() => textOf(card)).toContain('Beside bob.csv: 2 disagreements.');
  await clickButton(card, 'Compare with another reviewer …');
  dialog = document.querySelector('look-reviewer-dialog')!;
  await expect.poll(said).toContain('Disagreements 2');
});
