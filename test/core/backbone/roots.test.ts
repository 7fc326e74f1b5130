import { expect, it } from 'vitest';
import { ROOT_UNIT, toRoots } from '../../../src/core/backbone/roots.ts';

it('keeps square roots of features to a part in 65,535 of the largest', () => {
  const features = Float32Array.of(0, 1e-6, 0.5, 1, 3.3, 6);
  const roots = toRoots(features);
  expect(roots[0]).toBe(0);
  expect(roots[5]).toBe(65_535);
  features.forEach((feature, i) => expect(Math.abs(roots[i] * ROOT_UNIT - Math.sqrt(feature))).toBeLessThan(2e-5));
});

it('refuses what is no number, which a failing card gives', () => {
  for (const wrong of [NaN, Infinity, -1]) expect(() => toRoots(Float32Array.of(1, wrong))).toThrow('no numbers');
});
