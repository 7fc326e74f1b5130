import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Table } from '../../../src/core/dataset/table.ts';
import { splitColumn } from '../../../src/core/dataset/table.ts';
import { NO_LABEL } from '../../../src/core/dataset/types.ts';
import { countValues, histogram } from '../../../src/core/views/counts.ts';
import { nameOf } from '../../../src/core/dataset/names.ts';
import { applyStages, type ViewStage } from '../../../src/core/views/stages.ts';

/** A table of 12 samples: 8 train, 4 test; sample i has the score `scores[i]`. */
function table(scores: number[] = [0.5, 0.1, NaN, 0.9, 0.1, 0.7, 0.3, 0.5, 0.2, NaN, 0.8, 0.4]): Table {
  const count = scores.length;
  const train = Math.floor((count * 2) / 3);
  const splits = [
    { name: 'train', start: 0, count: train },
    { name: 'test', start: train, count: count - train },
  ];
  const label = Uint16Array.from({ length: count }, (_, i) => i % 3);
  return {
    count,
    names: null,
    retired: [],
    classes: ['cat', 'dog', 'frog'],
    tags: ['mistake', 'processed'],
    splits,
    given: label,
    current: label,
    truth: new Uint16Array(count).fill(NO_LABEL),
    tagBits: Uint32Array.from({ length: count }, (_, i) => (i % 4 === 0 ? 3 : i % 2 === 0 ? 2 : 0)),
    excluded: new Uint8Array(count),
    reviewed: new Uint8Array(count),
    split: splitColumn(splits, count),
    qualities: null,
    fields: new Map([
      [
        'style',
        {
          kind: 'text',
          codes: Uint16Array.from({ length: count }, (_, i) => (i === 1 ? NO_LABEL : i % 2)),
          dictionary: ['noto', 'fluent'],
        },
      ],
    ]),
    runId: 1,
    predicted: null,
    confidence: null,
    scores: new Map([
      ['hardness', { key: 'hardness', method: 'hardness', runId: 1, values: Float32Array.from(scores), judged: label }],
    ]),
  };
}

const view = (...stages: ViewStage[]): number[] => [...applyStages(table(), stages)];

