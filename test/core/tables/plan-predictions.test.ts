import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Table } from '../../../src/core/dataset/table.ts';
import { NO_LABEL } from '../../../src/core/dataset/types.ts';
import type { OutsideTable } from '../../../src/core/tables/outside-table.ts';
import { planTable } from '../../../src/core/tables/plan-table.ts';
import { readOutsideTable } from '../../../src/core/tables/read-table.ts';
import type { TableMapping } from '../../../src/core/tables/table-mapping.ts';
import { tinyTable } from '../../support/tiny-table.ts';

const CLASSES = ['cat', 'dog', 'frog', 'hot dog'];
const labelOf = (i: number): number => (i * i * 7 + Math.floor(i / 3) * 5) % 4;

/** Sixty samples of four classes: 40 train, 20 test. */
function sixty(changes: Partial<Table> = {}): Table {
  const labels = Uint16Array.from({ length: 60 }, (_, i) => labelOf(i));
  return tinyTable({
    count: 60,
    classes: CLASSES,
    splits: [
      { name: 'train', start: 0, count: 40 },
      { name: 'test', start: 40, count: 20 },
    ],
    split: Uint8Array.from({ length: 60 }, (_, i) => Number(i >= 40)),
    given: labels,
    current: labels,
    truth: new Uint16Array(60).fill(NO_LABEL),
    tagBits: new Uint32Array(60),
    excluded: new Uint8Array(60),
    reviewed: new Uint8Array(60),
    ...changes,
  });
}

const range = (n: number): number[] => Array.from({ length: n }, (_, i) => i);
/** Probabilities that are sure of a sample's label. */
const sure = (i: number, label = labelOf(i)): number[] => CLASSES.map((_, c) => (c === label ? 0.85 : 0.05));

async function plan(text: string, mapping: TableMapping = {}, target = sixty()) {
  return planTable(await readOutsideTable('mine.csv', new Blob([text])), target, mapping);
}

const csv = (header: string[], rows: (string | number)[][]): string =>
  [header, ...rows].map((row) => row.join()).join('\n');

/** What is predicted of each sample, by class, from the logits that would be kept. */
function kept(run: NonNullable<Awaited<ReturnType<typeof plan>>['run']>): [number, number][] {
  const logits = run.logits();
  const k = logits.length / run.indices.length;
  return Array.from(run.indices, (index, at) => {
    const row = [...logits.subarray(at * k, (at + 1) * k)];
    return [index, row.indexOf(Math.max(...row))];
  });
}

