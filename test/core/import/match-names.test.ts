import { describe, expect, it } from 'vitest';
import { isUnambiguous, isWhereItCameFrom, joinedNames, waysToMatch } from '../../../src/core/import/match-names.ts';

const fronts = (known: string[], names: string[]) =>
  waysToMatch(known, names).map(({ read, known: older, pairs }) => [read, older, pairs.length]);

describe('names of two versions', () => {
  it('fit as they are, or but for folders in front of either, those with the most pairs first', () => {
    expect(fronts(['cat/1', 'dog/2', 'x'], ['cat/1', 'dog/2'])).toEqual([['', '', 2]]);
    expect(fronts(['cat/1', 'dog/2'], ['train/cat/1', 'train/dog/2', 'val/cat/1'])).toEqual([
      ['train/', '', 2],
      ['val/', '', 1],
    ]);
    expect(fronts(['a/b/cat/1', 'a/b/dog/2'], ['cat/1'])).toEqual([['', 'a/b/', 1]]);
  });

  it('fit only from a slash on', () => {
    expect(fronts(['at/1', '1'], ['cat/1 ', 'cat/11'])).toEqual([]);
  });

  it('are ambiguous where one may be two others', () => {
    expect(isUnambiguous(waysToMatch(['train/1', 'val/2'], ['1', '2']))).toBe(true);
    expect(isUnambiguous(waysToMatch(['train/1', 'val/1'], ['1']))).toBe(false);
    expect(isUnambiguous(waysToMatch(['1'], ['train/1', 'val/1']))).toBe(false);
  });

  it('tell by the folder that files came in where they belong', () => {
    const [cat, dog] = waysToMatch(['cat/1', 'cat/2', 'dog/1'], ['1', '2']);
    expect([isWhereItCameFrom(cat, 'pets/cat/'), isWhereItCameFrom(dog, 'pets/cat/')]).toEqual([true, false]);
    expect(isWhereItCameFrom(cat, 'pets/bobcat/')).toBe(false);
  });
});

describe('joined names', () => {
  it('have the folders in front that one way tells, also for what only one version has', () => {
    const more = waysToMatch(['train/1', 'train/2'], ['1', '3']);
    expect(joinedNames(['train/1', 'train/2'], ['1', '3'], more)).toEqual({
      names: ['train/1', 'train/3'],
      older: ['train/1', 'train/2'],
    });
    const less = waysToMatch(['1', '2'], ['train/1', 'val/3']);
    expect(joinedNames(['1', '2'], ['train/1', 'val/3'], less)).toEqual({
      names: ['train/1', 'val/3'],
      older: ['train/1', 'train/2'],
    });
  });

  it('are none where two samples would have the same one', () => {
    const known = ['1', '2', 'b/3'];
    const names = ['a/1', 'b/2', '3', 'b/3'];
    const ways = waysToMatch(known, names).filter(({ read, known: older }) => read + older !== '');
    expect(joinedNames(known, names, ways)).toBeNull();
  });
});
