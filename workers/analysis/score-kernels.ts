import { plainKernels } from '../../src/core/insights/plain-kernels.ts';
import {
  SMALLEST,
  type ClassMoments,
  type DynamicsSums,
  type LabelRows,
  type LogitMix,
  type LowRows,
  type Projection,
  type ScoreKernels,
  type SoftmaxRows,
  type TakeExpectation,
} from '../../src/core/insights/score-kernels.ts';
import { loadModule } from './load-module.ts';
import { lay, paddedTo, run, type ScoreModule } from './score-module.ts';

/** Logit below the largest that stands for none: its probability is below anything that counts. */
const NONE = -1e4;

/** Smallest share of a transition that a float can bear beside small probabilities. */
const LEAST = 1e-20;

/** Samples whose features or epochs are worked on at a time: they stay within the cache. A multiple of 4. */
const BLOCK = 1024;

/** The fastest loops that this browser runs; where the binary could not be loaded the plain ones, which need longer. */
export async function loadScoreKernels(): Promise<ScoreKernels> {
  const module = await loadModule<ScoreModule>().catch(() => undefined);
  return module ? scoreKernels(module) : plainKernels;
}

/** The loops in WebAssembly, which share one memory. Each throws an Error for people where there is too little of it. */
export function scoreKernels(module: ScoreModule): ScoreKernels {
  return {
    softmaxRows: softmaxRows.bind(null, module),
    adjustRows: adjustRows.bind(null, module),
    followLabels: followLabels.bind(null, module),
    mixLogits: mixLogits.bind(null, module),
    classMoments: classMoments.bind(null, module),
    projectRoots: projectRoots.bind(null, module),
    startExpectation: startExpectation.bind(null, module),
    oddsOfError: oddsOfError.bind(null, module),
  };
}

function softmaxRows(module: ScoreModule, logits: ArrayLike<number>, labels: Uint16Array, k: number): SoftmaxRows {
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
  run(module, 'softmaxRows', rows, given, n, k, probabilities, predicted, own, other, margins, sums, means);
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

function adjustRows(
  module: ScoreModule,
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
  run(module, 'adjustRows', table, given, n, k, shifts, row, own, other, entropies);
  return { own: own.slice(), other: other.slice(), entropies: entropies.slice() };
}

function followLabels(
  module: ScoreModule,
  history: readonly ArrayLike<number>[],
  labels: ArrayLike<number>,
  k: number,
  from: number,
  to: number,
): DynamicsSums {
  const n = to - from;
  const whole = Math.ceil(n / 4) * 4;
  const [rows, given, columns, probability, distance, seen, wrong, forgotten, known, margin, first, sum, squares] = lay(
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
    run(module, 'followLabels', rows, given, n, k, ...Object.values(course), columns, probability, distance);
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

function mixLogits(module: ScoreModule, { logits, epochs, second, weight }: LogitMix, k: number): Float32Array {
  const [rows, others, sums, seen] = lay(
    module,
    [Float32Array, BLOCK * k],
    [Float32Array, BLOCK * k],
    [Float32Array, BLOCK * k],
    [Float32Array, BLOCK],
  );
  const out = new Float32Array(logits.length);
  for (let from = 0; from < out.length; from += BLOCK * k) {
    const to = Math.min(out.length, from + BLOCK * k);
    const n = (to - from) / k;
    sums.fill(0);
    seen.fill(0);
    for (const epoch of epochs) {
      rows.set(epoch.subarray(from, to));
      run(module, 'addEpoch', rows, n, k, sums, seen);
    }
    rows.set(logits.subarray(from, to));
    others.set((second ?? logits).subarray(from, to));
    run(module, 'mixLogits', rows, others, second ? weight : 0, n, k, sums, seen);
    out.set(sums.subarray(0, to - from), from);
  }
  return out;
}

function classMoments(
  module: ScoreModule,
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
  run(module, 'takeRoots', rows, rows.byteLength);
  means.fill(0);
  run(module, 'addByLabel', rows, given, n, d, means);
  for (let c = 0; c < k; c++) for (let j = 0; j < d; j++) means[c * d + j] /= Math.max(1, sizes[c]);
  run(module, 'centre', rows, given, n, d, means);
  const scatter = new Float64Array(d * d);
  // In float64 from block to block, so that many samples lose no more than few.
  for (let from = 0; from < n; from += BLOCK) {
    const block = rows.subarray(from * d, (from + BLOCK) * d);
    products.fill(0);
    run(module, 'addInnerProducts', block, block.length / d, d, products, products.byteLength / d);
    for (let a = 0; a < d; a++) for (let b = 0; b <= a; b++) scatter[a * d + b] += products[a * stride + b];
  }
  return { sizes, means: means.slice(), scatter };
}

function projectRoots(module: ScoreModule, features: Float32Array, { factors, offsets }: Projection): Float32Array {
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
    run(module, 'takeRoots', values, count * d * Float32Array.BYTES_PER_ELEMENT);
    run(module, 'project', values, Math.ceil(count / 4) * 4, d, columns, starts, starts.byteLength, k, products);
    out.set(products.subarray(0, count * k), from * k);
  }
  return out;
}

function startExpectation(module: ScoreModule, { below, labels }: LowRows, k: number): TakeExpectation {
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
    run(module, 'expectation', rows, given, n, joints.byteLength, k, sharpness, shares, counted, joints, moments);
    const counts = new Float64Array(k * k);
    for (let g = 0; g < k; g++) for (let t = 0; t < k; t++) counts[g * k + t] = counted[g * stride + t];
    return { counts, slope: moments[0], curvature: moments[1] };
  };
}

function oddsOfError(
  module: ScoreModule,
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
  run(module, 'weighErrors', rows, given, n, k, sharpness, table, table.byteLength / k, wrongs, depths);
  const odds = new Float64Array(n);
  for (let i = 0; i < n; i++) odds[i] = Math.log(wrongs[i] + SMALLEST) + sharpness * depths[i];
  return odds;
}
