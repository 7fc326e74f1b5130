import { expect, it } from 'vitest';
import type { Table } from '../../../src/core/dataset/table.ts';
import { NO_LABEL } from '../../../src/core/dataset/types.ts';
import { planTable } from '../../../src/core/tables/plan-table.ts';
import { readOutsideTable } from '../../../src/core/tables/read-table.ts';
import type { TableMapping } from '../../../src/core/tables/table-mapping.ts';
import { tinyTable } from '../../support/tiny-table.ts';

/** A hundred samples of one split, with names. */
const hundred = (): Table =>
  tinyTable({
    count: 100,
    names: Array.from({ length: 100 }, (_, i) => `pets/${i + 1000}.png`),
    splits: [{ name: 'train', start: 0, count: 100 }],
    split: new Uint8Array(100),
    given: Uint16Array.from({ length: 100 }, (_, i) => i % 2),
    current: Uint16Array.from({ length: 100 }, (_, i) => i % 2),
    truth: new Uint16Array(100).fill(NO_LABEL),
  });

/** A row a sample, in another order: its name, of the last two one that is not here, its number in the file, and a field. */
const shuffled = (): string => {
  const rows = Array.from({ length: 100 }, (_, row) => {
    const sample = (row * 37 + 5) % 100;
    return `${row < 98 ? `${sample + 1000}.png` : `other-${row}.png`},${row},v${sample}`;
  });
  return ['file,index,style', ...rows].join('\n');
};

async function plan(text: string, mapping: TableMapping = {}, target: Table = hundred()) {
  return planTable(await readOutsideTable('labels.csv', new Blob([text])), target, mapping);
}

const styleOf = ({ fields }: Awaited<ReturnType<typeof plan>>, sample: number): string | undefined => {
  const field = fields.get('style') as { codes: ArrayLike<number>; dictionary: string[] };
  return field.dictionary[field.codes[sample]];
};

it('rows go by name though more of them have a number, and it is asked where the two are of different samples', async () => {
  const { match, questions } = await plan(shuffled());
  expect(match).toMatchObject({ kind: 'name', matched: 98 });
  expect(questions).toEqual([expect.objectContaining({ about: 'match', answer: null, safe: null })]);
  expect(questions[0].text).toMatch(/^9\d rows are of one sample by name and of another by number/);
  expect(questions[0].choices.map(({ value }) => value)).toEqual(['name', 'index']);
});

it('the answer decides, and nothing else is open then', async () => {
  const byName = await plan(shuffled(), { match: 'name' });
  expect(byName).toMatchObject({ problem: null, questions: [{ about: 'match', answer: 'name' }] });
  expect([styleOf(byName, 5), styleOf(byName, 42)]).toEqual(['v5', 'v42']);
  const byNumber = await plan(shuffled(), { match: 'index' });
  expect(byNumber.match).toMatchObject({ kind: 'index', matched: 100 });
  expect(styleOf(byNumber, 0)).toBe('v5');
});

it('nothing is asked where names and numbers agree, or names match none', async () => {
  const agree = 'file,index,style\n1003.png,3,a\n1010.png,10,b\nz.png,11,c';
  expect(await plan(agree)).toMatchObject({ match: { kind: 'name', matched: 2 }, questions: [] });
  const unknown = 'file,index,style\nx.png,3,a\ny.png,10,b';
  expect(await plan(unknown)).toMatchObject({ match: { kind: 'index', matched: 2 }, questions: [] });
});
