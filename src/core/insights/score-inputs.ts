import type { Neighbours } from './neighbours.ts';
import type { Opinion } from './opinions.ts';
import { classThresholds } from './class-thresholds.ts';
import { judgePredictions, type JudgedPredictions } from './predictions.ts';
import type { Decisions } from './expected-mistakes.ts';
import { suspicionOf, type Suspicion } from './suspicion.ts';
import { plainKernels } from './plain-kernels.ts';
import type { LabelRows, ScoreKernels } from './score-kernels.ts';
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

/** What is known of n samples that scores are computed from: what one network says of them, which most scores are of, and more. */
export interface ScoreSources extends Omit<Opinion, 'logits' | 'history'> {
  /** n×k row-major. */
  logits: ArrayLike<number>;
  /** n class numbers, or NO_LABEL. */
  labels: ArrayLike<number>;
  /** Number of classes. */
  k: number;
  /** n×k logits of each epoch of training, the first epoch first; rows are NaN where a sample sat out. */
  history?: readonly ArrayLike<number>[];
  /** What else says something of the same samples, for suspicion. */
  others?: readonly Opinion[];
  neighbours?: KnownNeighbours;
  /** What a person has decided about them, for suspicion. */
  decisions?: Decisions;
}

/**
 * The inputs of `computeScore`: the sources, and what several scores need of them, each computed once, when first asked for.
 * The sources must not change meanwhile.
 */
export class ScoreInputs {
  private adjustedOnce: LabelRows | undefined;
  private dynamicsOnce: TrainingDynamics | undefined;
  private suspicionOnce: Suspicion | undefined;

  /** The network's probabilities, and the labels that can be judged by them. */
  readonly predictions: JudgedPredictions;

  /** @throws RangeError where the lengths do not fit, or a label is not a class */
  constructor(
    readonly sources: ScoreSources,
    readonly kernels: ScoreKernels = plainKernels,
  ) {
    this.predictions = judgePredictions(sources.logits, sources.labels, sources.k, kernels);
  }

  /** The labels in the probabilities adjusted for the thresholds that these samples give their classes. */
  get adjusted(): LabelRows {
    const { probabilities, labels } = this.predictions;
    return (this.adjustedOnce ??= this.kernels.adjustRows(probabilities, labels, classThresholds(this.predictions)));
  }

  /** @throws RangeError where the parts do not fit */
  get suspicion(): Suspicion {
    const { logits, labels, k: classCount, history, others = [], decisions, ...opinion } = this.sources;
    const own = { ...opinion, logits: asFloats(logits), history: history?.map(asFloats) };
    return (this.suspicionOnce ??= suspicionOf(
      { opinions: [own, ...others], labels: new Uint16Array(labels), classCount, decisions },
      this.kernels,
    ));
  }

  /** @throws RangeError where there is no history, or it does not fit */
  get dynamics(): TrainingDynamics {
    const { history, labels, k } = this.sources;
    if (!history) throw new RangeError('there is no history of the training');
    return (this.dynamicsOnce ??= trainingDynamics(history, labels, k, this.kernels));
  }

  /** @throws RangeError where no neighbours are known */
  get neighbours(): KnownNeighbours {
    const { neighbours } = this.sources;
    if (!neighbours) throw new RangeError('no neighbours are known');
    return neighbours;
  }
}

const asFloats = (values: ArrayLike<number>): Float32Array =>
  values instanceof Float32Array ? values : Float32Array.from(values);
