import { beforeEach, describe, expect, it } from 'vitest';
import { userEvent } from 'vitest/browser';
import type { Look } from '../../../src/api/look.ts';
import { REVIEWED, type DatasetInfo } from '../../../src/core/dataset/types.ts';
import { openTable } from '../../../src/ui/exchange/open-table.ts';
import { expectAccessible } from '../../support/accessibility.ts';
import { buttonNamed, clickButton, deepQuery, startLook, textOf } from '../../support/elements.ts';
import { emptyDatabase, storeTinyDataset } from '../../support/tiny-dataset.ts';

let info: DatasetInfo;
let look: Look;

beforeEach(async () => {
  document.querySelector('look-add-table')?.remove();
  await emptyDatabase();
  info = await storeTinyDataset(50);
  look = await startLook();
  await look.session.open(info.id);
});

const dialog = (): Element | null => document.querySelector('look-add-table');
const text = (): string => textOf(dialog()!);

/** Opens the dialog with a file, and waits until it is read. */
async function open(content: string, until: string | RegExp = 'matched'): Promise<void> {
  openTable(look, new File([content], 'labels.csv'));
  await expect.poll(text).toMatch(until);
}

async function answer(value: string): Promise<void> {
  const radio = () => deepQuery<HTMLInputElement>(dialog()!, `input[type=radio][value="${value}"]`);
  await expect.poll(radio).not.toBeNull();
  radio()!.click();
}

function choose(label: string, value: string): void {
  const select = deepQuery<HTMLSelectElement>(dialog()!, `select[aria-label="What “${label}” is"]`)!;
  select.value = value;
  select.dispatchEvent(new Event('change'));
}

const primary = (): HTMLButtonElement => deepQuery(dialog()!, 'button.primary')!;

describe('adding a table', () => {
  it('shows an example with samples that the open data set has, of two splits', async () => {
    openTable(look);
    await expect.poll(text).toContain('name,label train/0,cat test/0,dog');
  });

  it('keeps its heading and its buttons in sight while the rest scrolls', async () => {
    await open(['index,label', ...Array.from({ length: 40 }, (_, i) => `${i},lynx`)].join('\n'));
    const frame = deepQuery<HTMLElement>(dialog()!, 'dialog')!;
    expect(frame.scrollHeight).toBeGreaterThan(frame.clientHeight);
    for (const top of [0, frame.scrollHeight]) {
      frame.scrollTop = top;
      for (const part of [deepQuery(dialog()!, 'h2')!, primary()]) {
        const { left, top, width, height } = part.getBoundingClientRect();
        expect(top).toBeGreaterThanOrEqual(0);
        expect(top + height).toBeLessThanOrEqual(innerHeight);
        expect(document.elementFromPoint(left + width / 2, top + height / 2)).toBe(dialog());
      }
    }
  });

  it('makes a field an annotator of a table with a row an annotator and sample', async () => {
    const rows = [0, 1, 2].flatMap((i) => [`train/${i},ann,cat`, `train/${i},bob,${['cat', 'dog', 'dog'][i]}`]);
    await open(['image,worker,label', ...rows].join('\n'));
    expect(text()).toContain('“worker” says who: a field for each of 2 annotators.');
    await expectAccessible();
    await expect.poll(() => textOf(primary())).toBe('Add the labels of 2 annotators');
    primary().click();
    await expect.poll(text).toContain('Done: add the labels of 2 annotators');
    expect(look.dataset.info.annotators).toEqual(['ann', 'bob']);
    expect(look.dataset.sample(1).fields).toEqual({ ann: 'cat', bob: 'dog' });
  });

  it('shows what it understood, asks what the labels are, and does what its button says', async () => {
    await open('split,index,label\ntest,0,cat\ntrain,2,frog\ntest,99,dog\n');
    expect(text()).toContain('2 of 3 rows matched by split and number in the split; 1 is of no sample here: test/99');
    expect(text()).toContain('test/0');
    expect(text()).toContain('1 of 2 labels are as they stand, 1 differ');
    expect(textOf(primary())).toBe('1 question to answer');
    primary().click();
    expect(deepQuery(dialog()!, 'look-table-question')!.shadowRoot!.activeElement).toMatchObject({ type: 'radio' });
    expect(look.session.journal).toEqual([]);
    await expectAccessible();
    await answer('corrections');
    await expect.poll(() => textOf(primary())).toBe('Set 1 correction and confirm 1 label');
    expect(text()).toContain('Of 2 labels 1 is a correction and 1 confirms the label as it is');
    primary().click();
    await expect.poll(text).toContain('Done: set 1 correction and confirm 1 label.');
    expect(look.dataset.table.reviewed[40]).toBe(REVIEWED.relabelled);
    await clickButton(dialog()!, 'Close');
    expect(dialog()).toBeNull();
  });

  it('takes back what it did, decisions and given labels alike', async () => {
    const before = [look.dataset.table.current.slice(), look.dataset.table.given.slice()];
    for (const [role, does] of [
      ['corrections', 'set 1 correction and confirm 1 label'],
      ['given', 'set 2 given labels'],
    ]) {
      await open('split,index,label\ntest,0,cat\ntrain,2,frog\n');
      await answer(role);
      await expect.poll(() => textOf(primary()).toLowerCase()).toBe(does);
      primary().click();
      await expect.poll(text).toContain(`Done: ${does}`);
      expect(look.dataset.table.current[40]).toBe(0);
      await clickButton(dialog()!, 'Undo');
      await expect.poll(text).toContain(`Taken back: ${does}`);
      expect([look.dataset.table.current, look.dataset.table.given]).toEqual(before);
      expect(buttonNamed(dialog()!, 'Undo')).toBeFalsy();
      await clickButton(dialog()!, 'Close');
    }
  });

  it('applies nothing that is in doubt until that is answered', async () => {
    const rows = Array.from({ length: 40 }, (_, i) => `${i + 1},${['cat', 'dog', 'frog'][i % 3]}`);
    await open(['index,label', ...rows].join('\n'));
    await answer('given');
    await expect.poll(text).toContain('If the file counted samples from 1, it would be');
    expect(textOf(primary())).toBe('1 question to answer');
    await answer('rows-1');
    await expect.poll(() => textOf(primary())).toBe('Set 40 given labels');
    expect(text()).toContain('40 of 40 labels are as they stand');
    expect(look.session.journal).toEqual([]);
  });

  it('takes what a person says about columns and rows over what it guessed', async () => {
    await open('index,first,second\n0,dog,cat\n41,cat,dog\n');
    expect(text()).toContain('Several columns could be the labels');
    choose('second', 'labels');
    choose('first', 'annotator');
    await answer('true');
    await expect.poll(() => textOf(primary())).toBe('Set 2 true labels and add the field “first”');
    choose('second', 'nothing');
    await expect.poll(() => textOf(primary())).toBe('Add the field “first”');
    primary().click();
    await expect.poll(() => look.dataset.info.annotators).toEqual(['first']);
  });

  it('says what is wrong with a file where it was picked, and takes another one', async () => {
    await open('index,label\n', /no rows below the first line/);
    expect(buttonNamed(dialog()!, 'Cancel')).not.toBeNull();
    const input = deepQuery<HTMLInputElement>(dialog()!, 'input[type=file]')!;
    await userEvent.upload(input, new File(['index,label\n0,frog\n'], 'better.csv'));
    await expect.poll(text).toContain('better.csv · 1 row');
    expect(text()).not.toContain('no rows');
  });

  it('shows names from outside as text', async () => {
    await open('index,label\n0,<b>x</b>\n1,cat\n');
    expect(text()).toContain('“<b>x</b>” is no class of this data set');
    expect(deepQuery(dialog()!, 'b')).toBeNull();
  });

  it('goes with its data set', async () => {
    await open('index,label\n0,dog\n');
    const other = await storeTinyDataset(20);
    await look.session.open(other.id);
    await expect.poll(dialog).toBeNull();
  });
});

