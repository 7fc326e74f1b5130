import fs from 'node:fs';
import { fileURLToPath } from 'node:url';

/** What cleanlab and FiftyOne's formulas themselves answer to a case; null where the tool refuses it. */
export interface GoldenCase {
  name: string;
  k: number;
  labels: number[];
  logits: number[][];
  confident_thresholds: number[] | null;
  confident_joint_counts: number[][] | null;
  confident_joint_calibrated: number[][] | null;
  num_label_issues: number | null;
  joint: number[][] | null;
  latent: { py: number[]; noise_matrix: number[][]; inverse_noise_matrix: number[][] } | null;
  label_quality: Record<string, number[] | null> | null;
  label_issues: Record<string, number[] | null> | null;
  class_quality: Record<
    string,
    {
      label_issues: number;
      inverse_label_issues: number;
      label_noise: number;
      inverse_label_noise: number;
      label_quality: number;
    }
  > | null;
  overall_health: number | null;
  overlapping_classes: [a: number, b: number, samples: number, share: number][] | null;
  fiftyone: Record<string, number[] | null>;
}

/** The file of golden values: that of the environment's GOLDEN_SCORES, else the one beside the project. */
export const goldenFile =
  process.env.GOLDEN_SCORES ?? fileURLToPath(new URL('../../../../shared/golden/label-scores.json', import.meta.url));

/** Its cases, or null where it is not there. */
export function readGolden(): GoldenCase[] | null {
  if (!fs.existsSync(goldenFile)) return null;
  return (JSON.parse(fs.readFileSync(goldenFile, 'utf8')) as { cases: GoldenCase[] }).cases;
}
