import { NO_LABEL } from '../dataset/types.ts';
import { NO_NEIGHBOUR, type Neighbours } from './neighbours.ts';

/**
 * Side of the miniatures that pictures are compared by. With larger ones a picture moved by a pixel no longer correlates with
 * itself; see docs/insights.md.
 */
const SIDE = 8;
const SIZE = SIDE * SIDE * 3;

/** From this correlation on two pictures count as nearly the same, by default; docs/insights.md has how it was found. */
export const NEAR_DUPLICATE = 0.92;

/** The least correlation that a search keeps: below, most pairs have nothing to do with one another. */
export const NEAR_FLOOR = 0.85;

/** Pairs of samples that are nearly the same, the most alike first: pair j is samples a[j] < b[j]. */
export interface NearPairs {
  a: Uint32Array;
  b: Uint32Array;
  /** Correlation of their pixels, NEAR_FLOOR … 1. */
  similarity: Float32Array;
}

/** Two samples that are nearly the same and are labelled as two things. */
export interface NearPair {
  /** Indices in the data set, the lower one first. */
  a: number;
  b: number;
  /** Correlation of their pixels, 0 … 1. */
  similarity: number;
}

/** Miniatures of pictures, 192 bytes a sample, to compare them by. */
export class Miniatures {
  private readonly bytes: Uint8Array;
  private readonly mean: Float64Array;
  /** Length of the miniature without its mean. */
  private readonly spread: Float64Array;
  private readonly sums = new Float64Array(SIZE);
  private readonly counts = new Float64Array(SIDE * SIDE);

  /** @param count samples of the data set */
  constructor(count: number) {
    this.bytes = new Uint8Array(count * SIZE);
    this.mean = new Float64Array(count);
    this.spread = new Float64Array(count);
  }

  /**
   * Takes a picture in.
   * @param pixels height × width × 3 bytes, row-major HWC RGB
   */
  add(index: number, pixels: Uint8Array, width: number, height: number): void {
    const { sums, counts } = this;
    sums.fill(0);
    counts.fill(0);
    for (let y = 0; y < height; y++) {
      const row = Math.floor((y * SIDE) / height) * SIDE;
      for (let x = 0; x < width; x++) {
        const cell = row + Math.floor((x * SIDE) / width);
        const at = (y * width + x) * 3;
        counts[cell] += 1;
        for (let c = 0; c < 3; c++) sums[cell * 3 + c] += pixels[at + c];
      }
    }
    const out = this.bytes.subarray(index * SIZE, (index + 1) * SIZE);
    for (let j = 0; j < SIZE; j++) out[j] = Math.round(sums[j] / Math.max(1, counts[Math.floor(j / 3)]));
    const mean = out.reduce((sum, value) => sum + value, 0) / SIZE;
    this.mean[index] = mean;
    this.spread[index] = Math.sqrt(out.reduce((sum, value) => sum + (value - mean) ** 2, 0));
  }

  /** Correlation of two samples' pixels, of the one as it is or mirrored, whichever is higher: −1 … 1; 0 where one is of a single grey. */
  correlation(a: number, b: number): number {
    const { bytes, mean, spread } = this;
    const scale = spread[a] * spread[b];
    if (!(scale > 0)) return 0;
    let [plain, mirrored] = [0, 0];
    for (let cell = 0; cell < SIDE * SIDE; cell++) {
      const at = a * SIZE + cell * 3;
      const same = b * SIZE + cell * 3;
      const other = same + (SIDE - 1 - 2 * (cell % SIDE)) * 3;
      for (let c = 0; c < 3; c++) {
        plain += bytes[at + c] * bytes[same + c];
        mirrored += bytes[at + c] * bytes[other + c];
      }
    }
    return Math.min(1, (Math.max(plain, mirrored) - SIZE * mean[a] * mean[b]) / scale);
  }
}

/**
 * Goes through the neighbours for pairs whose pixels are nearly, and not exactly, the same. Only pairs that a network finds alike are
 * seen: k a sample. Cost: n·k comparisons of 192 bytes.
 */
export class NearPairFinder {
  private readonly rowOf: Int32Array;
  private readonly found: NearPair[] = [];

  /**
   * @param of neighbours of the samples, by the data set's indices
   * @param indices the sample of each row
   * @param hashes of every sample's bytes: the same where the pictures are
   */
  constructor(
    private readonly of: Neighbours,
    private readonly indices: Uint32Array,
    private readonly miniatures: Miniatures,
    private readonly hashes: BigUint64Array,
  ) {
    this.rowOf = new Int32Array(hashes.length).fill(-1);
    indices.forEach((index, row) => (this.rowOf[index] = row));
  }

  /** Compares the samples of the rows from … to − 1 with their neighbours. Every row is to be searched once. */
  search(from: number, to: number): void {
    const { indices, hashes, miniatures } = this;
    for (let row = from; row < Math.min(to, indices.length); row++) {
      const index = indices[row];
      for (const other of this.neighboursOf(row)) {
        // A pair in which each is the other's neighbour is met twice; it counts where the lower one is met.
        if (other < index && this.rowOf[other] >= 0 && this.neighboursOf(this.rowOf[other]).includes(index)) continue;
        if (hashes[index] === hashes[other]) continue;
        const similarity = miniatures.correlation(index, other);
        if (similarity < NEAR_FLOOR) continue;
        this.found.push({ a: Math.min(index, other), b: Math.max(index, other), similarity });
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

  private neighboursOf(row: number): Uint32Array {
    const { k, neighbours } = this.of;
    const all = neighbours.subarray(row * k, (row + 1) * k);
    const end = all.indexOf(NO_NEIGHBOUR);
    return end < 0 ? all : all.subarray(0, end);
  }
}

/**
 * Pairs at least this alike that do not have one label: one of the two is likely wrong. The most alike first, and every sample in one
 * pair at most, so that one wrong label among many near-identical pictures is one pair and not many. Cost: linear.
 * @param labels label of every sample of the data set; samples without one conflict with none
 * @param excluded 1 for samples that are left out of training: they conflict with none
 * @param least correlation, NEAR_FLOOR … 1
 */
export function conflictingPairs(
  pairs: NearPairs,
  labels: Uint16Array,
  excluded: Uint8Array,
  least: number,
): NearPair[] {
  const taken = new Set<number>();
  const conflicts: NearPair[] = [];
  const counts = (i: number): boolean => labels[i] !== NO_LABEL && excluded[i] === 0 && !taken.has(i);
  for (let j = 0; j < pairs.a.length && pairs.similarity[j] >= least; j++) {
    const [a, b] = [pairs.a[j], pairs.b[j]];
    if (labels[a] === labels[b] || !counts(a) || !counts(b)) continue;
    taken.add(a).add(b);
    conflicts.push({ a, b, similarity: pairs.similarity[j] });
  }
  return conflicts;
}
