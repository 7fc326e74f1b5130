import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NO_LABEL } from '../../../src/core/dataset/types.ts';
import {
  Miniatures,
  NEAR_DUPLICATE,
  NEAR_FLOOR,
  NearPairFinder,
  conflictingPairs,
  type NearPairs,
} from '../../../src/core/insights/near-duplicates.ts';
import { NO_NEIGHBOUR } from '../../../src/core/insights/neighbours.ts';

const SIDE = 32;

/** A picture of soft blobs that `seed` places, moved to the right by `moved` pixels and mirrored where asked. */
function picture(seed: number, { moved = 0, mirrored = false, brighter = 0, side = SIDE } = {}): Uint8Array {
  const at = (j: number): number => Math.abs(Math.sin(seed * 12.9 + j * 78.2) * 43758.5) % 1;
  const pixels = new Uint8Array(side * side * 3);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const from = (mirrored ? side - 1 - x : x) - moved;
      for (let c = 0; c < 3; c++) {
        let value = 40 + brighter;
        for (let blob = 0; blob < 4; blob++) {
          const [dx, dy] = [from / side - at(blob * 3), y / side - at(blob * 3 + 1)];
          value += 120 * at(blob * 3 + 2 + c) * Math.exp(-(dx * dx + dy * dy) * 30);
        }
        pixels[(y * side + x) * 3 + c] = Math.min(255, value);
      }
    }
  }
  return pixels;
}

function miniatures(pictures: readonly Uint8Array[], side = SIDE): Miniatures {
  const all = new Miniatures(pictures.length);
  pictures.forEach((pixels, i) => all.add(i, pixels, side, side));
  return all;
}

describe('how alike two pictures are', () => {
  it('is 1 for the same, also mirrored or brighter, and stays high for one moved by a pixel', () => {
    const all = miniatures([
      picture(1),
      picture(1),
      picture(1, { mirrored: true }),
      picture(1, { brighter: 20 }),
      picture(1, { moved: 1 }),
      picture(2),
    ]);
    expect(all.correlation(0, 1)).toBeCloseTo(1, 6);
    expect(all.correlation(0, 2)).toBeGreaterThan(0.999);
    expect(all.correlation(0, 3)).toBeGreaterThan(0.999);
    expect(all.correlation(0, 4)).toBeGreaterThan(NEAR_DUPLICATE);
    expect(all.correlation(0, 5)).toBeLessThan(NEAR_FLOOR);
  });

  it('is 0 where one has a single grey, and works for pictures of any size', () => {
    const grey = miniatures([new Uint8Array(SIDE * SIDE * 3).fill(90), picture(1)]);
    expect(grey.correlation(0, 1)).toBe(0);
    expect(grey.correlation(0, 0)).toBe(0);
    for (const side of [5, 28, 96]) {
      expect(miniatures([picture(3, { side }), picture(3, { side })], side).correlation(0, 1)).toBeCloseTo(1, 6);
    }
  });

  it('lies within −1 … 1, the same either way round', () => {
    const pixels = fc.uint8Array({ minLength: 192, maxLength: 192 });
    fc.assert(
      fc.property(pixels, pixels, (a, b) => {
        const all = miniatures([a, b], 8);
        const value = all.correlation(0, 1);
        expect(Math.abs(value)).toBeLessThanOrEqual(1 + 1e-9);
        expect(all.correlation(1, 0)).toBeCloseTo(value, 9);
      }),
    );
  });
});

describe('a search for near duplicates', () => {
  it('finds every pair of neighbours that are alike once, none that are the same, whichever of the two names the other', () => {
    const lists = fc.array(fc.uniqueArray(fc.nat(7), { maxLength: 3 }), { minLength: 8, maxLength: 8 });
    // Pictures 0 … 3 are near, 4 … 7 are near, of different seeds; 6 and 7 are the same.
    const pictures = Array.from({ length: 8 }, (_, i) => picture(i < 4 ? 1 : 2, { brighter: 3 * Math.min(i, 6) }));
    const hashes = BigUint64Array.from([0n, 1n, 2n, 3n, 4n, 5n, 6n, 6n]);
    fc.assert(
      fc.property(lists, fc.integer({ min: 1, max: 8 }), (rows, step) => {
        const neighbours = new Uint32Array(8 * 3).fill(NO_NEIGHBOUR);
        rows.forEach((row, i) => row.filter((j) => j !== i).forEach((j, r) => (neighbours[i * 3 + r] = j)));
        const of = { k: 3, neighbours, similarity: new Float32Array(24).fill(0.9) };
        const indices = Uint32Array.from({ length: 8 }, (_, i) => i);
        const finder = new NearPairFinder(of, indices, miniatures(pictures), hashes);
        for (let row = 0; row < 8; row += step) finder.search(row, row + step);
        const { a, b, similarity } = finder.result();
        const wanted = new Set<string>();
        rows.forEach((row, i) =>
          row.forEach((j) => {
            if (i !== j && i < 4 === j < 4 && hashes[i] !== hashes[j])
              wanted.add(`${Math.min(i, j)} ${Math.max(i, j)}`);
          }),
        );
        expect([...a].map((first, j) => `${first} ${b[j]}`).sort()).toEqual([...wanted].sort());
        expect([...similarity]).toEqual([...similarity].sort((x, y) => y - x));
      }),
    );
  });
});

describe('near duplicates with two labels', () => {
  const pairs: NearPairs = {
    a: Uint32Array.of(0, 1, 0),
    b: Uint32Array.of(1, 2, 3),
    similarity: Float32Array.of(0.99, 0.95, 0.9),
  };
  const none = new Uint8Array(4);

  it('come once each, the most alike first, and only as alike as asked for', () => {
    const of = (labels: number[], least: number) =>
      conflictingPairs(pairs, Uint16Array.from(labels), none, least).map(({ a, b }) => [a, b]);
    expect(of([1, 1, 2, 2], 0.85)).toEqual([
      [1, 2],
      [0, 3],
    ]);
    expect(of([1, 1, 2, 2], 0.92)).toEqual([[1, 2]]);
    expect(of([1, 1, 1, 1], 0.85)).toEqual([]);
    expect(of([1, NO_LABEL, 2, 1], 0.85)).toEqual([]);
  });

  it('are gone once one is left out of training', () => {
    expect(conflictingPairs(pairs, Uint16Array.of(1, 2, 2, 1), Uint8Array.of(0, 1, 0, 0), 0.85)).toEqual([]);
  });

  it('do not flood: ten wrong labels in a class of near-identical pictures are ten pairs', () => {
    const n = 200;
    const all: { a: number; b: number }[] = [];
    for (let a = 0; a < n; a++) for (let b = a + 1; b < n; b++) all.push({ a, b });
    const crowd: NearPairs = {
      a: Uint32Array.from(all, ({ a }) => a),
      b: Uint32Array.from(all, ({ b }) => b),
      similarity: new Float32Array(all.length).fill(0.98),
    };
    const labels = Uint16Array.from({ length: n }, (_, i) => (i % 20 === 7 ? 1 : 0));
    const found = conflictingPairs(crowd, labels, new Uint8Array(n), NEAR_DUPLICATE);
    expect(found).toHaveLength(10);
    expect(found.every(({ a, b }) => labels[a] !== labels[b])).toBe(true);
    expect(new Set(found.flatMap(({ a, b }) => [a, b])).size).toBe(20);
  });
});
