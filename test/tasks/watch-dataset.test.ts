import fc from 'fast-check';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { DatasetInfo } from '../../src/core/dataset/types.ts';
import { nextRedo, nextUndo, undoneEdits } from '../../src/core/edits/edit-history.ts';
import { listEdits, replayJournal } from '../../src/store/journal.ts';
import { undoEdit } from '../../src/store/undo.ts';
import { updateRun } from '../../src/store/runs.ts';
import { exclude, keep, relabel, tag } from '../../src/tasks/edit-labels.ts';
import { perturb, undoNoise } from '../../src/tasks/perturb.ts';
import { watchDataset, type DatasetState } from '../../src/tasks/watch-dataset.ts';
import { storePredictions, storeRun } from '../support/stored-run.ts';
import { emptyDatabase, storeTinyDataset } from '../support/tiny-dataset.ts';

let info: DatasetInfo;
const person = { by: 'person' as const };

beforeEach(async () => {
  await emptyDatabase();
  info = await storeTinyDataset(30);
});

/** Follows the data set; `state` is what was told last. */
async function follow() {
  const states: DatasetState[] = [];
  const watch = watchDataset(info.id, {
    run: () => null,
    onState: (state) => states.push(state),
    onError: (error) => expect.unreachable(String(error)),
  });
  await vi.waitFor(() => expect(states).not.toHaveLength(0));
  return { ...watch, states, state: () => states.at(-1)! };
}

async function expectTableToEqualJournal(state: DatasetState) {
  const { table } = state;
  const replayed = await replayJournal(info.id);
  const columns = { given: table.given, current: table.current, true: table.truth, tags: table.tagBits };
  expect({ ...columns, excluded: table.excluded, reviewed: table.reviewed }).toEqual(replayed);
  const edits = await listEdits(info.id);
  expect(state.journal).toEqual(edits);
  expect(state.undone).toEqual(undoneEdits(edits));
}

const step = fc.oneof(
  fc.record({ do: fc.constant('relabel' as const), indices: fc.uniqueArray(fc.nat(29)), label: fc.nat(2) }),
  fc.record({ do: fc.constant('keep' as const), indices: fc.uniqueArray(fc.nat(29)) }),
  fc.record({ do: fc.constant('exclude' as const), indices: fc.uniqueArray(fc.nat(29)), on: fc.boolean() }),
  fc.record({
    do: fc.constant('tag' as const),
    indices: fc.uniqueArray(fc.nat(29)),
    name: fc.constantFrom('a', 'b'),
    on: fc.boolean(),
  }),
  fc.constantFrom(
    { do: 'undo' as const },
    { do: 'redo' as const },
    { do: 'noise' as const },
    { do: 'catchUp' as const },
  ),
);
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

async function take(step: Step, watch: Awaited<ReturnType<typeof follow>>): Promise<void> {
  const current = watch.state().info;
  const indices = 'indices' in step ? Uint32Array.from(step.indices) : new Uint32Array();
  const edits = await listEdits(info.id);
  switch (step.do) {
    case 'relabel':
      await relabel(current, indices, step.label, person);
      return;
    case 'keep':
      await keep(current, indices, person);
      return;
    case 'exclude':
      await exclude(current, indices, step.on, person);
      return;
    case 'tag':
      await tag(current, indices, step.name, step.on);
      return;
    case 'noise':
      await undoNoise(info.id).catch(() =>
        perturb(
          current,
          Uint32Array.from({ length: 20 }, (_, i) => i),
          {},
        ),
      );
      return;
    case 'catchUp':
      return watch.catchUp();
    default: {
      const edit = (step.do === 'undo' ? nextUndo : nextRedo)(edits, undoneEdits(edits));
      if (edit) await undoEdit(edit.seq, 1);
    }
  }
}

describe('a data set that is followed', () => {
  it('has in memory what the journal adds up to, after any mix of edits, undos, redos and noise', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 15 }), async (steps) => {
        await emptyDatabase();
        info = await storeTinyDataset(30);
        const watch = await follow();
        for (const one of steps) await take(one, watch);
        await watch.catchUp();
        await expectTableToEqualJournal(watch.state());
        watch.stop();
      }),
      { numRuns: 30 },
    );
  });

  it('comes to the same when nobody asks it to catch up', async () => {
    const watch = await follow();
    for (let i = 0; i < 10; i++) await relabel(info, Uint32Array.of(i), (i + 1) % 3, person);
    await vi.waitFor(() => expect(watch.state().journal).toHaveLength(10));
    await expectTableToEqualJournal(watch.state());
    watch.stop();
  });

  it('shows what another tab edits, in order with what this one does', async () => {
    const watch = await follow();
    const tab = new Worker(new URL('../support/other-tab.ts', import.meta.url), { type: 'module' });
    const edited = new Promise((resolve) => (tab.onmessage = resolve));
    tab.postMessage({ datasetId: info.id, index: 4, label: 0 });
    await relabel(info, Uint32Array.of(5), 0, person);
    await watch.catchUp();
    await edited;
    await vi.waitFor(() => expect(watch.state().table.current[4]).toBe(0));
    expect(watch.state().table.current[5]).toBe(0);
    await expectTableToEqualJournal(watch.state());
    tab.terminate();
    watch.stop();
  });

  it('leaves a table that somebody holds as it was, and shares with the next all that an edit did not touch', async () => {
    const run = await storeRun(info);
    await storePredictions(info, run, () => 1);
    const watch = await follow();
    await vi.waitFor(() => expect(watch.state().table.predicted).not.toBeNull());
    const before = watch.state().table;
    await keep(info, Uint32Array.of(0), person);
    await watch.catchUp();
    const after = watch.state().table;
    expect([before.reviewed[0], after.reviewed[0]]).toEqual([0, 1]);
    expect(after.predicted).toBe(before.predicted);
    expect(after.current).toBe(before.current);
    expect(after.scores).toBe(before.scores);
    watch.stop();
  });

  it('keeps its table while a run trains on: an epoch’s figures change no column', async () => {
    const run = await storeRun(info);
    const watch = await follow();
    const before = watch.state().table;
    await updateRun(run.id, { elapsedMs: 4711 });
    await vi.waitFor(() => expect(watch.state().runs[0].elapsedMs).toBe(4711));
    expect(watch.state().table).toBe(before);
    watch.stop();
  });

  it('reads edits that were made before it was opened', async () => {
    await relabel(info, Uint32Array.of(0), 2, person);
    const watch = await follow();
    expect(watch.state().table.current[0]).toBe(2);
    await expectTableToEqualJournal(watch.state());
    watch.stop();
  });
});