it('asks for a file where none was dropped, with the keyboard on it', async () => {
  openTable(look);
  await expect.poll(text).toContain('Choose a file');
  await expectAccessible();
  await expect.poll(() => deepQuery(dialog()!, 'input[type=file]')?.matches(':focus')).toBe(true);
});

describe('adding predictions', () => {
  const rows = Array.from({ length: 50 }, (_, i) => [i, ...[0, 1, 2].map((c) => (c === i % 3 ? 0.9 : 0.05))].join());
  const predictions = ['index,cat,dog,frog', ...rows].join('\n');

  it('asks whether they are out of sample, takes a name, and offers to rank by them', async () => {
    await open(predictions, '50 samples with predictions');
    expect(textOf(primary())).toContain('question to answer');
    await answer('yes');
    const name = deepQuery<HTMLInputElement>(dialog()!, 'input.run')!;
    expect(name.value).toBe('labels');
    name.value = 'by folds';
    name.dispatchEvent(new Event('change'));
    await expect.poll(() => primary().textContent).toContain('as the run “by folds”');
    await expectAccessible();
    primary().click();
    await clickButton(dialog()!, 'Rank labels by it');
    expect(dialog()).toBeNull();
    await expect.poll(() => look.dataset.table.scores.has('suspicion'), { timeout: 20_000 }).toBe(true);
    expect(look.session.runs).toMatchObject([{ name: 'by folds', source: 'imported', outOfSample: true }]);
  });

  it('leaves all of them out where one is left out', async () => {
    await open(predictions, '50 samples with predictions');
    choose('dog', 'nothing');
    await expect.poll(text).not.toContain('with predictions');
    const meanings = ['cat', 'dog', 'frog'].map(
      (column) => deepQuery<HTMLSelectElement>(dialog()!, `select[aria-label="What “${column}” is"]`)!.value,
    );
    expect(meanings).toEqual(['nothing', 'nothing', 'nothing']);
  });
});
