import { describe, expect, it } from 'vitest';
import type { Table } from '../../../src/core/dataset/table.ts';
import { NO_LABEL } from '../../../src/core/dataset/types.ts';
import { planTable } from '../../../src/core/tables/plan-table.ts';
import { readOutsideTable } from '../../../src/core/tables/read-table.ts';
import type { TableMapping } from '../../../src/core/tables/table-mapping.ts';
import { tinyTable } from '../../support/tiny-table.ts';

/** Labels that no shift agrees with: each class in turn by a rule without a short period. */
const scattered = (i: number): number => (i * i * 7 + Math.floor(i / 3) * 5) % 10;
const CLASSES = Array.from({ length: 10 }, (_, c) => `class ${'abcdefghij'[c]}`);

/** A thousand samples of ten classes: 800 train, 200 test. */
function thousand(changes: Partial<Table> = {}): Table {
  const labels = Uint16Array.from({ length: 1000 }, (_, i) => scattered(i));
  return tinyTable({
    count: 1000,
    classes: CLASSES,
    splits: [
      { name: 'train', start: 0, count: 800 },
      { name: 'test', start: 800, count: 200 },
    ],
    split: Uint8Array.from({ length: 1000 }, (_, i) => Number(i >= 800)),
    given: labels,
    current: labels,
    truth: new Uint16Array(1000).fill(NO_LABEL),
    tagBits: new Uint32Array(1000),
    excluded: new Uint8Array(1000),
    reviewed: new Uint8Array(1000),
    ...changes,
  });
}

/** Three pictures of train, two of test, with names. */
const named = (): Table =>
  tinyTable({
    count: 5,
    names: ['train/cat/A.png', 'train/cat/b.png', 'train/dog/c.png', 'test/cat/d.png', 'test/dog/b.png'],
    splits: [
      { name: 'train', start: 0, count: 3 },
      { name: 'test', start: 3, count: 2 },
    ],
    split: Uint8Array.of(0, 0, 0, 1, 1),
    given: Uint16Array.of(0, 0, 1, 0, 1),
    current: Uint16Array.of(0, 0, 1, 0, 1),
    truth: new Uint16Array(5).fill(NO_LABEL),
  });

async function plan(text: string, target: Table = tinyTable(), mapping: TableMapping = { role: 'corrections' }) {
  return planTable(await readOutsideTable('labels.csv', new Blob([text])), target, mapping);
}

async function labelsOf(text: string, target?: Table, mapping?: TableMapping) {
  const { labels, problem, questions } = await plan(text, target, mapping);
  expect({ problem, open: questions.filter(({ answer }) => answer === null) }).toEqual({ problem: null, open: [] });
  return Array.from(labels!.indices, (i, j) => [i, labels!.labels[j]]);
}

const csvOf = (rows: (number | string)[][], header = 'index,label'): string => [header, ...rows].join('\n');
const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i);

describe('corrections', () => {
  it('say beforehand how many confirm the label that stands, and how many replace a decision', async () => {
    const decided = { ...tinyTable(), reviewed: Uint8Array.of(0, 1, 0, 0, 0, 0) };
    const { current, classes } = decided;
    const rows = [0, 1, 2, 3].map((i) => [i, classes[i < 2 ? 1 - current[i] : current[i]]]);
    const { action, notes } = await plan(csvOf(rows), decided);
    expect(action).toBe('Set 2 corrections and confirm 2 labels');
    expect(notes).toContain(
      'Of 4 labels 2 are corrections and 2 confirm the label as it is: these samples count as decided too. 1 replaces a decision of yours.',
    );
    const asked = await plan(csvOf(rows), decided, {});
    expect(asked.notes.join()).not.toContain('confirm');
  });
});

