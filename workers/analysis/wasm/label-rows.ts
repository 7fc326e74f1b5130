import type { LabelRows, SoftmaxRows } from '../../../src/core/insights/score-kernels.ts';
import { lay } from './lay.ts';
import type { AnalysisModule } from './module.ts';

/** See ScoreKernels. */
export function softmaxRows(
  module: AnalysisModule,
  logits: ArrayLike<number>,
  labels: Uint16Array,
  k: number,
): SoftmaxRows {
  const n = labels.length;
  const [rows, given, probabilities, predicted, own, other, margins, sums, means] = lay(
    module,
    [Float32Array, n * k],
    [Uint16Array, n],
    [Float64Array, n * k],
    [Uint16Array, n],
    [Float64Array, n],
    [Float64Array, n],
    [Float64Array, n],
    [Float64Array, n],
    [Float64Array, n],
  );
  rows.set(logits);
  given.set(labels);
  const outputs = { probabilities, predicted, own, other, margins, sums, means };
  module.softmaxRows({ logits: rows, labels: given, n, k, ...outputs });
  const entropies = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const entropy = Math.log(sums[i]) - means[i];
    entropies[i] = entropy < 0 ? 0 : entropy;
  }
  return {
    probabilities: probabilities.slice(),
    predicted: predicted.slice(),
    own: own.slice(),
    other: other.slice(),
    margins: margins.slice(),
    entropies,
  };
}

/** See ScoreKernels. */
export function adjustRows(
  module: AnalysisModule,
  probabilities: Float64Array,
  labels: Uint16Array,
  thresholds: Float64Array,
): LabelRows {
  const [n, k] = [labels.length, thresholds.length];
  const highest = thresholds.reduce((most, t) => Math.max(most, t), 0);
  const [table, given, shifts, row, own, other, entropies] = lay(
    module,
    [Float64Array, n * k],
    [Uint16Array, n],
    [Float64Array, k],
    [Float64Array, k],
    [Float64Array, n],
    [Float64Array, n],
    [Float64Array, n],
  );
  table.set(probabilities);
  given.set(labels);
  shifts.set(thresholds.map((t) => highest - t));
  module.adjustRows({ probabilities: table, labels: given, n, k, shifts, row, own, other, entropies });
  return { own: own.slice(), other: other.slice(), entropies: entropies.slice() };
}
