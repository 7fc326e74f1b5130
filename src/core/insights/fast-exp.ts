/** Steps from one power of two to the next, itself a power of two; the table has one entry each. */
const STEPS = 128;
const STEPS_A_NAT = STEPS / Math.LN2;

/** ln 2 / STEPS in two parts: the first has zeros at its end, so that its whole multiples here are exact. */
const STEP_HIGH = 0.693147180369123816 / STEPS;
const STEP_LOW = 1.90821492927058770002e-10 / STEPS;

/** Below it e^x is 0 or too small to change a sum of probabilities. */
const LOWEST = -708;

const FRACTIONS = Float64Array.from({ length: STEPS }, (_, j) => 2 ** (j / STEPS));
const OCTAVES = Float64Array.from({ length: 1 + Math.ceil(-LOWEST / Math.LN2) }, (_, j) => 2 ** -j);

/**
 * e^x for x ≤ 0, as softmax needs it by the million: to 2e-15 of its value, and cheaper than Math.exp. By a table of the
 * powers of two and a polynomial between its entries (Tang, Table-driven implementation of the exponential function, 1989).
 * @returns 0 below −708, NaN for NaN
 */
export function expBelow(x: number): number {
  if (!(x >= LOWEST)) return x < LOWEST ? 0 : NaN;
  const step = Math.floor(x * STEPS_A_NAT);
  const rest = x - step * STEP_HIGH - step * STEP_LOW;
  const series = 1 + rest * (1 + rest * (1 / 2 + rest * (1 / 6 + rest * (1 / 24 + rest / 120))));
  return FRACTIONS[step & (STEPS - 1)] * OCTAVES[-(step >> 7)] * series;
}
