import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { Look } from '../../src/api/look.ts';
import { standingClasses } from '../../src/core/dataset/classes.ts';
import { NO_LABEL } from '../../src/core/dataset/types.ts';
import { UserError } from '../../src/core/errors.ts';
import { readColumn } from '../../src/store/columns.ts';
import { replayJournal } from '../../src/store/journal.ts';
import { emptyDatabase, storeTinyDataset } from '../support/tiny-dataset.ts';

const COUNT = 12;

type Step =
  | { does: 'relabel' | 'merge' | 'rename'; at: number; to: number }
  | { does: 'keep'; at: number }
  | { does: 'noise'; seed: number }
  | { does: 'undoNoise' | 'add' | 'undo' | 'redo' };

const pair = { at: fc.nat(COUNT - 1), to: fc.nat(20) };
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ does: fc.constantFrom('relabel' as const, 'merge' as const, 'rename' as const), ...pair }),
  fc.record({ does: fc.constant('keep' as const), at: pair.at }),
  fc.record({ does: fc.constant('noise' as const), seed: fc.nat(9) }),
  fc.record({ does: fc.constantFrom('undoNoise' as const, 'add' as const) }),
  fc.record({ does: fc.constantFrom('undo' as const, 'redo' as const) }),
);

/** Does one step, or hears why that cannot be. */
async function take(look: Look, one: Step, number: number): Promise<void> {
  const { classes } = look.dataset.table;
  const standing = standingClasses(look.dataset.table).map((label) => classes[label]);
  const named = (k: number): string => standing[k % standing.length];
  const work = {
    relabel: ({ at, to }) => look.relabel(at, named(to)),
    merge: ({ at, to }) => (standing.length < 3 ? Promise.resolve() : look.mergeClasses([named(at)], named(to))),
    rename: ({ to }) => look.renameClass(named(to), `class ${number}`),
    keep: ({ at }) => look.keep(at),
    noise: ({ seed }) => look.perturb({ rate: 0.5, seed }, look.dataset.view()),
    undoNoise: () => look.undoNoise(),
    add: () => look.addClass(`new ${number}`),
    undo: () => look.undo(),
    redo: () => look.redo(),
  } as Record<Step['does'], (given: { at: number; to: number; seed: number }) => Promise<unknown>>;
  try {
    await work[one.does](one as never);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
  }
}

async function expectWhole(look: Look): Promise<void> {
  const { id, retired } = look.dataset.info;
  const gone = new Set(retired.map(({ label }) => label));
  const replayed = await replayJournal(id);
  for (const name of ['given', 'current', 'true', 'tags', 'excluded', 'reviewed'] as const) {
    expect(await readColumn(id, name), name).toEqual(replayed[name]);
    if (name === 'given' || name === 'current' || name === 'true')
      expect(
        [...replayed[name]].filter((label) => gone.has(label)),
        name,
      ).toEqual([]);
  }
  expect(look.dataset.table.current).toEqual(replayed.current);
}

it('labels are what the journal says after any edits, of no class that was merged, and all as imported once all is taken back', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 14 }), async (steps) => {
      await emptyDatabase();
      const info = await storeTinyDataset(COUNT);
      const look = new Look();
      try {
        await look.session.open(info.id);
        for (const [number, one] of steps.entries()) {
          await take(look, one, number);
          await expectWhole(look);
        }
        await take(look, { does: 'undoNoise' }, 0);
        while (await look.undo()) await expectWhole(look);
        const { given, current, true: truth, tags, reviewed } = await replayJournal(info.id);
        const imported = Array.from({ length: COUNT }, (_, i) => i % 3);
        expect([[...given], [...current]]).toEqual([imported, imported]);
        expect([...truth].every((label) => label === NO_LABEL)).toBe(true);
        expect([...tags, ...reviewed].every((value) => value === 0)).toBe(true);
        const { classes } = look.dataset.table;
        expect(standingClasses(look.dataset.table).map((label) => classes[label])).toEqual(info.classes);
      } finally {
        look.session.close();
      }
    }),
    { numRuns: 30 },
  );
}, 120_000);
