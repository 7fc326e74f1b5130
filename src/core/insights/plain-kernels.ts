import { expBelow } from './fast-exp.ts';
import {
  SMALLEST,
  type ClassMoments,
  type DynamicsSums,
  type LabelRows,
  type LogitMix,
  type ShiftedRows,
  type Projection,
  type ScoreKernels,
  type SoftmaxRows,
  type TakeExpectation,
} from './score-kernels.ts';
import { argmax, entropy, softmaxRow } from './softmax.ts';

/** The loops in TypeScript: the reference, and for where the binary cannot be loaded. */
export const plainKernels: ScoreKernels = {
  softmaxRows,
  adjustRows,
  followLabels,
  mixLogits,
  classMoments,
  projectRoots,
  startExpectation,
  oddsOfError,
};

function softmaxRows(logits: ArrayLike<number>, labels: Uint16Array, k: number): SoftmaxRows {
  const n = labels.length;
  const probabilities = new Float64Array(n * k);
  const [own, other, entropies, margins] = columns(4, n);
  const predicted = new Uint16Array(n);
  for (let i = 0; i < n; i++) {
    const start = i * k;
    entropies[i] = softmaxRow(logits, i, k, probabilities, start);
    predicted[i] = argmax(probabilities, start, k);
    if (labels[i] >= k) continue;
    own[i] = probabilities[start + labels[i]];
    other[i] = highestOther(probabilities, start, k, labels[i]);
    margins[i] = logits[start + labels[i]] - highestOther(logits, start, k, labels[i]);
  }
  return { probabilities, predicted, own, other, entropies, margins };
}

function adjustRows(probabilities: Float64Array, labels: Uint16Array, thresholds: Float64Array): LabelRows {
  const k = thresholds.length;
  const highest = thresholds.reduce((most, t) => Math.max(most, t), 0);
  const row = new Float64Array(k);
  const [own, other, entropies] = columns(3, labels.length);
  for (let i = 0; i < labels.length; i++) {
    let sum = 0;
    for (let c = 0; c < k; c++) sum += row[c] = probabilities[i * k + c] - thresholds[c] + highest;
    for (let c = 0; c < k; c++) row[c] /= sum;
    entropies[i] = entropy(row);
    if (labels[i] >= k) continue;
    own[i] = row[labels[i]];
    other[i] = highestOther(row, 0, k, labels[i]);
  }
  return { own, other, entropies };
}

/** The highest of k numbers from `start` on but the label's; −∞ where there is no other. NaN is passed over. */
function highestOther(values: ArrayLike<number>, start: number, k: number, label: number): number {
  let most = -Infinity;
  for (let c = 0; c < k; c++) if (c !== label && values[start + c] > most) most = values[start + c];
  return most;
}

const columns = (count: number, n: number): Float64Array[] => Array.from({ length: count }, () => new Float64Array(n));

function followLabels(
  history: readonly ArrayLike<number>[],
  labels: ArrayLike<number>,
  k: number,
  from: number,
  to: number,
): DynamicsSums {
  const [margin, first, sum, squares] = columns(4, to - from);
  const [seen, wrong, forgotten, known] = Array.from({ length: 4 }, () => new Uint16Array(to - from));
  for (const logits of history) {
    for (let i = from, at = 0; i < to; i++, at++) {
      const label = labels[i];
      if (!(label < k)) continue;
      const given = logits[i * k + label];
      const other = highestOther(logits, i * k, k, label);
      const top = Math.max(given, other);
      let all = 0;
      for (let c = 0; c < k; c++) all += expBelow(logits[i * k + c] - top);
      if (Number.isNaN(all)) continue;
      const probability = expBelow(given - top) / all;
      const right = Number(given > other || (given === other && argmax(logits, i * k, k) === label));
      if (seen[at] === 0) first[at] = probability;
      seen[at] += 1;
      wrong[at] += 1 - right;
      forgotten[at] += known[at] & (1 - right);
      known[at] = right;
      margin[at] += given - other;
      sum[at] += probability - first[at];
      squares[at] += (probability - first[at]) ** 2;
    }
  }
  return { seen, wrong, forgotten, margin, first, sum, squares };
}

