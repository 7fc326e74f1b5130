import { describe, expect, it } from 'vitest';
import { CIFAR_10_NORMALISATION } from '../../../src/core/dataset/types.ts';
import { augment, byteValues, normalise } from '../../../src/core/training/augment.ts';
import { scaleAugmentation, stemOf, variedSize } from '../../../src/core/training/picture-size.ts';
import { FIFTYONE_2020, QUICK, STANDARD } from '../../../src/core/training/presets.ts';

const PLAIN = { pad: 0, flip: false, cutout: 0 };
/** Its values tell bytes apart and are those of the bytes. */
const PLAIN_BYTES = byteValues({ mean: [0, 0, 0], deviation: [1, 1, 1] });

describe('what the network takes of pictures', () => {
  it('is as it always was below 64 pixels; then it is pooled once more, and then taken in squares, with each doubling', () => {
    const plain = { stride: 1, channels: 3, pooled: false };
    for (const side of [8, 28, 32, 48, 63]) expect(stemOf(side, side)).toEqual(plain);
    for (const side of [64, 96, 127]) expect(stemOf(side, side)).toEqual({ ...plain, pooled: true });
    expect(stemOf(128, 128)).toEqual({ stride: 2, channels: 12, pooled: true });
    expect(stemOf(300, 256)).toEqual({ stride: 4, channels: 48, pooled: true });
    expect(stemOf(200, 60)).toEqual(plain);
  });

  it('is whole squares, whatever is cropped, and never less than can be halved as often as the network does', () => {
    expect(variedSize(64, 64, QUICK.augment, 0)).toEqual([48, 48]);
    expect(variedSize(128, 162, { ...PLAIN, crop: 0.7 }, 0)).toEqual([90, 112]);
    expect(variedSize(129, 131, PLAIN, 0)).toEqual([128, 130]);
    expect(variedSize(64, 64, { ...PLAIN, crop: 0.01 }, 0)).toEqual([16, 16]);
    expect(variedSize(128, 128, { ...PLAIN, crop: 0.01 }, 0)).toEqual([32, 32]);
  });

  it('has the pixels of each square behind one another, row by row', () => {
    const side = 128;
    // Red is the row, green the column, blue the picture.
    const pixels = Uint8Array.from({ length: 2 * side * side * 3 }, (_, i) => {
      const at = Math.floor(i / 3);
      return [Math.floor(at / side) % side, at % side, Math.floor(at / side / side)][i % 3];
    });
    const plain = new Float32Array(pixels.length);
    const mirrored = new Float32Array(pixels.length);
    normalise(pixels, [0, 1], side, side, PLAIN_BYTES, false, plain);
    normalise(pixels, [0, 1], side, side, PLAIN_BYTES, true, mirrored);
    const placeAt = (row: number, column: number): number[] => {
      const at = (64 * 64 + row * 64 + column) * 12;
      return Array.from(plain.subarray(at, at + 12));
    };
    expect(placeAt(0, 0)).toEqual([0, 0, 1, 0, 1, 1, 1, 0, 1, 1, 1, 1]);
    expect(placeAt(5, 31)).toEqual([10, 62, 1, 10, 63, 1, 11, 62, 1, 11, 63, 1]);
    expect(Array.from(mirrored.subarray(0, 6))).toEqual([0, 127, 0, 0, 126, 0]);
    const again = new Float32Array(pixels.length);
    augment(pixels, [0, 1], side, side, PLAIN_BYTES, PLAIN, { seed: 1, epoch: 0, firstPosition: 0 }, again);
    expect(again).toEqual(plain);
  });

  it('is blanked by one whole square of twice the side at twice the size', () => {
    const side = 64;
    const values = byteValues(CIFAR_10_NORMALISATION);
    const pixels = new Uint8Array(side * side * 3).fill(255);
    const { augment: recipe } = FIFTYONE_2020;
    const scaled = { ...scaleAugmentation(recipe, side, side), pad: 0 };
    const out = new Float32Array(pixels.length);
    augment(pixels, [0], side, side, values, scaled, { seed: 1, epoch: 0, firstPosition: 0 }, out);
    expect(out.filter((value) => value === 0)).toHaveLength(16 * 16 * 3);
  });
});

describe('scaleAugmentation', () => {
  it('leaves a recipe at 32 pixels as it is, and grows its pixels with the pictures', () => {
    for (const { augment: recipe } of [STANDARD, QUICK, FIFTYONE_2020]) {
      expect(scaleAugmentation(recipe, 32, 32)).toEqual(recipe);
    }
    expect(scaleAugmentation(STANDARD.augment, 64, 64)).toEqual({ pad: 8, flip: true, cutout: 0 });
    expect(scaleAugmentation(FIFTYONE_2020.augment, 96, 128)).toEqual({ pad: 12, flip: true, cutout: 24 });
    expect(scaleAugmentation(STANDARD.augment, 28, 28).pad).toBe(4);
  });
});
