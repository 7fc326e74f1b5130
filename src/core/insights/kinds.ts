import { NO_LABEL } from '../dataset/types.ts';
import { sigmoid } from './suspicion-calibration.ts';

/** Standard deviation of how much more, or less, suspect a kind of mistake is than its suspicions say, nats. */
const SPREAD = 0.7;

/** Log odds beyond this count as this: people err. */
const SUREST = 4;

const STEPS = 12;

/** Log odds of a probability. */
export const oddsOf = (p: number): number => Math.log(p / (1 - p));

/** A label and what the picture is predicted as: the same number for the same two; −1 where one is missing or they agree. */
function kindOf(label: number, predicted: number): number {
  if (label === NO_LABEL || predicted === NO_LABEL || label === predicted) return -1;
  return label * (NO_LABEL + 1) + predicted;
}

/**
 * By how much labels of one kind (cat, where the picture looks like a dog) are more suspect than they were taken to be, by what a person found
 * of others of that kind: the likeliest shift of their log odds, with a normal prior. Costs a pass, and little a decision.
 * @param probabilities n, that the label is wrong, by all decisions together @param found of FOUND, those that count
 * @returns n shifts, nats; the very same 0 for every kind that nobody has decided about
 */
export function shiftsByKind(
  { judged, predicted }: { judged: Uint16Array; predicted: Uint16Array },
  probabilities: Float32Array,
  found: { right: readonly number[]; wrong: readonly number[] },
): Float32Array {
  const decided = new Map<number, { odds: number[]; wrong: number[] }>();
  for (const [samples, wrong] of [
    [found.right, 0],
    [found.wrong, 1],
  ] as const) {
    for (const i of samples) {
      const kind = kindOf(judged[i], predicted[i]);
      if (kind < 0) continue;
      const own = decided.get(kind) ?? { odds: [], wrong: [] };
      decided.set(kind, own);
      own.odds.push(Math.max(-SUREST, Math.min(SUREST, oddsOf(probabilities[i]))));
      own.wrong.push(wrong);
    }
  }
  const shifts = new Map([...decided].map(([kind, { odds, wrong }]) => [kind, likeliestShift(odds, wrong)]));
  return Float32Array.from(judged, (label, i) => shifts.get(kindOf(label, predicted[i])) ?? 0);
}

/** Newton's method on a concave function. */
function likeliestShift(odds: readonly number[], wrong: readonly number[]): number {
  let shift = 0;
  for (let step = 0; step < STEPS; step++) {
    let [slope, curvature] = [-shift / SPREAD ** 2, 1 / SPREAD ** 2];
    odds.forEach((x, j) => {
      const p = sigmoid(x + shift);
      slope += wrong[j] - p;
      curvature += p * (1 - p);
    });
    shift += slope / curvature;
  }
  return shift;
}
