import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { Look } from '../../../src/api/look.ts';
import { NO_LABEL, REVIEWED } from '../../../src/core/dataset/types.ts';
import { db } from '../../../src/store/database.ts';
import '../../../src/ui/data/dataset-summary.ts';
import type { LookDatasetSummary } from '../../../src/ui/data/dataset-summary.ts';
import { expectAccessible } from '../../support/accessibility.ts';
import { deepQuery, mount, textOf } from '../../support/elements.ts';
import { emptyDatabase, storeTinyDataset } from '../../support/tiny-dataset.ts';

let look: Look;
let summary: LookDatasetSummary;

async function open(classes: string[], annotators: Record<string, number[]> = {}): Promise<void> {
  await emptyDatabase();
  const info = await storeTinyDataset(50, classes);
  const names = Object.keys(annotators);
  for (const [name, labels] of Object.entries(annotators)) {
    const codes = Uint16Array.from({ length: 50 }, (_, i) => labels[i % labels.length]);
    await db.columns.put({
      datasetId: info.id,
      name: `field/${name}`,
      data: { kind: 'text', codes, dictionary: classes },
    });
  }
  await db.datasets.update(info.id, { annotators: names, fields: names });
  look = new Look();
  onTestFinished(() => look.session.close());
  await look.session.open(info.id);
  summary = document.createElement('look-dataset-summary');
  summary.look = look;
  await mount(summary);
}

const list = () => deepQuery(summary, 'look-class-list')!.shadowRoot!;
const button = (name: string) =>
  [...list().querySelectorAll('button')].find((one) => textOf(one) === name) as HTMLButtonElement | undefined;

describe('the classes of a data set', () => {
  beforeEach(async () => {
    await open(['cat', 'dog', 'frog']);
    await expect.poll(() => button('Change classes')).toBeTruthy();
    button('Change classes')!.click();
    await expect.poll(() => list().querySelectorAll('li input[type="text"]').length).toBe(3);
  });

  it('are renamed where they stand', async () => {
    const input = list().querySelector<HTMLInputElement>('li input[type="text"]')!;
    input.value = 'lynx';
    input.dispatchEvent(new Event('change'));
    await expect.poll(() => look.dataset.info.classes[0]).toBe('lynx');
    await expectAccessible();
  });

  it('are ticked and merged, and undo parts them', async () => {
    const boxes = [...list().querySelectorAll<HTMLInputElement>('input[type="checkbox"]')];
    for (const box of boxes.slice(0, 2)) box.click();
    await expect.poll(() => button('dog')).toBeTruthy();
    button('dog')!.click();
    await expect.poll(() => look.dataset.view().matchLabel('current', 'dog').count()).toBe(34);
    await expect.poll(() => list().querySelectorAll('li').length).toBe(2);
    await expect.poll(() => textOf(list())).toContain('Merged cat into dog: 17 labels.');
    button('Undo')!.click();
    await expect.poll(() => list().querySelectorAll('li').length).toBe(3);
  });

  it('get another one by its name; one that is there is refused with a sentence', async () => {
    const input = list().querySelector<HTMLInputElement>('form input')!;
    input.value = 'cat';
    button('Add class')!.click();
    await expect.poll(() => textOf(summary)).toContain('There is a class “cat” already.');
    input.value = 'none of these';
    button('Add class')!.click();
    await expect.poll(() => look.dataset.info.classes).toContain('none of these');
  });
});

describe('a name of 300 characters', () => {
  it('pushes nothing off the page, and stands whole in the title', async () => {
    const long = 'x'.repeat(300);
    await open([long, 'dog']);
    await expect.poll(() => list().querySelector('.clipped')?.getAttribute('title')).toBe(long);
    expect(summary.scrollWidth).toBeLessThanOrEqual(summary.clientWidth);
  });
});

describe('annotators', () => {
  it('have a table, and their consensus becomes the given labels, undone by one step', async () => {
    await open(['cat', 'dog'], { ann: [0, 1], ben: [0, 1], cy: [1, 1] });
    const table = () => deepQuery(summary, 'look-annotator-table')!;
    await expect.poll(() => textOf(table())).toContain('cy 50 50.0 %');
    await look.relabel(0, 'dog');
    await look.consensus({ method: 'majority' });
    expect(look.dataset.sample(0)).toMatchObject({ given: 'cat', current: 'dog' });
    await look.renameClass('cat', 'lynx');
    expect((await look.annotators())[0]).toMatchObject({ name: 'ann', samples: 50, agreement: 1 });
    await expect(look.consensus({ method: 'crowdlab' })).rejects.toThrow(/train one, and predict with it/);
  });
});

describe('a text field', () => {
  const question = () => deepQuery(summary, 'look-field-label-dialog')?.shadowRoot;
  const press = (root: ShadowRoot, name: string) =>
    [...root.querySelectorAll('button')].find((one) => textOf(one) === name)!.click();

  it('becomes the label after a question that says what that does, and undo takes it back', async () => {
    await open(['cat', 'dog', 'frog']);
    const coarse = Uint16Array.from({ length: 50 }, (_, i) => (i < 2 ? NO_LABEL : i % 2));
    const data = { kind: 'text' as const, codes: coarse, dictionary: ['pet', 'wild'] };
    await db.columns.put({ datasetId: look.dataset.info.id, name: 'field/coarse', data });
    await db.datasets.update(look.dataset.info.id, { fields: ['coarse'] });
    await look.session.open(look.dataset.info.id);
    await look.keep(7);
    await expect.poll(() => summary.renderRoot.querySelector('dd button')).not.toBeNull();
    press(summary.shadowRoot!, 'Use as label');
    await expect.poll(() => question()).toBeTruthy();
    const asked = textOf(deepQuery(summary, 'look-field-label-dialog')!);
    expect(asked).toContain('Its 2 values become the classes, in place of the 3 there are');
    expect(asked).toContain('2 samples without a value get no label');
    expect(asked).toContain('What was decided about 1 sample is taken off');
    await expectAccessible();
    press(question()!, 'Cancel');
    await expect.poll(() => question()).toBeFalsy();
    expect(look.dataset.sample(2).given).toBe('frog');
    press(summary.shadowRoot!, 'Use as label');
    await expect.poll(() => question()).toBeTruthy();
    press(question()!, 'Use as label');
    await expect.poll(() => look.dataset.sample(2).given).toBe('pet');
    expect(look.dataset.sample(0).given).toBeNull();
    await look.undo();
    expect(look.dataset.sample(2).given).toBe('frog');
    expect(look.dataset.table.reviewed[7]).toBe(REVIEWED.kept);
  });
});
