import { adjustProbabilities, classThresholds } from './class-thresholds.ts';
import { judgePredictions, type JudgedPredictions } from './predictions.ts';
import { trainingDynamics, type TrainingDynamics } from './training-dynamics.ts';

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
}
