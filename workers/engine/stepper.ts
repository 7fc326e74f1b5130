import type { MicroBatch } from './micro-batch.ts';

/** Results of one update. */
export interface BatchFigures {
  /** Mean cross-entropy before the update, nats. */
  loss: number;
  /** Share predicted as labelled, 0 … 1. */
  accuracy: number;
  /** Of the augmented pictures, before the update: batch × classes row-major, in the batch's order. */
  logits: Float32Array;
  /** Milliseconds that this thread spent drawing pictures while nothing else could be done. */
  inputMs: number;
}

/** One update of the network. */
export interface Step {
  /** The batch, in pieces that are normalised each by itself. */
  microBatches: MicroBatch[];
  /** The batch after it, whose pictures can be drawn ahead; none at an epoch's end. */
  next?: MicroBatch[];
  rate: number;
  /** Updates of the run before this one. */
  before: number;
}

/** Takes a run's state from update to update, wherever the state is kept. */
export interface Stepper {
  /** How many updates may be under way before the figures of the first are waited for. */
  readonly ahead: number;
  /** Takes one update. Calls come in order; the figures may come late. */
  step(step: Step): Promise<BatchFigures>;
  /** Brings the run's state (weights, momenta, statistics) up to date with the last update. */
  settle(): Promise<void>;
  /** Frees what it holds; the state is as `settle` last left it. */
  dispose(): void;
}
