import { expect, it } from 'vitest';
import { suggestFromLogits } from '../../../src/core/review/suggestion.ts';

// Two samples of three classes: e^0, e^1, e^2 sum to 11.107.
const logits = [0, 1, 2, NaN, NaN, NaN];

it('what the network predicts is suggested where it is another class than the current one', () => {
  const suggestion = suggestFromLogits(logits, 0, 3, 0)!;
  expect(suggestion).toMatchObject({ label: 2, networkAgrees: false });
  expect(suggestion.probability).toBeCloseTo(Math.exp(2) / 11.1073, 4);
});

it('where the network agrees its second choice is suggested, and said to be one', () => {
  const suggestion = suggestFromLogits(logits, 0, 3, 2)!;
  expect(suggestion).toMatchObject({ label: 1, networkAgrees: true });
  expect(suggestion.probability).toBeCloseTo(Math.E / 11.1073, 4);
});

it('nothing is suggested for a sample that was not predicted', () => {
  expect(suggestFromLogits(logits, 1, 3, 0)).toBeNull();
});

it('huge logits do not overflow', () => {
  expect(suggestFromLogits([900, 800], 0, 2, 1)).toEqual({ label: 0, probability: 1, networkAgrees: false });
});
