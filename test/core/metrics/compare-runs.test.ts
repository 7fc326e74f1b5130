import { expect, it } from 'vitest';
import { NO_LABEL } from '../../../src/core/dataset/types.ts';
import { LEFT_OUT, compareRuns } from '../../../src/core/metrics/compare-runs.ts';

const reference = [0, 0, 1, 1, 2, NO_LABEL];

it('tells what one run got right that the other did not, over all and by class', () => {
  const before = [0, 1, 1, 0, 0, 0];
  const after = [0, 0, 0, 2, 1, 1];
  const result = compareRuns(before, after, (i) => reference[i], [0, 1, 2, 3, 4, 5], 3);
  expect(result).toEqual({
    count: 5,
    before: 2,
    after: 2,
    gain: { gain: 0, error: expect.closeTo(0.56, 4) },
    leftOut: 0,
    classes: [
      { count: 2, before: 1, after: 2 },
      { count: 2, before: 1, after: 0 },
      { count: 1, before: 0, after: 0 },
    ],
    fixed: Uint32Array.of(1),
    broken: Uint32Array.of(2),
    otherwise: Uint32Array.of(3, 4),
  });
});

it('leaves out what one of the two has not predicted', () => {
  const result = compareRuns([NO_LABEL, 0], [0, NO_LABEL], () => 0, [0, 1], 1);
  expect(result.count).toBe(0);
  expect(result.gain).toBeNull();
  expect(result.fixed).toHaveLength(0);
});

it('counts what is left out, and holds nothing against it', () => {
  const result = compareRuns([0, 1], [0, 0], (i) => (i === 1 ? LEFT_OUT : 0), [0, 1], 2);
  expect(result).toMatchObject({ count: 1, before: 1, after: 1, leftOut: 1 });
  expect(result.fixed).toHaveLength(0);
});
