import { expect, it } from 'vitest';
import { guessesFromLogits } from '../../../src/core/review/suggestion.ts';

// Two samples of four classes: e^0, e^1, e^2, e^-1 sum to 11.475.
const logits = [0, 1, 2, -1, NaN, NaN, NaN, NaN];

it('guesses are the classes but the current one, the likeliest first, with their probabilities', () => {
  const guesses = guessesFromLogits(logits, 0, 4, 0, 4)!;
  expect(guesses.map(({ label }) => label)).toEqual([2, 1, 3]);
  [Math.exp(2), Math.E, 1 / Math.E].forEach((weight, at) => {
    expect(guesses[at].probability).toBeCloseTo(weight / 11.4752, 4);
  });
});

it('no more of them than wanted', () => {
  expect(guessesFromLogits(logits, 0, 4, 2, 2)!.map(({ label }) => label)).toEqual([1, 0]);
});

it('nothing is guessed of a sample that was not predicted', () => {
  expect(guessesFromLogits(logits, 1, 4, 0, 3)).toBeNull();
});

it('huge logits do not overflow', () => {
  expect(guessesFromLogits([900, 800], 0, 2, 1, 3)).toEqual([{ label: 0, probability: 1 }]);
});
