import { describe, expect, it } from 'vitest';
import { drawHeldOut, heldOutByTag, heldOutSets } from '../../../src/core/dataset/held-out.ts';
import { NO_LABEL } from '../../../src/core/dataset/types.ts';
import { testAccuracy } from '../../../src/core/metrics/test-accuracy.ts';
import { tinyTable } from '../../support/tiny-table.ts';

describe('samples held out', () => {
  const table = tinyTable({ tags: ['held out'], tagBits: Uint32Array.of(0, 1, 0, 1, 0, 0) });

  it('are splits that nobody learned from, and behind them those that were tagged later', () => {
    expect(heldOutByTag(table)).toEqual(Uint32Array.of(1, 3));
    const names = (...learned: number[][]): string[] => heldOutSets(table, ...learned).map(({ name }) => name);
    expect(names([0, 2])).toEqual(['test', 'held out']);
    expect(names([0, 2, 4])).toEqual(['held out']);
  });

  it('are none of them once any of two runs has learned one', () => {
    expect(heldOutSets(table, [0, 2], [3, 4])).toEqual([]);
    expect(heldOutSets(tinyTable(), [0, 4])).toEqual([]);
  });

  it('tell how right a run is, where there is no split for that', () => {
    const whole = { ...table, splits: [{ name: 'train', start: 0, count: 6 }] };
    expect(testAccuracy(whole, Uint16Array.of(0, 0, 0, 0, 0, 0), [0, 2, 4, 5])).toBe(0.5);
  });
});

describe('drawing what to hold out', () => {
  const current = Uint16Array.from({ length: 300 }, (_, i) => (i < 200 ? 0 : 1));
  const excluded = new Uint8Array(300);
  const all = Uint32Array.from(current.keys());

  it('takes a tenth of every class, the same for the same seed', () => {
    const drawn = drawHeldOut({ current, excluded }, all, { share: 0.1, seed: 1 });
    expect(drawn.filter((i) => current[i] === 0)).toHaveLength(20);
    expect(drawn.filter((i) => current[i] === 1)).toHaveLength(10);
    expect(drawHeldOut({ current, excluded }, all, { share: 0.1, seed: 1 })).toEqual(drawn);
    expect(drawHeldOut({ current, excluded }, all, { share: 0.1, seed: 2 })).not.toEqual(drawn);
  });

  it('leaves samples that are excluded, have no label or are not asked about', () => {
    const some = {
      current: current.map((label, i) => (i < 100 ? NO_LABEL : label)),
      excluded: excluded.slice().fill(1, 100, 150),
    };
    const drawn = drawHeldOut(some, all.subarray(0, 250), { share: 0.5, seed: 1 });
    expect(Math.min(...drawn)).toBeGreaterThanOrEqual(150);
    expect(Math.max(...drawn)).toBeLessThan(250);
    expect(drawn).toHaveLength(50);
  });
});
