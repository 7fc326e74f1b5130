import { describe, expect, it } from 'vitest';
import { DATA_MAP_REGIONS, dataMapRegions } from '../../../src/core/insights/data-map.ts';

const names = (confidence: number[], variability: number[]): (string | undefined)[] =>
  Array.from(
    dataMapRegions(Float32Array.from(confidence), Float32Array.from(variability)).regionOf,
    (region) => DATA_MAP_REGIONS[region],
  );

describe('the regions of a data map', () => {
  it('are the third that wavered most, and of the others those believed and those not', () => {
    expect(names([0.9, 0.1, 0.6, 0.4, 0.95, 0.05], [0.1, 0.05, 0.3, 0.4, 0.01, 0.02])).toEqual([
      'easy to learn',
      'hard to learn',
      'ambiguous',
      'ambiguous',
      'easy to learn',
      'hard to learn',
    ]);
  });

  it('leave out samples that no epoch saw, and are none where there is no history', () => {
    const { regionOf } = dataMapRegions(Float32Array.of(0.9, NaN, 0.2), Float32Array.of(0.1, NaN, 0.3));
    expect([...regionOf]).toEqual([0, -1, 1]);
    const none = dataMapRegions(new Float32Array(3).fill(NaN), new Float32Array(3).fill(NaN));
    expect(none.ambiguousFrom).toBeNaN();
    expect([...none.regionOf]).toEqual([-1, -1, -1]);
  });

  it('of equal variability are all ambiguous: nothing tells them apart', () => {
    expect(new Set(names([0.1, 0.5, 0.9], [0.2, 0.2, 0.2]))).toEqual(new Set(['ambiguous']));
  });
});