function mixLogits({ logits, epochs, second, weight }: LogitMix, k: number): Float32Array {
  const out = new Float32Array(logits.length);
  const sums = new Float64Array(k);
  for (let start = 0; start < out.length; start += k) {
    sums.fill(0);
    let seen = 0;
    for (const epoch of epochs) {
      if (!Number.isFinite(epoch[start])) continue;
      seen += 1;
      for (let c = 0; c < k; c++) sums[c] += epoch[start + c];
    }
    let finite = true;
    let known = second !== undefined;
    for (let c = 0; c < k; c++) {
      finite &&= Number.isFinite(logits[start + c]);
      known &&= Number.isFinite(second![start + c]);
    }
    for (let c = 0; c < k; c++) {
      const first = seen > 0 ? (logits[start + c] + sums[c] / seen) / 2 : logits[start + c];
      out[start + c] = !finite ? NaN : known ? (1 - weight) * first + weight * second![start + c] : first;
    }
  }
  return out;
}

function classMoments(
  features: Float32Array,
  d: number,
  samples: Uint32Array,
  labels: Uint16Array,
  k: number,
): ClassMoments {
  const sizes = new Float64Array(k);
  const means = new Float64Array(k * d);
  const scatter = new Float64Array(d * d);
  const root = (i: number, j: number): number => Math.sqrt(Math.max(0, features[i * d + j]));
  for (const i of samples) {
    sizes[labels[i]] += 1;
    for (let j = 0; j < d; j++) means[labels[i] * d + j] += root(i, j);
  }
  for (let c = 0; c < k; c++) for (let j = 0; j < d; j++) means[c * d + j] /= Math.max(1, sizes[c]);
  const centred = new Float64Array(d);
  for (const i of samples) {
    for (let j = 0; j < d; j++) centred[j] = root(i, j) - means[labels[i] * d + j];
    for (let a = 0; a < d; a++) {
      const value = centred[a];
      const row = a * d;
      for (let b = 0; b <= a; b++) scatter[row + b] += value * centred[b];
    }
  }
  return { sizes, means, scatter };
}

function projectRoots(features: Float32Array, { factors, offsets }: Projection): Float32Array {
  const k = offsets.length;
  const d = factors.length / k;
  const n = features.length / d;
  const roots = new Float64Array(d);
  const out = new Float32Array(n * k);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < d; j++) roots[j] = Math.sqrt(Math.max(0, features[i * d + j]));
    for (let c = 0; c < k; c++) {
      let sum = offsets[c];
      for (let j = 0; j < d; j++) sum += roots[j] * factors[c * d + j];
      out[i * k + c] = sum;
    }
  }
  return out;
}

function startExpectation({ below, labels }: ShiftedRows, k: number): TakeExpectation {
  const joints = new Float64Array(k);
  return (sharpness, matrix) => {
    const counts = new Float64Array(k * k);
    let slope = 0;
    let curvature = 0;
    for (let i = 0; i < labels.length; i++) {
      const from = i * k;
      const row = labels[i] * k;
      let all = 0;
      let allMoment = 0;
      let explained = 0;
      let moment = 0;
      for (let t = 0; t < k; t++) {
        const logit = below[from + t];
        const p = expBelow(sharpness * logit);
        const joint = p * matrix[row + t];
        joints[t] = joint;
        all += p;
        allMoment += p * logit;
        explained += joint;
        moment += joint * logit;
      }
      if (explained === 0) continue;
      const share = 1 / explained;
      for (let t = 0; t < k; t++) counts[row + t] += joints[t] * share;
      const own = sharpness * (moment * share - allMoment / all);
      slope += own;
      curvature += own * own;
    }
    return { counts, slope, curvature };
  };
}

function oddsOfError(
  logits: Float32Array,
  labels: Uint16Array,
  k: number,
  sharpness: number,
  weights: Float64Array,
): Float64Array {
  const odds = new Float64Array(labels.length);
  for (let i = 0; i < odds.length; i++) {
    const from = i * k;
    const row = labels[i] * k;
    let top = logits[from];
    for (let t = 1; t < k; t++) if (logits[from + t] > top) top = logits[from + t];
    let wrong = 0;
    for (let t = 0; t < k; t++) wrong += expBelow(sharpness * (logits[from + t] - top)) * weights[row + t];
    odds[i] = Math.log(wrong + SMALLEST) - sharpness * (logits[from + labels[i]] - top);
  }
  return odds;
}
