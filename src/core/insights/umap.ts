import { remainder, type Random } from '../dataset/random.ts';
import type { FuzzyGraph } from './fuzzy-graph.ts';

/** Nearness in the plane is 1 / (1 + A·d²ᴮ): UMAP's fit for a least distance of 0.1 and a spread of 1. */
const A = 1.577;
const B = 0.895;

/** Random samples that a sample is pushed away from at each pull. */
const PUSHES = 5;

/** No step is longer than this on either axis, and the plane begins this wide. */
const STEP_MOST = 4;
const WIDTH = 10;

/**
 * UMAP's layout (McInnes, Healy, Melville 2018, algorithm 5): samples that belong together pull each other, others drawn at random
 * push, in steps that get shorter. It begins with the principal components, as Kobak and Linderman (2021) advise: so the same seed
 * gives the same map, and the layout starts from a map that people have seen. Own code rather than the library umap-js, which
 * begins at random and keeps its graph in maps by string: 60,000 samples are 1,500,000 pairs.
 */
export class UmapLayout {
  /** n×2, changed with every step; NaN where a sample has no place. */
  readonly points: Float32Array;
  /** Steps in all. */
  readonly epochs: number;
  /** Steps done. */
  epoch = 0;
  private readonly every: Float32Array;
  private readonly next: Float32Array;

  /**
   * @param start n×2 within −1 … 1, NaN where a sample has no place; not changed
   * @param epochs steps in all; the paper's: 500 up to 10,000 samples, 200 above
   */
  constructor(
    private readonly graph: FuzzyGraph,
    start: Float32Array,
    private readonly random: Random,
    epochs = start.length <= 20_000 ? 500 : 200,
  ) {
    this.epochs = epochs;
    // A little noise separates samples at the same place.
    this.points = start.map((value) => value * WIDTH + 1e-4 * random.normal());
    const top = graph.weights.reduce((most, weight) => Math.max(most, weight), 0);
    this.every = graph.weights.map((weight) => top / weight);
    this.next = this.every.slice();
  }

  /** One pass over all pairs that are due. */
  step(): void {
    const { heads, tails } = this.graph;
    const { points, every, next, random } = this;
    const n = points.length / 2;
    const length = 1 - this.epoch / this.epochs;
    this.epoch += 1;
    for (let e = 0; e < heads.length; e++) {
      if (next[e] > this.epoch) continue;
      next[e] += every[e];
      const head = heads[e] * 2;
      this.pull(head, tails[e] * 2, length);
      for (let push = 0; push < PUSHES; push++) {
        const other = remainder(random.uint32(), n) * 2;
        if (other !== head) this.push(head, other, length);
      }
    }
  }

  private pull(head: number, tail: number, length: number): void {
    const { points } = this;
    const x = points[head] - points[tail];
    const y = points[head + 1] - points[tail + 1];
    const square = x * x + y * y;
    if (!(square > 0)) return;
    const power = Math.pow(square, B);
    const force = (-2 * A * B * power) / (square * (A * power + 1));
    const [dx, dy] = [clip(force * x) * length, clip(force * y) * length];
    points[head] += dx;
    points[head + 1] += dy;
    points[tail] -= dx;
    points[tail + 1] -= dy;
  }

  private push(head: number, other: number, length: number): void {
    const { points } = this;
    const x = points[head] - points[other];
    const y = points[head + 1] - points[other + 1];
    const square = x * x + y * y;
    if (!(square > 0)) return;
    const force = (2 * B) / ((0.001 + square) * (A * Math.pow(square, B) + 1));
    points[head] += clip(force * x) * length;
    points[head + 1] += clip(force * y) * length;
  }
}

const clip = (value: number): number => Math.max(-STEP_MOST, Math.min(STEP_MOST, value));
