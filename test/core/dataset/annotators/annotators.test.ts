import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { dawidSkene, majority } from '../../../../src/core/dataset/annotators.ts';
import { crowdlab } from '../../../../src/core/dataset/crowdlab.ts';
import { NO_LABEL } from '../../../../src/core/dataset/types.ts';

interface Golden {
  name: string;
  k: number;
  labels: (number | null)[][];
  probabilities: number[];
  crowdlab: { labels: number[]; score: number[]; agreement: number[]; quality: number[] };
  dawidSkene: number[];
}

const golden = JSON.parse(readFileSync(new URL('golden.json', import.meta.url), 'utf8')) as Golden[];
const columns = (labels: (number | null)[][]): Uint16Array[] =>
  labels.map((column) => Uint16Array.from(column, (label) => label ?? NO_LABEL));

function expectClose(ours: ArrayLike<number>, theirs: readonly number[], what: string): void {
  expect(ours.length, what).toBe(theirs.length);
  theirs.forEach((value, at) => expect(Math.abs(ours[at] - value), `${what} ${at}`).toBeLessThan(1e-6));
}

describe.each(golden)('on “$name”', ({ k, labels, probabilities, ...theirs }) => {
  it('CROWDLAB equals cleanlab’s', () => {
    const ours = crowdlab(columns(labels), probabilities, k);
    expect([...ours.labels]).toEqual(theirs.crowdlab.labels);
    expectClose(ours.score, theirs.crowdlab.score, 'score');
    expectClose(ours.agreement, theirs.crowdlab.agreement, 'agreement');
    expectClose(ours.quality, theirs.crowdlab.quality, 'quality');
  });

  it('Dawid and Skene’s labels equal crowd-kit’s', () => {
    expect([...dawidSkene(columns(labels), k).labels]).toEqual(theirs.dawidSkene);
  });
});

describe('the majority', () => {
  it('is the most frequent label, with the share that agrees; none where nobody said anything', () => {
    const { labels, agreement, quality } = majority(
      columns([
        [0, 1, null, 2],
        [0, 1, null, null],
        [1, 1, null, null],
      ]),
    );
    expect([...labels]).toEqual([0, 1, NO_LABEL, 2]);
    expect(agreement[0]).toBeCloseTo(2 / 3, 6);
    expect(agreement[2]).toBeNaN();
    // The last sample, which one annotator alone labelled, says nothing of them.
    expect([...quality]).toEqual([1, 1, 0.5]);
  });

  it('of a tie is the label of those who agree more with the rest, else the lowest', () => {
    const rest = [0, 0, 0, 0];
    const { labels } = majority(
      columns([
        [...rest, 0, 1],
        [...rest, null, null],
        [1, 1, 0, 0, 1, null],
        [...rest, null, null],
        [null, null, null, null, null, 0],
      ]),
    );
    expect(labels[4]).toBe(0);
    expect(majority(columns([[1], [0]])).labels[0]).toBe(0);
  });
});

describe('Dawid and Skene', () => {
  it('sees through an annotator who always takes one class for another', () => {
    const truth = Array.from({ length: 90 }, (_, i) => i % 3);
    const good = truth.map((label, i) => (i % 10 === 0 ? (label + 1) % 3 : label));
    const liar = truth.map((label) => (label === 0 ? 1 : label === 1 ? 0 : 2));
    const { labels, quality } = dawidSkene(columns([truth, good, liar]), 3);
    expect([...labels]).toEqual(truth);
    expect(quality[0]).toBeCloseTo(1, 5);
    expect(quality[1]).toBeCloseTo(0.9, 1);
    expect(quality[2]).toBeCloseTo(1 / 3, 5);
  });
});

describe('CROWDLAB', () => {
  it('takes the majority where no sample has two labels', () => {
    const { labels } = crowdlab(
      columns([
        [0, null],
        [null, 1],
      ]),
      [0.5, 0.5, 0.5, 0.5],
      2,
    );
    expect([...labels]).toEqual([0, 1]);
  });

  it('leaves out what the network has not predicted', () => {
    const { labels, score } = crowdlab(
      columns([
        [0, 0, 1],
        [0, 0, 1],
      ]),
      [0.9, 0.1, NaN, NaN, 0.2, 0.8],
      2,
    );
    expect([...labels]).toEqual([0, 0, 1]);
    expect(score[1]).toBeNaN();
    expect(score[0]).toBeGreaterThan(0.5);
  });
});
