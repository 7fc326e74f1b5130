import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitColumn, type Table } from '../../../src/core/dataset/table.ts';
import { NO_LABEL } from '../../../src/core/dataset/types.ts';
import { applyStages, type ViewStage } from '../../../src/core/views/stages.ts';

/** A sample as one record, so that its label, field, tags and score cannot be told apart: the model to compare with. */
interface Whole {
  index: number;
  given: number | null;
  true: number | null;
  size: number | null;
  style: string | null;
  mistake: boolean;
  score: number | null;
}

const CLASSES = ['frog', 'cat', 'dog'];
const STYLES = ['noto', 'fluent', 'emoji'];

const wholes = fc
  .array(
    fc.record({
      given: fc.option(fc.nat(2)),
      true: fc.option(fc.nat(2)),
      size: fc.option(fc.integer({ min: -2, max: 2 })),
      style: fc.option(fc.constantFrom(...STYLES)),
      mistake: fc.boolean(),
      score: fc.option(fc.float({ min: 0, max: 1, noNaN: true })),
    }),
    { maxLength: 40 },
  )
  .map((samples) => samples.map((sample, index): Whole => ({ index, ...sample })));

/** The same samples as columns. */
function tableOf(samples: Whole[]): Table {
  const count = samples.length;
  const splits = [{ name: 'train', start: 0, count }];
  const labels = (of: (s: Whole) => number | null): Uint16Array => Uint16Array.from(samples, (s) => of(s) ?? NO_LABEL);
  const numbers = (of: (s: Whole) => number | null): Float32Array => Float32Array.from(samples, (s) => of(s) ?? NaN);
  const score = { key: 'hardness', method: 'hardness' as const, runId: 1, judged: labels((s) => s.given) };
  return {
    count,
    names: null,
    retired: [],
    classes: CLASSES,
    tags: ['processed', 'mistake'],
    splits,
    given: labels((s) => s.given),
    current: labels((s) => s.given),
    truth: labels((s) => s.true),
    tagBits: Uint32Array.from(samples, (s) => (s.mistake ? 2 : 0)),
    excluded: new Uint8Array(count),
    reviewed: new Uint8Array(count),
    split: splitColumn(splits, count),
    qualities: null,
    fields: new Map([
      ['size', { kind: 'number', values: numbers((s) => s.size) }],
      ['style', { kind: 'text', codes: labels((s) => (s.style ? STYLES.indexOf(s.style) : null)), dictionary: STYLES }],
    ]),
    runId: 1,
    predicted: null,
    confidence: null,
    scores: new Map([['hardness', { ...score, values: numbers((s) => s.score) }]]),
  };
}

type Step = { stage: ViewStage; model: (samples: Whole[]) => Whole[] };

const sortable: [string, (s: Whole) => number | string | null][] = [
  ['insights.hardness', (s) => s.score],
  ['fields.size', (s) => s.size],
  ['style', (s) => s.style],
  ['given', (s) => s.given],
  ['true', (s) => s.true],
  ['index', (s) => s.index],
];

const sorting = fc.tuple(fc.constantFrom(...sortable), fc.boolean()).map(([[field, of], reverse]): Step => ({
  stage: { stage: 'sortBy', field, reverse },
  model: (samples) => {
    const present = samples.filter((s) => of(s) !== null);
    const compare = (a: Whole, b: Whole): number => (of(a)! < of(b)! ? -1 : of(a)! > of(b)! ? 1 : 0);
    present.sort((a, b) => (reverse ? compare(b, a) : compare(a, b)));
    return [...present, ...samples.filter((s) => of(s) === null)];
  },
}));

const step = fc.oneof(
  sorting,
  fc.tuple(fc.nat(2), fc.boolean()).map(([label, not]): Step => ({
    stage: { stage: 'matchLabels', field: 'true', classes: [label], not },
    model: (samples) => samples.filter((s) => (s.true === label) !== not),
  })),
  fc.boolean().map((not): Step => ({
    stage: { stage: 'matchTags', tags: ['mistake'], not },
    model: (samples) => samples.filter((s) => s.mistake !== not),
  })),
  fc.constantFrom(...STYLES).map((style): Step => ({
    stage: { stage: 'matchField', field: 'style', values: [style] },
    model: (samples) => samples.filter((s) => s.style === style),
  })),
  fc.tuple(fc.integer({ min: -2, max: 2 }), fc.integer({ min: -2, max: 2 })).map(([min, max]): Step => ({
    stage: { stage: 'range', field: 'size', min, max },
    model: (samples) => samples.filter((s) => s.size !== null && s.size >= min && s.size <= max),
  })),
  fc.boolean().map((present): Step => ({
    stage: { stage: 'exists', field: 'insights.hardness', present },
    model: (samples) => samples.filter((s) => (s.score !== null) === present),
  })),
  fc.array(fc.nat(45), { maxLength: 20 }).map((indices): Step => ({
    stage: { stage: 'select', indices },
    model: (samples) => [...new Set(indices)].flatMap((i) => samples.filter((s) => s.index === i)),
  })),
  fc.nat(30).map((count): Step => ({ stage: { stage: 'limit', count }, model: (samples) => samples.slice(0, count) })),
  fc.nat(5).map((count): Step => ({ stage: { stage: 'skip', count }, model: (samples) => samples.slice(count) })),
);

describe('a view over columns', () => {
  it('keeps label, tags, fields and score of a sample together, as a list of whole samples does', () => {
    fc.assert(
      fc.property(wholes, fc.array(step, { maxLength: 6 }), (samples, steps) => {
        const got = applyStages(
          tableOf(samples),
          steps.map((one) => one.stage),
        );
        const wanted = steps.reduce((list, one) => one.model(list), samples);
        expect([...got]).toEqual(wanted.map((s) => s.index));
      }),
      { numRuns: 500 },
    );
  });
});