describe('rows find their samples', () => {
  it.each([
    [
      'split and index within it',
      'split,index,label\ntest,0,dog\ntrain,0,dog\n',
      [
        [4, 1],
        [0, 1],
      ],
    ],
    [
      'the number in the whole data set',
      'index,label\n4,dog\n0,1\n',
      [
        [4, 1],
        [0, 1],
      ],
    ],
    [
      'the number under pandas’ nameless index',
      ',label\n0,dog\n2,cat\n',
      [
        [0, 1],
        [2, 0],
      ],
    ],
    [
      'numbers that pandas made floats',
      'index,label\n0.0,1.0\n2.0,0.0\n',
      [
        [0, 1],
        [2, 0],
      ],
    ],
    [
      'Kaggle’s id',
      'id,label\n3,cat\n5,cat\n',
      [
        [3, 0],
        [5, 0],
      ],
    ],
    [
      'names that are split and index',
      'name,label\ntest/1,cat\ntrain/3,cat\n',
      [
        [5, 0],
        [3, 0],
      ],
    ],
    [
      'no header at all',
      '0,1\n2,0\n5,0\n',
      [
        [0, 1],
        [2, 0],
        [5, 0],
      ],
    ],
    [
      'their order',
      'label\ncat\ncat\ndog\ndog\ncat\ncat\n',
      [
        [0, 0],
        [1, 0],
        [2, 1],
        [3, 1],
        [4, 0],
        [5, 0],
      ],
    ],
    [
      'the order of one split',
      'label\ncat\ndog\n',
      [
        [4, 0],
        [5, 1],
      ],
    ],
    [
      'semicolons',
      'index;label\n0;dog\n2;cat\n',
      [
        [0, 1],
        [2, 0],
      ],
    ],
  ])('by %s', async (_, text, expected) => {
    expect(await labelsOf(text)).toEqual(expected);
  });

  it.each([
    ['name', 'file,label\ntrain/cat/A.png,dog\n', [[0, 1]]],
    ['folder and file', 'file,label\ndata\\dog\\c.png,cat\n', [[2, 0]]],
    ['file name', 'image,label\nc.png,cat\n', [[2, 0]]],
    ['name without extension', 'id,label\nd,dog\n', [[3, 1]]],
    ['any case', 'id,label\na.PNG,dog\n', [[0, 1]]],
    ['name within a split', 'id,split,label\nb,test,cat\n', [[4, 0]]],
  ])('of a data set with names by %s', async (_, text, expected) => {
    expect(await labelsOf(text, named())).toEqual(expected);
  });

  it('says how, how many, and which rows have none; a file name of two samples is none', async () => {
    const { match } = await plan('id,label\nA,dog\ntrain/cat/b.png,dog\nb.png,dog\nz.png,cat\n', named());
    expect(match).toMatchObject({
      kind: 'name',
      matched: 2,
      strangers: ['b.png (several samples have this name)', 'z.png'],
    });
    expect(match!.how).toBe('by name: 1 exactly, 1 by file name without extension');
  });

  it('in the way that is asked for, and in no other', async () => {
    const text = 'split,index,label\ntest,1,cat\n';
    expect(await labelsOf(text, tinyTable(), { role: 'true', match: 'index' })).toEqual([[1, 0]]);
    await expect(plan(text, tinyTable(), { match: 'name' })).rejects.toThrow(/ways are: “split-index”, “index”/);
  });

  it('is refused where no row has a sample, or nothing says which', async () => {
    expect((await plan('index,label\n99,cat\n')).problem).toMatch(/No row is of a sample/);
    expect((await plan('label\ncat\n')).problem).toMatch(/No column says which sample/);
  });

  it('refuses two rows for one sample unless they say the same', async () => {
    expect((await plan('index,label\n1,cat\n1,dog\n')).problem).toMatch(/rows \(1 and 2 .*train\/1.*“cat” and “dog”/);
    const same = await plan('index,label\n1,dog\n1,dog\n');
    expect(same).toMatchObject({ problem: null, repeated: 1 });
    expect([...same.labels!.indices]).toEqual([1]);
  });

  it('gives ten examples with what arrives and what stands', async () => {
    const { examples } = await plan('split,index,label\ntest,0,dog\n');
    expect(examples).toEqual([{ key: 'test/0', sample: 4, arrives: 'dog', stands: 'cat' }]);
    const many = await plan(csvOf(range(1000).map((i) => [i, scattered(i)])), thousand());
    expect(many.examples).toHaveLength(10);
  });
});

describe('labels', () => {
  it('that are empty, nan or None change nothing, and are counted', async () => {
    const text = 'index,label\n0,dog\n1,\n2,nan\n3,None\n4,NaN\n';
    expect(await labelsOf(text)).toEqual([[0, 1]]);
    expect((await plan(text)).notes).toContain('4 rows have no label and change nothing.');
  });

  it('are classes in another case only after a question', async () => {
    const text = 'index,label\n0,Dog\n1,cat\n';
    const { questions, labels } = await plan(text);
    expect(questions.find(({ about }) => about === 'case')).toMatchObject({ answer: null, safe: 'take' });
    expect([...labels!.indices]).toEqual([1]);
    expect(await labelsOf(text, tinyTable(), { role: 'true', case: 'take' })).toEqual([
      [0, 1],
      [1, 0],
    ]);
    expect(await labelsOf(text, tinyTable(), { role: 'true', case: 'leave' })).toEqual([[1, 0]]);
  });

  it('that no class has are asked about, and become new classes or are left out', async () => {
    const text = 'index,label\n0,zebra\n1,cat\n';
    const { questions } = await plan(text);
    expect(questions.find(({ about }) => about === 'classes')!.text).toMatch(/“zebra” is no class/);
    expect(await labelsOf(text, tinyTable(), { role: 'true', classes: 'leave' })).toEqual([[1, 0]]);
    const added = await plan(text, tinyTable(), { role: 'true', classes: 'add' });
    expect(added.newClasses).toEqual(['zebra']);
    expect([...added.labels!.labels]).toEqual([2, 0]);
  });

  it('that are numbers of no class are refused', async () => {
    expect((await plan('index,label\n0,7\n1,0\n')).problem).toBe('“7” is neither a class name nor a number in 0 … 1.');
  });

  it('by a name win over numbers', async () => {
    const digits = tinyTable({ classes: ['1', '0'] });
    expect(await labelsOf('index,label\n2,1\n4,1.0\n', digits)).toEqual([
      [2, 0],
      [4, 0],
    ]);
  });

  it('ask what they are', async () => {
    const { questions } = await plan('index,label\n0,dog\n', tinyTable(), {});
    expect(questions[0]).toMatchObject({ about: 'role', answer: null });
    expect(questions[0].choices.map(({ value }) => value)).toEqual([
      'given',
      'corrections',
      'true',
      'annotator',
      'field',
    ]);
  });

  it('in one of several columns ask in which', async () => {
    const text = 'index,first,second\n0,dog,cat\n1,cat,cat\n';
    const { questions } = await plan(text, tinyTable(), {});
    expect(questions[0]).toMatchObject({ about: 'columns', answer: null });
    expect(await labelsOf(text, tinyTable(), { role: 'true', columns: { second: 'labels' } })).toEqual([
      [0, 0],
      [1, 0],
    ]);
    await expect(plan(text, tinyTable(), { columns: { third: 'labels' } })).rejects.toThrow(/no column “third”/);
  });
});

describe('doubt', () => {
  const doubtIn = async (text: string, mapping: TableMapping = { role: 'given' }, target = thousand()) =>
    (await plan(text, target, mapping)).questions.find(({ about }) => about === 'doubt');

  it('is about rows numbered from 1, with the answer that they are', async () => {
    const text = csvOf(range(800).map((i) => [i + 1, scattered(i)]));
    const doubt = await doubtIn(text);
    expect(doubt).toMatchObject({ answer: null, safe: null });
    expect(doubt!.text).toMatch(
      /^Of these labels \d+ of 800 .* by chance\. If the file counted samples from 1, it would be 799 of 800/,
    );
    expect(doubt!.choices.map(({ value }) => value)).toEqual(['rows-1', 'as-it-is']);
    const { labels, agreement } = await plan(text, thousand(), { role: 'given', doubt: 'rows-1' });
    expect(labels!.indices[0]).toBe(0);
    expect(agreement).toMatchObject({ of: 800, agree: 800 });
  });

  it('is about rows numbered from 1 within their splits too, and where classes come in blocks', async () => {
    const rows = range(1000).map((i) => [i < 800 ? 'train' : 'test', (i < 800 ? i : i - 800) + 1, scattered(i)]);
    expect((await doubtIn(csvOf(rows, 'split,index,label')))!.choices[0].value).toBe('rows-1');
    const sorted = Uint16Array.from({ length: 1000 }, (_, i) => Math.floor(i / 100));
    const target = thousand({ given: sorted, current: sorted });
    const text = csvOf(range(1000).map((i) => [i + 1, sorted[i]]));
    expect((await doubtIn(text, { role: 'given' }, target))!.choices[0].value).toBe('rows-1');
  });

  it('is about class numbers from 1, those included that fit no other way', async () => {
    const shifted = csvOf(range(1000).map((i) => [i, scattered(i) + 1]));
    expect((await doubtIn(shifted))!.choices[0].value).toBe('labels-1');
    const fixed = await plan(shifted, thousand(), { role: 'given', doubt: 'labels-1' });
    expect(fixed.agreement).toMatchObject({ of: 1000, agree: 1000 });
    expect(fixed.problem).toBeNull();
    const few = csvOf(
      range(1000)
        .filter((i) => scattered(i) < 9)
        .map((i) => [i, scattered(i) + 1]),
    );
    expect((await doubtIn(few))!.choices[0].value).toBe('labels-1');
  });

  it('is about labels that agree as they would by chance', async () => {
    const text = csvOf(range(1000).map((i) => [i, scattered((i * 389 + 17) % 1000)]));
    const doubt = await doubtIn(text);
    expect(doubt!.choices.map(({ value }) => value)).toEqual(['as-it-is']);
    expect(await doubtIn(text, { role: 'true' })).toBeDefined();
    expect((await doubtIn(text, { role: 'true', doubt: 'as-it-is' }))!.answer).toBe('as-it-is');
  });

  it('is none about a fifth of wrong labels, about the same labels, or about corrections that all differ', async () => {
    const noisy = range(1000).map((i) => [i, i % 5 === 0 ? (scattered(i) + 3) % 10 : scattered(i)]);
    expect(await doubtIn(csvOf(noisy))).toBeUndefined();
    expect(await doubtIn(csvOf(range(1000).map((i) => [i, scattered(i)])))).toBeUndefined();
    const wrong = csvOf(range(100).map((i) => [i * 10, (scattered(i * 10) + 1 + (i % 9)) % 10]));
    expect(await doubtIn(wrong, { role: 'corrections' })).toBeUndefined();
    expect(await doubtIn(wrong, { role: 'given' })).toBeDefined();
  });
});

describe('other columns', () => {
  it('of predictions of other classes are left out where labels stand beside them, which is said', async () => {
    const { notes, columns, run, problem } = await plan(
      'index,label,p_0,p_1,p_2\n0,dog,0.1,0.8,0.1\n1,cat,0.7,0.2,0.1\n',
    );
    expect(notes[0]).toMatch(
      /^There are 3 columns of predictions, and the data set has 2 classes.* They are left out\.$/,
    );
    expect(columns.map(({ meaning }) => meaning)).toEqual(['index', 'labels', 'nothing', 'nothing', 'nothing']);
    expect({ run, problem }).toEqual({ run: null, problem: null });
  });

  it('become fields: numbers where every value survives as one, else text', async () => {
    const { fields, labels, action } = await plan(
      'split,index,id,age,style\ntest,0,00004,3.5,flat\ntest,1,123456789,4,\n',
      tinyTable(),
      {},
    );
    expect(labels).toBeNull();
    expect(action).toBe('Add 3 fields');
    expect(fields.get('id')).toMatchObject({ kind: 'text', dictionary: ['00004', '123456789'] });
    expect(fields.get('age')!.kind).toBe('number');
    expect([...(fields.get('style') as { codes: Uint16Array }).codes]).toEqual([
      ...Array<number>(4).fill(NO_LABEL),
      0,
      NO_LABEL,
    ]);
  });

  it('that are fields already are not added twice, and others of that name get a number', async () => {
    const text = 'index,style\n0,flat\n';
    const style = (await plan(text, tinyTable(), {})).fields.get('style')!;
    const target = tinyTable({ fields: new Map([['style', style]]) });
    expect((await plan(text, target, {})).fields.size).toBe(0);
    expect([...(await plan('index,style\n0,round\n', target, {})).fields.keys()]).toEqual(['style (2)']);
  });

  it('of several annotators become a field of class names each', async () => {
    const { fields, annotators } = await plan('index,annotator_1,annotator_2\n0,dog,1\n1,cat,\n', tinyTable(), {});
    expect(annotators).toEqual(['annotator_1', 'annotator_2']);
    expect(fields.get('annotator_2')).toMatchObject({ kind: 'text', dictionary: ['dog'] });
  });

  it('with the same classes are several annotators’, whatever they are called, unless that is changed', async () => {
    const rows = range(50).map((i) => [i, CLASSES[i % 10], CLASSES[(i + Number(i % 9 === 0)) % 10], CLASSES[i % 10]]);
    const text = csvOf(rows, 'index,alice,bob,carol');
    expect(await plan(text, thousand(), {})).toMatchObject({ annotators: ['alice', 'bob', 'carol'], labels: null });
    const changed = await plan(text, thousand(), {
      role: 'field',
      columns: { alice: 'nothing', bob: 'labels', carol: 'nothing' },
    });
    expect(changed.annotators).toEqual([]);
  });
});
