import { expect, it } from 'vitest';
import type { Table } from '../../../src/core/dataset/table.ts';
import { NO_LABEL } from '../../../src/core/dataset/types.ts';
import { planTable } from '../../../src/core/tables/plan-table.ts';
import { readOutsideTable } from '../../../src/core/tables/read-table.ts';
import type { TableMapping } from '../../../src/core/tables/table-mapping.ts';
import { tinyTable } from '../../support/tiny-table.ts';

/** Forty pictures of two splits and four classes, p0.png … p19.png in either split. */
function forty(changes: Partial<Table> = {}): Table {
  const labels = Uint16Array.from({ length: 40 }, (_, i) => (i * i * 7 + Math.floor(i / 3)) % 4);
  return tinyTable({
    count: 40,
    classes: ['a', 'b', 'c', 'd'],
    names: Array.from(labels, (label, i) => `${i < 20 ? 'train' : 'test'}/${'abcd'[label]}/p${i % 20}.png`),
    splits: [
      { name: 'train', start: 0, count: 20 },
      { name: 'test', start: 20, count: 20 },
    ],
    split: Uint8Array.from(labels, (_, i) => Number(i >= 20)),
    given: labels,
    current: labels,
    truth: new Uint16Array(40).fill(NO_LABEL),
    ...changes,
  });
}

async function plan(text: string, target: Table = forty(), mapping: TableMapping = {}) {
  const table = await readOutsideTable('labels.csv', new Blob([text]));
  return planTable(table, target, { role: 'corrections', ...mapping });
}

const aboutOf = async (...args: Parameters<typeof plan>): Promise<string[]> => {
  const { problem, questions } = await plan(...args);
  expect(problem).toBeNull();
  return questions.filter(({ answer }) => answer === null).map(({ about }) => about);
};

it('corrections of files that are named in full differ by nature; labels of numbers, or others, are in doubt', async () => {
  const { names, given } = forty();
  const label = (i: number): string => 'abcd'[i % 10 === 0 ? given[i] : (given[i] + 1 + (i % 3)) % 4];
  const byName = ['file,label', ...names!.map((name, i) => `${name},${label(i)}`)].join('\n');
  expect(await aboutOf(byName)).toEqual([]);
  expect(await aboutOf(byName, forty(), { role: 'given' })).toEqual(['doubt']);
  const byNumber = ['index,label', ...names!.map((_, i) => `${i},${label(i)}`)].join('\n');
  const { questions } = await plan(byNumber);
  expect(questions.find(({ about }) => about === 'doubt')!.text).toMatch(/may be of other samples, or of another data/);
});

it('no shift is offered that agrees no better', async () => {
  const { given } = forty();
  const shifted = Array.from(given, (label, i) => `${i},${((label + 2) % 4) + 1}`);
  const { questions } = await plan(['index,label', ...shifted].join('\n'), forty(), { role: 'given' });
  const { text } = questions.find(({ about }) => about === 'doubt')!;
  expect(text).not.toMatch(/it would be 0 of/);
  expect(text).toMatch(/If the file counted classes from 1, all of them would be classes/);
});

it('several labels a row are refused, and not offered as a class', async () => {
  const [one, two] = forty().names!;
  for (const text of [`[{"file_name":"${one}","label":["a","b"]}]`, `file,label\n${one},a|b\n${two},a`]) {
    const { problem, questions } = await plan(text);
    expect(problem).toMatch(/is several labels of one sample/);
    expect(questions.filter(({ about }) => about === 'classes')).toEqual([]);
  }
});

it('one line of JSON Lines is one row', async () => {
  const name = forty().names![1];
  const { rows, match } = await plan(`{"file_name":"${name}","label":"a"}\n`);
  expect({ rows, matched: match!.matched }).toEqual({ rows: 1, matched: 1 });
});

it('probabilities that lack a class are refused, and the class is named', async () => {
  const { names } = forty();
  const { problem } = await plan(`file,a,b,c\n${names![0]},0.1,0.2,0.7\n${names![1]},0.3,0.3,0.4`);
  expect(problem).toMatch(/^The predictions lack the class “d”\./);
});

it.each([
  ['its end, as far as it tells', (name: string) => `/home/me/d/${name}`],
  ['Windows’ separators', (name: string) => `d\\${name.replaceAll('/', '\\')}`],
  ['another case', (name: string) => name.toUpperCase()],
  ['composed letters for decomposed ones', (name: string) => name.normalize('NFC')],
])('a path is found by %s', async (_, written) => {
  const names = forty().names!.map((name) => name.replace('p', 'e\u0301'));
  const { labels } = await plan(`file,label\n${written(names[25])},a`, forty({ names }));
  expect([...labels!.indices]).toEqual([25]);
});

it('a class is the same in composed and decomposed letters', async () => {
  const target = forty({ classes: ['a', 'b', 'c', 'e\u0301'] });
  expect(await aboutOf(`file,label\n${target.names![0]},\u00e9`, target)).toEqual([]);
});

it('a path in one split beside the number of a sample in another is asked about', async () => {
  const name = forty().names![1];
  expect(await aboutOf(`split,index,name,label\ntest,0,${name},a`)).toEqual(['match']);
});

it('says how many rows and samples there are where the order alone could say which is which', async () => {
  const labels = Array.from({ length: 39 }, (_, i) => 'abcd'[i % 4]);
  expect((await plan(['label', ...labels].join('\n'))).problem).toBe(
    'No column says which sample a row is of, and there are 39 rows for 40 samples (20 in train, 20 in test).',
  );
});

it('takes NaN and −1 as no label, and refuses a fraction', async () => {
  const { names } = forty();
  const of = (cells: string[]) => plan(['image,label', ...cells.map((cell, i) => `${names![i]},${cell}`)].join('\n'));
  const { labels, notes, problem } = await of(['0.0', 'NaN', '-1', '3.0', '-1.0', 'nan']);
  expect(problem).toBeNull();
  expect([...labels!.indices]).toEqual([0, 3]);
  expect(notes).toContain('4 rows have no label and change nothing.');
  expect((await of(['0', '0.5', '1', '2'])).problem).toBe('“0.5” is neither a class name nor a whole number in 0 … 3.');
});

it('takes ids with zeros before them for a field, however small they are', async () => {
  const { columns, fields } = await plan('split,index,code\ntest,0,00001\ntest,1,00002\n', forty(), {
    role: undefined,
  });
  expect(columns.map(({ meaning }) => meaning)).toEqual(['split', 'index', 'field']);
  expect(fields.get('code')).toMatchObject({ kind: 'text', dictionary: ['00001', '00002'] });
});
