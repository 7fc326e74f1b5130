import { describe, expect, it } from 'vitest';
import { checkChoices } from '../../../src/core/import/check-choices.ts';
import type { ImportChoices } from '../../../src/core/import/choices.ts';

const CHOICES: ImportChoices = {
  ...{ name: 'photos', label: null, split: null, annotators: [], size: 64, fit: 'crop' },
  ...{ background: '#ffffff', gone: 'keep', originals: 'store' },
};

describe('choices of an import', () => {
  it('are taken as the page makes them', () => {
    expect(() => checkChoices(CHOICES)).not.toThrow();
    expect(() => checkChoices({ ...CHOICES, split: { share: 0.2, seed: 1, group: null } })).not.toThrow();
  });

  it.each([
    [{ name: '  ' }, /The name must be a text/],
    [{ size: -3 }, /The size must be a whole number from 8 to 128, not -3/],
    [{ size: 33.5 }, /The size .* not 33\.5/],
    [{ size: 3000 }, /The size/],
    [{ fit: 'wobble' }, /The fit must be crop, pad or squeeze, not "wobble"/],
    [{ background: 'zzz' }, /The background/],
    [{ gone: 'x' }, /What is gone/],
    [{ originals: 'x' }, /Originals/],
    [
      { split: { share: 5, seed: 1, group: null } },
      /The share of the test split must be a number between 0 and 1, not 5/,
    ],
    [{ split: { share: '0.2', seed: 1, group: null } }, /The share/],
    [{ split: { share: 0.2, seed: 0.5, group: null } }, /The seed/],
  ])('%j is refused by its name', (change, message) => {
    expect(() => checkChoices({ ...CHOICES, ...(change as Partial<ImportChoices>) })).toThrow(message);
  });
});
