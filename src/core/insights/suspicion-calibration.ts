import { expBelow } from './fast-exp.ts';

const MOST_STEPS = 60;
/** Newton's method squares the error of a small step: after one of this size there is nothing left to gain. */
const SETTLED = 1e-4;
const FLATTEST = 0.05;

/** Odds beyond this, e^±20, are cut to it: else single samples would decide the curve. */
const SUREST = 20;

/** Most that log odds are shifted by. */
const FARTHEST = 12;

/** Samples whose odds differ by less than 2 × SUREST / BINS are taken together. */
const BINS = 2000;

/** Keeps the curve defined where all odds or all targets are alike. */
const RIDGE = 1e-3;

/**
 * Turns a ranking into probabilities without changing it: σ(slope × odds + offset), the curve that fits another estimate of the same
 * probabilities best (Platt, Probabilistic Outputs for Support Vector Machines, 1999, with probabilities as targets; Newton's method
 * on the cross-entropy, a step halved until it is a gain: Lin, Lin, Weng, A Note on Platt's Probabilistic Outputs, 2007). Costs
 * little beside an exponential a sample: the curve is fitted to bins.
 * @param ranking n log odds; NaN stays NaN
 * @param fitted places in the ranking that the curve is fitted at; it must be a number there
 * @param target probabilities there by the other estimate; NaN does not count
 * @returns n log odds, strictly in the order of the ranking within ±20
 */
export function calibrate(ranking: Float64Array, fitted: Uint32Array, target: Float64Array): Float64Array {
  const bins = binOf(ranking, fitted, target);
  let curve = fitOf(bins, 1, 0);
  let share = 1;
  for (let step = 0; step < MOST_STEPS; step++) {
    const slope = Math.max(FLATTEST, curve.slope - share * curve.newton[0]);
    const offset = curve.offset - share * curve.newton[1];
    const moved = Math.abs(slope - curve.slope) + Math.abs(offset - curve.offset);
    const next = fitOf(bins, slope, offset);
    const gains = next.loss <= curve.loss;
    if (gains) curve = next;
    share = gains ? 1 : share / 2;
    if (moved < SETTLED) break;
  }
  const { slope, offset } = curve;
  return ranking.map((odds) => slope * bounded(odds) + offset);
}

/** What to add to log odds so that their probabilities have a given sum, within ±FARTHEST; by bisection. NaN does not count. */
export function shiftTo(odds: Float64Array, sum: number): number {
  let [low, high] = [-FARTHEST, FARTHEST];
  for (let step = 0; step < 40; step++) {
    const middle = (low + high) / 2;
    let got = 0;
    for (const x of odds) if (!Number.isNaN(x)) got += sigmoid(x + middle);
    if (got > sum) high = middle;
    else low = middle;
  }
  return (low + high) / 2;
}

/** Samples of nearly the same odds; one entry a bin. */
interface Bins {
  sizes: Float64Array;
  /** Mean odds of the ranking. */
  odds: Float64Array;
  /** Sum of the probabilities wanted. */
  wanted: Float64Array;
}

function binOf(ranking: Float64Array, fitted: Uint32Array, target: Float64Array): Bins {
  const [sizes, odds, wanted] = Array.from({ length: 3 }, () => new Float64Array(BINS));
  for (let j = 0; j < fitted.length; j++) {
    if (Number.isNaN(target[j])) continue;
    const own = bounded(ranking[fitted[j]]);
    const bin = Math.min(BINS - 1, Math.floor(((own + SUREST) / (2 * SUREST)) * BINS));
    sizes[bin] += 1;
    odds[bin] += own;
    wanted[bin] += target[j];
  }
  for (let bin = 0; bin < BINS; bin++) if (sizes[bin] > 0) odds[bin] /= sizes[bin];
  return { sizes, odds, wanted };
}

/** A curve, its cross-entropy, and Newton's step from it: what to take from slope and offset. */
interface Fit {
  slope: number;
  offset: number;
  loss: number;
  newton: [number, number];
}

function fitOf({ sizes, odds, wanted }: Bins, slope: number, offset: number): Fit {
  let loss = (RIDGE / 2) * ((slope - 1) ** 2 + offset ** 2);
  let [gSlope, gOffset] = [RIDGE * (slope - 1), RIDGE * offset];
  let [hSlope, hBoth, hOffset] = [RIDGE, 0, RIDGE];
  for (let bin = 0; bin < BINS; bin++) {
    if (sizes[bin] === 0) continue;
    const x = slope * odds[bin] + offset;
    const p = sigmoid(x);
    loss += sizes[bin] * (Math.log(1 + expBelow(-Math.abs(x))) + Math.max(0, x)) - wanted[bin] * x;
    const error = sizes[bin] * p - wanted[bin];
    const weight = sizes[bin] * p * (1 - p);
    gSlope += error * odds[bin];
    gOffset += error;
    hSlope += weight * odds[bin] * odds[bin];
    hBoth += weight * odds[bin];
    hOffset += weight;
  }
  const determinant = hSlope * hOffset - hBoth * hBoth;
  const newton: [number, number] = [
    (hOffset * gSlope - hBoth * gOffset) / determinant,
    (hSlope * gOffset - hBoth * gSlope) / determinant,
  ];
  return { slope, offset, loss, newton };
}

/** e^x / (1 + e^x); NaN for NaN. */
export function sigmoid(x: number): number {
  const e = expBelow(-Math.abs(x));
  return (x < 0 ? e : 1) / (1 + e);
}

/** NaN stays NaN. */
const bounded = (x: number): number => Math.max(-SUREST, Math.min(SUREST, x));
