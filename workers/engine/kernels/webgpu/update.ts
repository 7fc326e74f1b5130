import type { Update } from '../update.ts';
import { perNumber, runShader } from './program.ts';

/** One update, one thread a number of the state; a momentum is worked out by its weight's thread again. */
export const update: Update = (state, sum, settings, sizes) => {
  const { parameterCount: weights, statisticCount: statistics, parts, momentum, weightDecay } = sizes;
  const functions = `
fn gradient(at: i32) -> f32 { return sum[at] / ${parts}.0 + f32(${weightDecay}) * state[at]; }
fn velocity(at: i32) -> f32 { return f32(${momentum}) * state[${weights} + at] + gradient(at); }
fn next(i: i32) -> f32 {
  if (i < ${weights}) { return state[i] - settings[0] * (gradient(i) + f32(${momentum}) * velocity(i)); }
  if (i < ${2 * weights}) { return velocity(i - ${weights}); }
  return state[i] + settings[1] * (sum[i - ${weights}] / ${parts}.0 - state[i]);
}`;
  const inputs = ['state', 'sum', 'settings'];
  const shader = perNumber('update', inputs, 2 * weights + statistics, (i) => `next(${i})`, functions);
  return runShader(shader, [state, sum, settings], state.shape);
};
