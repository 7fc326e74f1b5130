import { NO_LABEL } from '../dataset/types.ts';
import { NO_NEIGHBOUR, type Neighbours } from './neighbours.ts';

/**
 * How far a sample's k nearest neighbours share its label, each weighing as much as it is alike: Σ s⁺ [label is the same] / Σ s⁺,
 * with s⁺ = max(s, 0) the cosine. 0 … 1, low is suspect. Neighbours without a label say nothing. Cost: n·k.
 * (Wilson 1972, edited nearest neighbours; weighted as Dudani 1976.)
 * @param labels label of every sample of the data set, by index
 * @param indices the samples scored, one a row of `of`
 * @param k how many of the neighbours to ask; all where there are fewer
 * @returns one value a row; NaN where the sample has no label, or no neighbour with one
 */
export function labelAgreement(of: Neighbours, labels: Uint16Array, indices: Uint32Array, k = 10): Float32Array {
  return Float32Array.from(indices, (index, row) => {
    const label = labels[index];
    if (label === NO_LABEL) return NaN;
    let [same, all] = [0, 0];
    each(of, row, k, (other, similarity) => {
      if (labels[other] === NO_LABEL || !(similarity > 0)) return;
      all += similarity;
      if (labels[other] === label) same += similarity;
    });
    return all > 0 ? same / all : NaN;
  });
}

/**
 * How little a sample is like its k nearest neighbours: 1 − mean cosine. 0 … 2, high is unusual: a picture of nothing that the data
 * set is about, or the only one of its kind. Cost: n·k. (Kuan and Mueller 2022, as in cleanlab, with the cosine as distance.)
 * @returns one value a row; NaN where a sample has no neighbours
 */
export function outlierScore(of: Neighbours, k = 10): Float32Array {
  return byRow(of, k, (sum, count) => 1 - sum / count);
}

/**
 * How much a sample adds that no other has: 1 − cosine to its nearest neighbour. 0 … 2; 0 is a duplicate to the network.
 * (FiftyOne Brain calls this uniqueness; it scales to 0 … 1 over the data set, this does not, so that a sample's value does not
 * depend on the others'.) Cost: n.
 * @returns one value a row; NaN where a sample has no neighbours
 */
export function uniqueness(of: Neighbours): Float32Array {
  return byRow(of, 1, (sum) => Math.max(0, 1 - sum));
}

/**
 * How well a sample stands for others: the mean cosine to its k nearest neighbours, times how many samples have it among theirs, over
 * k. Where samples lie close together both are high. 0 upwards, high is typical. About 1 is usual in a trained network's features, some hundredths in whitened ones. Cost: n·k.
 * (The second factor is the hubness of Radovanović, Nanopoulos, Ivanović 2010.)
 * @param indices the samples scored, one a row of `of`
 * @returns one value a row; NaN where a sample has no neighbours
 */
export function representativeness(of: Neighbours, indices: Uint32Array, k = 10): Float32Array {
  const rowOf = new Map(Array.from(indices, (index, row) => [index, row]));
  const asked = new Uint32Array(indices.length);
  for (let row = 0; row < indices.length; row++) {
    each(of, row, k, (other) => {
      const at = rowOf.get(other);
      if (at !== undefined) asked[at] += 1;
    });
  }
  return byRow(of, k, (sum, count, row) => (Math.max(0, sum / count) * asked[row]) / count);
}

/** Visits the first k neighbours that a row has. */
function each(of: Neighbours, row: number, k: number, visit: (other: number, similarity: number) => void): void {
  const end = row * of.k + Math.min(k, of.k);
  for (let at = row * of.k; at < end && of.neighbours[at] !== NO_NEIGHBOUR; at++) {
    visit(of.neighbours[at], of.similarity[at]);
  }
}

/** One value a row from the sum of its similarities and their number; NaN where there are none. */
function byRow(of: Neighbours, k: number, value: (sum: number, count: number, row: number) => number): Float32Array {
  return Float32Array.from({ length: of.neighbours.length / of.k }, (_, row) => {
    let [sum, count] = [0, 0];
    each(of, row, k, (_other, similarity) => {
      sum += similarity;
      count += 1;
    });
    return count > 0 ? value(sum, count, row) : NaN;
  });
}
