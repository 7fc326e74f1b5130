import type { ScoreMethod } from './methods.ts';

/** Scores that ask the same kind of question. */
export type ScoreGroup = 'suspicion' | 'label quality' | 'mistakenness' | 'training dynamics' | 'neighbours';

/** The description of a score that people read. */
export interface ScoreDescription {
  title: string;
  group: ScoreGroup;
  /** As people read it; H is entropy in nats, p the probabilities, y the label judged. */
  formula: string;
  /** As people read it; k is the number of classes. */
  range: string;
  /** The same in numbers, given k; infinite where nothing bounds it. */
  bounds: (k: number) => [low: number, high: number];
  /** Empty where the score is a bare number. */
  unit: string;
  meaning: string;
  /** What computing it needs. */
  cost: string;
  /** Which end of the range is suspect. */
  suspectWhen: 'high' | 'low';
  /** Where the formula comes from. */
  source: string;
}

const FROM_LOGITS = 'One pass over the stored logits: well under a second for 60,000 samples.';
const FROM_THRESHOLDS =
  'Two passes over the stored logits, one for the thresholds: well under a second for 60,000 samples.';
const FROM_HISTORY = 'One pass over the logits kept of every epoch: under a second for 60,000 samples and ten epochs.';

const FROM_NEIGHBOURS =
  'Neighbours are searched once a run, exactly and on all cores: some ten seconds for 60,000 samples. Then one pass over them.';

const CONFIDENT_LEARNING = 'Northcutt, Jiang, Chuang: Confident Learning, 2021 (cleanlab)';
const LABEL_QUALITY = 'Kuan, Mueller: Model-agnostic label quality scoring, 2022 (cleanlab)';
const DATA_MAP = 'Swayamdipta et al.: Dataset Cartography, 2020';

const SHARE = (): [number, number] => [0, 1];

