import type { Update } from '../update.ts';
import { draw } from './program.ts';

/** One update in one drawing; a momentum is worked out by its weight's fragment again. */
export const update: Update = (state, sum, settings, sizes) => {
  const { parameterCount: weights, parts, momentum, weightDecay } = sizes;
  const functions = `
float gradient(int at) { return getSum(at) / ${parts}.0 + float(${weightDecay}) * getState(at); }
float velocity(int at) { return float(${momentum}) * getState(${weights} + at) + gradient(at); }
float next(int i) {
  if (i < ${weights}) return getState(i) - getSettings(0) * (gradient(i) + float(${momentum}) * velocity(i));
  if (i < ${2 * weights}) return velocity(i - ${weights});
  return getState(i) + getSettings(1) * (getSum(i - ${weights}) / ${parts}.0 - getState(i));
}`;
  return draw({ state, sum, settings }, state.shape, 'next(i)', functions);
};
