import { describe, expect, it } from 'vitest';
import { RunClasses } from '../../../src/core/dataset/run-classes.ts';
import { NO_LABEL } from '../../../src/core/dataset/types.ts';
import { softmaxRow } from '../../../src/core/insights/softmax.ts';

const probabilities = (logits: Float32Array, k: number): number[] => {
  const out = new Float64Array(k);
  softmaxRow(logits, 0, k, out);
  return [...out];
};

describe('the classes of a run', () => {
  const logits = Float32Array.of(Math.log(0.5), Math.log(0.2), Math.log(0.3));

  it('are its columns where none is retired', () => {
    const classes = new RunClasses(3, []);
    expect(classes.fold(logits)).toBe(logits);
    expect([...classes.columns([2, 3, NO_LABEL])]).toEqual([2, NO_LABEL, NO_LABEL]);
  });

  it('have the summed probability of those that were merged', () => {
    const classes = new RunClasses(3, [{ label: 0, into: 1 }]);
    expect([...classes.labels]).toEqual([1, 2]);
    const [both, other] = probabilities(classes.fold(logits), 2);
    expect(both).toBeCloseTo(0.7, 6);
    expect(other).toBeCloseTo(0.3, 6);
  });

  it('know a class that came later where others of theirs were merged into it', () => {
    const classes = new RunClasses(
      3,
      [0, 2].map((label) => ({ label, into: 3 })),
    );
    expect([...classes.labels]).toEqual([1, 3]);
    expect(probabilities(classes.fold(logits), 2)[1]).toBeCloseTo(0.8, 6);
    expect(classes.column(3)).toBe(1);
  });

  it('leave out one that was taken away, and may be none', () => {
    const classes = new RunClasses(3, [{ label: 2, into: NO_LABEL }]);
    expect(probabilities(classes.fold(logits), 2)[0]).toBeCloseTo(5 / 7, 6);
    expect(
      new RunClasses(
        3,
        [0, 1, 2].map((label) => ({ label, into: NO_LABEL })),
      ).k,
    ).toBe(0);
  });

  it('keep what is no number', () => {
    const rows = Float32Array.of(NaN, NaN, NaN, 1, 2, 3);
    const folded = new RunClasses(3, [{ label: 0, into: 1 }]).fold(rows);
    expect([...folded.subarray(0, 2)]).toEqual([NaN, NaN]);
    expect(folded[3]).toBe(3);
  });
});
