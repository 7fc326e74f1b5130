import { expect, it } from 'vitest';
import { believeIn, expectAmong } from '../../../src/core/insights/belief.ts';
import type { ScoreColumn } from '../../../src/core/dataset/table.ts';

it('of so many labels no more are wrong than there are, at most', () => {
  const values = Float32Array.from({ length: 50 }, (_, i) => (i < 40 ? 0.99 : NaN));
  const judged = new Uint16Array(50);
  const score: ScoreColumn = { key: 'suspicion', runId: 1, method: 'suspicion', values, judged };
  const found = believeIn(score, new Uint8Array(50), judged);
  const { expected, high } = expectAmong(score, found, Uint32Array.from(judged.keys()));
  expect(expected).toBeCloseTo(39.6, 4);
  expect(high).toBeGreaterThan(39.6);
  expect(high).toBeLessThanOrEqual(40);
});
