import { describe, expect, it } from 'vitest';
import { NO_LABEL } from '../../../src/core/dataset/types.ts';
import { assign } from '../../../src/core/import/assign.ts';
import { outlineOf } from '../../../src/core/import/outline.ts';
import { orderSamples } from '../../../src/core/import/sample-order.ts';
import { surveyOf } from '../../../src/core/import/survey.ts';
import { readerOf } from '../../support/reader.ts';

const FOLDERS = readerOf({
  names: ['train/cat/1', 'train/dog/1', 'val/cat/2', 'val/dog/2', 'train/dog/3'],
  columns: { place: ['train', 'train', 'val', 'val', 'train'], kind: ['cat', 'dog', 'cat', 'dog', ''] },
  guess: { label: 'kind', split: 'place', annotators: [] },
});
const facts = { bytes: 1000, fromFolder: false, photos: true };
const suggested = surveyOf(FOLDERS, facts).suggested;

describe('what the choices make of rows', () => {
  it('gives each row its class and split, training first', () => {
    const { classes, labels, splits, split, fields } = assign(FOLDERS, suggested);
    expect(classes).toEqual(['cat', 'dog']);
    expect([...labels]).toEqual([0, 1, 0, 1, NO_LABEL]);
    expect(splits).toEqual(['train', 'val']);
    expect([...split]).toEqual([0, 0, 1, 1, 0]);
    expect(fields).toEqual({});
  });

  it('keeps columns that are neither as fields', () => {
    const { classes, fields, splits } = assign(FOLDERS, { ...suggested, label: null, split: null });
    expect(classes).toEqual([]);
    expect(splits).toEqual(['train']);
    expect(Object.keys(fields)).toEqual(['place', 'kind']);
  });

  it('sorts classes as people do, and keeps an order that the format gives', () => {
    const names = ['a', 'b', 'c'];
    const sorted = readerOf({ names, columns: { kind: ['class 10', 'class 2', 'class 1'] } });
    expect(assign(sorted, { ...suggested, label: 'kind', split: null }).classes).toEqual([
      'class 1',
      'class 2',
      'class 10',
    ]);
    const given = readerOf({ names, columns: { kind: ['dog', 'cat', 'dog'] } });
    given.columns[0].isClasses = true;
    expect(assign(given, { ...suggested, label: 'kind', split: null }).classes).toEqual(['dog', 'cat']);
  });

  it('leaves rows out whose picture cannot be read', () => {
    const reader = readerOf({ names: ['a', 'b'], columns: { kind: ['cat', 'dog'] } });
    reader.sizes.fill(0, 2);
    const { kept, classes } = assign(reader, { ...suggested, label: 'kind', split: null });
    expect([...kept]).toEqual([1, 0]);
    expect(classes).toEqual(['cat']);
  });

  it('takes the labels of several annotators as one, with their agreement as a field', () => {
    const reader = readerOf({
      names: ['a', 'b', 'c'],
      columns: { ann: ['cat', 'dog', ''], bob: ['cat', 'cat', 'dog'], eve: ['cat', 'dog', 'dog'] },
    });
    const choices = { ...suggested, label: null, split: null, annotators: ['ann', 'bob', 'eve'] };
    const { classes, labels, fields, annotators } = assign(reader, choices);
    expect(Array.from(labels, (label) => classes[label])).toEqual(['cat', 'dog', 'dog']);
    expect(annotators).toEqual(['ann', 'bob', 'eve']);
    expect(Object.keys(fields)).toEqual(['ann', 'bob', 'eve', 'agreement']);
    const { values } = fields.agreement as { values: Float32Array };
    expect(values[0]).toBe(1);
    expect(values[1]).toBeCloseTo(2 / 3);
  });

  it('refuses more splits than a byte numbers, by the column’s name', () => {
    const names = Array.from({ length: 300 }, (_, i) => `p${i}`);
    const reader = readerOf({ names, columns: { id: names } });
    expect(() => assign(reader, { ...suggested, label: null, split: 'id' })).toThrow(/“id” has 300 different values/);
  });
});

