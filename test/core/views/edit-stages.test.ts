import { describe, expect, it } from 'vitest';
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
import type { ViewStage } from '../../../src/core/views/stages.ts';

const sorted: ViewStage = { stage: 'sortBy', field: 'insights.mistakenness', reverse: true };

describe('filters of a view', () => {
  it('gather the values chosen in one facet in one stage, and lose it with the last value', () => {
    let stages: ViewStage[] = [sorted];
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

  it('of names are chosen, left out and turned round as those of any field', () => {
    let stages = toggleValue([], 'name', 'IMG');
    stages = toggleValue(stages, 'name', 'scan');
    expect(stages).toEqual([{ stage: 'matchName', texts: ['IMG', 'scan'] }]);
    expect(turnRound(stages[0])).toEqual({ stage: 'matchName', texts: ['IMG', 'scan'], not: true });
    expect(toggleValue(toggleValue(stages, 'name', 'IMG'), 'name', 'scan', true)).toEqual([
      { stage: 'matchName', texts: ['scan'], not: true },
    ]);
  });

  it('are turned round and back again; what is no filter cannot be', () => {
    const picked: ViewStage = { stage: 'select', indices: [3, 1] };
    expect(turnRound(picked)).toEqual({ ...picked, not: true });
    expect(turnRound(turnRound(picked)!)).toEqual(picked);
    expect(turnRound({ stage: 'exists', field: 'true', present: true })).toMatchObject({ present: false });
    expect(turnRound(sorted)).toBeNull();
    expect(turnRound({ stage: 'limit', count: 3 })).toBeNull();
  });

  it('of a range that is turned round leave the histogram free for a range of its own', () => {
    const out: ViewStage = { stage: 'range', field: 'mistakenness', min: 0.5, max: 1, not: true };
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
    const byScript: ViewStage[] = [
      { stage: 'matchField', field: 'style', values: ['noto'] },
      { stage: 'range', field: 'mistakenness', min: 0.5, max: 1 },
    ];
    expect(chosenValues(byScript, 'fields.style')).toEqual(['noto']);
    expect(rangeOn(byScript, 'insights.mistakenness')).toEqual({ min: 0.5, max: 1 });
    expect(setRange(byScript, 'insights.mistakenness', null)).toHaveLength(1);
  });

  it('keep a sort that decided which samples were cut off, and order what is left anew', () => {
    const worst: ViewStage[] = [sorted, { stage: 'limit', count: 100 }];
    const other = setSort(worst, { field: 'index', reverse: false });
    expect(other).toEqual([...worst, { stage: 'sortBy', field: 'index', reverse: false }]);
    expect(setSort(other, null)).toEqual(worst);
    expect(withoutOrder(other)).toEqual(worst);
    expect(sortOf([sorted, { stage: 'take', count: 3, seed: 1 }])).toBeNull();
  });
});
