/** What n×k numbers of a model are. */
export type PredictionKind = 'probabilities' | 'logits';

/** How far the probabilities of a sample may be from 1 together: what half precision and printing leave. */
const SUM_TOLERANCE = 1e-3;
/** The least probability that a logit is made of. */
const LEAST = 1e-9;

/**
 * What predictions are: probabilities where those of each sample are 1 together (to 1e-3) and none is negative, else logits. Rows that are
 * not finite are passed over.
 * @param values n×k row-major
 */
export function predictionKind(values: Float32Array, k: number): PredictionKind {
  let rows = 0;
  for (let from = 0; from < values.length; from += k) {
    let sum = 0;
    let least = 0;
    for (let at = from; at < from + k; at++) {
      sum += values[at];
      least = Math.min(least, values[at]);
    }
    if (!Number.isFinite(sum)) continue;
    if (least < 0 || Math.abs(sum - 1) > SUM_TOLERANCE) return 'logits';
    rows += 1;
  }
  return rows > 0 ? 'probabilities' : 'logits';
}

/**
 * Logits that a run keeps, one a class of the data set: of probabilities log(max(p, 1e-9)), else the very numbers. A class without a
 * column, and a logit of −∞, get the logit of a probability of 1e-9.
 * @param values n×k row-major @param labels the class of each of the k columns
 * @param classCount classes of the data set @returns n×classCount; NaN where a number is NaN or +∞
 */
export function keptLogits(
  values: Float32Array,
  kind: PredictionKind,
  labels: ArrayLike<number>,
  classCount: number,
): Float32Array {
  const k = labels.length;
  const n = values.length / k;
  const logits = new Float32Array(n * classCount);
  for (let i = 0; i < n; i++) {
    const row = values.subarray(i * k, (i + 1) * k);
    const least = Math.log(LEAST) + (kind === 'logits' ? logSum(row) : 0);
    logits.fill(least, i * classCount, (i + 1) * classCount);
    for (let j = 0; j < k; j++) {
      const value = kind === 'probabilities' ? Math.log(Math.max(row[j], LEAST)) : row[j];
      logits[i * classCount + labels[j]] = value === -Infinity ? least : value;
    }
    if (!Number.isFinite(least)) logits.fill(NaN, i * classCount, (i + 1) * classCount);
  }
  return logits;
}

/** ln of the sum of the exponentials; not finite where a number is NaN or +∞, or all are −∞. */
function logSum(row: Float32Array): number {
  const top = row.reduce((most, value) => Math.max(most, value), -Infinity);
  let sum = 0;
  for (const value of row) sum += Math.exp(value - top);
  return top + Math.log(sum);
}
