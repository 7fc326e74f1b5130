import type { Neighbours } from './neighbours.ts';
import { adjustProbabilities, classThresholds } from './class-thresholds.ts';
import { judgePredictions, type JudgedPredictions } from './predictions.ts';
import { trainingDynamics, type TrainingDynamics } from './training-dynamics.ts';

/** The nearest neighbours of some samples, the n scored among them. */
export interface KnownNeighbours {
  of: Neighbours;
  /** Which sample each row of `of` is, by its index in the data set. */
  indices: Uint32Array;
  /** Label of every sample of the data set, by index. */
  labels: Uint16Array;
  /** The row of each of the n samples; −1 for one that was not searched. */
  rows: Int32Array;
}

/** What is known of n samples that scores are computed from. */
export interface ScoreSources {
  /** n×k row-major. */
  logits: ArrayLike<number>;
  /** n class numbers, or NO_LABEL. */
  labels: ArrayLike<number>;
  /** Number of classes. */
  k: number;
  /** n×k logits of each epoch of training, the first epoch first; rows are NaN where a sample sat out. */
  history?: readonly ArrayLike<number>[];
  /** n×d row-major pooled activations, before the last layer; suspicion is better with them. */
  features?: Float32Array;
  /** Epochs in which the network learned; half of them where folds kept the samples from it that it speaks of. */
  epochs?: number;
  neighbours?: KnownNeighbours;
}

/**
 * The inputs of `computeScore`: the sources, and what several scores need of them, each computed once, when first asked for.
 * The sources must not change meanwhile.
 */
export class ScoreInputs {
  private adjustedOnce: Float64Array | undefined;
  private dynamicsOnce: TrainingDynamics | undefined;

  /** The network's probabilities, and the labels that can be judged by them. */
  readonly predictions: JudgedPredictions;

  /** @throws RangeError where the lengths do not fit, or a label is not a class */
  constructor(readonly sources: ScoreSources) {
    this.predictions = judgePredictions(sources.logits, sources.labels, sources.k);
  }

  /** n×k probabilities adjusted for the thresholds that these samples give their classes. */
  get adjusted(): Float64Array {
    return (this.adjustedOnce ??= adjustProbabilities(this.predictions, classThresholds(this.predictions)));
  }

  /** @throws RangeError where there is no history, or it does not fit */
  get dynamics(): TrainingDynamics {
    const { history, labels, k } = this.sources;
    if (!history) throw new RangeError('there is no history of the training');
    return (this.dynamicsOnce ??= trainingDynamics(history, labels, k));
  }

  /** @throws RangeError where no neighbours are known */
  get neighbours(): KnownNeighbours {
    const { neighbours } = this.sources;
    if (!neighbours) throw new RangeError('no neighbours are known');
    return neighbours;
  }
}