/** Every score's description, in the order to show them. */
export const catalogue: Record<ScoreMethod, ScoreDescription> = {
  suspicion: {
    title: 'Label-error probability',
    group: 'suspicion',
    formula:
      'from the odds Σₜ q(t) · (T(t, y) / T(y, y))ˢ : q(y) over t ≠ y; T(t, y) the estimated probability that a true t is labelled y, s how much structure T has',
    range: '0 … 1',
    bounds: SHARE,
    unit: 'probability',
    meaning:
      'The estimated probability that the label is wrong; too low for mistakes that a network would make too. q is what all runs that have predicted the sample say together, each weighed by how well it tells labels that it had not learned; of a network that is its last word, what it said in its last epochs and where the sample lies among its classes. T is how labels go wrong in this very data set, estimated from it, and believed as far as it has a structure. The ranking to go by.',
    suspectWhen: 'high',
    cost: 'Some passes over the stored logits, the late epochs and the features of every run: a second or two a run for 60,000 samples.',
    source: 'This project; T by the EM of Dawid and Skene, 1979, with a network in the annotator’s seat',
  },
  self_confidence: {
    title: 'Self-confidence',
    group: 'label quality',
    formula: 'p(y)',
    range: '0 … 1',
    bounds: SHARE,
    unit: 'probability',
    meaning: 'The probability that the network gives the label. Close to 0: the network does not believe it.',
    suspectWhen: 'low',
    cost: FROM_LOGITS,
    source: CONFIDENT_LEARNING,
  },
  self_confidence_adjusted: {
    title: 'Self-confidence (adjusted)',
    group: 'label quality',
    formula: 'p′(y), with p′ = (p − t + max t) / Σ (p − t + max t), t(c) the mean of p(c) over the samples labelled c',
    range: '0 … 1',
    bounds: SHARE,
    unit: 'probability',
    meaning:
      'Self-confidence with each class’s usual sureness taken out, so that a class the network finds hard is not doubted as a whole.',
    suspectWhen: 'low',
    cost: FROM_THRESHOLDS,
    source: CONFIDENT_LEARNING,
  },
  normalized_margin: {
    title: 'Normalised margin',
    group: 'label quality',
    formula: '(p(y) − max p(others) + 1) / 2',
    range: '0 … 1',
    bounds: SHARE,
    unit: '',
    meaning: 'How far the label is ahead of the most probable other class. Below ½ the network prefers another class.',
    suspectWhen: 'low',
    cost: FROM_LOGITS,
    source: LABEL_QUALITY,
  },
  normalized_margin_adjusted: {
    title: 'Normalised margin (adjusted)',
    group: 'label quality',
    formula: '(p′(y) − max p′(others) + 1) / 2, with p′ adjusted for the classes’ thresholds',
    range: '0 … 1',
    bounds: SHARE,
    unit: '',
    meaning:
      'The margin with each class’s usual sureness taken out: it notices when one class is often labelled as another.',
    suspectWhen: 'low',
    cost: FROM_THRESHOLDS,
    source: LABEL_QUALITY,
  },
  confidence_weighted_entropy: {
    title: 'Confidence-weighted entropy',
    group: 'label quality',
    formula: 'ln(1 + x) / x, with x = H / (ln k · p(y))',
    range: '0 … 1',
    bounds: SHARE,
    unit: '',
    meaning:
      'Low where the network is undecided, and lower still where it does not believe the label. As in cleanlab it is 0, most suspect, where the network is so sure of the label that H is 0.',
    suspectWhen: 'low',
    cost: FROM_LOGITS,
    source: LABEL_QUALITY,
  },
  confidence_weighted_entropy_adjusted: {
    title: 'Confidence-weighted entropy (adjusted)',
    group: 'label quality',
    formula: 'ln(1 + x) / x, with x = H(p′) / (ln k · p′(y)), p′ adjusted for the classes’ thresholds',
    range: '0 … 1',
    bounds: SHARE,
    unit: '',
    meaning:
      'The same with each class’s usual sureness taken out. cleanlab has no such form; it is here to be compared.',
    suspectWhen: 'low',
    cost: FROM_THRESHOLDS,
    source: 'This project, after the two above it',
  },
  logit_margin: {
    title: 'Logit margin',
    group: 'label quality',
    formula: 'ln p(y) − ln max p(others)',
    range: '−∞ … ∞ nats',
    bounds: () => [-Infinity, Infinity],
    unit: 'nats',
    meaning:
      'Negative where the network prefers another class. It tells apart labels that all have a probability close to 0 or 1.',
    suspectWhen: 'low',
    cost: FROM_LOGITS,
    source: 'Multi-class margin of the logits; the last term of the area under the margin',
  },
  mistakenness_logits: {
    title: 'Mistakenness',
    group: 'mistakenness',
    formula: '(m · exp(−H) + 1) / 2, with m = +1 where the prediction differs from y, −1 where it agrees',
    range: '0 … 1',
    bounds: SHARE,
    unit: '',
    meaning:
      'High where the network is sure of another class. It looks at how sure it is, not at how little it believes the label.',
    suspectWhen: 'high',
    cost: FROM_LOGITS,
    source: 'FiftyOne Brain, compute_mistakenness from logits',
  },
  mistakenness_confidence: {
    title: 'Mistakenness (confidence)',
    group: 'mistakenness',
    formula: '(m · max p + 1) / 2, with m = +1 where the prediction differs from y, −1 where it agrees',
    range: '0 … 1',
    bounds: SHARE,
    unit: '',
    meaning: 'The same idea with the predicted class’s probability for how sure the network is.',
    suspectWhen: 'high',
    cost: FROM_LOGITS,
    source: 'FiftyOne Brain, compute_mistakenness from confidence',
  },
  mistakenness_2020: {
    title: 'Mistakenness (2020)',
    group: 'mistakenness',
    formula: 'exp(−m · H), with m = 1 where the prediction agrees with y, 0 where it differs',
    range: '1/k … 1',
    bounds: (k) => [1 / k, 1],
    unit: '',
    meaning:
      'The first published form: 1 wherever the network disagrees, and also where it agrees and is sure. Kept for comparison.',
    suspectWhen: 'high',
    cost: FROM_LOGITS,
    source: 'FiftyOne’s walkthrough of 2020',
  },
  hardness: {
    title: 'Hardness',
    group: 'mistakenness',
    formula: 'H = −Σ p · ln p',
    range: '0 … ln k nats',
    bounds: (k) => [0, Math.log(k)],
    unit: 'nats',
    meaning:
      'How undecided the network is, whatever the label. Hard samples are worth a look, but need not be mistakes.',
    suspectWhen: 'high',
    cost: FROM_LOGITS,
    source: 'FiftyOne Brain, compute_hardness',
  },
  area_under_margin: {
    title: 'Area under the margin',
    group: 'training dynamics',
    formula: 'mean over epochs of z(y) − max z(others), z the logits',
    range: '−∞ … ∞',
    bounds: () => [-Infinity, Infinity],
    unit: '',
    meaning:
      'Low where the network kept preferring another class while it learned: the rest of the data speaks against the label.',
    suspectWhen: 'low',
    cost: FROM_HISTORY,
    source: 'Pleiss et al.: Identifying Mislabeled Data using the Area Under the Margin Ranking, 2020',
  },
  data_map_confidence: {
    title: 'Confidence while learning',
    group: 'training dynamics',
    formula: 'mean over epochs of p(y)',
    range: '0 … 1',
    bounds: SHARE,
    unit: 'probability',
    meaning:
      'How much the network believed the label on average while it learned. What it believed only at the end it may have learned by heart.',
    suspectWhen: 'low',
    cost: FROM_HISTORY,
    source: DATA_MAP,
  },
  data_map_variability: {
    title: 'Variability while learning',
    group: 'training dynamics',
    formula: 'standard deviation over epochs of p(y)',
    range: '0 … ½',
    bounds: () => [0, 0.5],
    unit: 'probability',
    meaning:
      'How much the network wavered. High for ambiguous samples; mistakes are as often constant, so read it beside the confidence.',
    suspectWhen: 'high',
    cost: FROM_HISTORY,
    source: DATA_MAP,
  },
  times_wrong: {
    title: 'Times wrong',
    group: 'training dynamics',
    formula: 'number of epochs whose prediction differs from y',
    range: '0 … epochs',
    bounds: () => [0, Infinity],
    unit: 'epochs',
    meaning: 'In how many epochs the network predicted another class than the label.',
    suspectWhen: 'high',
    cost: FROM_HISTORY,
    source: 'Swayamdipta et al.: Dataset Cartography, 2020 (correctness, counted the other way)',
  },
  forgetting_events: {
    title: 'Forgetting events',
    group: 'training dynamics',
    formula: 'number of times that y was predicted, and in the next epoch was not; all epochs where it never was',
    range: '0 … epochs',
    bounds: () => [0, Infinity],
    unit: 'times',
    meaning:
      'How often the network forgot a label that it knew. One that it never learned counts as forgotten in every epoch.',
    suspectWhen: 'high',
    cost: FROM_HISTORY,
    source: 'Toneva et al.: An Empirical Study of Example Forgetting, 2019',
  },
  label_agreement: {
    title: 'Neighbours’ agreement',
    group: 'neighbours',
    formula: 'Σ s⁺ [same label] / Σ s⁺ over the 10 nearest, s the cosine of the features, s⁺ = max(s, 0)',
    range: '0 … 1',
    bounds: SHARE,
    unit: 'share',
    meaning:
      'How many of the pictures most like this one share its label. 0: none of them. It does not ask what the network predicts.',
    suspectWhen: 'low',
    cost: FROM_NEIGHBOURS,
    source: 'Wilson: Edited nearest neighbours, 1972; weighted as Dudani, 1976',
  },
  outlier_score: {
    title: 'Outlier score',
    group: 'neighbours',
    formula: '1 − mean cosine to the 10 nearest',
    range: '0 … 2',
    bounds: () => [0, 2],
    unit: '',
    meaning:
      'High where nothing is like the picture: it shows something the data set is not about, or is the only one of its kind.',
    suspectWhen: 'high',
    cost: FROM_NEIGHBOURS,
    source: 'Kuan, Mueller: Back to the Basics, 2022 (cleanlab), with the cosine as distance',
  },
  uniqueness: {
    title: 'Uniqueness',
    group: 'neighbours',
    formula: '1 − cosine to the nearest',
    range: '0 … 2',
    bounds: () => [0, 2],
    unit: '',
    meaning: '0 is a duplicate in the network’s eyes: another picture says the same. Nothing about the label.',
    suspectWhen: 'low',
    cost: FROM_NEIGHBOURS,
    source: 'After FiftyOne Brain’s compute_uniqueness, without its scaling over the data set',
  },
  representativeness: {
    title: 'Representativeness',
    group: 'neighbours',
    formula: 'mean cosine to the 10 nearest · samples that have it among their 10 nearest / 10',
    range: '0 … ∞',
    bounds: () => [0, Infinity],
    unit: '',
    meaning:
      'High where many pictures are like this one: typical of its kind. Low at the rim. Compare within a run: a trained network’s are about 1, a backbone’s far lower, since its features are uncorrelated.',
    suspectWhen: 'low',
    cost: FROM_NEIGHBOURS,
    source: 'Hubness: Radovanović, Nanopoulos, Ivanović, 2010',
  },
};