describe('columns of a model’s predictions', () => {
  it('are found by class, whatever their order, case and what stands about the name, and matched as labels are', async () => {
    const names = [
      (name: string) => name,
      (name: string) => name.toUpperCase(),
      (name: string) => `prob_${name.replace(' ', '_')}`,
      (name: string) => `logit: ${name}`,
      (name: string) => `${name}_score`,
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...names),
        fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 }),
        fc.shuffledSubarray(range(40), { minLength: 12 }),
        async (nameOf, order, samples) => {
          const rows = samples.map((i) => ['train', i, ...order.map((c) => sure(i)[c])]);
          const { run, problem, match } = await plan(
            csv(['split', 'index', ...order.map((c) => nameOf(CLASSES[c]))], rows),
          );
          expect({ problem, kind: run!.kind, by: match!.kind }).toEqual({
            problem: null,
            kind: 'probabilities',
            by: 'split-index',
          });
          expect(kept(run!)).toEqual([...samples].sort((a, b) => a - b).map((i) => [i, labelOf(i)]));
        },
      ),
      { numRuns: 40 },
    );
  });

  it.each([0, 1])('are found by number, counted from %i, in numeric order', async (first) => {
    const header = ['index', ...[2, 0, 3, 1].map((c) => `p_${c + first}`)];
    const rows = range(60).map((i) => [i, ...[2, 0, 3, 1].map((c) => sure(i)[c])]);
    const { run } = await plan(csv(header, rows));
    expect(kept(run!)).toEqual(range(60).map((i) => [i, labelOf(i)]));
  });

  it('are logits unless every row adds up to 1 and none is negative; probabilities are kept as logarithms', async () => {
    const text = (last: string): string => `index,${CLASSES.join()}\n0,0.5,0.5,0,0\n1,0.25,0.25,0.25,${last}`;
    const probable = (await plan(text('0.2504'))).run!;
    expect(probable.kind).toBe('probabilities');
    expect(probable.logits()[0]).toBeCloseTo(Math.log(0.5), 5);
    expect(probable.logits()[2]).toBeCloseTo(Math.log(1e-9), 4);
    const other = (await plan(text('0.27'))).run!;
    expect([other.kind, other.logits()[3 + 4]]).toEqual(['logits', Math.fround(0.27)]);
    expect((await plan(text('-0.25'))).run!.kind).toBe('logits');
  });

  it('of other classes are refused in a sentence that names them', async () => {
    const problem = async (header: string): Promise<string | null> =>
      (
        await plan(
          `index,${header}\n0,${header
            .split(',')
            .map(() => 0.25)
            .join()}`,
        )
      ).problem;
    expect(await problem('cat,dog')).toMatch(/^The predictions lack 2 classes: “frog”, “hot dog”\./);
    expect(await problem('prob_cat,prob_dog,prob_frog,prob_hot dog,prob_cow')).toMatch(/^“prob_cow” is of no class/);
    expect(await problem('p_0,p_1,p_2,p_3,p_4')).toMatch(/^There are 5 columns of predictions, .* 4 classes/);
    expect(await problem('p_0,p_1,p_2,p_4')).toMatch(/have gaps/);
  });

  it('of classes that were merged since need no column, and get no probability', async () => {
    const retired = [{ label: 3, into: 1 }];
    const { run, problem } = await plan('index,cat,dog,frog\n0,0.2,0.7,0.1', {}, sixty({ retired }));
    expect(problem).toBeNull();
    expect(run!.logits()[3]).toBeCloseTo(Math.log(1e-9), 4);
  });

  it('leave out a row without a number for each class, and say so', async () => {
    const { run, notes } = await plan(`index,${CLASSES.join()}\n0,0.5,0.5,0,0\n1,0.5,,0.5,0\n2,nan,1,0,0`);
    expect([...run!.indices]).toEqual([0]);
    expect(notes.join()).toMatch(/2 rows have no number for some class/);
  });

  it('need an answer whether they are out of sample, and take a name', async () => {
    const text = csv(
      ['index', ...CLASSES],
      range(60).map((i) => [i, ...sure(i)]),
    );
    const { questions, run, action } = await plan(text);
    expect(questions.map(({ about, answer }) => [about, answer])).toEqual([['outOfSample', null]]);
    expect([run!.name, action]).toEqual(['mine', 'Add the predictions of 60 samples as the run “mine”']);
    const answered = await plan(text, { outOfSample: 'yes', run: 'folds' });
    expect([answered.run!.name, answered.run!.outOfSample, answered.questions[0].answer]).toEqual([
      'folds',
      true,
      'yes',
    ]);
  });

  it('that agree with the labels as by chance are asked about, with examples; those of a fair model are not', async () => {
    const text = (of: (i: number) => number[]): string =>
      csv(
        ['index', 'p_0', 'p_1', 'p_2', 'p_3'],
        range(60).map((i) => [i, ...of(i)]),
      );
    const turned = await plan(text((i) => sure(i, (labelOf(i) + 1) % 4)));
    const doubt = turned.questions.find(({ about }) => about === 'doubt')!;
    expect(doubt.text).toMatch(/^Of these classes predicted 0 of 60 \(0\.0 %\) .* The classes may be in another order/);
    expect(turned.examples[0]).toMatchObject({ arrives: CLASSES[(labelOf(turned.examples[0].sample) + 1) % 4] });
    const fair = await plan(text((i) => sure(i, i % 3 === 0 ? (labelOf(i) + 1) % 4 : labelOf(i))));
    expect(fair.questions.map(({ about }) => about)).toEqual(['outOfSample']);
    expect(fair.agreement).toMatchObject({ of: 60, agree: 40 });
  });

  it('beside labels that stand leave these out', async () => {
    const rows = range(60).map((i) => [i, CLASSES[labelOf(i)], ...sure(i)]);
    const { questions, labels, notes } = await plan(csv(['index', 'label', ...CLASSES], rows));
    expect([labels, questions.map(({ about }) => about)]).toEqual([null, ['outOfSample']]);
    expect(notes[0]).toMatch(/labels beside the predictions are those that stand/);
  });

  it('are not seen in fields: one probability alone, whole numbers, scores of something else', async () => {
    for (const text of [
      'index,p_1\n0,0.5\n1,0.25',
      'index,cat,dog\n0,1,0\n1,0,1',
      'index,score_1,score_2\n0,0.5,0.2\n1,1,0.3',
    ]) {
      expect((await plan(text)).run).toBeNull();
    }
  });
});

