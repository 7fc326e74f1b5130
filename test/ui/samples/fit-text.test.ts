import { beforeEach, describe, expect, it } from 'vitest';
import { TextFitter } from '../../../src/ui/samples/fit-text.ts';

let context: CanvasRenderingContext2D;
let fitter: TextFitter;

beforeEach(() => {
  context = document.createElement('canvas').getContext('2d')!;
  fitter = new TextFitter();
  fitter.use(context, '12px sans-serif');
});

describe('a text on a canvas', () => {
  it('stands whole where it fits', () => {
    expect(fitter.fit(context, 'cat', 200)).toBe('cat');
  });

  it('is cut to its width, and says so', () => {
    const cut = fitter.fit(context, 'x'.repeat(300), 100);
    expect(cut).toMatch(/^x+…$/);
    expect(fitter.widthOf(context, cut)).toBeLessThanOrEqual(100);
  });

  it('is never cut within a character', () => {
    for (let width = 10; width < 100; width++) {
      expect(fitter.fit(context, '😀'.repeat(80), width)).toMatch(/^(?:😀+…)?$/u);
    }
  });
});
