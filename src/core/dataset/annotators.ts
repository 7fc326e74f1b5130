import { NO_LABEL } from './types.ts';

/** What annotators said: a column each, one label a sample; NO_LABEL where one said nothing. */
export type Annotations = readonly Uint16Array[];

/** One label a sample made of several annotators', and how far they agree. */
export interface Consensus {
  /** NO_LABEL where nobody said anything. */
  labels: Uint16Array;
  /** Share of a sample's annotators that say its consensus label, 0 … 1; NaN where nobody said anything. */
  agreement: Float32Array;
  /** How good each annotator is, 0 … 1; NaN where nothing tells. */
  quality: Float64Array;
}

/**
 * The label that most annotators gave each sample. Of several given equally often it is the one that the network holds more probable, where its
 * probabilities are given; else the one given by the annotators who, on average, agree more with the consensus where there is no tie;
 * else the one of the lowest number. The quality of an annotator is the share of their labels that are the consensus label, over samples
 * that others labelled too.
 * @param probabilityOf the network's probability of a class for a sample
 */
export function majority(
  annotations: Annotations,
  probabilityOf?: (index: number, label: number) => number,
): Consensus {
  const n = annotations[0]?.length ?? 0;
  const labels = new Uint16Array(n).fill(NO_LABEL);
  const ties = new Map<number, number[]>();
  for (let i = 0; i < n; i++) {
    let most = mostVoted(annotations, i);
    if (most.length > 1 && probabilityOf) most = highest(most, (label) => probabilityOf(i, label));
    if (most.length > 1) ties.set(i, most);
    else if (most.length === 1) labels[i] = most[0];
  }
  const settled = annotations.map((column) => shareRight(column, labels));
  const known = settled.filter((share) => !Number.isNaN(share));
  const mean = known.reduce((sum, share) => sum + share, 0) / known.length;
  ties.forEach((tied, i) => {
    const qualityOf = (label: number): number => {
      const voters = settled.filter((_, a) => annotations[a][i] === label);
      return voters.reduce((sum, share) => sum + (Number.isNaN(share) ? mean : share), 0) / voters.length;
    };
    labels[i] = Math.min(...highest(tied, qualityOf));
  });
  return consensus(annotations, labels);
}

/** A consensus as annotators agree with it. */
export function consensus(annotations: Annotations, labels: Uint16Array): Consensus {
  const agreement = Float32Array.from(labels, (label, i) => {
    const votes = annotations.filter((column) => column[i] !== NO_LABEL);
    return votes.filter((column) => column[i] === label).length / votes.length;
  });
  const shared = (i: number): boolean => annotations.filter((column) => column[i] !== NO_LABEL).length > 1;
  return {
    labels,
    agreement,
    quality: Float64Array.from(annotations, (column) => shareRight(column, labels, shared)),
  };
}

/** Most iterations of expectation and maximisation, and the least gain of the likelihood of a sample, in nats, that is worth another. */
const MOST_ITERATIONS = 100;
const LEAST_GAIN = 1e-7;
/** No probability is less, so that one label never rules a class out for good. */
const FLOOR = 1e-10;

/**
 * The most probable true class by how often each annotator takes which class for which, both estimated together by expectation and
 * maximisation from the shares of votes on (Dawid and Skene 1979). Nothing is random. The quality of an annotator is the estimated
 * probability that a label of theirs is right. Cost: n·k·votes an iteration; memory: annotators·k².
 * @param k classes
 */