describe('arrays of a model', () => {
  const array = (name: string, rows: number, width: number, of: (i: number, j: number) => number) => ({
    name,
    cells: Array.from({ length: rows }, () => '[…]'),
    numbers: {
      width,
      values: Float32Array.from({ length: rows * width }, (_, at) => of(Math.floor(at / width), at % width)),
    },
  });
  const table = (columns: OutsideTable['columns']): OutsideTable => ({
    file: 'mine.npz',
    rows: columns[0].cells.length,
    columns,
  });

  it('of all samples, or of one split, go by their order, embeddings beside them', () => {
    const all = planTable(
      table([array('probs', 60, 4, (i, c) => sure(i)[c]), array('features', 60, 3, (i, j) => i + j / 8)]),
      sixty(),
    );
    expect([all.problem, all.match!.kind]).toEqual([null, 'order']);
    expect([...all.run!.features().subarray(0, 4)]).toEqual([0, 0.125, 0.25, 1]);
    const test = planTable(table([array('logits', 20, 4, (i, c) => 8 * sure(i + 40)[c])]), sixty());
    expect([test.match!.kind, test.run!.kind]).toEqual(['order:test', 'logits']);
    expect(kept(test.run!)).toEqual(range(20).map((i) => [i + 40, labelOf(i + 40)]));
  });

  it('with another number of classes are refused; embeddings alone too', () => {
    const other = planTable(table([array('probs', 60, 5, (_, c) => c / 10)]), sixty());
    expect(other.problem).toMatch(/^“probs” has 5 numbers a row, and the data set has 4 classes/);
    const alone = planTable(table([array('embeddings', 60, 16, (i, j) => i + j / 8)]), sixty());
    expect(alone.problem).toMatch(/^Embeddings alone say nothing of labels/);
  });

  it('may be told to be something else than they seem', () => {
    const both = table([array('a', 60, 4, (i, c) => sure(i)[c]), array('b', 60, 4, (i, c) => 9 * sure(i)[c] - 1)]);
    expect(planTable(both, sixty()).columns.map(({ meaning }) => meaning)).toEqual(['prediction', 'embedding']);
    const told = planTable(both, sixty(), { columns: { b: 'prediction' } });
    expect([told.columns.map(({ meaning }) => meaning), told.run!.kind]).toEqual([['nothing', 'prediction'], 'logits']);
  });
});

it('lists of numbers in JSON Lines are predictions', async () => {
  const lines = range(60).map((i) => JSON.stringify({ index: i, logits: sure(i).map((p) => 9 * p) }));
  const { run } = await plan(lines.join('\n'));
  expect(kept(run!)).toEqual(range(60).map((i) => [i, labelOf(i)]));
});
