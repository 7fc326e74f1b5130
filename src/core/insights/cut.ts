import { floatKeys, sortByKey } from '../views/radix-sort.ts';

/** A ranking, the wrong labels expected at each depth of it, and the depth to look down to. */
export interface Cut {
  /** Samples, most suspect first, of equals the earlier one; those without a suspicion are left out. */
  order: Uint32Array;
  /** Expected number of wrong labels among the first r, at r − 1: the sum of their suspicions. */
  expectedErrors: Float64Array;
  /** Expected number of wrong labels in all. */
  expectedTotal: number;
  /** How many of the first to look at: the depth with the highest expected F1; 0 where nothing is suspect. */
  depth: number;
}

/** What looking at the first `depth` samples is expected to give. */
export interface CutFigures {
  depth: number;
  /** Wrong labels among them. */
  errors: number;
  /** Share of them that are wrong; 0 … 1, and 0 at depth 0. */
  precision: number;
  /** Share of all wrong labels that are among them; 0 … 1. */
  recall: number;
  /** 2 × errors / (depth + all wrong labels), which the best depth maximises. */
  f1: number;
}

/**
 * Ranks samples by suspicion and finds how far down to look. F1 is highest where the next sample's suspicion falls to half of
 * the F1 reached (Lipton, Elkan, Naryanaswamy: Optimal Thresholding of Classifiers to Maximize F1 Measure, 2014); the
 * expectation of the quotient is taken as the quotient of expectations. Costs one sort.
 * @param suspicion n probabilities that the label is wrong, 0 … 1; NaN = not judged
 */
export function planCut(suspicion: Float32Array): Cut {
  const places = Uint32Array.from(suspicion.keys()).filter((i) => !Number.isNaN(suspicion[i]));
  const order = sortByKey(
    places,
    floatKeys(
      Float32Array.from(places, (i) => suspicion[i]),
      true,
    ),
  );
  return cutAlong(order, suspicion);
}

/** The cut of samples in a given order. @param probabilities that the label is wrong, by place */
export function cutAlong(order: Uint32Array, probabilities: Float32Array): Cut {
  const expectedErrors = new Float64Array(order.length);
  let sum = 0;
  for (let j = 0; j < order.length; j++) expectedErrors[j] = sum += probabilities[order[j]];
  let [depth, best] = [0, 0];
  for (let r = 1; r <= order.length; r++) {
    const f1 = (2 * expectedErrors[r - 1]) / (r + sum);
    if (f1 > best) [depth, best] = [r, f1];
  }
  return { order, expectedErrors, expectedTotal: sum, depth };
}

/**
 * The figures of another depth than the best, for a slider.
 * @param depth a whole number, 0 … the length of the order; others are brought into that range
 */
export function expectAt(cut: Cut, depth: number): CutFigures {
  const r = Math.min(Math.max(0, Math.round(depth)), cut.order.length);
  const errors = r === 0 ? 0 : cut.expectedErrors[r - 1];
  return {
    depth: r,
    errors,
    precision: r === 0 ? 0 : errors / r,
    recall: cut.expectedTotal === 0 ? 0 : errors / cut.expectedTotal,
    f1: errors === 0 ? 0 : (2 * errors) / (r + cut.expectedTotal),
  };
}
