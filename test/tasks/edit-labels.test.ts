import { beforeEach, describe, expect, it } from 'vitest';
import { REVIEWED, type DatasetInfo } from '../../src/core/dataset/types.ts';
import { getDataset } from '../../src/store/datasets.ts';
import { replayJournal } from '../../src/store/journal.ts';
import { undoEdit } from '../../src/store/undo.ts';
import { exclude, keep, markUnsure, relabel, tag } from '../../src/tasks/edit-labels.ts';
import { emptyDatabase, storeTinyDataset } from '../support/tiny-dataset.ts';

const person = { by: 'person' as const };
const at = (...indices: number[]): Uint32Array => Uint32Array.from(indices);
let info: DatasetInfo;

beforeEach(async () => {
  await emptyDatabase();
  info = await storeTinyDataset(50);
});

const columns = () => replayJournal(info.id);

describe('relabelling', () => {
  it('changes the current label and not the given one, counts as reviewed, and says what it did', async () => {
    const edit = await relabel(info, at(0, 3, 6), 1, { by: 'bulk', runId: 4 });
    const { given, current, reviewed } = await columns();
    expect([current[0], current[3], current[6], current[9]]).toEqual([1, 1, 1, 0]);
    expect(given[0]).toBe(0);
    expect([reviewed[0], reviewed[9]]).toEqual([REVIEWED.relabelled, REVIEWED.no]);
    expect(edit).toMatchObject({
      kind: 'relabel',
      title: 'relabel 3 samples cat → dog',
      details: { by: 'bulk', runId: 4, from: { cat: 3 }, to: { dog: 3 } },
    });
  });

  it('to the given label counts as kept, also when it sets a correction right', async () => {
    await relabel(info, at(0), 1, person);
    await relabel(info, at(0, 3), 0, person);
    const { current, reviewed } = await columns();
    expect([current[0], reviewed[0], reviewed[3]]).toEqual([0, REVIEWED.kept, REVIEWED.kept]);
  });

  it('records whether a suggestion was taken', async () => {
    const taken = await relabel(info, at(0), 1, { by: 'suggestion', suggested: 1 });
    const refused = await relabel(info, at(3), 2, { by: 'person', suggested: 1 });
    const kept = await keep(info, at(6), { by: 'person', suggested: 1 });
    expect([taken, refused, kept].map((edit) => edit!.details.accepted)).toEqual([true, false, false]);
    expect(taken!.details.suggested).toBe('dog');
  });

  it('gives each sample its own label where they come one a sample', async () => {
    await relabel(info, at(0, 1), Uint16Array.of(2, 0), { by: 'bulk' });
    const { current } = await columns();
    expect([current[0], current[1]]).toEqual([2, 0]);
  });

  it('refuses a class or a sample that is not there, and changes nothing', async () => {
    expect(() => relabel(info, at(0), 3, person)).toThrow(/class 3 is not in 0 … 2/);
    expect(() => relabel(info, at(50), 1, person)).toThrow(/sample 50 is not in 0 … 49/);
    expect((await columns()).current[0]).toBe(0);
  });

  it('is undone whole, the decision with the label', async () => {
    const edit = await relabel(info, at(0, 3), 1, person);
    await undoEdit(edit!.seq, 2);
    const { current, reviewed } = await columns();
    expect([current[0], current[3], reviewed[0], reviewed[3]]).toEqual([0, 0, 0, 0]);
  });
});

describe('keeping', () => {
  it('counts as reviewed and changes no label; a corrected sample stays a corrected one', async () => {
    await relabel(info, at(0), 1, person);
    const edit = await keep(info, at(0, 3), person);
    const { current, reviewed } = await columns();
    expect([current[0], current[3]]).toEqual([1, 0]);
    expect([reviewed[0], reviewed[3]]).toEqual([REVIEWED.relabelled, REVIEWED.kept]);
    expect(edit!.title).toBe('confirm 2 samples');
    expect(await keep(info, at(0, 3), person)).toBeUndefined();
  });
});

describe('being unsure', () => {
  it('counts as reviewed, changes no label, takes no side on a suggestion, and is undone', async () => {
    const edit = await markUnsure(info, at(3), { ...person, suggested: 1 });
    const { current, reviewed } = await columns();
    expect([current[3], reviewed[3]]).toEqual([0, REVIEWED.unsure]);
    expect(edit!.title).toBe('unsure of sample 3');
    expect(edit!.details).not.toHaveProperty('accepted');
    expect(await markUnsure(info, at(3), person)).toBeUndefined();
    await undoEdit(edit!.seq, 2);
    expect((await columns()).reviewed[3]).toBe(REVIEWED.no);
  });
});

describe('excluding', () => {
  it('leaves samples out, and taking them in again opens them for review, but for those decided otherwise since', async () => {
    await exclude(info, at(0, 3), true, person);
    await keep(info, at(3), person);
    expect([...(await columns()).excluded.subarray(0, 4)]).toEqual([1, 0, 0, 1]);
    expect((await columns()).reviewed[0]).toBe(REVIEWED.excluded);
    const edit = await exclude(info, at(0, 3), false, person);
    const { excluded, reviewed } = await columns();
    expect([excluded[0], excluded[3]]).toEqual([0, 0]);
    expect([reviewed[0], reviewed[3]]).toEqual([REVIEWED.no, REVIEWED.kept]);
    expect(edit!.title).toBe('take in again 2 samples');
  });
});

describe('tagging', () => {
  it('sets one tag and leaves the others; taking a tag off that nobody has set makes none', async () => {
    await tag(info, at(0, 1), 'blurry', true);
    await tag(info, at(1), 'dark', true);
    info = (await getDataset(info.id))!;
    await tag(info, at(0, 1), 'blurry', false);
    expect(await tag(info, at(0), 'never seen', false)).toBeUndefined();
    expect([...(await columns()).tags.subarray(0, 2)]).toEqual([0, 2]);
    expect((await getDataset(info.id))!.tags).toEqual(['blurry', 'dark']);
    await expect(tag(info, at(0), ' ', true)).rejects.toThrow(/needs a name/);
  });
});