describe('a random test split', () => {
  const names = Array.from({ length: 200 }, (_, i) => `p${i}`);
  const reader = readerOf({
    names,
    columns: { kind: names.map((_, i) => (i % 4 === 0 ? 'cat' : 'dog')), burst: names.map((_, i) => `b${i >> 2}`) },
  });
  const choices = { ...suggested, label: 'kind' };
  const held = (seed: number, group: string | null): number[] => {
    const { splits, split } = assign(reader, { ...choices, split: { share: 0.2, seed, group } });
    expect(splits).toEqual(['train', 'test']);
    return [...split];
  };

  it('holds out the share of every class, the same for the same seed', () => {
    const split = held(1, null);
    const of = (first: number, step: number): number => split.filter((s, i) => i % step === first && s === 1).length;
    expect(of(0, 4)).toBe(10);
    expect(split.filter((s) => s === 1)).toHaveLength(40);
    expect(held(1, null)).toEqual(split);
    expect(held(2, null)).not.toEqual(split);
  });

  it('keeps a group on one side', () => {
    const split = held(1, 'burst');
    for (let i = 0; i < 200; i += 4) expect(new Set(split.slice(i, i + 4)).size).toBe(1);
    expect(split.filter((s) => s === 1)).toHaveLength(40);
  });
});

describe('the outline', () => {
  it('counts samples by split and class, and those without label', () => {
    const outline = outlineOf(FOLDERS, suggested, assign(FOLDERS, suggested), 1000, 5000);
    expect(outline.splits).toEqual([
      { name: 'train', count: 3, byClass: [1, 1, 1] },
      { name: 'val', count: 2, byClass: [1, 1, 0] },
    ]);
    expect(outline).toMatchObject({ classes: ['cat', 'dog'], unlabelled: 1, free: 5000 });
    expect(outline.needed).toBeGreaterThan(1000);
  });

  it('says what looks odd: a class with one picture, a class in one split only', () => {
    const reader = readerOf({
      names: ['1', '2', '3', '4', '5'],
      columns: { kind: ['cat', 'cat', 'dog', 'dog', 'emu'], place: ['train', 'test', 'train', 'train', 'train'] },
    });
    const choices = { ...suggested, label: 'kind', split: 'place' };
    expect(outlineOf(reader, choices, assign(reader, choices), 0, null).odd).toEqual([
      '“emu” has one picture only: nothing can be learned of it.',
      '“dog” stands in the split “train” alone.',
    ]);
  });

  it('says which classes look the same', () => {
    const names = ['1', '2', '3', '4', '5', '6'];
    const kind = ['cat', 'Cat', 'dog', 'caf\u00e9', 'cafe\u0301', 'dog '];
    const reader = readerOf({ names, columns: { kind } });
    const choices = { ...suggested, label: 'kind', split: null };
    const { odd } = outlineOf(reader, choices, assign(reader, choices), 0, null);
    expect(odd.filter((sentence) => sentence.includes('differ in case'))).toHaveLength(3);
  });

  it('refuses a data set without a readable picture', () => {
    const reader = readerOf({ names: ['a'], columns: {} });
    reader.sizes.fill(0);
    const choices = { ...suggested, label: null, split: null };
    expect(outlineOf(reader, choices, assign(reader, choices), 0, null).refusal).toMatch(/no picture/);
  });
});

it('samples are numbered split by split, in the order of the rows, without those that were not stored', () => {
  const { splits, rows } = orderSamples(Uint8Array.of(1, 1, 0, 1, 1), Uint8Array.of(2, 0, 0, 0, 2), [
    'train',
    'val',
    'test',
  ]);
  expect([...rows]).toEqual([1, 3, 0, 4]);
  expect(splits).toEqual([
    { name: 'train', start: 0, count: 2 },
    { name: 'test', start: 2, count: 2 },
  ]);
});
