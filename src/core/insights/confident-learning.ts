import { classThresholds } from './class-thresholds.ts';
import { calibrateJoint, confidentJoint, countLabels, jointDistribution } from './confident-joint.ts';
import { noiseMatrices, type NoiseMatrices } from './noise-matrices.ts';
import type { JudgedPredictions } from './predictions.ts';

/** All that confident learning estimates from a set of predictions; every k×k is row-major. */
export interface ConfidentLearning extends NoiseMatrices {
  /** k: how sure the network usually is of each class. */
  thresholds: Float64Array;
  /** k×k, label given × confident class, in samples. */
  counts: Float64Array;
  /** The same scaled to the number of samples of each label, in whole samples. */
  calibrated: Float64Array;
  /** The same as shares of 1. */
  joint: Float64Array;
  /** k: samples by label given. */
  labelCounts: Float64Array;
  /** n: 1 where the sample is counted off the diagonal and the network predicts another class than its label. */
  confidentIssues: Uint8Array;
  /** Estimated number of label errors: how many those are (cleanlab's `num_label_issues`). */
  issueCount: number;
  /** 1 − issueCount / samples judged, 0 … 1; 1 where none is judged (cleanlab's `overall_label_health_score`). */
  health: number;
}

/**
 * Confident learning: thresholds, confident joint, noise matrices and the number of label errors. Samples without a judged
 * label (NO_LABEL, or NaN logits) count nowhere. Cost: two passes over n·k and some over k².
 * Source: Northcutt, Jiang, Chuang: Confident Learning, Journal of Artificial Intelligence Research 70, 2021.
 */
export function confidentLearning(predictions: JudgedPredictions): ConfidentLearning {
  const thresholds = classThresholds(predictions);
  const { counts, offDiagonal } = confidentJoint(predictions, thresholds);
  const labelCounts = countLabels(predictions);
  const calibrated = calibrateJoint(counts, labelCounts);
  const samples = labelCounts.reduce((sum, count) => sum + count, 0);
  const confidentIssues = new Uint8Array(predictions.n);
  let issueCount = 0;
  for (let i = 0; i < confidentIssues.length; i++) {
    if (offDiagonal[i] === 0 || agrees(predictions, i)) continue;
    confidentIssues[i] = 1;
    issueCount += 1;
  }
  return {
    thresholds,
    counts,
    calibrated,
    joint: jointDistribution(calibrated),
    labelCounts,
    confidentIssues,
    issueCount,
    health: samples === 0 ? 1 : 1 - issueCount / samples,
    ...noiseMatrices(calibrated, labelCounts),
  };
}

/** By how much another class must be the more probable one to count as predicted instead of the label. */
const TIE = 1e-6;

/** Whether the network predicts sample i's label, a tie counting as agreement. The label must be a class. */
export function agrees({ k, probabilities, labels, predicted }: JudgedPredictions, i: number): boolean {
  const label = labels[i];
  const favoured = probabilities[i * k + label] + TIE;
  const best = probabilities[i * k + predicted[i]];
  return predicted[i] === label || favoured > best || (favoured === best && label < predicted[i]);
}
