import { describe, expect, it } from 'vitest';
import { CIFAR_10_NORMALISATION } from '../../../src/core/dataset/types.ts';
import { augment, byteValues, normalise } from '../../../src/core/training/augment.ts';
import { variedSize } from '../../../src/core/training/picture-size.ts';
import type { Augmentation } from '../../../src/core/training/recipe.ts';
import { Random } from '../../../src/core/dataset/random.ts';

const SIDE = 12;
const SIZE = SIDE * SIDE * 3;
const random = new Random(1);
const pixels = Uint8Array.from({ length: 4 * SIZE }, () => random.int(256));
const values = byteValues(CIFAR_10_NORMALISATION);
const PLAIN = { pad: 0, flip: false, cutout: 0 };

function plain(places: number[], mirrored = false): Float32Array {
  const out = new Float32Array(places.length * SIZE);
  normalise(pixels, places, SIDE, SIDE, values, mirrored, out);
  return out;
}

function varied(augmentation: Augmentation, places: number[], firstPosition = 0, epoch = 0, seed = 1): Float32Array {
  const out = new Float32Array(places.length * SIZE);
  augment(pixels, places, SIDE, SIDE, values, augmentation, { seed, epoch, firstPosition }, out);
  return out;
}

const pixelAt = (picture: Float32Array, row: number, column: number): number[] =>
  Array.from(picture.subarray((row * SIDE + column) * 3, (row * SIDE + column) * 3 + 3));

describe('normalise', () => {
  it('subtracts the mean of each colour and divides by its standard deviation', () => {
    const out = plain([2]);
    expect(out[0]).toBeCloseTo((pixels[2 * SIZE] - 125.31) / 62.99, 4);
    expect(out[1]).toBeCloseTo((pixels[2 * SIZE + 1] - 122.95) / 62.09, 4);
    expect(out[2]).toBeCloseTo((pixels[2 * SIZE + 2] - 113.87) / 66.7, 4);
  });

  it('mirrors left and right, not top and bottom', () => {
    const [straight, mirrored] = [plain([1]), plain([1], true)];
    expect(pixelAt(mirrored, 3, 0)).toEqual(pixelAt(straight, 3, SIDE - 1));
    expect(pixelAt(mirrored, 3, 4)).toEqual(pixelAt(straight, 3, SIDE - 5));
  });
});

describe('augment', () => {
  it('changes nothing but the scale when it is told to vary nothing', () => {
    expect(varied(PLAIN, [0, 3])).toEqual(plain([0, 3]));
  });

  it('gives a sample the same picture whichever micro-batch its position falls in', () => {
    const everything = { pad: 4, flip: true, cutout: 4 };
    const together = varied(everything, [0, 1, 2, 3], 8);
    expect(varied(everything, [2, 3], 10)).toEqual(together.slice(2 * SIZE));
  });

  it('varies with epoch, position and seed', () => {
    const crop = { pad: 4, flip: true, cutout: 0 };
    const first = varied(crop, [0, 0, 0, 0]);
    expect(varied(crop, [0, 0, 0, 0], 0, 1)).not.toEqual(first);
    expect(varied(crop, [0, 0, 0, 0], 4)).not.toEqual(first);
    expect(varied(crop, [0, 0, 0, 0], 0, 0, 2)).not.toEqual(first);
  });

  it('moves the picture by at most the padding and reflects what comes in, the edge not doubled', () => {
    const source = plain([0]);
    const reflect = (i: number): number => (i < 0 ? -i : i >= SIDE ? 2 * (SIDE - 1) - i : i);
    const seen = new Set<string>();
    for (let position = 0; position < 300; position++) {
      const out = varied({ pad: 2, flip: false, cutout: 0 }, [0], position);
      for (let down = -2; down <= 2; down++) {
        for (let right = -2; right <= 2; right++) {
          const fits = [0, 5, SIDE - 1].every((row) =>
            [0, 5, SIDE - 1].every(
              (column) =>
                String(pixelAt(out, row, column)) ===
                String(pixelAt(source, reflect(row + down), reflect(column + right))),
            ),
          );
          if (fits) seen.add(`${down} ${right}`);
        }
      }
    }
    expect(seen.size).toBe(25);
  });

  it('mirrors about half of the pictures', () => {
    const source = plain([0]);
    let mirrored = 0;
    for (let position = 0; position < 400; position++) {
      const out = varied({ pad: 0, flip: true, cutout: 0 }, [0], position);
      if (String(out) !== String(source)) mirrored += 1;
    }
    expect(Math.abs(mirrored - 200)).toBeLessThan(50);
  });

  it('cuts out one whole square, always inside the picture', () => {
    for (let position = 0; position < 50; position++) {
      const out = varied({ pad: 0, flip: false, cutout: 4 }, [0], position);
      let blank = 0;
      for (let p = 0; p < SIZE; p += 3) if (out[p] === 0 && out[p + 1] === 0 && out[p + 2] === 0) blank += 1;
      expect(blank).toBe(16);
    }
  });

  it('cuts a smaller part out of the picture, at every place that it has room for', () => {
    const source = plain([0]);
    const side = SIDE - 2;
    const seen = new Set<string>();
    for (let position = 0; position < 200; position++) {
      const out = new Float32Array(side * side * 3);
      const crop = { ...PLAIN, crop: side / SIDE };
      augment(pixels, [0], SIDE, SIDE, values, crop, { seed: 1, epoch: 0, firstPosition: position }, out);
      for (let down = 0; down <= 2; down++) {
        for (let right = 0; right <= 2; right++) {
          const rows = Array.from({ length: side }, (_, row) => {
            const from = ((row + down) * SIDE + right) * 3;
            return source.slice(from, from + side * 3);
          });
          if (rows.every((line, row) => line.every((v, i) => v === out[row * side * 3 + i])))
            seen.add(`${down} ${right}`);
        }
      }
    }
    expect(seen.size).toBe(9);
  });

  it('crops to a share of the picture, whatever its size, and never below what the networks can halve three times', () => {
    expect(variedSize(32, 32, { ...PLAIN, crop: 0.75 }, 9)).toEqual([24, 24]);
    expect(variedSize(64, 48, { ...PLAIN, crop: 0.75 }, 0)).toEqual([48, 36]);
    expect(variedSize(10, 8, { ...PLAIN, crop: 0.5 }, 0)).toEqual([8, 8]);
    expect(variedSize(33, 28, PLAIN, 0)).toEqual([33, 28]);
  });

  it('shows the whole picture once the epochs that crop are over', () => {
    const cropping = { ...PLAIN, crop: 0.75, cropEpochs: 2 };
    expect([0, 1, 2, 3].map((epoch) => variedSize(32, 32, cropping, epoch)[0])).toEqual([24, 24, 32, 32]);
    expect(varied(cropping, [0, 3], 0, 2)).toEqual(plain([0, 3]));
  });
});
