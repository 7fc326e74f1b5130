import type { Table } from '../dataset/table.ts';
import { NO_LABEL } from '../dataset/types.ts';
import { NO_SAMPLE } from './name-index.ts';
import { neighbourOf } from './match-rows.ts';
import type { DoubtAnswer } from './table-mapping.ts';

/** Labels that arrive, each with the sample that it was matched to. */
export interface ArrivingLabels {
  /** One a row; NO_SAMPLE for none. */
  samples: ArrayLike<number>;
  /** One a row; NO_LABEL for none. */
  labels: ArrayLike<number>;
  /** Whether they came as numbers, which may have been counted from 1. */
  numbers: boolean;
}

/** How far labels that arrive are those that stand. */
export interface Agreement {
  /** Rows that have a label and whose sample has one. */
  of: number;
  agree: number;
  /** Share that would agree by chance, from how often each class stands on either side, 0 … 1. */
  chance: number;
}

/** Labels that should not be taken without a look. */
export interface Doubt {
  agreement: Agreement;
  /** What agrees much better: a shift by one of rows or labels; null where nothing does. */
  better: { answer: DoubtAnswer; agree: number } | null;
}

/** Fewer labels than this say nothing about chance. */
const FEWEST = 10;
/** Cohen's kappa below which labels agree about as they would by chance. */
const CHANCE_KAPPA = 0.2;
/** How many standard deviations better a shift must agree. */
const MUCH_BETTER = 3;

const SHIFTS = [
  { answer: 'rows-1', rows: -1, labels: 0 },
  { answer: 'rows+1', rows: 1, labels: 0 },
  { answer: 'labels-1', rows: 0, labels: -1 },
  { answer: 'labels+1', rows: 0, labels: 1 },
] as const;

type Target = Pick<Table, 'count' | 'names' | 'splits' | 'split'>;

/** How far labels that arrive are those that stand. @param standing label of each sample @param k classes */
export function agreementOf({ samples, labels }: ArrivingLabels, standing: ArrayLike<number>, k: number): Agreement {
  const arrive = new Float64Array(k);
  const stand = new Float64Array(k);
  let of = 0;
  let agree = 0;
  for (let row = 0; row < samples.length; row++) {
    const label = labels[row];
    const known = samples[row] === NO_SAMPLE ? NO_LABEL : standing[samples[row]];
    if (label === NO_LABEL || known === NO_LABEL) continue;
    arrive[label] += 1;
    stand[known] += 1;
    of += 1;
    agree += Number(label === known);
  }
  const chance = of === 0 ? 0 : arrive.reduce((sum, count, c) => sum + count * stand[c], 0) / of ** 2;
  return { of, agree, chance };
}

/**
 * Whether labels that arrive disagree with those that stand about as they would by chance, or a shift by one agrees much better; null where
 * neither is so. Labels that all differ are what corrections do, and no chance.
 * @param standing label of each sample
 * @param fromOne whether the numbers of rows are those of a file that counts from 1: then any better agreement is enough
 * @param mayAllDiffer whether the labels are only of samples whose label was wrong
 */
export function doubtOf(
  arriving: ArrivingLabels,
  standing: ArrayLike<number>,
  target: Target,
  { k, fromOne, mayAllDiffer }: { k: number; fromOne: boolean; mayAllDiffer: boolean },
): Doubt | null {
  const agreement = agreementOf(arriving, standing, k);
  let better: (Doubt['better'] & { gain: number }) | null = null;
  for (const shift of SHIFTS) {
    if (shift.labels !== 0 && !arriving.numbers) continue;
    const { won, lost, agree } = compare(arriving, standing, target, shift);
    const surely = won - lost > MUCH_BETTER * Math.sqrt(won + lost) && !isChance({ ...agreement, agree });
    const counted = fromOne && shift.rows === -1 && (won > lost || agreement.of === 0);
    const gain = won - lost;
    if ((surely || counted) && gain > (better?.gain ?? -1)) better = { answer: shift.answer, agree, gain };
  }
  if (better) return { agreement, better: { answer: better.answer, agree: better.agree } };
  if (agreement.of < FEWEST || (mayAllDiffer && agreement.agree === 0)) return null;
  return isChance(agreement) ? { agreement, better: null } : null;
}

const isChance = ({ of, agree, chance }: Agreement): boolean => agree / of < chance + CHANCE_KAPPA * (1 - chance);

/** Rows that agree only with a shift, those that agree only without, and those that agree with it. */
function compare(
  { samples, labels }: ArrivingLabels,
  standing: ArrayLike<number>,
  target: Target,
  shift: { rows: number; labels: number },
): { won: number; lost: number; agree: number } {
  let won = 0;
  let lost = 0;
  let agree = 0;
  for (let row = 0; row < samples.length; row++) {
    const label = labels[row];
    if (label === NO_LABEL || samples[row] === NO_SAMPLE) continue;
    const other = neighbourOf(target, samples[row], shift.rows);
    const plain = standing[samples[row]] === label;
    const shifted = other !== NO_SAMPLE && standing[other] === label + shift.labels;
    won += Number(shifted && !plain);
    lost += Number(plain && !shifted);
    agree += Number(shifted);
  }
  return { won, lost, agree };
}
