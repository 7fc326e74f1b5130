import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  NEAR_DUPLICATE,
  NEAR_FLOOR,
  NearPairFinder,
  joinCopies,
  similarityOf,
  type NearPairs,
} from '../../../src/core/insights/near-duplicates.ts';
import { NO_NEIGHBOUR } from '../../../src/core/insights/neighbours.ts';
import { Aligner } from '../../../src/core/quality/align.ts';
import { DESCRIPTOR_SIZE, EdgeDescriber } from '../../../src/core/quality/edge-descriptors.ts';
import { Thumbnails } from '../../../src/core/quality/thumbnails.ts';
import { softPicture } from '../../support/soft-picture.ts';

function thumbnailsOf(pictures: readonly Uint8Array[], side = 32): Thumbnails {
  const all = new Thumbnails(pictures.length);
  pictures.forEach((pixels, i) => all.add(i, pixels, side, side));
  return all;
}

/** How alike the first picture and each other one are. */
function similarities(pictures: readonly Uint8Array[], side = 32): number[] {
  const all = thumbnailsOf(pictures, side);
  return pictures.slice(1).map((_, j) => similarityOf(new Aligner(), all, 0, j + 1));
}

describe('how alike two pictures are', () => {
  it.each([
    ['as it is', {}],
    ['moved by a pixel', { right: 1 }],
    ['moved by three pixels both ways', { right: -3, down: 3 }],
    ['cropped to nine tenths', { grown: 1 / 0.9 }],
    ['shrunk', { grown: 0.9 }],
    ['mirrored', { mirrored: true }],
    ['mirrored and moved', { mirrored: true, right: 2 }],
    ['brighter', { brighter: 25 }],
  ])('shows a copy %s', (_, change) => {
    for (const seed of [1, 2, 3, 4, 5]) {
      expect(similarities([softPicture(seed), softPicture(seed, change)])[0]).toBeGreaterThan(NEAR_DUPLICATE);
    }
  });

  it('shows no copy in another picture', () => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const others = Array.from({ length: 20 }, (_, j) => softPicture(100 + seed * 20 + j));
      expect(Math.max(...similarities([softPicture(seed), ...others]))).toBeLessThan(NEAR_FLOOR);
    }
  });

  it('shows no copy where one part differs, or all colours do', () => {
    const other = softPicture(1);
    for (let y = 4; y < 12; y++) other.fill(250, (y * 32 + 4) * 3, (y * 32 + 11) * 3);
    const tinted = softPicture(1).map((value, j) => (j % 3 === 0 ? Math.min(255, value + 90) : value));
    expect(Math.max(...similarities([softPicture(1), other, tinted]))).toBeLessThan(NEAR_FLOOR);
  });

  it('is 1 for the same picture of any size, and 0 where one is of a single tone', () => {
    for (const side of [28, 32, 40, 96]) {
      expect(similarities([softPicture(3, { side }), softPicture(3, { side })], side)[0]).toBeCloseTo(1, 6);
    }
    const grey = new Uint8Array(3072).fill(90);
    expect(similarities([grey, softPicture(1), grey])).toEqual([0, 0]);
    const all = thumbnailsOf([grey, softPicture(1)]);
    expect([all.isFlat(0), all.isFlat(1)]).toEqual([true, false]);
  });

  it('lies within 0 … 1 whatever the pixels', () => {
    const pixels = fc.uint8Array({ minLength: 3072, maxLength: 3072 });
    fc.assert(
      fc.property(pixels, pixels, (a, b) => {
        const [value] = similarities([a, b]);
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(1);
      }),
      { numRuns: 30 },
    );
  });
});

