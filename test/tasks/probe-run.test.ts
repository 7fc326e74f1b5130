import { beforeEach, describe, expect, it } from 'vitest';
import type { Prober } from '../../src/contracts/prober.ts';
import { BACKBONE } from '../../src/core/backbone/backbone.ts';
import type { DatasetInfo } from '../../src/core/dataset/types.ts';
import type { ProbeRun } from '../../src/core/training/run.ts';
import { db } from '../../src/store/database.ts';
import { appendEmbeddings } from '../../src/store/embeddings.ts';
import { readLogits, readRunColumns } from '../../src/store/predictions.ts';
import { deleteRun, getRun, listRuns } from '../../src/store/runs.ts';
import { backboneSpeed, learnSpeed } from '../../src/tasks/backbone-speed.ts';
import { judge, settleProbe } from '../../src/tasks/probe-run.ts';
import { prober } from '../../src/tasks/workers.ts';
import { storeFeatures } from '../support/embedded.ts';
import { storePhotos } from '../support/photo-dataset.ts';
import { emptyDatabase, storeTinyDataset } from '../support/tiny-dataset.ts';

const COUNT = 300;
let info: DatasetInfo;
const scope = Uint32Array.from({ length: COUNT }, (_, i) => i);
const silent = (): void => undefined;
const { signal } = new AbortController();

const settle = (side?: 96 | 128, of = scope): Promise<ProbeRun> => settleProbe(info, of, of.length, side, 'backbone');

async function setLabels(change: (labels: Uint16Array) => void): Promise<void> {
  const row = (await db.columns.get([info.id, 'current']))!;
  change(row.data as Uint16Array);
  await db.columns.put(row);
}

beforeEach(async () => {
  localStorage.clear();
  await emptyDatabase();
  info = await storeTinyDataset(COUNT);
});

describe('the run that is recorded', () => {
  it('is one for two tabs that ask at once, and is taken up again at whichever side it has', async () => {
    const [one, other] = await Promise.all([settle(), settle()]);
    expect(other.id).toBe(one.id);
    // More pictures would be seen at a smaller side.
    expect((await settleProbe(info, scope, 1_000_000, undefined, 'backbone')).id).toBe(one.id);
    expect((await settle(128)).id).not.toBe(one.id);
    expect(await listRuns(info.id)).toHaveLength(2);
  });

  it('sees photos as large as they came, and not as training does', async () => {
    info = await storePhotos(12);
    expect(await prober.sourceSide(info.id)).toBe(120);
    const few = scope.slice(0, 12);
    expect((await settle(undefined, few)).choice.side).toBe(224);
    // As many as can be seen in a minute at 96 pixels, but not at 224.
    const many = 60 * 100 * navigator.hardwareConcurrency;
    await deleteRun((await listRuns(info.id))[0].id);
    expect((await settleProbe(info, few, many, undefined, 'backbone')).choice.side).toBe(96);
  });

  it('is none where there are too many classes to learn, or fewer than two', async () => {
    await setLabels((labels) => labels.fill(1));
    await expect(settle(96)).rejects.toMatchObject({
      code: 'bad-input',
      message: expect.stringContaining('fewer than two classes'),
    });
    const many = Array.from({ length: 1001 }, (_, i) => `species ${i}`);
    info = await storeTinyDataset(20, many);
    await expect(settle(96, scope.slice(0, 20))).rejects.toMatchObject({
      code: 'bad-input',
      message: expect.stringContaining('1,001 classes'),
    });
    expect(await db.runs.count()).toBe(0);
  });
});

describe('how fast the page’s backbone is here', () => {
  it('is what it last took, at whichever side, and nothing is learned of a few pictures or another backbone', () => {
    const guessed = backboneSpeed();
    expect(guessed.measured).toBe(false);
    learnSpeed({ backbone: BACKBONE, side: 96 }, { computed: 999, elapsedMs: 1 });
    learnSpeed({ backbone: 'mine#0a', side: 96 }, { computed: 5000, elapsedMs: 1 });
    expect(backboneSpeed()).toEqual(guessed);
    learnSpeed({ backbone: BACKBONE, side: 192 }, { computed: 2000, elapsedMs: 20_000 });
    expect(backboneSpeed()).toEqual({ perSecond: 400, measured: true });
  });
});

