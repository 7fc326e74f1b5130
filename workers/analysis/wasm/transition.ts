import { SMALLEST, type ShiftedRows, type TakeExpectation } from '../../../src/core/insights/score-kernels.ts';
import { lay, paddedTo } from './lay.ts';
import type { AnalysisModule } from './module.ts';

/** Logit below the largest that represents none: its probability is below anything that counts. */
const NONE = -1e4;

/** Smallest share of a transition that a float32 can represent times small probabilities. */
const LEAST = 1e-20;

/** See ScoreKernels. */
export function startExpectation(module: AnalysisModule, { below, labels }: ShiftedRows, k: number): TakeExpectation {
  const n = labels.length;
  const stride = paddedTo(k);
  const [rows, given, shares, counted, joints, moments] = lay(
    module,
    [Float32Array, n * stride],
    [Uint16Array, n],
    [Float32Array, k * stride],
    [Float32Array, k * stride],
    [Float32Array, stride],
    [Float64Array, 2],
  );
  rows.fill(NONE);
  for (let i = 0; i < n; i++) for (let t = 0; t < k; t++) rows[i * stride + t] = below[i * k + t];
  given.set(labels);
  shares.fill(0);
  return (sharpness, matrix) => {
    for (let g = 0; g < k; g++) {
      for (let t = 0; t < k; t++) shares[g * stride + t] = Math.max(LEAST, matrix[g * k + t]);
    }
    module.expectation({
      ...{ below: rows, labels: given, rows: n, stride: joints.byteLength, classes: k, sharpness, matrix: shares },
      ...{ counts: counted, joints, sums: moments },
    });
    const counts = new Float64Array(k * k);
    for (let g = 0; g < k; g++) for (let t = 0; t < k; t++) counts[g * k + t] = counted[g * stride + t];
    return { counts, slope: moments[0], curvature: moments[1] };
  };
}

/** See ScoreKernels. */
export function oddsOfError(
  module: AnalysisModule,
  logits: Float32Array,
  labels: Uint16Array,
  k: number,
  sharpness: number,
  weights: Float64Array,
): Float64Array {
  const n = labels.length;
  const stride = paddedTo(k);
  const [rows, given, table, wrongs, depths] = lay(
    module,
    [Float32Array, n * k],
    [Uint16Array, n],
    [Float32Array, k * stride],
    [Float32Array, n],
    [Float32Array, n],
  );
  rows.set(logits);
  given.set(labels);
  table.fill(0);
  for (let g = 0; g < k; g++) table.set(weights.subarray(g * k, (g + 1) * k), g * stride);
  const weighing = { sharpness, weights: table, stride: table.byteLength / k };
  module.weighErrors({ logits: rows, labels: given, n, k, ...weighing, wrongs, depths });
  const odds = new Float64Array(n);
  for (let i = 0; i < n; i++) odds[i] = Math.log(wrongs[i] + SMALLEST) + sharpness * depths[i];
  return odds;
}
