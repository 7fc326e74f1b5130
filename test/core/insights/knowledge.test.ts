import { describe, expect, it } from 'vitest';
import { NO_LABEL } from '../../../src/core/dataset/types.ts';
import { LITTLE_KNOWLEDGE, knowledgeOf } from '../../../src/core/insights/knowledge.ts';

const of = (count: number, label: (i: number) => number): Uint16Array =>
  Uint16Array.from({ length: count }, (_, i) => label(i));

describe('what a network knows', () => {
  it('is the agreement with the labels beyond chance', () => {
    const labels = of(200, (i) => i % 2);
    // 70 of each class are right: (.7 − .5) / (1 − .5).
    const predicted = of(200, (i) => (i < 140 ? i % 2 : 1 - (i % 2)));
    // The lower end of Wilson's interval of .7 is .6443.
    expect(knowledgeOf(predicted, labels)).toBeCloseTo(0.2886, 4);
    const many = of(200_000, (i) => i % 2);
    const said = of(200_000, (i) => (i < 140_000 ? i % 2 : 1 - (i % 2)));
    expect(knowledgeOf(said, many)).toBeCloseTo(0.4, 2);
    expect(knowledgeOf(labels, labels)).toBeGreaterThan(0.97);
    expect(knowledgeOf(labels, labels)).toBeLessThanOrEqual(1);
  });

  it('is none where it always says the same, however common that class is', () => {
    const labels = of(200, (i) => Number(i % 10 === 0));
    expect(
      knowledgeOf(
        of(200, () => 0),
        labels,
      ),
    ).toBeLessThanOrEqual(0);
  });

  it('leaves out what has no label or no prediction', () => {
    const labels = of(300, (i) => (i < 100 ? NO_LABEL : i % 3));
    const predicted = of(300, (i) => (i >= 200 ? NO_LABEL : i % 3));
    // A hundred labels that agree are left.
    const left = of(100, (i) => (i + 100) % 3);
    expect(knowledgeOf(predicted, labels)).toBe(knowledgeOf(left, left));
    expect(knowledgeOf(predicted, labels)).toBeGreaterThan(0.95);
  });

  it('is little of a handful of labels, and nothing where there is nothing to choose', () => {
    const three = of(3, (i) => i % 2);
    expect(knowledgeOf(three, three)).toBeLessThan(LITTLE_KNOWLEDGE);
    // A network that says of 47 pictures in ten classes what chance would, and a bit more often than that.
    const labels = of(47, (i) => i % 10);
    expect(
      knowledgeOf(
        of(47, (i) => (i % 5 === 0 ? i % 10 : (i + 3) % 10)),
        labels,
      ),
    ).toBeLessThan(LITTLE_KNOWLEDGE);
    expect(
      knowledgeOf(
        of(47, (i) => (i % 5 < 3 ? i % 10 : (i + 3) % 10)),
        labels,
      ),
    ).toBeGreaterThan(LITTLE_KNOWLEDGE);
    expect(
      knowledgeOf(
        of(200, () => 1),
        of(200, () => 1),
      ),
    ).toBeNull();
    expect(knowledgeOf([], [])).toBeNull();
  });
});
