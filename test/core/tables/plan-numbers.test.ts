import { expect, it } from 'vitest';
import type { Table } from '../../../src/core/dataset/table.ts';
import { NO_LABEL } from '../../../src/core/dataset/types.ts';
import { planTable } from '../../../src/core/tables/plan-table.ts';
import { readOutsideTable } from '../../../src/core/tables/read-table.ts';
import type { TableMapping } from '../../../src/core/tables/table-mapping.ts';
import { tinyTable } from '../../support/tiny-table.ts';

/** Forty files that are numbered, 0 … 23 train, the classes a and b in turn, as a walk through the folders finds them. */
function numbered(changes: Partial<Table> = {}): Table {
  const names = ['train', 'test'].flatMap((split) =>
    ['a', 'b'].flatMap((name, c) =>
      Array.from({ length: 40 }, (_, i) => i)
        .filter((i) => i < 24 === (split === 'train') && i % 2 === c)
        .map((i) => `${split}/${name}/${i}.png`),
    ),
  );
  const labels = Uint16Array.from(names, (name) => Number(name.includes('/b/')));
  return tinyTable({
    count: 40,
    names,
    classes: ['a', 'b'],
    splits: [
      { name: 'train', start: 0, count: 24 },
      { name: 'test', start: 24, count: 16 },
    ],
    split: Uint8Array.from(names, (name) => Number(name.startsWith('test'))),
    given: labels,
    current: labels,
    truth: new Uint16Array(40).fill(NO_LABEL),
    ...changes,
  });
}

async function plan(text: string, target: Table = numbered(), mapping: TableMapping = {}) {
  return planTable(await readOutsideTable('labels.csv', new Blob([text])), target, {
    role: 'corrections',
    ...mapping,
  });
}

/** Names of the samples that get a label, nothing being asked. */
async function samples(text: string, target = numbered(), mapping?: TableMapping): Promise<string[]> {
  const { labels, problem, questions } = await plan(text, target, mapping);
  expect({ problem, open: questions.filter(({ answer }) => answer === null) }).toEqual({ problem: null, open: [] });
  return Array.from(labels!.indices, (i) => target.names?.[i] ?? String(i));
}

it('a split and an index are a number in the split, though files are numbered too', async () => {
  const { names } = numbered();
  expect(await samples('split,index,label\ntest,1,b\ntrain,3,b')).toEqual([names![25], names![3]]);
  expect(await samples('split,index,label\ntest,0,b')).toEqual([names![24]]);
});

it('an index that may be the number of a file as well is asked about', async () => {
  const { match, questions } = await plan('index,label\n3,b\n5,a');
  expect(match!.kind).toBe('index');
  expect(questions.find(({ about }) => about === 'match')).toMatchObject({ answer: null, safe: null });
  const text = 'index,label\n3,b\n5,a';
  expect(await samples(text, numbered(), { match: 'name' })).toEqual(['train/b/3.png', 'train/b/5.png']);
  const { names } = numbered();
  expect(await samples(text, numbered(), { match: 'index' })).toEqual([names![3], names![5]]);
  expect(await samples(text, numbered(), { columns: { index: 'index' } })).toEqual([names![3], names![5]]);
});

it.each([
  [',index,label\n5,0,b', [0]],
  [',index,split,label\n7,0,test,b', [24]],
  ['row,index,label\n2,0,b', [0]],
])('the column called index goes before row numbers: %j', async (text, expected) => {
  for (const target of [numbered({ names: null }), numbered()]) {
    const { labels, notes } = await plan(text, target);
    expect([...labels!.indices]).toEqual(expected);
    expect(notes.join()).toMatch(/only numbers the rows; it is left out/);
  }
});

it.each(['3.0,b\n5.0,b', '03,b\n05,b', '3,b\n5,b'])(
  'an id is the number of a file however it is written: %j',
  async (rows) => {
    expect(await samples(`id,label\n${rows}`)).toEqual(['train/b/3.png', 'train/b/5.png']);
  },
);

it('an id of several files, or of none, is never a number in the whole data set', async () => {
  const twice = numbered({ names: numbered().names!.map((name) => name.replace('/23.', '/30.')) });
  const { problem, match } = await plan('id,label\n30,a', twice);
  expect(match!.strangers).toEqual(['30 (several samples have this name)']);
  expect(problem).toMatch(/a name is that of several samples/);
  expect((await plan('id,label\n30,a\n3,a', twice)).match).toMatchObject({ kind: 'name', matched: 1 });
});
