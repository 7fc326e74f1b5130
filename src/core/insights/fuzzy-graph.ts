import { NO_NEIGHBOUR, type Neighbours } from './neighbours.ts';

/** How strongly samples belong together: each pair twice, once from either side. */
export interface FuzzyGraph {
  heads: Uint32Array;
  tails: Uint32Array;
  /** 0 … 1. */
  weights: Float32Array;
}

const SEARCH_STEPS = 64;

/**
 * UMAP's graph (McInnes, Healy, Melville 2018, algorithm 2): a sample belongs wholly to its nearest neighbour, and to the others the
 * less the farther they are, on a scale of its own that makes the memberships sum to log₂ k; the memberships seen from both sides
 * are joined (a + b − a·b). Distance is 1 − cosine. Cost: n·k².
 * @param of neighbours by place in the same list, 0 … n − 1
 */
export function fuzzyGraph(of: Neighbours): FuzzyGraph {
  const { k, neighbours } = of;
  const n = neighbours.length / k;
  const memberships = new Float32Array(n * k);
  for (let i = 0; i < n; i++) writeMemberships(of, i, memberships);
  const heads = new Uint32Array(2 * n * k);
  const tails = new Uint32Array(2 * n * k);
  const weights = new Float32Array(2 * n * k);
  let count = 0;
  const add = (head: number, tail: number, weight: number): void => {
    heads[count] = head;
    tails[count] = tail;
    weights[count++] = weight;
  };
  for (let at = 0; at < n * k; at++) {
    const [i, j] = [Math.floor(at / k), neighbours[at]];
    if (j === NO_NEIGHBOUR) continue;
    let back = j * k;
    while (back < (j + 1) * k && neighbours[back] !== i) back += 1;
    const mutual = back < (j + 1) * k;
    if (mutual && j < i) continue;
    const [a, b] = [memberships[at], mutual ? memberships[back] : 0];
    add(i, j, a + b - a * b);
    add(j, i, a + b - a * b);
  }
  return { heads: heads.slice(0, count), tails: tails.slice(0, count), weights: weights.slice(0, count) };
}

function writeMemberships({ k, neighbours, similarity }: Neighbours, i: number, out: Float32Array): void {
  const distances: number[] = [];
  for (let at = i * k; at < (i + 1) * k && neighbours[at] !== NO_NEIGHBOUR; at++) {
    distances.push(Math.max(0, 1 - similarity[at]));
  }
  const nearest = distances.find((distance) => distance > 0) ?? 0;
  const beyond = distances.map((distance) => Math.max(0, distance - nearest));
  const mean = distances.reduce((sum, distance) => sum + distance, 0) / Math.max(1, distances.length);
  const scale = Math.max(scaleOf(beyond), 1e-3 * mean);
  beyond.forEach((distance, r) => (out[i * k + r] = distance > 0 ? Math.exp(-distance / scale) : 1));
}

/** The scale at which the memberships sum to log₂ of their number, by bisection. */
function scaleOf(beyond: number[]): number {
  const wanted = Math.log2(beyond.length);
  let [low, high, scale] = [0, Infinity, 1];
  for (let step = 0; step < SEARCH_STEPS; step++) {
    let sum = 0;
    for (const distance of beyond) sum += distance > 0 ? Math.exp(-distance / scale) : 1;
    if (Math.abs(sum - wanted) < 1e-5) break;
    if (sum > wanted) high = scale;
    else low = scale;
    scale = high === Infinity ? scale * 2 : (low + high) / 2;
  }
  return scale;
}
