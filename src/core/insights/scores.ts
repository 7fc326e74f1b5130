import { NO_LABEL } from '../dataset/types.ts';
import { confidenceWeightedEntropy, normalizedMargin } from './label-quality.ts';
import { judgesLabel, type ScoreMethod } from './methods.ts';
import { labelAgreement, outlierScore, representativeness, uniqueness } from './neighbour-scores.ts';
import { ScoreInputs, type KnownNeighbours, type ScoreSources } from './score-inputs.ts';

/** A score's value by sample, or all of them. */
type Score = ((i: number) => number) | ArrayLike<number>;

/**
 * Prepares a score of every sample that has a label to judge; H is the entropy in nats, m = +1 where the prediction differs
 * from the label and −1 where it agrees. Formulas as cleanlab and FiftyOne's brain compute them; catalogue.ts has the sources.
 */
const scores: Record<ScoreMethod, (inputs: ScoreInputs) => Score> = {
  suspicion: ({ suspicion }) => suspicion.values,
  self_confidence: ({ predictions: { own } }) => own,
  self_confidence_adjusted: ({ adjusted: { own } }) => own,
  normalized_margin: ({ predictions: { own, other } }) => {
    return (i) => normalizedMargin(own[i], other[i]);
  },
  normalized_margin_adjusted: ({ adjusted: { own, other } }) => {
    return (i) => normalizedMargin(own[i], other[i]);
  },
  confidence_weighted_entropy: ({ predictions: { k, own, entropies } }) => {
    const highest = Math.log(k);
    return (i) => confidenceWeightedEntropy(entropies[i], highest, own[i]);
  },
  confidence_weighted_entropy_adjusted: ({ predictions: { k }, adjusted: { own, entropies } }) => {
    const highest = Math.log(k);
    return (i) => confidenceWeightedEntropy(entropies[i], highest, own[i]);
  },
  logit_margin: ({ predictions: { k, margins } }) => {
    return k === 1 ? () => NaN : margins;
  },
  mistakenness_logits: ({ predictions: { entropies, predicted, labels } }) => {
    return (i) => ((predicted[i] === labels[i] ? -1 : 1) * Math.exp(-entropies[i]) + 1) / 2;
  },
  mistakenness_confidence: ({ predictions: { k, probabilities, predicted, labels } }) => {
    return (i) => ((predicted[i] === labels[i] ? -1 : 1) * probabilities[i * k + predicted[i]] + 1) / 2;
  },
  mistakenness_2020: ({ predictions: { entropies, predicted, labels } }) => {
    return (i) => (predicted[i] === labels[i] ? Math.exp(-entropies[i]) : 1);
  },
  hardness: ({ predictions: { entropies } }) => entropies,
  area_under_margin: ({ dynamics: { areaUnderMargin } }) => areaUnderMargin,
  data_map_confidence: ({ dynamics: { confidence } }) => confidence,
  data_map_variability: ({ dynamics: { variability } }) => variability,
  times_wrong: ({ dynamics: { timesWrong } }) => timesWrong,
  forgetting_events: ({ dynamics: { forgettingEvents } }) => forgettingEvents,
  label_agreement: ({ neighbours }) =>
    byRow(neighbours, ({ of, labels, indices }) => labelAgreement(of, labels, indices)),
  outlier_score: ({ neighbours }) => byRow(neighbours, ({ of }) => outlierScore(of)),
  uniqueness: ({ neighbours }) => byRow(neighbours, ({ of }) => uniqueness(of)),
  representativeness: ({ neighbours }) => byRow(neighbours, ({ of, indices }) => representativeness(of, indices)),
};

/** A score of every sample that neighbours were searched for, as one of the n that are asked. */
function byRow(known: KnownNeighbours, compute: (known: KnownNeighbours) => Float32Array): Score {
  const values = compute(known);
  return (i) => (known.rows[i] < 0 ? NaN : values[known.rows[i]]);
}

/**
 * Scores n samples. Those that are adjusted for class thresholds take them from these samples alone.
 * @param inputs the sources; a `ScoreInputs` of them where several scores are computed, which then share what they need
 * @param out n values, returned; computed in float64 and rounded to what `out` holds. NaN where there is no label to judge
 *   (hardness and what else is of the picture alone need none), where the logits are NaN, for the history's scores where no
 *   epoch saw the sample, and for the neighbours' where it has none
 * @throws RangeError where the lengths do not fit, a label is not a class, or the score needs a history or neighbours and there are none
 */
export function computeScore<Out extends Float32Array | Float64Array = Float32Array<ArrayBuffer>>(
  method: ScoreMethod,
  inputs: ScoreInputs | ScoreSources,
  out: Out = new Float32Array(inputs instanceof ScoreInputs ? inputs.predictions.n : inputs.labels.length) as Out,
): Out {
  const shared = inputs instanceof ScoreInputs ? inputs : new ScoreInputs(inputs);
  const { n, labels } = shared.predictions;
  if (out.length !== n) throw new RangeError(`${out.length} places do not fit the scores of ${n} samples`);
  const score = scores[method](shared);
  if (typeof score === 'function') for (let i = 0; i < n; i++) out[i] = score(i);
  else out.set(score);
  if (judgesLabel(method)) for (let i = 0; i < n; i++) if (labels[i] === NO_LABEL) out[i] = NaN;
  return out;
}
