import { describe, expect, it } from 'vitest';
import { checkFeatures } from '../../../src/core/backbone/check-features.ts';
import { poolOutput } from '../../../src/core/backbone/pool-output.ts';
import { scalePicture } from '../../../src/core/backbone/scale-picture.ts';

describe('a picture as a model is given it', () => {
  const bytes = Float32Array.of(0, 255, 51, 102, 0, 255, 0, 0, 0, 255, 255, 255);
  const scaled = (over: object): number[] => {
    const out = new Float32Array(12);
    scalePicture(bytes, { side: 2, layout: 'nhwc', channels: 'rgb', scaling: 'bytes', ...over }, out);
    return [...out];
  };

  it('has its channels where and in which order the model wants them', () => {
    expect(scaled({})).toEqual([...bytes]);
    expect(scaled({ layout: 'nchw' })).toEqual([0, 102, 0, 255, 255, 0, 0, 255, 51, 255, 0, 255]);
    expect(scaled({ channels: 'bgr' }).slice(0, 3)).toEqual([51, 255, 0]);
  });

  it('has numbers of the range that the model wants', () => {
    expect(scaled({ scaling: 'zero-one' })[1]).toBeCloseTo(1);
    expect(scaled({ scaling: 'minus-one-one' }).slice(0, 2)).toEqual([-1, 1]);
    // (1 − .456) / .224, of green.
    expect(scaled({ scaling: 'imagenet' })[1]).toBeCloseTo(2.4286, 3);
  });
});

describe('features out of an output', () => {
  it('are rows as they are, and the means over places of maps', () => {
    expect([...poolOutput(Float32Array.of(1, 2, 3, 4), [2, 2], 2, 'nhwc')]).toEqual([1, 2, 3, 4]);
    const map = Float32Array.of(1, 10, 3, 30, 5, 50, 7, 70);
    expect([...poolOutput(map, [1, 2, 2, 2], 1, 'nhwc')]).toEqual([4, 40]);
    expect([...poolOutput(map, [1, 2, 2, 2], 1, 'nchw')]).toEqual([11, 33]);
    expect([...poolOutput(map, [1, 4, 2], 1, 'nchw')]).toEqual([4, 40]);
  });

  it('are none where the shape is no picture’s each', () => {
    expect(() => poolOutput(new Float32Array(4), [4], 4, 'nhwc')).toThrow('Choose another output');
    expect(() => poolOutput(new Float32Array(4), [1, 4], 2, 'nhwc')).toThrow('for 2 pictures');
    // Places one below the other: the second picture would get the first one's.
    expect(() => poolOutput(new Float32Array(16), [8, 2], 2, 'nhwc')).toThrow('8 × 2 for 2 pictures');
  });
});

describe('what the check of features finds', () => {
  it('refuses what is no number, the same everywhere, one number alone, or too many', () => {
    expect(() => checkFeatures(Float32Array.of(1, NaN, 2, 3), 2)).toThrow('no finite number');
    expect(() => checkFeatures(Float32Array.of(1, 2, 1, 2), 2)).toThrow('the same of every picture');
    expect(() => checkFeatures(Float32Array.of(1, 2), 2)).toThrow('one number a picture');
    expect(() => checkFeatures(new Float32Array(2 * 4097), 2)).toThrow('4,097 numbers a picture; at most 4,096');
  });

  it('says what looks like classes, and where most features stand still', () => {
    expect(checkFeatures(Float32Array.of(0.2, 0.8, 0.6, 0.4), 2).join()).toContain('probabilities');
    expect(
      checkFeatures(
        Float32Array.from({ length: 2000 }, (_, i) => Math.sin(i)),
        2,
      ).join(),
    ).toContain('1,000 numbers');
    expect(checkFeatures(Float32Array.of(1, 5, 5, 2, 5, 5), 2).join()).toContain('2 of 3 features');
    expect(checkFeatures(Float32Array.of(1, 5, 2, 6), 2)).toEqual([]);
  });
});
