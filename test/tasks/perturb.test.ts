import { beforeEach, describe, expect, it } from 'vitest';
import { NO_LABEL, TAG_MISTAKE, type DatasetInfo } from '../../src/core/dataset/types.ts';
import { readColumn, readLabels } from '../../src/store/columns.ts';
import { getDataset } from '../../src/store/datasets.ts';
import { appendEdit, replayJournal } from '../../src/store/journal.ts';
import { addTable } from '../../src/tasks/add-table.ts';
import { perturb, undoNoise } from '../../src/tasks/perturb.ts';
import { givenLabels } from '../support/table-plans.ts';
import { emptyDatabase, storeTinyDataset } from '../support/tiny-dataset.ts';

let info: DatasetInfo;
const train = Uint32Array.from({ length: 40 }, (_, i) => i);

beforeEach(async () => {
  await emptyDatabase();
  info = await storeTinyDataset(50);
});

async function labels() {
  const [given, current, truth, tags, imported] = await Promise.all([
    readLabels(info.id, 'given'),
    readLabels(info.id, 'current'),
    readLabels(info.id, 'true'),
    readColumn(info.id, 'tags') as Promise<Uint32Array>,
    readLabels(info.id, 'imported'),
  ]);
  return { given, current, truth, tags, imported };
}

async function relabel(index: number, label: number) {
  const row = { datasetId: info.id, at: 2, kind: 'relabel' as const, title: 'relabel', details: {} };
  return appendEdit(row, () => [{ column: 'current', indices: Uint32Array.of(index), values: [label] }]);
}

async function expectCacheToEqualJournal() {
  const replayed = await replayJournal(info.id);
  for (const name of ['given', 'current', 'true', 'tags', 'excluded', 'reviewed'] as const) {
    expect(await readColumn(info.id, name), name).toEqual(replayed[name]);
  }
}

describe('planting noise', () => {
  it('gives a seeded share of the scope another class, keeps the original as true label, and tags it', async () => {
    await perturb(info, train, { rate: 0.25, seed: 7 });
    const { given, current, truth, tags, imported } = await labels();
    const bit = (await getDataset(info.id))!.tags.indexOf(TAG_MISTAKE);
    const changed = [...train].filter((i) => given[i] !== imported[i]);
    expect(changed).toHaveLength(10);
    expect([...train].every((i) => truth[i] === imported[i] && current[i] === given[i])).toBe(true);
    expect([...train].filter((i) => (tags[i] >>> bit) & 1)).toEqual(changed);
    expect([...truth.subarray(40)].every((label) => label === NO_LABEL)).toBe(true);
    expect(given.subarray(40)).toEqual(imported.subarray(40));
    await expectCacheToEqualJournal();
  });

  it('comes on top of labels from a file: true labels stay those of the archive', async () => {
    const { imported } = await labels();
    await addTable(info, givenLabels([0], [(imported[0] + 1) % 3]));
    await perturb(info, train, { rate: 1 });
    const { given, truth } = await labels();
    expect(truth.subarray(0, 40)).toEqual(imported.subarray(0, 40));
    expect(given[0]).not.toBe((imported[0] + 1) % 3);
    await expectCacheToEqualJournal();
  });

  it('plants the same noise again from the same seed, and other noise from another', async () => {
    await perturb(info, train, { seed: 7 });
    const first = (await labels()).given;
    await undoNoise(info.id);
    await perturb(info, train.slice().reverse(), { seed: 7 });
    expect((await labels()).given).toEqual(first);
    await undoNoise(info.id);
    await perturb(info, train, { seed: 8 });
    expect((await labels()).given).not.toEqual(first);
  });

  it('follows a class map where the noise is asymmetric', async () => {
    await perturb(info, train, { kind: 'asymmetric', map: { cat: 'frog' }, rate: 0.5 });
    const { given, imported } = await labels();
    const changed = [...train].filter((i) => given[i] !== imported[i]);
    expect(changed).toHaveLength(7);
    expect(changed.every((i) => imported[i] === 0 && given[i] === 2)).toBe(true);
  });

  it('refuses to plant on top of injected noise, so that true labels stay true', async () => {
    await perturb(info, train, {});
    await expect(perturb(info, train, {})).rejects.toThrow(/Undo it first/);
  });

  it('is undone whole', async () => {
    await perturb(info, train, {});
    await undoNoise(info.id);
    const { given, current, truth, tags, imported } = await labels();
    expect(given).toEqual(imported);
    expect(current).toEqual(imported);
    expect(truth.every((label) => label === NO_LABEL)).toBe(true);
    expect(tags.every((bits) => bits === 0)).toBe(true);
    await expectCacheToEqualJournal();
  });

  it('leaves labels that a person has set since as they are when undone, and counts them', async () => {
    await perturb(info, train, { rate: 0.25 });
    const { given, imported } = await labels();
    const [fixed, other] = [...train].filter((i) => given[i] !== imported[i]);
    const third = [0, 1, 2].find((k) => k !== given[other] && k !== imported[other])!;
    await relabel(fixed, imported[fixed]);
    await relabel(other, third);
    expect((await undoNoise(info.id)).kept).toBe(2);
    const after = await labels();
    expect(after.current[other]).toBe(third);
    expect(after.current[fixed]).toBe(imported[fixed]);
    expect(after.given).toEqual(imported);
    await expectCacheToEqualJournal();
  });

  it('keeps tags set in between when undone', async () => {
    await perturb(info, train, { rate: 1 });
    const row = { datasetId: info.id, at: 2, kind: 'tag' as const, title: 'tag', details: {} };
    await appendEdit(row, ({ tags }) => [{ column: 'tags', indices: train, values: train.map((i) => tags[i] | 2) }]);
    await undoNoise(info.id);
    expect((await labels()).tags.subarray(0, 40).every((bits) => bits === 2)).toBe(true);
  });
});
