import { describe, expect, it } from 'vitest';
import { testAccuracy } from '../../../src/core/metrics/test-accuracy.ts';
import { tinyTable } from '../../support/tiny-table.ts';

const predicted = Uint16Array.of(0, 1, 1, 1, 0, 0);
const named = (...names: string[]) =>
  tinyTable({
    splits: names.map((name, j) => ({ name, start: j * 2, count: 2 })),
    split: Uint8Array.of(0, 0, 1, 1, 2, 2),
  });

describe('accuracy on what was not learned', () => {
  it('is that of the test split, whatever it is beside', () => {
    expect(testAccuracy(named('train', 'val', 'test'), predicted, [0, 1])).toBe(0.5);
  });

  it('is that of a validation split where there is no test split, and of a split of any name', () => {
    expect(testAccuracy(named('train', 'val', 'more'), predicted, [0, 1])).toBe(1);
    expect(testAccuracy(named('2019', '2020', '2021'), predicted, [0, 1, 4])).toBe(1);
  });

  it('is not known where all was learned, even of a split called test', () => {
    expect(testAccuracy(named('train', 'val', 'test'), predicted, [0, 2, 4])).toBeNull();
  });
});
