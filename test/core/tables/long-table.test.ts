import { describe, expect, it } from 'vitest';
import { fieldText } from '../../../src/core/dataset/field-column.ts';
import type { Table } from '../../../src/core/dataset/table.ts';
import { NO_LABEL } from '../../../src/core/dataset/types.ts';
import { MOST_ANNOTATORS } from '../../../src/core/tables/long-table.ts';
import { planTable } from '../../../src/core/tables/plan-table.ts';
import { readOutsideTable } from '../../../src/core/tables/read-table.ts';
import type { TableMapping } from '../../../src/core/tables/table-mapping.ts';
import { tinyTable } from '../../support/tiny-table.ts';

const photos = (): Table =>
  tinyTable({
    count: 4,
    names: ['a.png', 'b.png', 'c.png', 'd.png'],
    splits: [{ name: 'train', start: 0, count: 4 }],
    split: new Uint8Array(4),
    given: Uint16Array.of(0, 0, 1, 1),
    current: Uint16Array.of(0, 0, 1, 1),
    truth: new Uint16Array(4).fill(NO_LABEL),
  });

async function plan(text: string, mapping: TableMapping = {}, target = photos()) {
  const file = text.startsWith('[') ? 'labels.json' : 'labels.csv';
  return planTable(await readOutsideTable(file, new Blob([text])), target, mapping);
}

/** What each annotator says of the samples in turn. */
function said({ fields, annotators }: Awaited<ReturnType<typeof plan>>): Record<string, string[]> {
  const values = (name: string) => Array.from({ length: 4 }, (_, i) => fieldText(fields.get(name)!, i));
  return Object.fromEntries(annotators.map((name) => [name, values(name)]));
}

const TWO = { ann: ['cat', 'cat', 'dog', ''], bob: ['cat', 'dog', '', 'dog'] };

