import type { RatePoint } from '../../src/core/training/recipe.ts';

/** The learning rate at a position in epochs, linear between the schedule's points and constant outside them. */
export function rateAt(schedule: RatePoint[], position: number): number {
  const next = schedule.findIndex(({ epoch }) => epoch > position);
  if (next === -1) return schedule[schedule.length - 1].rate;
  if (next === 0) return schedule[0].rate;
  const [from, to] = [schedule[next - 1], schedule[next]];
  return from.rate + ((to.rate - from.rate) * (position - from.epoch)) / (to.epoch - from.epoch);
}

/**
 * One step of stochastic gradient descent with Nesterov momentum (Sutskever et al. 2013, in PyTorch's form) and weight decay,
 * in place: g += decay·w; v = momentum·v + g; w −= rate·(g + momentum·v).
 */
export function descend(
  weights: Float32Array,
  momenta: Float32Array,
  gradient: Float32Array,
  { rate, momentum, weightDecay }: { rate: number; momentum: number; weightDecay: number },
): void {
  for (let i = 0; i < weights.length; i++) {
    const g = gradient[i] + weightDecay * weights[i];
    const v = momentum * momenta[i] + g;
    momenta[i] = v;
    weights[i] -= rate * (g + momentum * v);
  }
}

/** Share of a new batch in the running statistics, once there were some. */
const STATISTICS_SHARE = 0.1;

/**
 * Share of a batch in the running statistics. The first batches count equally, so that a short run does not predict by the initial
 * statistics.
 * @param step batches so far, 0 for the first
 */
export function statisticsShare(step: number): number {
  return Math.max(STATISTICS_SHARE, 1 / (step + 1));
}

/** Moves running statistics towards a batch's, in place. @param step batches so far, 0 for the first */
export function trackStatistics(running: Float32Array, batch: Float32Array, step: number): void {
  const share = statisticsShare(step);
  for (let i = 0; i < running.length; i++) running[i] += share * (batch[i] - running[i]);
}

/** The mean of several equally long arrays, added up in their order: the result does not depend on who computed which. */
export function meanOf(arrays: Float32Array[]): Float32Array {
  const sum = arrays[0].slice();
  for (const array of arrays.slice(1)) for (let i = 0; i < sum.length; i++) sum[i] += array[i];
  if (arrays.length > 1) for (let i = 0; i < sum.length; i++) sum[i] /= arrays.length;
  return sum;
}
