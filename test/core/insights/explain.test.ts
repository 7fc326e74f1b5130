import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explain, type Evidence } from '../../../src/core/insights/explain.ts';

const classes = ['cat', 'dog', 'frog'];
const wrongCat: Evidence = {
  classes,
  given: 0,
  probabilities: [0.004, 0.026, 0.97],
  unseenByFold: 2,
  epochs: { wrong: 9, all: 10 },
  neighbours: [2, 2, 2, 2, 0, 2, 2, 2, 2, 2],
  transition: [0.98, 0.01, 0.01, 0.01, 0.98, 0.01, 0.12, 0.01, 0.87],
};

describe('why this one', () => {
  it('says in whole sentences what speaks against a label, the weightiest first', () => {
    expect(explain(wrongCat).map(({ text }) => text)).toEqual([
      'The network of fold 2, which never saw it, sees “frog” (p = 0.970) and gives “cat” p = 0.004.',
      'Training took it for something else than “cat” in 9 of 10 epochs.',
      '9 of its 10 nearest neighbours are labelled “frog”, 1 “cat”.',
      '“frog” labelled “cat” is a common mistake here: 12 % of them by estimate.',
    ]);
    for (const { strength } of explain(wrongCat)) expect(strength).toBeGreaterThan(0);
  });

  it('says what speaks for a label that everything agrees with', () => {
    const facts = explain({ ...wrongCat, given: 2, unseenByFold: undefined, epochs: { wrong: 0, all: 10 } });
    expect(facts.map(({ text }) => text)).toEqual([
      'Training saw “frog” in all of its 10 epochs.',
      'The network agrees with “frog” (p = 0.970).',
      '9 of its 10 nearest neighbours are labelled “frog”, as it is.',
    ]);
    for (const { strength } of facts) expect(strength).toBeLessThan(0);
  });

  it('counts a confusion that is rare here in the label’s favour, and leaves out one that is neither', () => {
    const transition = [0.9, 0.1, 0, 0.1, 0.9, 0, 0.001, 0.05, 0.949];
    const rare = explain({ classes, given: 0, probabilities: [0.4, 0, 0.6], transition });
    expect(rare.find(({ text }) => text.includes('uncommon'))?.strength).toBeLessThan(0);
    const even = [0.9, 0.05, 0.05, 0.05, 0.9, 0.05, 0.05, 0.05, 0.9];
    expect(explain({ classes, given: 0, probabilities: [0.4, 0, 0.6], transition: even })).toHaveLength(1);
  });

  it('calls no confusion common that three in a thousand have, however rare the others are', () => {
    const transition = [0.9998, 0.0001, 0.0001, 0.0001, 0.9998, 0.0001, 0.003, 0.0001, 0.9969];
    const said = explain({ classes, given: 0, probabilities: [0.4, 0, 0.6], transition }).map(({ text }) => text);
    expect(said).toContain(
      '“frog” labelled “cat” is likelier here than most mistakes, yet rare: 0.3 % of them by estimate.',
    );
  });

  it('has nothing to say where the network diverged, and refuses what does not fit', () => {
    expect(explain({ classes, given: 0, probabilities: [NaN, NaN, NaN] })).toEqual([]);
    expect(() => explain({ classes, given: 3, probabilities: [1, 0, 0] })).toThrow(RangeError);
    expect(() => explain({ classes, given: 0, probabilities: [1, 0] })).toThrow(/2 probabilities/);
    expect(explain({ ...wrongCat, epochs: { wrong: 0, all: 0 }, neighbours: [] })).toHaveLength(2);
  });

  it('gives strengths from −1 to 1, whatever the numbers', () => {
    const probability = fc.double({ min: 0, max: 1, noNaN: true });
    const numbers = fc.record({
      probabilities: fc.array(probability, { minLength: 3, maxLength: 3 }),
      given: fc.nat(2),
      neighbours: fc.array(fc.nat(2), { maxLength: 12 }),
      transition: fc.array(probability, { minLength: 9, maxLength: 9 }),
    });
    fc.assert(
      fc.property(numbers, (evidence) => {
        for (const { text, strength } of explain({ classes, ...evidence })) {
          expect(Math.abs(strength)).toBeLessThanOrEqual(1);
          expect(text).toMatch(/^\S.*\.$/);
        }
      }),
    );
  });
});
