import { expect, it } from 'vitest';
import '../../../src/ui/grid/jump-field.ts';
import { mount, textOf } from '../../support/elements.ts';
import { tinyTable } from '../../support/tiny-table.ts';

/** The field over these names, in this order; answers the samples that it went to. */
async function jumpField(names: string[] | null, indices = [0, 1, 2, 3, 4, 5]) {
  const field = document.createElement('look-jump-field');
  field.table = tinyTable({ names });
  field.indices = Uint32Array.from(indices);
  const went: (number | null)[] = [];
  field.addEventListener('look-select', (event) => went.push(event.detail));
  await mount(field);
  const input = field.shadowRoot!.querySelector('input')!;
  const go = async (text: string): Promise<void> => {
    input.value = text;
    input.dispatchEvent(new Event('change'));
    await field.updateComplete;
  };
  return { field, went, go };
}

const NAMES = ['cat/00003.png', 'cat/2.png', 'dog/17.jpg', 'dog/117.jpg', 'dog/tail.v2.png', 'x/y'];

it('goes to the file of a number rather than to the sample of that number', async () => {
  const { went, go } = await jumpField(NAMES);
  await go('2');
  await go('00003');
  await go('17');
  expect(went).toEqual([1, 0, 2]);
});

it('goes to the sample of a number that no file is called', async () => {
  const { went, go } = await jumpField(NAMES);
  await go('5');
  expect(went).toEqual([5]);
});

it('takes a number with leading zeros for a part of a name, whatever sample it would be', async () => {
  const { field, went, go } = await jumpField(NAMES);
  await go('0000');
  await go('0001');
  expect(went).toEqual([0]);
  expect(textOf(field)).toContain('No name in this view has “0001” in it.');
});

it('goes to the whole name first, and says where that is not in the view', async () => {
  const { field, went, go } = await jumpField(NAMES, [3, 2, 4]);
  await go('17');
  await go('TAIL.V2');
  await go('2');
  expect(went).toEqual([2, 4]);
  expect(textOf(field)).toContain('“2” is not in this view.');
});

it('goes by numbers alone where samples have no names', async () => {
  const { went, go } = await jumpField(null);
  await go('00003');
  expect(went).toEqual([3]);
});

it('forgets what it said of another view', async () => {
  const { field, go } = await jumpField(null, [0, 1]);
  await go('5');
  expect(textOf(field)).toContain('Sample 5 is not in this view.');
  field.indices = Uint32Array.of(4, 5);
  await field.updateComplete;
  expect(textOf(field)).not.toContain('not in this view');
});
