import { describe, expect, it } from 'vitest';
import type { ScoreColumn } from '../../../src/core/dataset/table.ts';
import { NO_LABEL, REVIEWED } from '../../../src/core/dataset/types.ts';
import { FOUND, believeIn, expectAmong, findingsOf, type Believed } from '../../../src/core/insights/belief.ts';

const [CAT, DOG, FROG] = [0, 1, 2];

function scoreOf(values: Float32Array, judged: Uint16Array, decided?: Uint32Array): ScoreColumn {
  return { key: 'suspicion', runId: 1, method: 'suspicion', values, judged, decided };
}

it('of so many labels no more are wrong than there are, at most', () => {
  const values = Float32Array.from({ length: 50 }, (_, i) => (i < 40 ? 0.99 : NaN));
  const judged = new Uint16Array(50);
  const score = scoreOf(values, judged);
  const found = believeIn(score, new Uint8Array(50), judged, null);
  const { expected, high } = expectAmong(found, Uint32Array.from(judged.keys()));
  expect(expected).toBeCloseTo(39.6, 4);
  expect(high).toBeGreaterThan(39.6);
  expect(high).toBeLessThanOrEqual(40);
});

describe('what is found of a label', () => {
  const judged = Uint16Array.of(CAT, CAT, DOG, FROG);
  const values = new Float32Array(4).fill(0.3);

  it('is by the label that was judged: right where it stands, wrong where another does', () => {
    const { kept, relabelled, unsure, no } = REVIEWED;
    const found = findingsOf(scoreOf(values, judged), {
      reviewed: Uint8Array.of(kept, relabelled, unsure, no),
      current: Uint16Array.of(CAT, DOG, DOG, FROG),
    });
    expect([...found]).toEqual([FOUND.right, FOUND.wrong, FOUND.open, FOUND.open]);
  });

  it('follows a label that is put back after all was ranked again, and says nothing more of the others', () => {
    // Sample 0 came as a cat, was made a dog, and judged as that.
    const again = scoreOf(values, Uint16Array.of(DOG, CAT, DOG, FROG), Uint32Array.of(0));
    const reviewed = Uint8Array.of(REVIEWED.relabelled, 0, 0, 0);
    const asDog = believeIn(again, reviewed, Uint16Array.of(DOG, CAT, DOG, FROG), null);
    expect([...asDog.probabilities]).toEqual([0, values[1], values[2], values[3]]);
    const back = believeIn(again, reviewed, Uint16Array.of(CAT, CAT, DOG, FROG), null);
    expect([...back.probabilities]).toEqual([1, values[1], values[2], values[3]]);
  });

  it('is right of a label that was replaced by a class into which its own was merged since', () => {
    const current = Uint16Array.of(DOG, DOG, DOG, FROG);
    const reviewed = Uint8Array.of(REVIEWED.relabelled, 0, 0, 0);
    // Merging brings what was judged into the classes that stand.
    const merged = scoreOf(values, Uint16Array.of(DOG, DOG, DOG, FROG));
    expect(findingsOf(merged, { reviewed, current })[0]).toBe(FOUND.right);
    expect(findingsOf(scoreOf(values, judged), { reviewed, current })[0]).toBe(FOUND.wrong);
  });
});

describe('accepted suggestions of one kind', () => {
  const n = 400;
  // Every second one is a cat that looks like a dog, the others are frogs that look like cats.
  const judged = Uint16Array.from({ length: n }, (_, i) => (i % 2 === 0 ? CAT : FROG));
  const predicted = Uint16Array.from({ length: n }, (_, i) => (i % 2 === 0 ? DOG : CAT));
  const score = scoreOf(new Float32Array(n).fill(0.3), judged);
  const open = (kind: number): Uint32Array => Uint32Array.from(judged.keys()).filter((i) => i >= 80 && i % 2 === kind);

  function decide(count: number, says: (i: number) => 'wrong' | 'right', by: Uint16Array | null = predicted): Believed {
    const reviewed = new Uint8Array(n);
    const current = judged.slice();
    for (let i = 0; i < count; i++) {
      const wrong = says(i) === 'wrong';
      reviewed[i] = wrong ? REVIEWED.relabelled : REVIEWED.kept;
      if (wrong) current[i] = predicted[i];
    }
    return believeIn(score, reviewed, current, by);
  }

  it('raise their like, and those that were refused lower theirs', () => {
    const believed = decide(60, (i) => (i % 2 === 0 ? 'wrong' : 'right'));
    const [cats, frogs] = [expectAmong(believed, open(0)), expectAmong(believed, open(1))];
    const before = 0.3 * open(0).length;
    expect(cats.expected).toBeGreaterThan(1.5 * before);
    expect(frogs.expected).toBeLessThan(0.6 * before);
    expect(cats.low).toBeGreaterThan(frogs.high);
    expect(cats.low).toBeLessThan(cats.expected);
    expect(cats.high).toBeGreaterThan(cats.expected);
    expect(believed.probabilities[100]).toBeGreaterThan(believed.probabilities[101]);
  });

  it('do so the more the more there are, and not by themselves where all kinds do alike', () => {
    const ratio = (count: number): number => {
      const believed = decide(count, (i) => (i % 2 === 0 ? 'wrong' : 'right'));
      return expectAmong(believed, open(0)).expected / expectAmong(believed, open(1)).expected;
    };
    expect(ratio(40)).toBeGreaterThan(ratio(10));
    expect(ratio(10)).toBeGreaterThan(1.2);
    const alike = decide(60, (i) => (i % 4 < 2 ? 'wrong' : 'right'));
    expect(alike.probabilities[100] / alike.probabilities[101]).toBeCloseTo(1, 1);
  });

  it('say nothing of kinds where it is not known what the pictures are predicted as', () => {
    const unknown = decide(60, (i) => (i % 2 === 0 ? 'wrong' : 'right'), null);
    expect(unknown.probabilities[100]).toBe(unknown.probabilities[101]);
    const some = predicted.slice().fill(NO_LABEL);
    const none = decide(60, (i) => (i % 2 === 0 ? 'wrong' : 'right'), some);
    expect([...none.probabilities]).toEqual([...unknown.probabilities]);
  });
});