describe('a table with a row an annotator and sample', () => {
  it.each([
    [
      'a plain one',
      'image,annotator,label\na.png,ann,cat\na.png,bob,cat\nb.png,ann,cat\nb.png,bob,dog\nc.png,ann,dog\nd.png,bob,dog\n',
    ],
    [
      'Label Studio’s CSV',
      `annotation_id,annotator,choice,created_at,id,image,lead_time
1,ann,cat,2024-01-01,1,/data/upload/1/0a1b2c3d-a.png,3.1
2,bob,cat,2024-01-02,1,/data/upload/1/0a1b2c3d-a.png,2.5
3,ann,cat,2024-01-03,2,/data/upload/1/1a1b2c3d-b.png,9.1
4,bob,dog,2024-01-04,2,/data/upload/1/1a1b2c3d-b.png,1.5
5,ann,dog,2024-01-05,3,/data/upload/1/2a1b2c3d-c.png,4.1
6,bob,dog,2024-01-06,4,/data/upload/1/3a1b2c3d-d.png,6.5
`,
    ],
    [
      'MTurk’s results',
      `HITId,Title,AssignmentStatus,WorkerId,LifetimeApprovalRate,Input.image_url,Answer.animal.label
H1,Which?,Approved,ann,100%,https://x.org/p/a.png,cat
H1,Which?,Approved,bob,90%,https://x.org/p/a.png,cat
H2,Which?,Approved,ann,100%,https://x.org/p/b.png,cat
H2,Which?,Approved,bob,90%,https://x.org/p/b.png,dog
H3,Which?,Approved,ann,100%,https://x.org/p/c.png,dog
H4,Which?,Approved,bob,90%,https://x.org/p/d.png,dog
`,
    ],
    [
      'one whose column is called anything',
      'image,source,label\na.png,ann,cat\na.png,bob,cat\nb.png,ann,cat\nb.png,bob,dog\nc.png,ann,dog\nd.png,bob,dog\n',
    ],
  ])('brings a field an annotator: %s', async (_, text) => {
    const made = await plan(text);
    expect(made.problem).toBeNull();
    expect(made.questions).toEqual([]);
    expect(said(made)).toEqual(TWO);
    expect(made.labels).toBeNull();
    expect(made.action).toBe('Add the labels of 2 annotators');
    expect(made.match!.matched).toBe(6);
    expect(made.notes[0]).toMatch(
      /^A row is what one annotator says of one sample, “.+” says who: a field for each of 2 annotators\.$/,
    );
  });

  it('is read from Label Studio’s JSON, without what was called off', async () => {
    const annotation = (email: string, choice: string, was_cancelled = false) => ({
      completed_by: { id: 1, email },
      was_cancelled,
      result: [{ type: 'choices', value: { choices: [choice] } }],
    });
    const task = (file: string, ...annotations: object[]) => ({ id: 1, data: { image: file }, annotations });
    const made = await plan(
      JSON.stringify([
        task('/data/local-files/?d=pets/a.png', annotation('ann', 'cat'), annotation('bob', 'cat')),
        task('b.png', annotation('ann', 'cat'), annotation('bob', 'dog'), annotation('bob', 'cat', true)),
        task('c.png', annotation('ann', 'dog')),
        task('d.png', annotation('bob', 'dog')),
      ]),
    );
    expect(said(made)).toEqual(TWO);
  });

  it('finds samples by their numbers, as cleanlab’s tasks have them, and annotators that are numbers', async () => {
    const rows = ['0,7,0', '0,11,0', '1,7,0', '1,11,1', '2,7,1', '3,11,1'];
    const made = await plan(['task,annotator,label', ...rows].join('\n'), {}, { ...photos(), names: null });
    expect(said(made)).toEqual({ 'annotator 7': TWO.ann, 'annotator 11': TWO.bob });
  });

  it('tells what one annotator says twice of a sample, and rows that say no annotator', async () => {
    const made = await plan(
      'image,worker,label\na.png,ann,cat\na.png,bob,cat\nb.png,ann,cat\nb.png,bob,dog\nb.png,ann,dog\nc.png,ann,dog\nd.png,bob,dog\nd.png,,cat\n',
    );
    expect(said(made)).toEqual(TWO);
    expect(made.notes).toContain('1 row without a value in “worker” is left out.');
    expect(made.notes).toContain(
      '1 row of a sample that the same annotator has labelled before (b.png by ann, “cat” and “dog”): the first one counts.',
    );
  });

  it('takes an annotator’s first label of a sample that says something', async () => {
    const text =
      'image,worker,label\na.png,ann,\na.png,ann,cat\na.png,bob,cat\nb.png,ann,cat\nb.png,ann,\nb.png,bob,nan\nb.png,bob,dog\nc.png,ann,dog\nd.png,bob,dog\n';
    const made = await plan(text);
    expect(said(made)).toEqual(TWO);
    expect(made.notes.join()).not.toContain('labelled before');
  });

  it('has annotators of two names that would be called the same', async () => {
    const rows = ['0,7,cat', '0,annotator 7,cat', '1,7,cat', '1,annotator 7,dog', '2,7,dog', '3,annotator 7,dog'];
    const made = await plan(['task,annotator,label', ...rows].join('\n'), {}, { ...photos(), names: null });
    expect(said(made)).toEqual({ 'annotator 7 (2)': TWO.ann, 'annotator 7': TWO.bob });
  });

  it('is one label a sample where a person says so, and then says why that cannot be', async () => {
    const text = 'image,worker,label\na.png,ann,cat\na.png,bob,dog\nb.png,ann,cat\nb.png,bob,cat\n';
    const made = await plan(text, { role: 'corrections' });
    expect(made.problem).toMatch(
      /Two rows \(1 and 2 below the first line\).* As annotators’ labels all of them are taken\.$/,
    );
    const plain = await plan(text, { columns: { worker: 'field' }, role: 'corrections' });
    expect(plain.problem).toMatch(/Two rows/);
    expect(plain.annotators).toEqual([]);
  });

  it('asks about names that are no classes once, for all annotators', async () => {
    const text =
      'image,worker,label\na.png,ann,cat\na.png,bob,Lynx\nb.png,ann,Cat\nb.png,bob,Lynx\nc.png,ann,dog\nc.png,bob,dog\n';
    const { questions } = await plan(text);
    expect(questions.map(({ about }) => about)).toEqual(['case', 'classes']);
    const made = await plan(text, { case: 'take', classes: 'add' });
    expect(said(made)).toEqual({ ann: ['cat', 'cat', 'dog', ''], bob: ['Lynx', 'Lynx', 'dog', ''] });
    expect(made.newClasses).toEqual(['Lynx']);
  });

  it('is none where samples only stand twice with the same label, or a column has a value of its own in each row', async () => {
    const twice = await plan('image,fold,label\na.png,1,cat\na.png,2,cat\nb.png,1,cat\nb.png,2,cat\n');
    expect(twice.columns.map(({ meaning }) => meaning)).not.toContain('who');
    const times = await plan('image,time,label\na.png,1.5,cat\na.png,2.5,dog\nb.png,3.5,cat\nb.png,4.5,cat\n');
    expect(times.columns.map(({ meaning }) => meaning)).not.toContain('who');
  });

  it('has so many annotators and no more', async () => {
    const rows = Array.from({ length: (MOST_ANNOTATORS + 1) * 2 }, (_, i) => `${'ab'[i % 2]}.png,w${i >> 1},cat`);
    const { problem } = await plan(['image,worker,label', ...rows].join('\n'));
    expect(problem).toBe(
      '“worker” names 501 annotators; a data set takes 500 from a table. Take their majority as one label a sample.',
    );
  });
});
