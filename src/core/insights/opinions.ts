import { NO_LABEL } from '../dataset/types.ts';

/** What one network, or whatever else gives logits, says of n samples. Rows that are not finite say nothing of theirs. */
export interface Opinion {
  /** n×k row-major, of the network as it is in the end: mean of picture and mirror image where it was trained here. */
  logits: Float32Array;
  /** The same by models that had not learned from the sample's label, where there are such: the folds of a probe, predictions out of sample. */
  heldOut?: Float32Array;
  /** n: 1 where `logits` are of a network that had not learned the sample's label, since it is of another fold. */
  unlearned?: Uint8Array;
  /**
   * One n×k array an epoch, oldest first, as training saw the pictures, each before it learned from them; rows of NaN where a sample sat
   * out. Epochs that are not used (isEpochUsed) may be null.
   */
  history?: readonly (Float32Array | null)[];
  /** n×d row-major pooled activations, before the last layer. */
  features?: Float32Array;
  /** Epochs in which the network learned; half of them where folds kept from it the samples that it judges. Default: many. */
  epochs?: number;
}

/** Share of the epochs, from the last, whose logits count: before that the network knew too little. */
const LATE_EPOCHS = 0.4;

const middleOf = (epochs: number): number => Math.floor(epochs / 2);
const lateFrom = (epochs: number): number => epochs - Math.ceil(LATE_EPOCHS * epochs);

/** Whether anything is computed from an epoch's logits: those in the middle of training and the last ones. @param place from 0 */
export function isEpochUsed(place: number, epochs: number): boolean {
  return place === middleOf(epochs) || place >= lateFrom(epochs);
}

/** The last epochs of a history, whose logits count as evidence. */
export function lateEpochs(history: NonNullable<Opinion['history']>): Float32Array[] {
  return history.slice(lateFrom(history.length)).filter((epoch) => epoch !== null);
}

/** Whether an opinion has logits that can stand for what it would say of samples whose labels it had not learned. */
export function hasStandIn({ heldOut, unlearned, history = [] }: Opinion): boolean {
  return heldOut !== undefined || history.length > 0 || (unlearned?.includes(1) ?? false);
}

/**
 * Logits that stand for what an opinion would say of the samples had it not learned their labels, and by which it is weighed: those held
 * out; those of the epoch in the middle of training, which are the network's from before it saw the sample once more, when it knew much
 * already and had few labels by heart (docs/quality.md has what else was tried); else its logits as they are.
 */
export function standIn(opinion: Opinion): Float32Array {
  const { logits, heldOut, unlearned, history = [] } = opinion;
  const known = heldOut ?? history[middleOf(history.length)] ?? null;
  if (!hasStandIn(opinion) || !unlearned) return known ?? logits;
  const k = logits.length / unlearned.length;
  return logits.map((value, at) => (unlearned[Math.floor(at / k)] ? value : (known?.[at] ?? NaN)));
}

/**
 * The sum of n×k logits, each times its weight. A row that is not finite does not count, nor does what has no weight.
 * @returns n×k; NaN in rows that none has
 */
export function sumOf(parts: readonly Float32Array[], weights: ArrayLike<number>, k: number): Float32Array {
  const out = new Float32Array(parts[0].length);
  for (let from = 0; from < out.length; from += k) {
    let some = false;
    parts.forEach((part, j) => {
      if (weights[j] === 0 || !hasNumbers(part, from, k)) return;
      some = true;
      for (let at = from; at < from + k; at++) out[at] += weights[j] * part[at];
    });
    if (!some) out.fill(NaN, from, from + k);
  }
  return out;
}

/** Some rows of n×k numbers; of those that are not finite `instead`, which is n×k too. */
export function rowsOf(values: Float32Array, samples: Uint32Array, k: number, instead = values): Float32Array {
  const rows = new Float32Array(samples.length * k);
  for (let row = 0; row < samples.length; row++) {
    const from = samples[row] * k;
    const source = hasNumbers(values, from, k) ? values : instead;
    for (let c = 0; c < k; c++) rows[row * k + c] = source[from + c];
  }
  return rows;
}

/**
 * Which samples to estimate from: those that have a label and finite numbers, or a random part of them, chosen by the bits of the label's
 * logit, so that neither the order of the samples nor that of the classes matters.
 * @param most how many, about
 * @returns their places, ascending
 */
export function drawSamples(
  { logits, features = new Float32Array(0) }: Pick<Opinion, 'logits' | 'features'>,
  labels: Uint16Array,
  k: number,
  most: number,
): Uint32Array {
  const n = labels.length;
  const d = n > 0 ? features.length / n : 0;
  const own = new Float32Array(n).fill(NaN);
  const bits = new Uint32Array(own.buffer);
  let usable = 0;
  for (let i = 0; i < n; i++) {
    if (labels[i] === NO_LABEL) continue;
    own[i] = logits[i * k + labels[i]];
    if (Number.isFinite(own[i])) usable += 1;
  }
  const drawn = new Uint32Array(n);
  let count = 0;
  for (let i = 0; i < n; i++) {
    if (!Number.isFinite(own[i])) continue;
    if (usable > most && (Math.imul(bits[i], 0x9e3779b1) >>> 0) / 2 ** 32 >= most / usable) continue;
    if (hasNumbers(logits, i * k, k) && hasNumbers(features, i * d, d)) drawn[count++] = i;
  }
  return drawn.slice(0, count);
}

function hasNumbers(values: Float32Array, from: number, count: number): boolean {
  // The sum is finite only where every number is.
  let sum = 0;
  for (let at = from; at < from + count; at++) sum += values[at];
  return Number.isFinite(sum);
}
