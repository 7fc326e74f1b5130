import { expBelow } from './fast-exp.ts';

const MOST_STEPS = 50;
const SETTLED = 1e-5;

/** Odds beyond this, e^±20, say no more: they would let single samples bend the curve. */
const SUREST = 20;

/** Keeps the curve defined where all odds are alike, or one answer fits all. */
const RIDGE = 1e-3;

/**
 * Turns a ranking into probabilities without changing it: σ(slope × odds + offset), the curve that fits another estimate of the same
 * probabilities best (Platt, Probabilistic Outputs for Support Vector Machines, 1999, with probabilities as targets; Newton's method
 * on the cross-entropy). Costs n operations a step, some ten steps.
 * @param ranking n log odds; NaN stays NaN
 * @param target n log odds by the other estimate; NaN where there is none: the curve is fitted to the others. The ranking must be a number there
 * @returns n probabilities, strictly in the order of the ranking within ±20, but for rounding to float32
 */
export function calibrate(ranking: Float64Array, target: Float64Array): Float32Array {
  const fitted = Uint32Array.from(target.keys()).filter((i) => !Number.isNaN(target[i]));
  const odds = Float64Array.from(fitted, (i) => bounded(ranking[i]));
  const wanted = Float64Array.from(fitted, (i) => sigmoid(bounded(target[i])));
  let [slope, offset] = [1, 0];
  for (let step = 0; step < MOST_STEPS; step++) {
    let [gSlope, gOffset] = [RIDGE * (slope - 1), RIDGE * offset];
    let [hSlope, hBoth, hOffset] = [RIDGE, 0, RIDGE];
    for (let i = 0; i < odds.length; i++) {
      const p = sigmoid(slope * odds[i] + offset);
      const error = p - wanted[i];
      // Not quite the curvature where p is 0 or 1, so that a step from far away is never a leap.
      const weight = p * (1 - p) + 1e-3;
      gSlope += error * odds[i];
      gOffset += error;
      hSlope += weight * odds[i] * odds[i];
      hBoth += weight * odds[i];
      hOffset += weight;
    }
    const determinant = hSlope * hOffset - hBoth * hBoth;
    const dSlope = (hOffset * gSlope - hBoth * gOffset) / determinant;
    const dOffset = (hSlope * gOffset - hBoth * gSlope) / determinant;
    slope = Math.max(0.05, slope - dSlope);
    offset -= dOffset;
    if (Math.abs(dSlope) + Math.abs(dOffset) < SETTLED) break;
  }
  return Float32Array.from(ranking, (value) => sigmoid(slope * bounded(value) + offset));
}

function sigmoid(x: number): number {
  const e = expBelow(-Math.abs(x));
  return (x < 0 ? e : 1) / (1 + e);
}

/** NaN stays NaN. */
const bounded = (x: number): number => Math.max(-SUREST, Math.min(SUREST, x));
