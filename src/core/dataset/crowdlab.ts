import { consensus, majority, type Annotations, type Consensus } from './annotators.ts';
import { NO_LABEL } from './types.ts';

/** No weight or error is less. */
const FLOOR = 1e-6;

/** A consensus that a network had a say in. */
export interface CrowdlabConsensus extends Consensus {
  /** How probable the consensus label is by annotators and network together, 0 … 1, low is suspect; NaN where nobody said anything. */
  score: Float32Array;
}

/**
 * The consensus of annotators and a network: its probabilities and their labels are averaged, each weighted by how well it agrees with the
 * others (Goh, Tkachenko, Mueller: CROWDLAB, 2022; cleanlab's `get_label_quality_multiannotator`). Only samples that have both count; of
 * the others the majority's label is taken. Where no sample has two labels, or the consensus has one class only, nothing can be weighed
 * and it is the majority's too.
 * @param probabilities n×k row-major, of pictures that the network did not learn from where that can be had; NaN where it predicted nothing
 */
export function crowdlab(annotations: Annotations, probabilities: ArrayLike<number>, k: number): CrowdlabConsensus {
  const n = annotations[0]?.length ?? 0;
  const votes = new Uint16Array(n);
  for (const column of annotations) column.forEach((label, i) => (votes[i] += Number(label !== NO_LABEL)));
  const used = Array.from(votes.keys()).filter((i) => votes[i] > 0 && !Number.isNaN(probabilities[i * k]));
  const first = majority(annotations, (i, label) => probabilities[i * k + label]);
  const weights = weigh(annotations, votes, used, first, probabilities, k);
  if (!weights) return { ...first, score: first.agreement };
  const labels = first.labels.slice();
  for (const i of used) {
    const row = blend(annotations, i, weights, probabilities, k);
    const top = row.reduce((most, value) => Math.max(most, value), -Infinity);
    if (row.filter((value) => value === top).length === 1) labels[i] = row.indexOf(top);
  }
  const second = consensus(annotations, labels);
  const again = weigh(annotations, votes, used, second, probabilities, k) ?? weights;
  const score = new Float32Array(n).fill(NaN);
  const qualities = annotations.map(() => ({ sum: 0, count: 0 }));
  for (const i of used) {
    const row = blend(annotations, i, again, probabilities, k);
    score[i] = row[labels[i]];
    annotations.forEach((column, a) => {
      if (column[i] === NO_LABEL) return;
      qualities[a].sum += row[column[i]];
      qualities[a].count += 1;
    });
  }
  const share =
    again.model / (again.model + again.annotators.reduce((a, b) => a + b, 0) * (again.votes / annotations.length));
  const quality = second.quality.map((agreement, a) => {
    return share * (qualities[a].sum / qualities[a].count) + (1 - share) * agreement;
  });
  return { ...second, quality, score };
}

/** How much network and annotators count. */
interface Weights {
  model: number;
  annotators: number[];
  /** How likely an annotator says the consensus label, and any one other. */
  likely: number;
  unlikely: number;
  /** Labels a sample, on average. */
  votes: number;
}

function weigh(
  annotations: Annotations,
  votes: Uint16Array,
  used: readonly number[],
  { labels, agreement }: Consensus,
  probabilities: ArrayLike<number>,
  k: number,
): Weights | null {
  const shared = used.filter((i) => votes[i] > 1);
  if (shared.length === 0 || k < 2) return null;
  const counts = new Map<number, number>();
  for (const i of shared) counts.set(labels[i], (counts.get(labels[i]) ?? 0) + 1);
  // What would be wrong if all were said to be of the most frequent class.
  const worst = Math.max(FLOOR, 1 - Math.max(...counts.values()) / shared.length);
  const likely = shared.reduce((sum, i) => sum + agreement[i], 0) / shared.length;
  const agreements = annotations.map((column) => agreementWithOthers(annotations, votes, column, shared));
  const known = agreements.filter((value) => !Number.isNaN(value));
  const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
  const weightOf = (error: number): number => Math.max(FLOOR, 1 - error / worst);
  const wrong = shared.filter((i) => topOf(probabilities, i, k) !== labels[i]).length / shared.length;
  const meanVotes = used.reduce((sum, i) => sum + votes[i], 0) / used.length;
  return {
    model: weightOf(wrong) * Math.sqrt(meanVotes),
    annotators: agreements.map((value) => weightOf(1 - (Number.isNaN(value) ? mean : value))),
    likely,
    unlikely: (1 - likely) / (k - 1),
    votes: meanVotes,
  };
}

/** How often an annotator says what another says of the same sample, each pair counting once. */
function agreementWithOthers(
  annotations: Annotations,
  votes: Uint16Array,
  column: Uint16Array,
  shared: readonly number[],
): number {
  let [same, pairs] = [0, 0];
  for (const i of shared) {
    if (column[i] === NO_LABEL) continue;
    pairs += votes[i] - 1;
    for (const other of annotations) same += Number(other !== column && other[i] === column[i]);
  }
  return same / pairs;
}

function blend(
  annotations: Annotations,
  index: number,
  { model, annotators, likely, unlikely }: Weights,
  probabilities: ArrayLike<number>,
  k: number,
): Float64Array {
  const row = Float64Array.from({ length: k }, (_, c) => probabilities[index * k + c] * model);
  let total = model;
  annotations.forEach((column, a) => {
    if (column[index] === NO_LABEL) return;
    total += annotators[a];
    for (let c = 0; c < k; c++) row[c] += annotators[a] * (c === column[index] ? likely : unlikely);
  });
  return row.map((value) => value / total);
}

function topOf(probabilities: ArrayLike<number>, index: number, k: number): number {
  let best = 0;
  for (let c = 1; c < k; c++) if (probabilities[index * k + c] > probabilities[index * k + best]) best = c;
  return best;
}