describe('judging', () => {
  it('says that it is under way while it is, and counts the time that the pictures took', async () => {
    const { id } = await settle(96);
    const statuses: string[] = [];
    const by: Pick<Prober, 'extract' | 'probe'> = {
      async extract() {
        statuses.push((await getRun(id)).status);
        const from = performance.now();
        while (performance.now() - from < 20) await new Promise((resolve) => setTimeout(resolve, 5));
        await storeFeatures(info);
        return { computed: COUNT, elapsedMs: 20 };
      },
      probe: prober.probe,
    };
    await judge(signal, info, id, scope, silent, by);
    expect(statuses).toEqual(['training']);
    const run = await getRun(id);
    expect(run.status).toBe('trained');
    expect(run.elapsedMs).toBeGreaterThan(20);
  });

  it('leaves on record why it failed or that it was stopped; one that has judged keeps what it had', async () => {
    const { id } = await settle(96);
    await expect(judge(signal, info, id, undefined, silent)).rejects.toMatchObject({ code: 'not-computed' });
    expect(await getRun(id)).toMatchObject({
      status: 'failed',
      error: 'No picture has features of this backbone yet: compute them first.',
    });
    const controller = new AbortController();
    const extract = (): Promise<never> => {
      controller.abort();
      return Promise.reject(controller.signal.reason as Error);
    };
    const stopped = judge(controller.signal, info, id, scope, silent, { extract, probe: prober.probe });
    await expect(stopped).rejects.toMatchObject({ name: 'AbortError' });
    expect(await getRun(id)).toMatchObject({ status: 'stopped' });
    expect((await getRun(id)).error).toBeUndefined();
    await storeFeatures(info);
    await judge(signal, info, id, undefined, silent);
    await setLabels((labels) => labels.fill(1));
    await expect(judge(signal, info, id, undefined, silent)).rejects.toMatchObject({ code: 'bad-input' });
    expect(await getRun(id)).toMatchObject({ status: 'trained' });
  });

  it('again reads no feature and writes none, and learns what changed', async () => {
    const { id } = await settle(96);
    await storeFeatures(info);
    await judge(signal, info, id, undefined, silent);
    const features = await db.features.toArray();
    const { values } = await readLogits({ id, classCount: 3 }, COUNT, scope);
    // Were the parts read again, features of zeros would be found in them.
    await db.embeddings.toCollection().modify((row) => void row.roots.fill(0));
    await db.features.toCollection().modify((row) => void row.features.fill(7));
    await setLabels((labels) => (labels[3] = 1));
    await judge(signal, info, id, undefined, silent);
    const again = await readLogits({ id, classCount: 3 }, COUNT, scope);
    expect(again.missing).toBe(0);
    expect(again.values).not.toEqual(values);
    expect((await getRun(id)).labels[3]).toBe(1);
    const kept = await db.features.toArray();
    expect(kept.map(({ part }) => part)).toEqual(features.map(({ part }) => part));
    expect(kept[0].features[0]).toBe(7);
    expect((await readRunColumns(info.id, id))!.predicted.slice(0, 3)).toEqual(Uint16Array.of(0, 1, 2));
  });
});

describe('what the backbone saw', () => {
  it('goes with the last run of it, and what is computed later is not taken for it', async () => {
    const choice = { backbone: 'lite0-e14', side: 96 } as const;
    const store = (from: number, to: number) => {
      const indices = scope.slice(from, to);
      const roots = new Uint16Array(indices.length * 6).map(
        (_, at) => 1000 * (1 + ((indices[Math.floor(at / 6)] + at) % 3)),
      );
      return appendEmbeddings(info.id, choice, { indices, taps: { e11: 6 }, roots });
    };
    await store(0, COUNT);
    const all = await settle(96);
    const few = await settle(96, scope.slice(0, 100));
    await judge(signal, info, all.id, undefined, silent);
    await deleteRun(all.id);
    expect(await db.embeddings.count()).toBe(1);
    await deleteRun(few.id);
    expect(await db.embeddings.count()).toBe(0);
    await store(0, 120);
    const later = await settle(96, scope.slice(0, 100));
    await judge(signal, info, later.id, undefined, silent);
    expect((await readLogits({ id: later.id, classCount: 3 }, COUNT, scope)).missing).toBe(COUNT - 120);
  });
});
