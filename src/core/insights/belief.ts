import type { ScoreColumn, Table } from '../dataset/table.ts';
import { REVIEWED, decidesLabel } from '../dataset/types.ts';
import { memoEach } from '../memo.ts';
import type { CountDoubt } from './count-doubt.ts';
import { oddsOf, shiftsByKind } from './kinds.ts';
import { believed, learnFrom, rangeAmong, type Belief } from './mistakes-left.ts';
import { sigmoid } from './suspicion-calibration.ts';

/** Of suspicions that came without it: half or twice as many. */
const USUAL_DOUBT: CountDoubt = { low: -0.8, high: 0.8, atLeast: false };

/** How sure the number of mistakes is that a suspicion's values add up to. */
export const doubtOf = ({ doubt = USUAL_DOUBT }: Pick<ScoreColumn, 'doubt'>): CountDoubt => doubt;

/** What a person found of a label. */
export const FOUND = { open: 0, right: 1, wrong: 2 } as const;

/**
 * What a person has found of each label that a suspicion judged: right where it was kept or put there, wrong where another was put in its
 * place since. One byte a sample, of FOUND; what was excluded, or nobody was sure of, stays open.
 */
export function findingsOf(
  { values, judged }: Pick<ScoreColumn, 'values' | 'judged'>,
  { reviewed, current }: Pick<Table, 'reviewed' | 'current'>,
): Uint8Array {
  const found = new Uint8Array(values.length);
  for (let i = 0; i < found.length; i++) {
    if (!decidesLabel(reviewed[i]) || Number.isNaN(values[i])) continue;
    if (judged[i] === current[i]) found[i] = FOUND.right;
    else if (reviewed[i] === REVIEWED.relabelled) found[i] = FOUND.wrong;
  }
  return found;
}

/** What suspicions are worth after decisions. */
export interface Believed {
  belief: Belief;
  /** What was found of each sample's label, of FOUND. */
  found: Uint8Array;
  /** n suspicions as they were before any decision, but raised or lowered by what was found of their kind (kinds.ts). */
  suspicions: Float32Array;
  /** n probabilities that the label is wrong: 0 or 1 where a person has found out, NaN where there is no suspicion. */
  probabilities: Float32Array;
  /** Whether there are that many mistakes at least, see CountDoubt. */
  atLeast: boolean;
}

/**
 * What a suspicion is worth after all decisions, those on samples out of view included: of all labels by one curve, then of each kind by those
 * of that kind. Remembers the last answer for each suspicion.
 */
export const believeIn = memoEach(
  (
    score: ScoreColumn,
    reviewed: Table['reviewed'],
    current: Table['current'],
    predicted: Table['predicted'],
  ): Believed => {
    const { values } = score;
    const found = findingsOf(score, { reviewed, current });
    const fresh = found.slice();
    for (const i of score.decided ?? []) fresh[i] = FOUND.open;
    const places = (what: number): number[] => [...fresh.keys()].filter((i) => fresh[i] === what);
    const [right, wrong] = [places(FOUND.right), places(FOUND.wrong)];
    const valuesOf = (samples: readonly number[]): number[] => samples.map((i) => values[i]);
    const doubt = doubtOf(score);
    const belief = learnFrom(doubt, valuesOf(right), valuesOf(wrong));
    const byAll = believed(belief, values);
    const shifts =
      predicted && right.length + wrong.length > 0
        ? shiftsByKind({ judged: score.judged, predicted }, byAll, { right, wrong })
        : null;
    const shifted = (p: number, i: number): number => (shifts && shifts[i] !== 0 ? sigmoid(oddsOf(p) + shifts[i]) : p);
    const suspicions = shifts ? values.map(shifted) : values;
    const probabilities = byAll.map((p, i) =>
      found[i] === FOUND.open ? shifted(p, i) : Number(found[i] === FOUND.wrong),
    );
    return { belief, found, suspicions, probabilities, atLeast: doubt.atLeast };
  },
);

/** How many of some labels are wrong. */
export interface Expectation {
  expected: number;
  /** Nine of ten times there are between `low` and `high`. */
  low: number;
  high: number;
  /** Whether there are that many at least: those that a network would get wrong too cannot be counted. */
  atLeast: boolean;
}

/**
 * How many of some samples' labels, as they were judged, are wrong.
 * @param samples by index; those without a suspicion do not count
 */
export function expectAmong(
  { belief, found, suspicions, probabilities, atLeast }: Believed,
  samples: ArrayLike<number>,
): Expectation {
  const open = new Float32Array(samples.length).fill(NaN);
  let [sum, known, count] = [0, 0, 0];
  for (let j = 0; j < samples.length; j++) {
    const i = samples[j];
    if (Number.isNaN(probabilities[i])) continue;
    count += 1;
    if (found[i] === FOUND.open) {
      open[j] = suspicions[i];
      sum += probabilities[i];
    } else known += probabilities[i];
  }
  const { low, high } = rangeAmong(belief, open);
  return {
    expected: known + sum,
    low: known + Math.min(low, sum),
    high: Math.min(count, known + Math.max(high, sum)),
    atLeast,
  };
}
