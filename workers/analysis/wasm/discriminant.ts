import type { ClassMoments, Projection } from '../../../src/core/insights/score-kernels.ts';
import { BLOCK, lay, paddedTo } from './lay.ts';
import type { AnalysisModule } from './module.ts';

/** See ScoreKernels. */
export function classMoments(
  module: AnalysisModule,
  features: Float32Array,
  d: number,
  samples: Uint32Array,
  labels: Uint16Array,
  k: number,
): ClassMoments {
  const n = samples.length;
  const stride = paddedTo(d);
  const [rows, given, means, products] = lay(
    module,
    [Float32Array, n * d],
    [Uint16Array, n],
    [Float64Array, k * d],
    [Float32Array, d * stride],
  );
  const sizes = new Float64Array(k);
  for (let row = 0; row < n; row++) {
    const i = samples[row];
    rows.set(features.subarray(i * d, (i + 1) * d), row * d);
    given[row] = labels[i];
    sizes[labels[i]] += 1;
  }
  module.takeRoots({ values: rows, bytes: rows.byteLength });
  means.fill(0);
  module.addByLabel({ values: rows, labels: given, n, d, sums: means });
  for (let c = 0; c < k; c++) for (let j = 0; j < d; j++) means[c * d + j] /= Math.max(1, sizes[c]);
  module.centre({ values: rows, labels: given, n, d, means });
  const scatter = new Float64Array(d * d);
  // In float64 from block to block, so that many samples lose no more than few.
  for (let from = 0; from < n; from += BLOCK) {
    const block = rows.subarray(from * d, (from + BLOCK) * d);
    products.fill(0);
    const rowBytes = products.byteLength / d;
    module.addInnerProducts({ values: block, n: block.length / d, d, sums: products, stride: rowBytes });
    for (let a = 0; a < d; a++) for (let b = 0; b <= a; b++) scatter[a * d + b] += products[a * stride + b];
  }
  return { sizes, means: means.slice(), scatter };
}

/** See ScoreKernels. */
export function projectRoots(
  module: AnalysisModule,
  features: Float32Array,
  { factors, offsets }: Projection,
): Float32Array {
  const k = offsets.length;
  const d = factors.length / k;
  const n = features.length / d;
  const stride = paddedTo(k);
  const [values, columns, starts, products] = lay(
    module,
    [Float32Array, BLOCK * d],
    [Float32Array, d * stride],
    [Float32Array, stride],
    [Float32Array, BLOCK * k],
  );
  columns.fill(0);
  for (let j = 0; j < d; j++) for (let c = 0; c < k; c++) columns[j * stride + c] = factors[c * d + j];
  starts.fill(0);
  starts.set(offsets);
  const out = new Float32Array(n * k);
  for (let from = 0; from < n; from += BLOCK) {
    const count = Math.min(BLOCK, n - from);
    values.set(features.subarray(from * d, (from + count) * d));
    module.takeRoots({ values, bytes: count * d * Float32Array.BYTES_PER_ELEMENT });
    const whole = Math.ceil(count / 4) * 4;
    module.project({
      values,
      n: whole,
      d,
      factors: columns,
      offsets: starts,
      stride: starts.byteLength,
      k,
      out: products,
    });
    out.set(products.subarray(0, count * k), from * k);
  }
  return out;
}
