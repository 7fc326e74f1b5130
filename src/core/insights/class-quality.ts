import { roundHalfEven } from './round.ts';

/** How good the labels of one class are. */
export interface ClassQuality {
  /** The class. */
  label: number;
  /** Estimated samples that are given this label and are of another class. */
  labelIssues: number;
  /** Estimated samples of this class that are given another label. */
  inverseLabelIssues: number;
  /** Share of its given labels that are wrong, 0 … 1. */
  labelNoise: number;
  /** Share of its true samples that are labelled otherwise, 0 … 1. */
  inverseLabelNoise: number;
  /** 1 − labelNoise. */
  labelQuality: number;
}

/** Keeps shares of classes that hardly occur finite. */
const LOWEST_SHARE = 1e-6;

/**
 * Judges each class by the joint distribution of given and true labels. Cost: k².
 * Source: cleanlab's `rank_classes_by_label_quality`.
 * @param joint k×k row-major shares, of `jointDistribution`
 * @param samples number of samples judged
 * @returns the classes, the worst labels first, of equals the lower class first
 */
export function rankClasses(joint: Float64Array, samples: number): ClassQuality[] {
  const k = Math.sqrt(joint.length);
  const qualities = Array.from({ length: k }, (_, label): ClassQuality => {
    let [given, truly] = [0, 0];
    for (let c = 0; c < k; c++) {
      given += joint[label * k + c];
      truly += joint[c * k + label];
    }
    const right = joint[label * k + label];
    const labelNoise = (given - right) / Math.max(LOWEST_SHARE, given);
    return {
      label,
      labelIssues: roundHalfEven((given - right) * samples),
      inverseLabelIssues: roundHalfEven((truly - right) * samples),
      labelNoise,
      inverseLabelNoise: (truly - right) / Math.max(LOWEST_SHARE, truly),
      labelQuality: 1 - labelNoise,
    };
  });
  return qualities.sort((a, b) => a.labelQuality - b.labelQuality || a.label - b.label);
}

/** Two classes that are taken for each other. */
export interface OverlappingPair {
  /** The lower class. */
  a: number;
  /** The higher class. */
  b: number;
  /** Estimated samples labelled as one of the two that are of the other. */
  samples: number;
  /** The same as a share of all samples, 0 … 1. */
  share: number;
}

/**
 * The pairs of classes by how often one is labelled as the other, either way round. Cost: k². Source: cleanlab's
 * `find_overlapping_classes`.
 * @param joint k×k row-major shares, of `jointDistribution`
 * @param samples number of samples judged
 * @returns k (k − 1) / 2 pairs, the most confused first
 */
export function overlappingClasses(joint: Float64Array, samples: number): OverlappingPair[] {
  const k = Math.sqrt(joint.length);
  const pairs: OverlappingPair[] = [];
  for (let a = 0; a < k; a++) {
    for (let b = a + 1; b < k; b++) {
      const share = joint[a * k + b] + joint[b * k + a];
      pairs.push({ a, b, samples: roundHalfEven(share * samples), share });
    }
  }
  return pairs.sort((one, other) => other.share - one.share || one.a - other.a || one.b - other.b);
}
