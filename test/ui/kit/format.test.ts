import { expect, it } from 'vitest';
import {
  formatBytes,
  formatCount,
  formatDuration,
  formatPercent,
  formatPlural,
  formatDecimal,
} from '../../../src/ui/kit/format.ts';

it('numbers are grouped as English readers expect, whatever the browser’s language', () => {
  expect(formatCount(60_000)).toBe('60,000');
  expect(formatPlural(1, 'class', 'classes')).toBe('1 class');
  expect(formatPlural(10, 'class', 'classes')).toBe('10 classes');
});

it('bytes come in decimal units with three digits or so', () => {
  expect([0, 999, 1000, 174_800_000, 16_053_000_000].map(formatBytes)).toEqual([
    '0 B',
    '999 B',
    '1.0 kB',
    '175 MB',
    '16.1 GB',
  ]);
});

it('durations keep their width while they count down', () => {
  expect([0, 45_400, 65_000, 119_900, 4_800_000].map(formatDuration)).toEqual([
    '0 s',
    '45 s',
    '1 min 05 s',
    '2 min 00 s',
    '1 h 20 min',
  ]);
});

it('a share or score that is not known is a dash, never NaN', () => {
  expect(formatPercent(0.6834)).toBe('68.3 %');
  expect(formatPercent(NaN)).toBe('–');
  expect([0.9971, 1.8249, -0.5, 0, null, NaN].map(formatDecimal)).toEqual([
    '0.997',
    '1.825',
    '−0.500',
    '0.000',
    '–',
    '–',
  ]);
});
