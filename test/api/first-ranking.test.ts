import { beforeEach, describe, expect, it, vi } from 'vitest';
import { canBeRanked, firstRanking, rankFirst, wantFirstRanking } from '../../src/api/first-ranking.ts';
import type { Look } from '../../src/api/look.ts';
import { NO_LABEL, type DatasetInfo } from '../../src/core/dataset/types.ts';
import { db } from '../../src/store/database.ts';
import { mergeScores, readScore } from '../../src/store/scores.ts';
import { startLook } from '../support/elements.ts';
import { storeFeatures } from '../support/embedded.ts';
import { storePredictions, storeRun } from '../support/stored-run.ts';
import { emptyDatabase, storeTinyDataset } from '../support/tiny-dataset.ts';

let look: Look;
let info: DatasetInfo;
const probe = { side: 96 } as const;

beforeEach(async () => {
  localStorage.clear();
  await emptyDatabase();
  info = await storeTinyDataset(300);
  await storeFeatures(info);
  look = await startLook();
  await look.session.open(info.id);
});

const suspicion = (): number[] => [...look.dataset.table.scores.get('suspicion')!.values];

/** Has the data set come with these labels. */
async function storeLabels(data: Uint16Array<ArrayBuffer>): Promise<void> {
  for (const name of ['given', 'current'] as const)
    await db.columns.put({ datasetId: info.id, name, data: data.slice() });
  await look.session.open((await storeTinyDataset(20)).id);
  await look.session.open(info.id);
}

describe('a ranking by a backbone', () => {
  it('comes without any training, and has the wrong labels first', async () => {
    const wrong = [3, 60, 150];
    await look.relabel([60], 'frog');
    await look.relabel([3, 150], 'dog');
    const { run, view } = await look.findSuspects({ probe });
    expect(run).toMatchObject({ source: 'probe', status: 'trained', epochs: [] });
    expect([...view.indices].slice(0, 3).sort((a, b) => a - b)).toEqual(wrong);
    expect(firstRanking(look.session)?.id).toBe(run.id);
  });

  it('is taken up again over the same samples, and is another one over others', async () => {
    const { run } = await look.findSuspects({ probe, scores: [] });
    const again = await look.findSuspects({ probe, scores: [] });
    expect(again.run.id).toBe(run.id);
    const few = look.dataset.view().limit(120);
    const other = await look.findSuspects({ probe, view: few, scores: [] });
    expect(other.run.id).not.toBe(run.id);
    expect(other.run.name).not.toBe(run.name);
    expect(look.session.runs).toHaveLength(2);
  });

  it('waits for other scoring, and leaves the run that a person chose meanwhile', async () => {
    let end = (): void => {};
    const scoring = look.session.jobs.run('score', 'Another', () => new Promise<void>((resolve) => (end = resolve)));
    const ranking = look.findSuspects({ probe, scores: [] });
    const status = () => look.session.jobs.list.filter(({ kind }) => kind === 'score').at(-1)!.status;
    await expect.poll(status, { timeout: 30_000 }).toBe('waiting');
    const other = await storeRun(info, 300, { name: 'other' });
    await storePredictions(info, other, (i) => i % 3);
    await mergeScores(
      [
        {
          runId: other.id,
          datasetId: info.id,
          key: 'suspicion',
          method: 'suspicion',
          computedAt: 1,
          indices: other.indices,
          values: new Float32Array(other.indices.length),
          judged: other.labels,
        },
      ],
      info.sampleCount,
    );
    await look.session.catchUpRuns();
    await look.session.chooseRun(other.id);
    end();
    await scoring;
    const { run } = await ranking;
    expect((await readScore(run.id, 'suspicion'))!.values[0]).not.toBeNaN();
    expect(look.session.run!.name).toBe('other');
    await look.findSuspects({ probe, scores: [] });
    expect(look.session.run!.id).toBe(run.id);
  });
});

