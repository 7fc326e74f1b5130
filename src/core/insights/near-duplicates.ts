import { Aligner } from '../quality/align.ts';
import type { Thumbnails } from '../quality/thumbnails.ts';
import type { CopyGroup } from './duplicates.ts';
import { NO_NEIGHBOUR, type Neighbours } from './neighbours.ts';

/** From this similarity on two pictures count as copies, by default; docs/insights.md has how it was found. */
export const NEAR_DUPLICATE = 0.92;

/** The least similarity that a search keeps: below, pictures are of the same kind of thing rather than copies. */
export const NEAR_FLOOR = 0.85;

/** Neighbours looked at of every sample, by their edges. */
export const CANDIDATES = 10;

/** Below this cosine of their edges two pictures are not laid on each other. */
const LEAST_COSINE = 0.6;

/** Correlation that they must reach on half the size, roughly laid on each other. */
const LEAST_ROUGH = 0.8;

/** How much of a picture its copy must show at least. */
const LEAST_OVERLAP = 0.5;

/** How far the colours of copies may lie apart, of 255: faded, or under another light. */
const MOST_COLOUR = 25;

/** What nearly the same counts at most: 1 is the same to the byte. */
const MOST_ALIKE = 0.9999;

/** Pairs of samples that are nearly the same, the most alike first: pair j is samples a[j] < b[j]. */
export interface NearPairs {
  a: Uint32Array;
  b: Uint32Array;
  /** How alike they are where they lie on each other: NEAR_FLOOR … 0.9999. */
  similarity: Float32Array;
}

/**
 * How alike two pictures are once one is laid on the other: 1 less the share of variance that is left unexplained in the worst of 16
 * parts; 0 where they do not lie on each other. A whole that agrees is not enough: two clocks differ in one part only.
 */
export function similarityOf(aligner: Aligner, thumbnails: Thumbnails, a: number, b: number): number {
  const found = aligner.align(thumbnails.greyOf(a), thumbnails.greyOf(b), LEAST_ROUGH);
  if (!found || found.overlap < LEAST_OVERLAP) return 0;
  if (thumbnails.colourDistance(a, b, found.mirrored) > MOST_COLOUR) return 0;
  return Math.max(0, Math.min(1, 1 - found.worst));
}

/** Lays every sample on its neighbours, whatever their labels and splits. */
export class NearPairFinder {
  private readonly aligner = new Aligner();
  private readonly found: { a: number; b: number; similarity: number }[] = [];

  /**
   * @param of neighbours of the samples by their edges, by their place in `indices`
   * @param indices the sample of each row
   */
  constructor(
    private readonly of: Neighbours,
    private readonly indices: Uint32Array,
    private readonly thumbnails: Thumbnails,
  ) {}

  /** Compares the samples of the rows from … to − 1 with their neighbours. Every row is to be searched once. */
  search(from: number, to: number): void {
    const { k, neighbours, similarity: cosines } = this.of;
    for (let row = from; row < Math.min(to, this.indices.length); row++) {
      for (let at = row * k; at < (row + 1) * k && neighbours[at] !== NO_NEIGHBOUR; at++) {
        const other = neighbours[at];
        if (cosines[at] < LEAST_COSINE) break;
        // A pair in which each is the other's neighbour is met twice.
        if (other < row && this.has(other, row)) continue;
        const [a, b] = [row, other].map((one) => this.indices[one]).sort((x, y) => x - y);
        const similarity = similarityOf(this.aligner, this.thumbnails, a, b);
        if (similarity >= NEAR_FLOOR) this.found.push({ a, b, similarity: Math.min(similarity, MOST_ALIKE) });
      }
    }
  }

  /** What was found so far. */
  result(): NearPairs {
    const pairs = [...this.found].sort((x, y) => y.similarity - x.similarity || x.a - y.a || x.b - y.b);
    return {
      a: Uint32Array.from(pairs, ({ a }) => a),
      b: Uint32Array.from(pairs, ({ b }) => b),
      similarity: Float32Array.from(pairs, ({ similarity }) => similarity),
    };
  }

  private has(row: number, neighbour: number): boolean {
    const { k, neighbours } = this.of;
    return neighbours.subarray(row * k, (row + 1) * k).includes(neighbour);
  }
}

/**
 * Joins exact duplicates and pairs at least this alike into groups: a copy of a copy belongs to both. Cost: linear.
 * @param exact groups of samples that are the same
 * @param least similarity, NEAR_FLOOR … 1
 * @returns groups in the order of their first sample
 */
export function joinCopies(exact: readonly number[][], pairs: NearPairs, least: number): CopyGroup[] {
  const parents = new Map<number, number>();
  const lowest = new Map<number, number>();
  const rootOf = (index: number): number => {
    let root = index;
    for (let up = parents.get(root); up !== undefined && up !== root; up = parents.get(root)) root = up;
    parents.set(index, root);
    return root;
  };
  const join = (a: number, b: number, similarity: number): void => {
    const [x, y] = [rootOf(a), rootOf(b)];
    const [first, second] = x < y ? [x, y] : [y, x];
    parents.set(second, first);
    const lower = Math.min(lowest.get(first) ?? 1, lowest.get(second) ?? 1);
    // The most alike come first: a pair that joins nothing new weakens nothing.
    lowest.set(first, first === second ? lower : Math.min(lower, similarity));
  };
  for (const [first, ...others] of exact) for (const other of others) join(first, other, 1);
  for (let j = 0; j < pairs.a.length && pairs.similarity[j] >= Math.fround(least); j++) {
    join(pairs.a[j], pairs.b[j], pairs.similarity[j]);
  }
  const members = new Map<number, number[]>();
  for (const index of [...parents.keys()].sort((a, b) => a - b)) {
    const root = rootOf(index);
    const group = members.get(root);
    if (group) group.push(index);
    else members.set(root, [index]);
  }
  return [...members].map(([root, indices]) => ({ indices, similarity: lowest.get(root) ?? 1 }));
}
