import { overlappingClasses, rankClasses, type ClassQuality, type OverlappingPair } from './class-quality.ts';
import { confidentLearning } from './confident-learning.ts';
import { ISSUE_FILTERS, findIssues, type IssueFilter } from './issue-sets.ts';
import type { JudgedPredictions } from './predictions.ts';

/** One way in which labels go wrong. */
export interface Confusion {
  /** The label. */
  given: number;
  /** What the samples are taken to be instead. */
  suggested: number;
  /** Estimated number of them. */
  samples: number;
}

/** The estimates of confident learning for a set of labels as a whole. */
export interface LabelSummary {
  /** Samples judged. */
  samples: number;
  /** Number of issues: cleanlab's estimate of label errors. */
  issueCount: number;
  /** 1 − issueCount / samples, 0 … 1. */
  health: number;
  /** The worst labels first. */
  classes: ClassQuality[];
  /** Pairs of classes taken for each other, either way round, the most confused first. */
  overlaps: OverlappingPair[];
  /** The same by direction, those that occur, the most frequent first. */
  confusions: Confusion[];
  /** The k classes that the run knows, ascending: rows and columns of `noise`. */
  known: Uint16Array;
  /** k×k row-major P(label given | true class), row = label given, column = true class. */
  noise: Float64Array;
  /** Samples that each filter takes to be wrong, by their index in the data set, ascending. */
  sets: Record<IssueFilter, Uint32Array>;
}

/**
 * Confident learning over a set of predictions, summed up. Cost: some 0.1 s for 60,000 × 10.
 * @param indices which sample of the data set each prediction is of
 */
export function summariseLabels(predictions: JudgedPredictions, indices: Uint32Array): LabelSummary {
  const { k } = predictions;
  const learned = confidentLearning(predictions);
  const { calibrated, joint, issueCount, health, noise } = learned;
  const samples = learned.labelCounts.reduce((sum, count) => sum + count, 0);
  const confusions: Confusion[] = [];
  calibrated.forEach((count, at) => {
    const [given, suggested] = [Math.floor(at / k), at % k];
    if (given !== suggested && count > 0) confusions.push({ given, suggested, samples: count });
  });
  const setOf = (filter: IssueFilter): Uint32Array => findIssues(predictions, learned, filter).map((i) => indices[i]);
  return {
    samples,
    issueCount,
    health,
    classes: rankClasses(joint, samples),
    overlaps: overlappingClasses(joint, samples),
    confusions: confusions.sort((a, b) => b.samples - a.samples),
    known: Uint16Array.from({ length: k }, (_, c) => c),
    noise,
    sets: Object.fromEntries(ISSUE_FILTERS.map((filter) => [filter, setOf(filter)])) as Record<
      IssueFilter,
      Uint32Array
    >,
  };
}

/** A summary of columns as one of classes. @param labels the class of each column, ascending */
export function nameClasses(summary: LabelSummary, labels: Uint16Array): LabelSummary {
  return {
    ...summary,
    known: labels,
    classes: summary.classes.map((quality) => ({ ...quality, label: labels[quality.label] })),
    overlaps: summary.overlaps.map((pair) => ({ ...pair, a: labels[pair.a], b: labels[pair.b] })),
    confusions: summary.confusions.map((pair) => ({
      ...pair,
      given: labels[pair.given],
      suggested: labels[pair.suggested],
    })),
  };
}
