import { describe, expect, it } from 'vitest';
import { measurePicture } from '../../../src/core/quality/measure-picture.ts';
import { oddSizeScores } from '../../../src/core/quality/odd-size.ts';
import { resizeAsPillow } from '../../../src/core/quality/pillow-resize.ts';
import { faultyOf, faultyUpTo, isFaulty, QUALITIES } from '../../../src/core/quality/qualities.ts';

type Drawing = (x: number, y: number, width: number) => [red: number, green: number, blue: number];

const DRAWINGS = {
  waves: (x, y) => [(x * 7 + y * 3) % 256, (x * x + y * 5) % 256, (x * y) % 256],
  ramp: (x, _, width) =>
    Array<number>(3).fill(Math.floor((x * 255) / Math.max(1, width - 1))) as [number, number, number],
  dim: (x, y) => [(x * y) % 60, (x + y) % 50, (x * 3) % 40],
  pale: (x, y) => [255 - ((x * y) % 12), 255 - ((x + y) % 9), 255 - ((x * 3) % 7)],
  flat: () => [200, 30, 30],
} satisfies Record<string, Drawing>;

function draw(kind: keyof typeof DRAWINGS, width: number, height: number): Uint8Array {
  const drawing: Drawing = DRAWINGS[kind];
  const pixels = new Uint8Array(width * height * 3);
  for (let i = 0; i < width * height; i++) pixels.set(drawing(i % width, Math.floor(i / width), width), i * 3);
  return pixels;
}

describe('measurePicture', () => {
  // Dark, bright, blurry, low information and odd shape as CleanVision 0.3.6 with Pillow 13.0 and numpy 2.4 has them; the ramp as mode L.
  it.each([
    ['waves', 32, 32, 0.9238657493344822, 0.8442768036978028, 0.5751942285295453, 0.9310326648729405, 1.0],
    ['waves', 100, 75, 0.9140706207509712, 0.7892561412902916, 0.6204390632985864, 0.9468525147474414, 0.75],
    [
      'ramp',
      301,
      200,
      0.9882352941176471,
      0.9529411764705882,
      0.3521205825986079,
      0.7934616354500543,
      0.6644518272425249,
    ],
    [
      'dim',
      48,
      20,
      0.18335704325363206,
      0.9723070700170996,
      0.2317905398075808,
      0.7006088150761521,
      0.4166666666666667,
    ],
    [
      'pale',
      33,
      90,
      0.9994686169859808,
      0.027986928192472393,
      0.8670927777882276,
      0.4628099592344816,
      0.36666666666666664,
    ],
    ['flat', 40, 40, 0.3984417939041605, 0.6015582060958395, 0.8449900903463242, 0.15849625007211562, 1.0],
    ['flat', 1, 1, 0.3984417939041605, 0.6015582060958395, 0, 0.15849625007211562, 1.0],
    ['waves', 200, 3, 0.8798738468599818, 0.8591711399966662, 0.28670589924272827, 0.8419703242833162, 0.015],
  ] as const)('measures %s of %i × %i as CleanVision does', (kind, width, height, dark, bright, blurry, low, odd) => {
    const measured = measurePicture(draw(kind, width, height), width, height);
    expect(measured.dark).toBeCloseTo(dark, 12);
    expect(measured.bright).toBeCloseTo(bright, 12);
    expect(measured.blurry).toBeCloseTo(blurry, 12);
    expect(measured.low_information).toBeCloseTo(low, 12);
    expect(measured.odd_shape).toBe(odd);
    expect(measured.grey).toBe(kind === 'ramp' ? 0 : 1);
  });
});

describe('resizeAsPillow', () => {
  it('gives Pillow’s bytes', () => {
    const small = resizeAsPillow(draw('waves', 100, 75), 100, 75, 13, 9);
    // numpy.asarray(Image.fromarray(…).resize((13, 9)))
    expect([...small.subarray(0, 12)]).toEqual([37, 37, 14, 88, 131, 42, 142, 127, 81, 207, 129, 105]);
    expect(small.reduce((sum, value, j) => sum + value * (j + 1), 0)).toBe(7856698);
  });

  it('leaves a picture of the wanted size as it is', () => {
    const pixels = draw('waves', 5, 4);
    expect(resizeAsPillow(pixels, 5, 4, 5, 4)).toEqual(pixels);
  });
});

describe('oddSizeScores', () => {
  it('scores as CleanVision does where sizes vary', () => {
    const scores = oddSizeScores(Float32Array.of(90, 100, 110, 120, 130, 140, 100, 105, 700, 5));
    const wanted = [0.8766, 0.9286, 0.9805, 0.9675, 0.9156, 0.8636, 0.9286, 0.9545, 0, 0.4351];
    wanted.forEach((value, j) => expect(scores[j]).toBeCloseTo(value, 4));
    expect(faultyOf('odd_size', scores)).toEqual([8, 9]);
  });

  it('finds every other size odd where all usual ones are the same', () => {
    const scores = oddSizeScores(Float32Array.of(100, 100, 100, 100, 100, 100, 100, 100, 101, 10));
    expect(faultyOf('odd_size', scores)).toEqual([9, 8]);
  });

  it('finds nothing odd among pictures of one size, and says nothing of those that cannot be read', () => {
    const scores = oddSizeScores(Float32Array.of(32, NaN, 32));
    expect([...scores]).toEqual([1, NaN, 1]);
    expect(faultyOf('odd_size', scores)).toEqual([]);
    expect([...oddSizeScores(new Float32Array(0))]).toEqual([]);
  });
});

describe('thresholds', () => {
  it('are not met by a value that equals them in 32 bits', () => {
    expect(isFaulty('odd_shape', new Float32Array([35 / 100])[0])).toBe(false);
    expect(isFaulty('odd_shape', new Float32Array([34.9 / 100])[0])).toBe(true);
    expect(isFaulty('dark', NaN)).toBe(false);
  });

  it('are asked for by the largest value below', () => {
    for (const quality of QUALITIES) {
      expect(isFaulty(quality, faultyUpTo(quality))).toBe(true);
      expect(faultyOf(quality, new Float32Array([faultyUpTo(quality)]))).toEqual([0]);
    }
  });
});
