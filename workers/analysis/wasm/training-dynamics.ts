import type { DynamicsSums } from '../../../src/core/insights/score-kernels.ts';
import { lay, paddedTo } from './lay.ts';
import type { AnalysisModule } from './module.ts';

/** See ScoreKernels. */
export function followLabels(
  module: AnalysisModule,
  history: readonly ArrayLike<number>[],
  labels: ArrayLike<number>,
  k: number,
  from: number,
  to: number,
): DynamicsSums {
  const n = to - from;
  const whole = Math.ceil(n / 4) * 4;
  const [rows, given, columns, probabilities, margins, seen, wrong, forgotten, known, margin, first, sum, squares] =
    lay(
      module,
      [Float32Array, whole * k],
      [Uint16Array, whole],
      [Float32Array, 4 * paddedTo(k)],
      [Float32Array, 4],
      [Float32Array, 4],
      [Uint16Array, n],
      [Uint16Array, n],
      [Uint16Array, n],
      [Uint16Array, n],
      [Float64Array, n],
      [Float64Array, n],
      [Float64Array, n],
      [Float64Array, n],
    );
  const course = { seen, wrong, forgotten, known, margin, first, sum, squares };
  for (const figures of Object.values(course)) figures.fill(0);
  given.set(part(labels, from, to));
  for (const logits of history) {
    rows.set(part(logits, from * k, to * k));
    module.followLabels({ logits: rows, labels: given, n, k, ...course, columns, probabilities, margins });
  }
  return {
    seen: seen.slice(),
    wrong: wrong.slice(),
    forgotten: forgotten.slice(),
    margin: margin.slice(),
    first: first.slice(),
    sum: sum.slice(),
    squares: squares.slice(),
  };
}

/** Values from … to − 1, without a copy where there can be. */
const part = (values: ArrayLike<number>, from: number, to: number): ArrayLike<number> =>
  values instanceof Float32Array || values instanceof Uint16Array
    ? values.subarray(from, to)
    : Array.prototype.slice.call(values, from, to);