describe('a view', () => {
  it('without stages has every sample in index order', () => {
    expect(view()).toEqual([...Array(12).keys()]);
  });

  it('is a list of its own: what a script does to it changes no other', () => {
    applyStages(table(), []).fill(0);
    expect(view()).toEqual([...Array(12).keys()]);
  });

  it('matches any of some tags, or all of them, and nothing for a tag nobody has set', () => {
    expect(view({ stage: 'matchTags', tags: ['mistake'] })).toEqual([0, 4, 8]);
    expect(view({ stage: 'matchTags', tags: ['processed'] })).toEqual([0, 2, 4, 6, 8, 10]);
    expect(view({ stage: 'matchTags', tags: ['mistake', 'processed'], all: true })).toEqual([0, 4, 8]);
    expect(view({ stage: 'matchTags', tags: ['later'] })).toEqual([]);
  });

  it('matches names that have one of some texts in them, in any case; without names of their own split and number', () => {
    const named = { ...table(), names: [...Array(12).keys()].map((i) => `${i % 2 ? 'Cats' : 'dogs'}/IMG_${i}.png`) };
    const matched = (texts: string[], not?: boolean): number[] => [
      ...applyStages(named, [{ stage: 'matchName', texts, not }]),
    ];
    expect(matched(['img_1'])).toEqual([1, 10, 11]);
    expect(matched(['cats/img_1', 'DOGS/IMG_1'])).toEqual([1, 10, 11]);
    expect(matched(['cats'], true)).toEqual([0, 2, 4, 6, 8, 10]);
    expect(matched(['bird'])).toEqual([]);
    expect(nameOf(table(), 9)).toBe('test/1');
    expect(view({ stage: 'matchName', texts: ['Test/1'] })).toEqual([9]);
  });

  it('matches splits, classes, text values and ranges', () => {
    expect(view({ stage: 'matchSplits', splits: ['test'] })).toEqual([8, 9, 10, 11]);
    expect(view({ stage: 'matchLabels', field: 'given', classes: [1] })).toEqual([1, 4, 7, 10]);
    expect(view({ stage: 'matchLabels', field: 'predicted', classes: [1] })).toEqual([]);
    expect(view({ stage: 'matchField', field: 'style', values: ['fluent'] })).toEqual([3, 5, 7, 9, 11]);
    expect(view({ stage: 'range', field: 'insights.hardness', min: 0.5, max: 0.8 })).toEqual([0, 5, 7, 10]);
    expect(view({ stage: 'exists', field: 'hardness', present: false })).toEqual([2, 9]);
    expect(view({ stage: 'exists', field: 'fields.style', present: false })).toEqual([1]);
  });

  it('lets through what a filter holds back where that is turned round, those without a value too, in the order there was', () => {
    const sortedDown: ViewStage = { stage: 'sortBy', field: 'index', reverse: true };
    const filters: ViewStage[] = [
      { stage: 'matchTags', tags: ['mistake'] },
      { stage: 'matchTags', tags: ['mistake', 'later'], all: true },
      { stage: 'matchSplits', splits: ['test'] },
      { stage: 'matchLabels', field: 'predicted', classes: [1] },
      { stage: 'matchField', field: 'style', values: ['fluent'] },
      { stage: 'range', field: 'insights.hardness', min: 0.5, max: 0.8 },
      { stage: 'select', indices: [3, 1, 4] },
    ];
    for (const filter of filters) {
      const plain = new Set(view(filter));
      const rest = view(sortedDown, { ...filter, not: true } as ViewStage);
      expect(rest).toEqual([...Array(12).keys()].reverse().filter((i) => !plain.has(i)));
    }
    expect(() => view({ stage: 'matchSplits', splits: ['validation'], not: true })).toThrow(/“validation”/);
  });

  it('sorts stably either way, samples without a value last', () => {
    expect(view({ stage: 'sortBy', field: 'insights.hardness', reverse: false })).toEqual([
      1, 4, 8, 6, 11, 0, 7, 5, 10, 3, 2, 9,
    ]);
    expect(view({ stage: 'sortBy', field: 'insights.hardness', reverse: true })).toEqual([
      3, 10, 5, 0, 7, 11, 6, 8, 1, 4, 2, 9,
    ]);
  });

  it('sorts text by the alphabet, not by the order of first appearance', () => {
    const styles = view({ stage: 'sortBy', field: 'style', reverse: false });
    expect(styles.slice(0, 5)).toEqual([3, 5, 7, 9, 11]);
    expect(styles.at(-1)).toBe(1);
  });

  it('limits, skips, and takes at random the same way for the same seed', () => {
    expect(view({ stage: 'limit', count: 3 })).toEqual([0, 1, 2]);
    expect(view({ stage: 'skip', count: 10 })).toEqual([10, 11]);
    const taken = view({ stage: 'take', count: 5, seed: 3 });
    expect(new Set(taken).size).toBe(5);
    expect(view({ stage: 'take', count: 5, seed: 3 })).toEqual(taken);
    expect(view({ stage: 'take', count: 5, seed: 4 })).not.toEqual(taken);
  });

  it('says what there is when a stage names what is not there', () => {
    expect(() => view({ stage: 'sortBy', field: 'insights.beauty', reverse: false })).toThrow(
      /“insights.beauty”.*insights.hardness/,
    );
    expect(() => view({ stage: 'matchSplits', splits: ['validation'] })).toThrow(/“validation”.*train, test/);
    expect(() => view({ stage: 'matchLabels', field: 'given', classes: [3] })).toThrow(/no class 3; there are 0 … 2/);
    expect(() => view({ stage: 'limit', count: -1 })).toThrow(/limit\(-1\).*whole number/);
    expect(() => view({ stage: 'range', field: 'given', min: 0, max: 1 })).toThrow(/not a number/);
  });

  it('sorts any float32 values as a comparator would', () => {
    const values = fc.array(fc.oneof(fc.float({ noNaN: true }), fc.constantFrom(NaN, 0, -0, Infinity, -Infinity)), {
      minLength: 1,
      maxLength: 60,
    });
    fc.assert(
      fc.property(values, fc.boolean(), (scores, reverse) => {
        const got = [...applyStages(table(scores), [{ stage: 'sortBy', field: 'hardness', reverse }])];
        const indices = [...scores.keys()];
        const present = indices.filter((i) => !Number.isNaN(scores[i]));
        const less = (a: number, b: number): number => (a < b ? -1 : a > b ? 1 : 0);
        present.sort((a, b) => (reverse ? less(scores[b], scores[a]) : less(scores[a], scores[b])) || a - b);
        expect(got).toEqual([...present, ...indices.filter((i) => Number.isNaN(scores[i]))]);
      }),
    );
  });

  it('never invents, doubles or loses a sample, whatever the mix of stages', () => {
    const stage = fc.oneof<fc.Arbitrary<ViewStage>[]>(
      fc.record({
        stage: fc.constant('matchTags' as const),
        tags: fc.subarray(['mistake', 'processed', 'x']),
        all: fc.boolean(),
      }),
      fc.record({
        stage: fc.constant('range' as const),
        field: fc.constant('hardness'),
        min: fc.double({ min: 0, max: 1, noNaN: true }),
        max: fc.double({ min: 0, max: 1, noNaN: true }),
      }),
      fc.record({
        stage: fc.constant('sortBy' as const),
        field: fc.constantFrom('hardness', 'index', 'style', 'given', 'tags'),
        reverse: fc.boolean(),
      }),
      fc.record({ stage: fc.constant('take' as const), count: fc.nat(20), seed: fc.nat() }),
      fc.record({ stage: fc.constant('skip' as const), count: fc.nat(4) }),
      fc.record({ stage: fc.constant('limit' as const), count: fc.nat(20) }),
      fc.record({ stage: fc.constant('select' as const), indices: fc.array(fc.nat(15)) }),
    );
    fc.assert(
      fc.property(fc.array(stage, { maxLength: 6 }), (stages) => {
        const got = view(...stages);
        expect(new Set(got).size).toBe(got.length);
        expect(got.every((i) => i >= 0 && i < 12)).toBe(true);
        if (stages.every((s) => s.stage === 'sortBy')) expect(got.length).toBe(12);
      }),
    );
  });
});

describe('counts', () => {
  const all = Uint32Array.from({ length: 12 }, (_, i) => i);

  it('count classes, text values and tags, a sample once for each of its tags', () => {
    expect([...countValues(table(), all, 'given')]).toEqual([4, 4, 4]);
    expect([...countValues(table(), all, 'style')]).toEqual([6, 5]);
    expect([...countValues(table(), all, 'tags')]).toEqual([3, 6]);
    expect([...countValues(table(), all, 'split')]).toEqual([8, 4]);
  });

  it('put both ends of the range into a bin, and leave out what has no value', () => {
    expect([...histogram(Float32Array.of(0, 0.49, 0.5, 1, NaN), [0, 1, 2, 3, 4], 2, 0, 1)]).toEqual([2, 2]);
    expect([...histogram(Float32Array.of(2, 2), [0, 1], 4, 2, 2)]).toEqual([2, 0, 0, 0]);
  });
});
