import { describe, expect, it } from 'vitest';
import type { Table } from '../../../src/core/dataset/table.ts';
import { NO_LABEL } from '../../../src/core/dataset/types.ts';
import { colourChoices, colouring } from '../../../src/ui/map/colouring.ts';
import { classColour, mix, parse, scaleColour, type Rgb, type Theme } from '../../../src/ui/map/map-colours.ts';

const NEUTRAL: Rgb = [128, 128, 128];

const score = (method: 'self_confidence' | 'hardness', ...values: number[]) => {
  return { key: method, method, runId: 1, values: Float32Array.from(values), judged: new Uint16Array(4) };
};

const table = {
  count: 4,
  classes: ['cat', 'dog'],
  retired: [],
  tags: ['processed', 'mistake'],
  splits: [{ name: 'train', start: 0, count: 4 }],
  given: Uint16Array.of(0, 1, 0, NO_LABEL),
  current: Uint16Array.of(0, 1, 1, 0),
  truth: new Uint16Array(4).fill(NO_LABEL),
  tagBits: Uint32Array.of(1, 3, 1, 0),
  reviewed: new Uint8Array(4),
  predicted: null,
  confidence: null,
  fields: new Map(),
  scores: new Map([
    ['self_confidence', score('self_confidence', 0.1, 0.9, 0.5, NaN)],
    ['hardness', score('hardness', 0, 2, 1, NaN)],
  ]),
} as unknown as Table;

const luminance = ([r, g, b]: Rgb): number => {
  const linear = (value: number): number => (value / 255) ** 2.2;
  return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
};

const contrast = (a: Rgb, b: Rgb): number => {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
};

const GROUNDS: Record<Theme, Rgb> = { light: parse('#f6f7f9'), dark: parse('#0f1316') };

describe('what dots can be coloured by', () => {
  it('is what the table has: no truth or prediction where none is known, no tag that nearly all have', () => {
    const paths = colourChoices(table).map(({ path }) => path);
    expect(paths).toEqual(['given', 'current', 'insights.self_confidence', 'insights.hardness', 'tags.mistake']);
  });

  it('names samples without a label as such', () => {
    const { codeOf, entries } = colouring(table, 'given', 'light', NEUTRAL);
    expect(entries.map(({ name }) => name)).toEqual(['cat', 'dog', 'no label']);
    expect([0, 1, 2, 3].map(codeOf)).toEqual([0, 1, 0, 2]);
  });

  it('on a scale gives the suspect end the most contrast, be it the high one or the low, and no value no colour', () => {
    for (const theme of ['light', 'dark'] as const) {
      const against = (path: string, index: number): number =>
        contrast(colouring(table, path, theme, NEUTRAL).colourOf(index), GROUNDS[theme]);
      expect(against('insights.self_confidence', 0)).toBeGreaterThan(against('insights.self_confidence', 1));
      expect(against('insights.hardness', 1)).toBeGreaterThan(against('insights.hardness', 0));
      expect(colouring(table, 'insights.hardness', theme, NEUTRAL).colourOf(3)).toBe(NEUTRAL);
    }
    expect(colouring(table, 'insights.hardness', 'light', NEUTRAL).scale).toEqual({ low: 0, high: 2, reversed: false });
  });

  it('by a tag parts those that have it from the others, and a tag that is gone gives way to the given label', () => {
    expect([0, 1, 2, 3].map(colouring(table, 'tags.mistake', 'dark', NEUTRAL).codeOf)).toEqual([0, 1, 0, 0]);
    expect(colouring(table, 'tags.gone', 'dark', NEUTRAL).entries.map(({ name }) => name)).toContain('cat');
  });
});

describe('colours', () => {
  it('stand out from the ground in both themes, and the first twenty classes have twenty', () => {
    for (const theme of ['light', 'dark'] as const) {
      const colours = Array.from({ length: 20 }, (_, code) => classColour(code, theme));
      expect(new Set(colours.map(String)).size).toBe(20);
      for (const colour of colours.slice(0, 10)) expect(contrast(colour, GROUNDS[theme])).toBeGreaterThan(2);
    }
  });

  it('of a scale go steadily from faint to strong', () => {
    for (const theme of ['light', 'dark'] as const) {
      const steps = Array.from({ length: 11 }, (_, step) => contrast(scaleColour(step / 10, theme), GROUNDS[theme]));
      for (let step = 1; step < steps.length; step++) expect(steps[step]).toBeGreaterThan(steps[step - 1]);
    }
  });

  it('are read as the browser tells them', () => {
    expect(parse('rgb(15, 19, 22)')).toEqual([15, 19, 22]);
    expect(parse('color(srgb 1 0.5 0)')).toEqual([255, 127.5, 0]);
    expect(mix([0, 0, 0], [100, 200, 50], 0.5)).toEqual([50, 100, 25]);
  });
});

describe('a legend', () => {
  it('has no class that was merged into another', () => {
    const merged = { ...table, retired: [{ label: 0, into: 1 }] };
    const { entries, colourOf } = colouring(merged, 'current', 'light', NEUTRAL);
    expect(entries.map(({ name }) => name)).toEqual(['dog']);
    expect(colourOf(1)).toEqual(classColour(1, 'light'));
  });
});
