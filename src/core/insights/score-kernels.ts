/**
 * The loops that scoring spends its time in. There are two: in TypeScript (plain-kernels.ts), the reference, and in WebAssembly
 * (workers/analysis/score-kernels.ts), which the analyst uses: the first two in float64, the same to about 1e-13, the others in
 * float32, the same to about 1e-5 of a suspicion.
 */
export interface ScoreKernels {
  /** Softmax of n rows of k logits, and the figures of their labels. */
  softmaxRows(logits: ArrayLike<number>, labels: Uint16Array, k: number): SoftmaxRows;
  /**
   * The figures of labels in probabilities from which each class's usual confidence is taken out: (p − t + max t) / Σ (p − t + max
   * t).
   * @param probabilities n×k @param labels n @param thresholds k, t
   */
  adjustRows(probabilities: Float64Array, labels: Uint16Array, thresholds: Float64Array): LabelRows;
  /** How the labels from … to − 1 fared in n×k logits an epoch, the first epoch first. */
  followLabels(
    history: readonly ArrayLike<number>[],
    labels: ArrayLike<number>,
    k: number,
    from: number,
    to: number,
  ): DynamicsSums;
  /** See {@link LogitMix}. */
  mixLogits(mix: LogitMix, k: number): Float32Array;
  /** Class means and scatter of the square roots of some samples' features; of what is negative 0. */
  classMoments(features: Float32Array, d: number, samples: Uint32Array, labels: Uint16Array, k: number): ClassMoments;
  /** See {@link Projection}. */
  projectRoots(features: Float32Array, projection: Projection): Float32Array;
  /** Makes ready for the passes of an EM over the same rows; they must be taken before another of these loops is started. */
  startExpectation(rows: ShiftedRows, k: number): TakeExpectation;
  /**
   * ln of wrong : right of n labels g: ln Σ_t e^(s·z[t]) · W[g, t] − s·z[g], z the logits' row and s the sharpness.
   * @param weights k×k, W; row = given label
   */
  oddsOfError(
    logits: Float32Array,
    labels: Uint16Array,
    k: number,
    sharpness: number,
    weights: Float64Array,
  ): Float64Array;
}

/** n labels in a table of probabilities; undefined where there is no label. */
export interface LabelRows {
  /** The label's probability; NaN where the row is. */
  own: Float64Array;
  /** The highest of the others; −∞ where there is one class only. */
  other: Float64Array;
  /** Entropy of the row, nats, 0 … ln k; NaN where the row is. This one needs no label. */
  entropies: Float64Array;
}

/** n samples as a network sees them. */
export interface SoftmaxRows extends LabelRows {
  /** n×k, each row summing to 1; NaN in a row that has a logit that is NaN or +∞. */
  probabilities: Float64Array;
  /** n most probable classes, the first of equals; undefined where the row is NaN. */
  predicted: Uint16Array;
  /** The label's logit minus the highest other, −∞ … ∞ nats; undefined where there is no label or no other class. */
  margins: Float64Array;
}

/**
 * Training dynamics of labels: sums over the epochs that saw a label and whose row had no NaN and no +∞; one entry a label, 0 where
 * there is none.
 */
export interface DynamicsSums {
  /** How many did. */
  seen: Uint16Array;
  /** How many predicted another class; of equals the first is predicted. */
  wrong: Uint16Array;
  /** How often one that predicted the label was followed by one that did not. */
  forgotten: Uint16Array;
  /** Sum of the label's logit minus the highest other; undefined where there is one class only. */
  margin: Float64Array;
  /** The label's probability in the first of them. */
  first: Float64Array;
  /** Sum of its differences from the first: sums of squares would lose the spread of probabilities near 1. */
  sum: Float64Array;
  /** Sum of their squares. */
  squares: Float64Array;
}

/** n×k logits, averaged half and half with the mean of the epochs that saw them, and that mixed with a second opinion. */
export interface LogitMix {
  /** n×k; a row that is not finite gives NaN. */
  logits: Float32Array;
  /** n×k each; an epoch whose row starts with NaN or ±∞ does not count for that row. */
  epochs: readonly Float32Array[];
  /** n×k; a row that is not finite does not count. */
  second?: Float32Array;
  /** Share of the second opinion, 0 … 1. */
  weight: number;
}

/** Features by class. */
export interface ClassMoments {
  /** k: samples. */
  sizes: Float64Array;
  /** k×d; 0 where there is none. */
  means: Float64Array;
  /** d×d: sum of the products of the differences from the class's mean; the lower triangle is enough. */
  scatter: Float64Array;
}

/** A linear map of n×d features' square roots (of what is negative: 0) to n×k: Σ √x[j] · factors[c, j] + offsets[c]. */
export interface Projection {
  /** k×d row-major. */
  factors: Float64Array;
  /** k. */
  offsets: Float64Array;
}

/** Rows of k logits, each minus its largest, and their labels. */
export interface ShiftedRows {
  /** Rows × k, none positive. */
  below: Float64Array;
  /** Class numbers. */
  labels: Uint16Array;
}

/** What one pass of the EM finds (transition.ts). */
export interface Expectation {
  /** k×k: expected number of samples by given label (row) and true class. */
  counts: Float64Array;
  /** Slope of the log-likelihood along the logarithm of the sharpness. */
  slope: number;
  /** Its curvature, as the sum of the squared slopes. */
  curvature: number;
}

/**
 * One pass.
 * @param matrix k×k probabilities, row = given label
 */
export type TakeExpectation = (sharpness: number, matrix: Float64Array) => Expectation;

/** Keeps logarithms finite where no mistake explains a label. */
export const SMALLEST = 1e-150;