export function dawidSkene(annotations: Annotations, k: number): Consensus {
  const n = annotations[0]?.length ?? 0;
  const labels = new Uint16Array(n).fill(NO_LABEL);
  const row = new Float64Array(k);
  let model = countVotes(annotations, k, (i) => {
    row.fill(0);
    const votes = annotations.filter((column) => column[i] !== NO_LABEL);
    for (const column of votes) row[column[i]] += 1 / votes.length;
    return row;
  });
  let before = -Infinity;
  for (let iteration = 0; iteration < MOST_ITERATIONS; iteration++) {
    let likelihood = 0;
    let samples = 0;
    const old = model;
    model = countVotes(annotations, k, (i) => {
      for (let c = 0; c < k; c++) row[c] = old.logPrior[c];
      annotations.forEach((column, a) => {
        if (column[i] === NO_LABEL) return;
        for (let c = 0; c < k; c++) row[c] += old.logError[a][c * k + column[i]];
      });
      const top = row.reduce((most, value) => Math.max(most, value), -Infinity);
      labels[i] = row.indexOf(top);
      let sum = 0;
      for (let c = 0; c < k; c++) sum += row[c] = Math.exp(row[c] - top);
      for (let c = 0; c < k; c++) row[c] /= sum;
      likelihood += top + Math.log(sum);
      samples += 1;
      return row;
    });
    if (likelihood - before < LEAST_GAIN * samples) break;
    before = likelihood;
  }
  const { agreement } = consensus(annotations, labels);
  const rightly = (logError: Float64Array): number =>
    model.logPrior.reduce((sum, prior, c) => sum + Math.exp(prior + logError[c * k + c]), 0);
  return { labels, agreement, quality: Float64Array.from(model.logError, rightly) };
}

/** How frequent classes are, and how often each annotator says which of which (k×k, row = true class), in logarithms. */
interface ErrorModel {
  logPrior: Float64Array;
  logError: Float64Array[];
}

/** @param classOf probabilities of the true class of a sample that was labelled, k numbers */
function countVotes(annotations: Annotations, k: number, classOf: (index: number) => Float64Array): ErrorModel {
  const prior = new Float64Array(k);
  const errors = annotations.map(() => new Float64Array(k * k));
  const n = annotations[0]?.length ?? 0;
  for (let i = 0; i < n; i++) {
    if (annotations.every((column) => column[i] === NO_LABEL)) continue;
    const row = classOf(i);
    for (let c = 0; c < k; c++) prior[c] += row[c];
    annotations.forEach((column, a) => {
      if (column[i] !== NO_LABEL) for (let c = 0; c < k; c++) errors[a][c * k + column[i]] += row[c];
    });
  }
  for (const error of errors) for (let c = 0; c < k; c++) toLogShares(error.subarray(c * k, (c + 1) * k));
  return { logPrior: toLogShares(prior), logError: errors };
}

/** Counts as the logarithms of their shares, in place. */
function toLogShares(counts: Float64Array): Float64Array {
  const sum = counts.reduce((total, count) => total + Math.max(FLOOR, count), 0);
  for (let c = 0; c < counts.length; c++) counts[c] = Math.log(Math.max(FLOOR, counts[c]) / sum);
  return counts;
}

/** The labels given to a sample most often, ascending; none where nobody said anything. */
function mostVoted(annotations: Annotations, index: number): number[] {
  const votes = new Map<number, number>();
  for (const column of annotations) {
    if (column[index] !== NO_LABEL) votes.set(column[index], (votes.get(column[index]) ?? 0) + 1);
  }
  return highest([...votes.keys()], (label) => votes.get(label)!).sort((a, b) => a - b);
}

function highest(labels: readonly number[], valueOf: (label: number) => number): number[] {
  const most = labels.reduce((top, label) => Math.max(top, valueOf(label)), -Infinity);
  return labels.filter((label) => valueOf(label) === most);
}

/** Share of an annotator's labels that are the ones held right, over the samples that have both; NaN where none has. */
function shareRight(column: Uint16Array, labels: Uint16Array, counts: (index: number) => boolean = () => true): number {
  let [right, all] = [0, 0];
  for (let i = 0; i < column.length; i++) {
    if (column[i] === NO_LABEL || labels[i] === NO_LABEL || !counts(i)) continue;
    all += 1;
    right += Number(column[i] === labels[i]);
  }
  return right / all;
}
