import { describe, expect, it } from 'vitest';
import { NO_LABEL } from '../../../src/core/dataset/types.ts';
import { knowledgeOf } from '../../../src/core/insights/knowledge.ts';

const of = (count: number, label: (i: number) => number): Uint16Array =>
  Uint16Array.from({ length: count }, (_, i) => label(i));

describe('what a network knows', () => {
  it('is the agreement with the labels beyond chance', () => {
    const labels = of(200, (i) => i % 2);
    // 70 of each class are right: (.7 − .5) / (1 − .5).
    const predicted = of(200, (i) => (i < 140 ? i % 2 : 1 - (i % 2)));
    expect(knowledgeOf(predicted, labels)).toBeCloseTo(0.4, 12);
    expect(knowledgeOf(labels, labels)).toBe(1);
  });

  it('is none where it always says the same, however common that class is', () => {
    const labels = of(200, (i) => Number(i % 10 === 0));
    expect(
      knowledgeOf(
        of(200, () => 0),
        labels,
      ),
    ).toBe(0);
  });

  it('leaves out what has no label or no prediction', () => {
    const labels = of(300, (i) => (i < 100 ? NO_LABEL : i % 3));
    const predicted = of(300, (i) => (i >= 200 ? NO_LABEL : i % 3));
    expect(knowledgeOf(predicted, labels)).toBe(1);
  });

  it('is not said of a handful of labels, nor where there is nothing to choose', () => {
    expect(
      knowledgeOf(
        of(99, (i) => i % 2),
        of(99, (i) => i % 2),
      ),
    ).toBeNull();
    expect(
      knowledgeOf(
        of(200, () => 1),
        of(200, () => 1),
      ),
    ).toBeNull();
    expect(knowledgeOf([], [])).toBeNull();
  });
});
