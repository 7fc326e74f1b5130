import { describe, expect, it } from 'vitest';
import { FilterMemory } from '../../../src/core/views/filter-memory.ts';
import type { ViewStage } from '../../../src/core/views/stages.ts';
import { chipsOf } from '../../../src/ui/filters/chips.ts';
import { countFacet } from '../../../src/ui/filters/facet-counts.ts';
import { tinyTable } from '../../support/tiny-table.ts';

const sorted: ViewStage = { stage: 'sortBy', field: 'insights.mistakenness', reverse: true };

describe('chips', () => {
  it('say in words what every stage of a view does, a script’s as well; the order on screen has none', () => {
    const stages: ViewStage[] = [
      { stage: 'matchTags', tags: ['mistake'] },
      { stage: 'matchLabels', field: 'given', classes: [0, 1] },
      { stage: 'range', field: 'insights.mistakenness', min: 0.71, max: 1 },
      { stage: 'matchName', texts: ['IMG', 'a\u202eb'] },
      { stage: 'match', test: () => true },
      sorted,
      { stage: 'limit', count: 100 },
      { stage: 'sortBy', field: 'index', reverse: false },
    ];
    expect(chipsOf(tinyTable(), stages).map(({ text }) => text)).toEqual([
      'tag: mistake',
      'given label: cat or dog',
      'mistakenness ≥ 0.71',
      'name: “IMG” or “a\\u{202e}b”',
      'script filter',
      'highest mistakenness first',
      'first 100',
    ]);
  });
});

it('the tag of what a run has predicted is called by what it means', () => {
  const stages: ViewStage[] = [
    { stage: 'matchTags', tags: ['processed'] },
    { stage: 'matchTags', tags: ['processed'], not: true },
  ];
  expect(chipsOf(tinyTable(), stages).map(({ text }) => text)).toEqual(['with predictions', 'no predictions']);
});

describe('chips of filters turned round', () => {
  it('say what is left out', () => {
    const stages: ViewStage[] = [
      { stage: 'matchTags', tags: ['mistake'], not: true },
      { stage: 'matchTags', tags: ['mistake', 'processed'], all: true, not: true },
      { stage: 'matchLabels', field: 'given', classes: [0, 1], not: true },
      { stage: 'matchSplits', splits: ['train', 'test', 'x', 'y'], not: true },
      { stage: 'range', field: 'insights.mistakenness', min: 0.71, max: 1, not: true },
      { stage: 'select', indices: [4, 2], not: true },
      { stage: 'matchName', texts: ['IMG'], not: true },
    ];
    expect(chipsOf(tinyTable(), stages).map(({ text, not }) => `${not} ${text}`)).toEqual([
      'true tag: not mistake',
      'true tag: not all of mistake and processed',
      'true given label: neither cat nor dog',
      'true split: none of train, test and 2 more',
      'true not mistakenness ≥ 0.71',
      'true all but 2 picked',
      'true name: not “IMG”',
    ]);
  });
});

describe('facet counts', () => {
  it('say of a tag how many of those that are left have it, and of one left out how many that costs', () => {
    const stages: ViewStage[] = [{ stage: 'matchTags', tags: ['mistake'], not: true }];
    const { values } = countFacet(new FilterMemory(), tinyTable(), stages, 'tags');
    expect(values.map(({ name, count, not }) => [name, count, not])).toEqual([
      ['processed (with predictions)', 3, false],
      ['mistake', 1, true],
    ]);
  });

  it('count under every filter but the facet’s own, so that a second value can be added', () => {
    const stages: ViewStage[] = [
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
