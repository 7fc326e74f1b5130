import { describe, expect, it } from 'vitest';
import type { Table } from '../../../src/core/dataset/table.ts';
import type { Stage } from '../../../src/core/views/stages.ts';
import { chipsOf } from '../../../src/ui/filters/chips.ts';
import { FilterMemory } from '../../../src/core/views/filter-memory.ts';
import { countFacet } from '../../../src/ui/filters/facet-counts.ts';
import { sameStages, viewPresets } from '../../../src/ui/views/view-presets.ts';
import {
  chosenValues,
  rangeOn,
  setRange,
  setSort,
  sortOf,
  toggleValue,
  turnRound,
  withoutOrder,
} from '../../../src/core/views/edit-stages.ts';

/** Six samples of two classes; 0 … 3 train, 4 and 5 test; one score. */
function tinyTable(changes: Partial<Table> = {}): Table {
  const values = Float32Array.of(0.1, 0.9, 0.5, 0.7, NaN, NaN);
  return {
    count: 6,
    classes: ['cat', 'dog'],
    tags: ['processed', 'mistake'],
    splits: [
      { name: 'train', start: 0, count: 4 },
      { name: 'test', start: 4, count: 2 },
    ],
    given: Uint16Array.of(0, 0, 1, 1, 0, 1),
    current: Uint16Array.of(0, 0, 1, 1, 0, 1),
    truth: new Uint16Array(6).fill(0xffff),
    tagBits: Uint32Array.of(1, 3, 1, 1, 0, 0),
    excluded: new Uint8Array(6),
    reviewed: new Uint8Array(6),
    split: Uint8Array.of(0, 0, 0, 0, 1, 1),
    fields: new Map(),
    runId: 1,
    predicted: Uint16Array.of(0, 1, 1, 1, 0xffff, 0xffff),
    confidence: new Float32Array(6),
    scores: new Map([
      [
        'mistakenness',
        { key: 'mistakenness', method: 'mistakenness_logits', runId: 1, values, judged: Uint16Array.of(0, 0, 1, 1) },
      ],
    ]),
    ...changes,
  };
}

const sorted: Stage = { stage: 'sortBy', field: 'insights.mistakenness', reverse: true };

describe('filters of a view', () => {
  it('gather the values chosen in one facet in one stage, and lose it with the last value', () => {
    let stages: Stage[] = [sorted];
    stages = toggleValue(stages, 'given', 1);
    stages = toggleValue(stages, 'given', 0);
    expect(stages).toEqual([sorted, { stage: 'matchLabels', field: 'given', classes: [1, 0] }]);
    expect(chosenValues(stages, 'given')).toEqual([1, 0]);
    stages = toggleValue(toggleValue(stages, 'given', 1), 'given', 0);
    expect(stages).toEqual([sorted]);
  });

  it('keep values of a facet out in a stage of their own; a value stands on one side only', () => {
    let stages = toggleValue([sorted], 'given', 0);
    stages = toggleValue(stages, 'given', 1, true);
    expect(stages.slice(1)).toEqual([
      { stage: 'matchLabels', field: 'given', classes: [0] },
      { stage: 'matchLabels', field: 'given', classes: [1], not: true },
    ]);
    stages = toggleValue(stages, 'given', 0, true);
    expect(stages).toEqual([sorted, { stage: 'matchLabels', field: 'given', classes: [1, 0], not: true }]);
    expect(chosenValues(stages, 'given')).toEqual([]);
    expect(chosenValues(stages, 'given', true)).toEqual([1, 0]);
    expect(toggleValue(toggleValue(stages, 'given', 1), 'given', 0, true)).toEqual([sorted]);
  });

  it('are turned round and back again; what is no filter cannot be', () => {
    const picked: Stage = { stage: 'select', indices: [3, 1] };
    expect(turnRound(picked)).toEqual({ ...picked, not: true });
    expect(turnRound(turnRound(picked)!)).toEqual(picked);
    expect(turnRound({ stage: 'exists', field: 'true', present: true })).toMatchObject({ present: false });
    expect(turnRound(sorted)).toBeNull();
    expect(turnRound({ stage: 'limit', count: 3 })).toBeNull();
  });

  it('of a range that is turned round leave the histogram free for a range of its own', () => {
    const out: Stage = { stage: 'range', field: 'mistakenness', min: 0.5, max: 1, not: true };
    expect(rangeOn([out], 'insights.mistakenness')).toBeNull();
    expect(setRange([out], 'insights.mistakenness', { min: 0, max: 0.2 })).toHaveLength(2);
  });

  it('that leave picked samples out keep the order there was', () => {
    expect(sortOf([sorted, { stage: 'select', indices: [1], not: true }])).toEqual({
      field: 'insights.mistakenness',
      reverse: true,
    });
  });

  it('know a field whether a script named it with its prefix or without', () => {
    const byScript: Stage[] = [
      { stage: 'matchField', field: 'style', values: ['noto'] },
      { stage: 'range', field: 'mistakenness', min: 0.5, max: 1 },
    ];
    expect(chosenValues(byScript, 'fields.style')).toEqual(['noto']);
    expect(rangeOn(byScript, 'insights.mistakenness')).toEqual({ min: 0.5, max: 1 });
    expect(setRange(byScript, 'insights.mistakenness', null)).toHaveLength(1);
  });

  it('keep a sort that decided which samples were cut off, and order what is left anew', () => {
    const worst: Stage[] = [sorted, { stage: 'limit', count: 100 }];
    const other = setSort(worst, { field: 'index', reverse: false });
    expect(other).toEqual([...worst, { stage: 'sortBy', field: 'index', reverse: false }]);
    expect(setSort(other, null)).toEqual(worst);
    expect(withoutOrder(other)).toEqual(worst);
    expect(sortOf([sorted, { stage: 'take', count: 3, seed: 1 }])).toBeNull();
  });
});

