/** Stands where a sample has fewer neighbours than asked for; its similarity is NaN. */
export const NO_NEIGHBOUR = 0xffffffff;

/** The nearest neighbours of n samples. */
export interface Neighbours {
  /** Neighbours a sample. */
  k: number;
  /** n×k row-major sample numbers, most similar first, of equals the lower one first; never the sample itself. */
  neighbours: Uint32Array;
  /** n×k cosine similarities, −1 … 1. */
  similarity: Float32Array;
}

/** A search under way. Every row is to be searched once, by this search or by another that `mergeNeighbours` joins to it. */
export interface NeighbourSearch {
  /** Compares the rows from … to − 1 with one another and with all later ones. @param from a multiple of 8 */
  search(from: number, to: number): void;
  /** What was found so far. */
  result(): Neighbours;
}

/** Starts a search among unit vectors: n×d row-major. */
export type StartSearch = (unit: Float32Array, d: number, k: number) => NeighbourSearch;

/**
 * Scales features to length 1, once, so that a dot product is the cosine. Rows that have no direction (all zero, or with NaN or
 * ±∞) are left out: they have no neighbours and are no sample's neighbour.
 * @param features n×d row-major
 * @returns m×d unit vectors, and which row each was
 */
export function unitRows(features: Float32Array, d: number): { unit: Float32Array; rows: Uint32Array } {
  const n = d > 0 ? features.length / d : 0;
  const unit = new Float32Array(features.length);
  const rows = new Uint32Array(n);
  let m = 0;
  for (let i = 0; i < n; i++) {
    let square = 0;
    for (let c = i * d; c < (i + 1) * d; c++) square += features[c] * features[c];
    if (!(square > 0 && square < Infinity)) continue;
    const scale = 1 / Math.sqrt(square);
    for (let c = 0; c < d; c++) unit[m * d + c] = features[i * d + c] * scale;
    rows[m++] = i;
  }
  return { unit: unit.slice(0, m * d), rows: rows.slice(0, m) };
}

/**
 * Features of two kinds side by side, each brought to length 1 before: the cosine of two rows is then the mean of their cosines in both kinds.
 * @param a n×dA row-major @param b n×dB
 * @returns n×(dA + dB); NaN in a row that has no direction in one of them
 */
export function sideBySide(a: Float32Array, dA: number, b: Float32Array, dB: number): Float32Array {
  const d = dA + dB;
  const out = new Float32Array((a.length / dA) * d).fill(NaN);
  const [first, second] = [unitRows(a, dA), unitRows(b, dB)];
  first.rows.forEach((row, m) => out.set(first.unit.subarray(m * dA, (m + 1) * dA), row * d));
  second.rows.forEach((row, m) => out.set(second.unit.subarray(m * dB, (m + 1) * dB), row * d + dA));
  return out;
}

/** Joins what several searches of the same samples found, each of its own rows. */
export function mergeNeighbours(parts: readonly Neighbours[]): Neighbours {
  return parts.reduce(mergeTwo);
}

/** The similarity of no neighbour at all is less than any cosine. */
const orNothing = (similarity: number): number => (Number.isNaN(similarity) ? -3 : similarity);

function mergeTwo(a: Neighbours, b: Neighbours): Neighbours {
  const { k } = a;
  const neighbours = new Uint32Array(a.neighbours.length);
  const similarity = new Float32Array(neighbours.length);
  for (let start = 0; start < neighbours.length; start += k) {
    let [x, y] = [start, start];
    for (let place = start; place < start + k; place++) {
      const [of, than] = [orNothing(a.similarity[x]), orNothing(b.similarity[y])];
      const first = of === than ? a.neighbours[x] < b.neighbours[y] : of > than;
      const from = first ? a : b;
      const at = first ? x++ : y++;
      neighbours[place] = from.neighbours[at];
      similarity[place] = from.similarity[at];
    }
  }
  return { k, neighbours, similarity };
}

/**
 * Gives samples their neighbours by the data set's indices, and those that were left out of the search none.
 * @param found neighbours of the samples searched, by their place in the search
 * @param rows which of `indices` was searched in each place
 */
export function nameNeighbours(found: Neighbours, rows: Uint32Array, indices: Uint32Array): Neighbours {
  const { k } = found;
  const neighbours = new Uint32Array(indices.length * k).fill(NO_NEIGHBOUR);
  const similarity = new Float32Array(neighbours.length).fill(NaN);
  for (let m = 0; m < rows.length; m++) {
    for (let r = 0; r < k; r++) {
      const other = found.neighbours[m * k + r];
      if (other === NO_NEIGHBOUR) break;
      neighbours[rows[m] * k + r] = indices[rows[other]];
      similarity[rows[m] * k + r] = found.similarity[m * k + r];
    }
  }
  return { k, neighbours, similarity };
}
