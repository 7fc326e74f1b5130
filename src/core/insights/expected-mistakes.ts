import { NO_LABEL } from '../dataset/types.ts';
import { knowledgeOf } from './knowledge.ts';
import { countMistakes, SHARES, type MistakeCount } from './mistake-count.ts';
import { wrongBy, type GivenLabels } from './noise-mixture.ts';
import { drawSamples, hasStandIn, rowsOf, standIn, sumOf, type Opinion } from './opinions.ts';
import type { ScoreKernels } from './score-kernels.ts';
import { shiftTo, sigmoid } from './suspicion-calibration.ts';
import { estimateTransition, judgedRows, type Transition } from './transition.ts';

/** Keeps odds finite. */
const TINY = 1e-9;

/** How far a count by the transition may be off, as factors: on right labels it counts four times the mistakes that there may be. */
const ROUGHLY = { low: 1 / 4, high: 1.5 };

/** The same where the noise has structure, which the transition is made for. */
const STRUCTURED = { low: 1 / 1.35, high: 1.35 };

/** Numbers that mistakes are counted by, about: samples times classes, but no fewer samples than that. */
const NUMBERS = 300_000;
const FEWEST = 2000;

/** Least share of what the opinions say together that those held out must have to count the mistakes alone. */
const HAS_A_SAY = 0.1;

/** How many of the samples fitted are wrong, and which. */
export interface ExpectedMistakes extends Pick<MistakeCount, 'expected' | 'low' | 'high'> {
  /** A probability a sample; they add up to `expected`. NaN for those that a person has decided about. */
  wrong: Float64Array;
  /** Whether there are that many at least: what a network would get wrong too cannot be counted. */
  atLeast: boolean;
  /** How far what they are counted by agrees with the labels beyond chance (knowledge.ts); null where there is nothing to count by. */
  knowledge: number | null;
}

/** How many, and which. */
type Count = Omit<ExpectedMistakes, 'atLeast' | 'knowledge'>;

/** What a person has decided about n samples, whose labels now are right. */
export interface Decisions {
  /** 1 where a person has decided. */
  decided: Uint8Array;
  /** The label that such a sample came with; NO_LABEL where it had none. */
  before: Uint16Array;
}

/** What is known of the samples that the noise is estimated from. */
export interface FittedEvidence {
  opinions: readonly Opinion[];
  weights: Float64Array;
  /** Places of the samples. */
  fitted: Uint32Array;
  /** Logits of what the pictures show, one row a sample; all finite. */
  rows: Float32Array;
  /** As they stand. */
  labels: Uint16Array;
  transition: Transition;
  /** Probabilities that the labels are wrong by the transition. */
  byTransition: Float64Array;
  /** About all samples, by place. */
  decisions?: Decisions;
}

/**
 * Counts mistakes among what nobody has decided about by logits that had not learned the labels: of the opinions that have such held out,
 * else what stands in for them. How many there are comes from those, which ones they are from all that is known. A network's stand-ins have
 * seen the labels in earlier epochs and by then take confusions of single classes for right, so as far as the noise has structure the
 * transition counts; and so it does where nothing stands in. What was decided takes part with the label that it came with and the true one.
 */
export function expectMistakes(of: FittedEvidence, k: number, kernels: ScoreKernels): ExpectedMistakes {
  const { fitted, rows, labels, transition, decisions } = of;
  const unknown = new Uint16Array(labels.length).fill(NO_LABEL);
  const asOpen = (probabilities: Float64Array): Float64Array =>
    probabilities.map((p, j) => (decisions?.decided[fitted[j]] ? NaN : p));
  const byTransition = asOpen(of.byTransition);
  const counting = countingOf(of, k);
  const honest = sumOf(
    counting.map(({ said }) => said),
    counting.map(({ weight }) => weight),
    k,
  );
  // A label that somebody gave to a picture without one says nothing of mistakes.
  const counted = drawSamples({ logits: honest }, labels, k, Math.max(FEWEST, NUMBERS / k)).filter(
    (j) => !decisions?.decided[fitted[j]] || decisions.before[fitted[j]] !== NO_LABEL,
  );
  if (counted.length === 0 || k < 2) return { ...roughly(byTransition, ROUGHLY), atLeast: false, knowledge: null };
  const countedRows = rowsOf(honest, counted, k);
  const countedLabels = Uint16Array.from(counted, (j) => labels[j]);
  const knowledge = knowledgeOf(mostProbable(countedRows, k), countedLabels);
  if (knowledge !== null && knowledge <= 0) return { ...beforehand(byTransition), atLeast: false, knowledge };
  const start = estimateTransition(countedRows, countedLabels, k, { kernels });
  const { mixture, matrix, atLeast, ...count } = countMistakes(asTheyCame(countedRows, counted, of, k), k, start);
  const all = labels.length / counted.length;
  const expected = all * count.expected;
  const open = asOpen(wrongBy({ ...judgedRows(rows, labels, k), truth: unknown }, k, matrix, mixture));
  const found = { wrong: broughtTo(open, expected), expected, low: all * count.low, high: all * count.high };
  if (counting.every(({ learned }) => !learned)) return { ...found, atLeast, knowledge };
  const { structure } = transition;
  const blended = blend(found, roughly(byTransition, STRUCTURED), structure);
  return { ...blended, atLeast: atLeast && structure < 0.5, knowledge };
}