describe('chips', () => {
  it('say in words what every stage of a view does, a script’s as well; the order on screen has none', () => {
    const stages: Stage[] = [
      { stage: 'matchTags', tags: ['mistake'] },
      { stage: 'matchLabels', field: 'given', classes: [0, 1] },
      { stage: 'range', field: 'insights.mistakenness', min: 0.71, max: 1 },
      { stage: 'match', test: () => true },
      sorted,
      { stage: 'limit', count: 100 },
      { stage: 'sortBy', field: 'index', reverse: false },
    ];
    expect(chipsOf(tinyTable(), stages).map(({ text }) => text)).toEqual([
      'tag: mistake',
      'given label: cat or dog',
      'mistakenness ≥ 0.71',
      'script filter',
      'highest mistakenness first',
      'first 100',
    ]);
  });
});

describe('chips of filters turned round', () => {
  it('say what is left out', () => {
    const stages: Stage[] = [
      { stage: 'matchTags', tags: ['mistake'], not: true },
      { stage: 'matchTags', tags: ['mistake', 'processed'], all: true, not: true },
      { stage: 'matchLabels', field: 'given', classes: [0, 1], not: true },
      { stage: 'matchSplits', splits: ['train', 'test', 'x', 'y'], not: true },
      { stage: 'range', field: 'insights.mistakenness', min: 0.71, max: 1, not: true },
      { stage: 'select', indices: [4, 2], not: true },
    ];
    expect(chipsOf(tinyTable(), stages).map(({ text, not }) => `${not} ${text}`)).toEqual([
      'true tag: not mistake',
      'true tag: not all of mistake and processed',
      'true given label: neither cat nor dog',
      'true split: none of train, test and 2 more',
      'true not mistakenness ≥ 0.71',
      'true all but 2 picked',
    ]);
  });
});

describe('facet counts', () => {
  it('say of a tag how many of those that are left have it, and of one left out how many that costs', () => {
    const stages: Stage[] = [{ stage: 'matchTags', tags: ['mistake'], not: true }];
    const { values } = countFacet(new FilterMemory(), tinyTable(), stages, 'tags');
    expect(values.map(({ name, count, not }) => [name, count, not])).toEqual([
      ['processed', 3, false],
      ['mistake', 1, true],
    ]);
  });

  it('count under every filter but the facet’s own, so that a second value can be added', () => {
    const stages: Stage[] = [
      { stage: 'matchLabels', field: 'given', classes: [0] },
      { stage: 'matchSplits', splits: ['train'] },
    ];
    const of = (facet: 'given' | 'split' | 'tags') => countFacet(new FilterMemory(), tinyTable(), stages, facet).values;
    expect(of('given')).toEqual([
      { value: 0, name: 'cat', count: 2, chosen: true, not: false },
      { value: 1, name: 'dog', count: 2, chosen: false, not: false },
    ]);
    expect(of('split').map(({ count }) => count)).toEqual([2, 1]);
    expect(of('tags').map(({ count }) => count)).toEqual([2, 1]);
  });
});

describe('ready-made views', () => {
  it('are the suspects and FiftyOne’s four, with the reason where one cannot be shown yet', () => {
    const all = viewPresets(tinyTable());
    expect(all.map(({ id, reason }) => [id, reason === ''])).toEqual([
      ['suspects', false],
      ['all', true],
      ['processed', true],
      ['mistakes', true],
      ['hardness', false],
      ['mistakenness', true],
      ['self-confidence', false],
    ]);
    expect(sameStages(all[5].stages, [{ stage: 'matchTags', tags: ['processed'] }, sorted])).toBe(true);
    const untouched = tinyTable({ tagBits: new Uint32Array(6), scores: new Map(), predicted: null });
    const reasons = viewPresets(untouched).map(({ reason }) => reason);
    expect(reasons.filter((reason) => reason !== '')).toHaveLength(6);
    expect(reasons[2]).toContain('train a network first');
  });
});
