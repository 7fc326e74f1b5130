import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Table } from '../../../src/core/dataset/table.ts';
import { countValues } from '../../../src/core/views/counts.ts';
import { sameAnswer } from '../../../src/core/views/dependencies.ts';
import { FilterMemory } from '../../../src/core/views/filter-memory.ts';
import { applyStages, type ViewStage } from '../../../src/core/views/stages.ts';

const COUNT = 40;

/** A table of 40 samples in which one column holds what `seed` makes of it. */
function tableOf(seed: number): Table {
  const at = (i: number, k: number): number => (i * 7 + seed * 13 + k * 5) % 11;
  const column = (k: number, most: number) => Uint16Array.from({ length: COUNT }, (_, i) => at(i, k) % most);
  return {
    count: COUNT,
    names: null,
    retired: [],
    classes: ['cat', 'dog', 'frog'],
    tags: ['a', 'b'],
    splits: [
      { name: 'train', start: 0, count: 30 },
      { name: 'test', start: 30, count: 10 },
    ],
    given: column(0, 3),
    current: column(1, 3),
    truth: column(2, 3),
    tagBits: Uint32Array.from(column(3, 4)),
    excluded: Uint8Array.from(column(4, 2)),
    reviewed: Uint8Array.from(column(5, 4)),
    split: Uint8Array.from({ length: COUNT }, (_, i) => Number(i >= 30)),
    qualities: null,
    fields: new Map([['size', { kind: 'number', values: Float32Array.from(column(6, 10)) }]]),
    runId: 1,
    predicted: column(7, 3),
    confidence: new Float32Array(COUNT).fill(0.5),
    scores: new Map(),
  };
}

const STAGES: ViewStage[] = [
  { stage: 'matchLabels', field: 'current', classes: [1] },
  { stage: 'matchLabels', field: 'given', classes: [0, 2] },
  { stage: 'matchTags', tags: ['b'] },
  { stage: 'matchField', field: 'reviewed', values: ['open', 'kept'] },
  { stage: 'matchField', field: 'excluded', values: ['no'] },
  { stage: 'range', field: 'fields.size', min: 2, max: 7 },
  { stage: 'matchLabels', field: 'current', classes: [2], not: true },
  { stage: 'matchTags', tags: ['a'], not: true },
  { stage: 'matchName', texts: ['1'] },
  { stage: 'sortBy', field: 'fields.size', reverse: true },
  { stage: 'limit', count: 12 },
];
const COLUMNS = ['given', 'current', 'tagBits', 'excluded', 'reviewed'] as const;

describe('what is remembered of filters', () => {
  it('counts in a view that is shown what it shows: a sample that was decided about since is still there', () => {
    const memory = new FilterMemory();
    const before = { ...tableOf(0), reviewed: new Uint8Array(COUNT), excluded: new Uint8Array(COUNT) };
    const stages: ViewStage[] = [{ stage: 'matchField', field: 'reviewed', values: ['open'] }];
    expect(memory.samplesUnder(before, stages, before)).toHaveLength(COUNT);
    const decided = { ...before, reviewed: before.reviewed.with(3, 1) };
    expect(memory.samplesUnder(decided, stages, before)).toHaveLength(COUNT);
    expect(memory.countsUnder(decided, stages, 'reviewed', 5, before)[1]).toBe(1);
    // A view that is not shown is what it would be, with the very same stage.
    expect(memory.samplesUnder(decided, stages)).toHaveLength(COUNT - 1);
    expect(memory.samplesUnder(decided, stages, before)).toHaveLength(COUNT);
    // Made anew it lets go of what is decided.
    expect(memory.samplesUnder(decided, stages, decided)).toHaveLength(COUNT - 1);
    const sorted: ViewStage[] = [...stages, { stage: 'limit', count: COUNT }];
    expect(memory.samplesUnder(decided, sorted, before)).toHaveLength(COUNT);
    expect(memory.samplesUnder(decided, sorted)).toHaveLength(COUNT - 1);
  });

  it('answers as if nothing were remembered, whatever was edited and asked before', () => {
    const step = fc.record({
      stages: fc.subarray(STAGES),
      edits: fc.subarray([...COLUMNS]),
      seed: fc.integer({ min: 0, max: 6 }),
    });
    fc.assert(
      fc.property(fc.array(step, { minLength: 2, maxLength: 12 }), (steps) => {
        const memory = new FilterMemory();
        let table = tableOf(0);
        for (const { stages, edits, seed } of steps) {
          const other = tableOf(seed);
          table = { ...table, ...Object.fromEntries(edits.map((name) => [name, other[name]])) };
          const plain = applyStages(table, stages);
          expect([...memory.samplesUnder(table, stages)]).toEqual([...plain]);
          for (const path of ['current', 'reviewed', 'tags', 'excluded']) {
            const codes = { current: 3, reviewed: 4, tags: 2, excluded: 2 }[path]!;
            expect(memory.countsUnder(table, stages, path, codes)).toEqual(countValues(table, plain, path));
          }
        }
      }),
    );
  });

  it('is the very same list after an edit that no filter looks at', () => {
    const memory = new FilterMemory();
    const table = tableOf(1);
    const before = memory.samplesUnder(table, STAGES.slice(0, 3));
    const edited = { ...table, reviewed: table.reviewed.slice() };
    expect(memory.samplesUnder(edited, STAGES.slice(0, 3))).toBe(before);
    const byName: ViewStage[] = [{ stage: 'matchName', texts: ['train/1'] }];
    expect(memory.samplesUnder(edited, byName)).toBe(
      memory.samplesUnder({ ...table, given: table.given.slice() }, byName),
    );
    expect(memory.samplesUnder({ ...table, current: table.current.slice() }, STAGES.slice(0, 3))).not.toBe(before);
  });
});

describe('a view’s stages', () => {
  it('depend on the columns they name and on no other', () => {
    const table = tableOf(1);
    const byReview: ViewStage[] = [{ stage: 'matchField', field: 'reviewed', values: ['open'] }];
    expect(sameAnswer(table, { ...table, current: table.current.slice() }, byReview)).toBe(true);
    expect(sameAnswer(table, { ...table, reviewed: table.reviewed.slice() }, byReview)).toBe(false);
  });

  it('look at everything where one is a function', () => {
    const table = tableOf(1);
    expect(sameAnswer(table, { ...table }, [{ stage: 'match', test: () => true }])).toBe(false);
  });
});