describe('ranking again', () => {
  it('judges the labels as they stand, and changes nothing before it is asked for', async () => {
    const data = look.dataset.table.given.slice();
    data[3] = data[150] = look.dataset.info.classes.indexOf('dog');
    await storeLabels(data);
    await look.findSuspects({ probe });
    const before = suspicion();
    const wrong = [3, 150];
    const least = Math.min(...wrong.map((i) => before[i]));
    expect(Math.max(...before.filter((_, i) => !wrong.includes(i)))).toBeLessThan(least / 10);
    await look.relabel(wrong, 'cat');
    expect(suspicion()).toEqual(before);
    await look.rankAgain();
    const after = suspicion();
    for (const i of wrong) expect(after[i]).toBeLessThan(least / 10);
    const { judged } = look.dataset.table.scores.get('suspicion')!;
    expect([judged[3], judged[150]]).toEqual([0, 0]);
    expect(look.session.runs).toHaveLength(1);
  });

  it('takes in samples that were given a label since', async () => {
    const data = look.dataset.table.given.slice();
    data[6] = NO_LABEL;
    await storeLabels(data);
    await look.findSuspects({ probe });
    expect(suspicion()[6]).toBeNaN();
    await look.relabel(6, 'dog');
    await look.rankAgain();
    expect(suspicion()[6]).toBeGreaterThan(0.5);
    expect(look.dataset.table.scores.get('label_agreement')!.judged[6]).toBe(1);
  });

  it('scores by the backbone too where another run is shown, and ends its work where another data set is opened', async () => {
    const { run } = await look.findSuspects({ probe });
    const other = await storeRun(info, 300, { name: 'other' });
    await storePredictions(info, other, (i) => i % 3);
    await look.computeSuspicion(look.dataset.view().matchSplit('train'), 'other');
    expect(look.session.run!.name).toBe('other');
    await look.relabel([3], 'dog');
    const ranking = look.rankAgain();
    const second = await storeTinyDataset(20);
    await look.session.open(second.id);
    await ranking;
    expect(look.session.dataset!.info.id).toBe(second.id);
    for (const { id } of [run, other]) expect((await readScore(id, 'suspicion'))!.judged[3], `${id}`).toBe(1);
  });

  it('does nothing where there is nothing to rank by', async () => {
    await look.rankAgain();
    expect(look.session.jobs.list).toEqual([]);
  });
});

describe('what starts by itself after an import', () => {
  const imported = (): void => {
    look.session.lastImport = { datasetId: info.id, sampleCount: info.sampleCount, elapsedMs: 1, notes: [] };
  };

  it('is the ranking of what was imported, once', async () => {
    const findSuspects = vi.spyOn(look, 'findSuspects').mockImplementation(() => new Promise(() => {}));
    rankFirst(look, look.dataset);
    await Promise.resolve();
    expect(findSuspects).not.toHaveBeenCalled();
    imported();
    rankFirst(look, look.dataset);
    await vi.waitFor(() => expect(findSuspects).toHaveBeenCalledExactlyOnceWith({ probe: {} }));
  });

  it('is nothing where the person put it off', async () => {
    const findSuspects = vi.spyOn(look, 'findSuspects');
    imported();
    wantFirstRanking(false);
    rankFirst(look, look.dataset);
    await look.session.until(() => true);
    expect(findSuspects).not.toHaveBeenCalled();
  });

  it('waits for the ranking of another data set, and leaves alone what is closed by then', async () => {
    const findSuspects = vi.spyOn(look, 'findSuspects').mockImplementation(() => new Promise(() => {}));
    imported();
    let end = (): void => {};
    const other = look.session.jobs.run('backbone', 'Another', () => new Promise<void>((resolve) => (end = resolve)));
    rankFirst(look, look.dataset);
    await new Promise((resolve) => setTimeout(resolve));
    expect(findSuspects).not.toHaveBeenCalled();
    end();
    await other;
    await vi.waitFor(() => expect(findSuspects).toHaveBeenCalledTimes(1));

    const second = look.session.jobs.run('backbone', 'Another', () => new Promise<void>((resolve) => (end = resolve)));
    rankFirst(look, look.dataset);
    look.session.close();
    end();
    await second;
    await new Promise((resolve) => setTimeout(resolve));
    expect(findSuspects).toHaveBeenCalledTimes(1);
  });

  it('is nothing with one class, with no label at all, or with more classes than can be learned', async () => {
    expect(canBeRanked(look.dataset)).toBe(true);
    const many = Array.from({ length: 1001 }, (_, i) => `species ${i}`);
    for (const tiny of [await storeTinyDataset(20, ['cat']), await storeTinyDataset(20, many)]) {
      await look.session.open(tiny.id);
      expect(canBeRanked(look.dataset), tiny.classes[0]).toBe(false);
    }
    const unlabelled = await storeTinyDataset(20);
    const data = new Uint16Array(20).fill(NO_LABEL);
    await db.columns.put({ datasetId: unlabelled.id, name: 'current', data });
    await look.session.open(unlabelled.id);
    expect(canBeRanked(look.dataset)).toBe(false);
  });
});
