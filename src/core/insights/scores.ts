import { NO_LABEL } from '../dataset/types.ts';
import type { ScoreMethod } from './methods.ts';
import { argmax, entropy, softmaxRow } from './softmax.ts';

/** A score of one sample from its probabilities (k, summing to 1) and the label that it judges. */
type Score = (probabilities: Float64Array, label: number) => number;

const disagrees = (p: Float64Array, label: number): boolean => argmax(p) !== label;

/**
 * The formulas, as FiftyOne's brain and cleanlab compute them; H is the entropy in nats, m = +1 where the prediction differs
 * from the label and −1 where it agrees.
 */
const formulas: Record<ScoreMethod, Score> = {
  hardness: (p) => entropy(p),
  mistakenness_logits: (p, label) => ((disagrees(p, label) ? 1 : -1) * Math.exp(-entropy(p)) + 1) / 2,
  mistakenness_confidence: (p, label) => ((disagrees(p, label) ? 1 : -1) * p[argmax(p)] + 1) / 2,
  mistakenness_2020: (p, label) => Math.exp(-(disagrees(p, label) ? 0 : 1) * entropy(p)),
  self_confidence: (p, label) => p[label],
};

/**
 * Scores n samples.
 * @param logits n×k row-major
 * @param labels n class numbers; NO_LABEL gives NaN (but hardness, which needs none), as do NaN logits
 * @param out n values, returned; computed in float64 and rounded to what `out` holds
 * @throws RangeError where the lengths do not fit, or a label is not a class
 */
export function computeScore<Out extends Float32Array | Float64Array = Float32Array>(
  method: ScoreMethod,
  logits: ArrayLike<number>,
  labels: ArrayLike<number>,
  k: number,
  out: Out = new Float32Array(labels.length) as Out,
): Out {
  if (logits.length !== labels.length * k) {
    throw new RangeError(`${logits.length} logits do not fit ${labels.length} labels of ${k} classes`);
  }
  const probabilities = new Float64Array(k);
  const formula = formulas[method];
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i];
    if (label === NO_LABEL && method !== 'hardness') {
      out[i] = NaN;
      continue;
    }
    if (label >= k && label !== NO_LABEL) {
      throw new RangeError(`label ${label} of sample ${i} is not one of ${k} classes`);
    }
    softmaxRow(logits, i, k, probabilities);
    out[i] = Number.isNaN(probabilities[0]) ? NaN : formula(probabilities, label);
  }
  return out;
}