describe('edges', () => {
  const describe128 = (...pictures: Uint8Array[]): Float32Array[] => {
    const all = thumbnailsOf(pictures);
    const describer = new EdgeDescriber(pictures.length);
    pictures.forEach((_, i) => describer.add(i, all.greyOf(i)));
    const rows = describer.result();
    return pictures.map((_, i) => rows.subarray(i * DESCRIPTOR_SIZE, (i + 1) * DESCRIPTOR_SIZE));
  };
  const cosine = (a: Float32Array, b: Float32Array): number => {
    const dot = (x: Float32Array, y: Float32Array): number => x.reduce((sum, value, j) => sum + value * y[j], 0);
    return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
  };

  it('are the same in a mirror, and nearer to those of a moved copy than to those of another picture', () => {
    const [plain, mirrored, moved, other] = describe128(
      softPicture(1),
      softPicture(1, { mirrored: true }),
      softPicture(1, { right: 2, down: -1 }),
      softPicture(2),
    );
    expect(cosine(plain, mirrored)).toBeCloseTo(1, 3);
    expect(cosine(plain, moved)).toBeGreaterThan(cosine(plain, other));
  });

  it('of pictures left out are no numbers, and change nothing of the others', () => {
    const all = thumbnailsOf([softPicture(1), softPicture(2)]);
    const describer = new EdgeDescriber(3);
    describer.add(0, all.greyOf(0));
    describer.add(1, all.greyOf(1));
    describer.leaveOut(1);
    const rows = describer.result();
    expect(rows.subarray(DESCRIPTOR_SIZE).every((value) => Number.isNaN(value))).toBe(true);
    expect(rows.subarray(0, DESCRIPTOR_SIZE)).toEqual(describe128(softPicture(1))[0]);
  });
});

describe('a search for near duplicates', () => {
  it('finds every pair of neighbours that are alike once, whichever of the two names the other', () => {
    const lists = fc.array(fc.uniqueArray(fc.nat(7), { maxLength: 3 }), { minLength: 8, maxLength: 8 });
    // Samples 0 … 3 are near, and 4 … 7, of different seeds; sample i of the search is sample 10 + i of the data set.
    const pictures = Array.from({ length: 18 }, (_, i) => softPicture(i < 14 ? 1 : 2, { brighter: 3 * (i % 4) }));
    const thumbnails = thumbnailsOf(pictures);
    fc.assert(
      fc.property(lists, fc.integer({ min: 1, max: 8 }), (rows, step) => {
        const neighbours = new Uint32Array(8 * 3).fill(NO_NEIGHBOUR);
        const named = rows.map((row, i) => row.filter((j) => j !== i));
        named.forEach((row, i) => row.forEach((j, r) => (neighbours[i * 3 + r] = j)));
        const of = { k: 3, neighbours, similarity: new Float32Array(24).fill(0.9) };
        const indices = Uint32Array.from({ length: 8 }, (_, i) => 10 + i);
        const finder = new NearPairFinder(of, indices, thumbnails);
        for (let row = 0; row < 8; row += step) finder.search(row, row + step);
        const { a, b, similarity } = finder.result();
        const near = named.flatMap((row, i) => row.filter((j) => i < 4 === j < 4).map((j) => [i, j]));
        const wanted = new Set(near.map(([i, j]) => `${10 + Math.min(i, j)} ${10 + Math.max(i, j)}`));
        expect([...a].map((first, j) => `${first} ${b[j]}`).sort()).toEqual([...wanted].sort());
        expect([...similarity]).toEqual([...similarity].sort((x, y) => y - x));
      }),
      { numRuns: 20 },
    );
  });
});

describe('groups of copies', () => {
  const pairs: NearPairs = {
    a: Uint32Array.of(0, 2, 5),
    b: Uint32Array.of(1, 3, 9),
    similarity: Float32Array.of(0.99, 0.95, 0.9),
  };

  it('join copies of copies, exact ones too, and say how alike the least alike are', () => {
    expect(
      joinCopies(
        [
          [1, 2, 7],
          [4, 6],
        ],
        pairs,
        0.9,
      ),
    ).toEqual([
      { indices: [0, 1, 2, 3, 7], similarity: Math.fround(0.95) },
      { indices: [4, 6], similarity: 1 },
      { indices: [5, 9], similarity: Math.fround(0.9) },
    ]);
  });

  it('hold only what is as alike as asked for', () => {
    expect(joinCopies([], pairs, 0.96)).toEqual([{ indices: [0, 1], similarity: Math.fround(0.99) }]);
    expect(joinCopies([], pairs, 1)).toEqual([]);
  });

  it('take a crowd of copies together as one, in a moment', () => {
    const n = 20_000;
    const chain: NearPairs = {
      a: Uint32Array.from({ length: n }, (_, i) => i),
      b: Uint32Array.from({ length: n }, (_, i) => i + 1),
      similarity: new Float32Array(n).fill(0.97),
    };
    const groups = joinCopies([], chain, 0.92);
    expect(groups).toHaveLength(1);
    expect(groups[0].indices).toHaveLength(n + 1);
  });
});