/** Class of the highest logit, of each row. */
function mostProbable(rows: Float32Array, k: number): Uint16Array {
  return Uint16Array.from({ length: rows.length / k }, (_, j) => {
    const row = rows.subarray(j * k, (j + 1) * k);
    return row.indexOf(Math.max(...row));
  });
}

/** A count where logits that had not learned the labels say nothing of them: as many as there may be of any labels. */
function beforehand(byTransition: Float64Array): Count {
  const open = byTransition.reduce((sum, p) => sum + Number(!Number.isNaN(p)), 0);
  const [expected, low, high] = [SHARES.expected, SHARES.low, SHARES.high].map((share) => share * open);
  return { wrong: broughtTo(byTransition, expected), expected, low, high };
}

/** What one opinion says of the samples fitted that it had not learned, or what stands in for that. */
interface Said {
  said: Float32Array;
  weight: number;
  /** Whether it had seen the labels before. */
  learned: boolean;
}

/** What mistakes are counted by: one part of NaN where there is nothing. */
function countingOf({ opinions, weights, fitted, rows }: FittedEvidence, k: number): Said[] {
  const said = opinions.flatMap((opinion, j): Said[] => {
    if (weights[j] === 0 || !hasStandIn(opinion)) return [];
    const { heldOut, unlearned } = opinion;
    const learned = !heldOut && !unlearned?.every((value) => value === 1);
    return [{ said: rowsOf(standIn(opinion), fitted, k), weight: weights[j], learned }];
  });
  const heldOut = said.filter(({ learned }) => !learned);
  const says = (parts: readonly Said[]): number =>
    parts.reduce((sum, part) => sum + part.weight * spreadOf(part.said, k), 0);
  if (says(heldOut) > HAS_A_SAY * says(said)) return heldOut;
  return said.length > 0 ? said : [{ said: rows.map(() => NaN), weight: 1, learned: true }];
}

/** Mean distance of logits from their row's mean; rows that are not finite do not count. */
function spreadOf(logits: Float32Array, k: number): number {
  let [sum, rows] = [0, 0];
  for (let from = 0; from < logits.length; from += k) {
    let [mean, distance] = [0, 0];
    for (let c = 0; c < k; c++) mean += logits[from + c] / k;
    if (!Number.isFinite(mean)) continue;
    for (let c = 0; c < k; c++) distance += Math.abs(logits[from + c] - mean) / k;
    sum += distance;
    rows += 1;
  }
  return rows > 0 ? sum / rows : 0;
}

/** Labels as they were before anybody decided, with the true class of those that were decided. @param counted among the samples fitted */
function asTheyCame(
  logits: Float32Array,
  counted: Uint32Array,
  { fitted, labels, decisions }: FittedEvidence,
  k: number,
): GivenLabels {
  const before = new Uint16Array(counted.length);
  const truth = new Uint16Array(counted.length).fill(NO_LABEL);
  counted.forEach((j, row) => {
    const i = fitted[j];
    before[row] = labels[j];
    if (!decisions?.decided[i]) return;
    truth[row] = labels[j];
    before[row] = decisions.before[i];
  });
  return { ...judgedRows(logits, before, k), truth };
}

/** A count by probabilities that nothing else speaks for. */
function roughly(wrong: Float64Array, off: typeof ROUGHLY): Count {
  const expected = wrong.reduce((sum, p) => sum + (p || 0), 0);
  return { wrong, expected, low: expected * off.low, high: expected * off.high };
}

/** @param share of the second */
function blend(one: Count, other: Count, share: number): Count {
  const mix = (a: number, b: number): number => (1 - share) * a + share * b;
  return {
    wrong: one.wrong.map((p, i) => mix(p, other.wrong[i])),
    expected: mix(one.expected, other.expected),
    low: mix(one.low, other.low),
    high: mix(one.high, other.high),
  };
}

/** Probabilities whose odds are all multiplied by the same, so that they add up to a sum; NaN stays NaN. */
function broughtTo(probabilities: Float64Array, sum: number): Float64Array {
  const odds = probabilities.map((p) => Math.log((p + TINY) / (1 - p + TINY)));
  const shift = shiftTo(odds, sum);
  return odds.map((x) => sigmoid(x + shift));
}
