import { describe, expect, it } from 'vitest';
import { isUnambiguous, joinedNames, waysToMatch, withoutConflicts } from '../../../src/core/import/match-names.ts';

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

  it('go to the first group that wants them, and to none where two of a group do', () => {
    const [day1, day2] = waysToMatch(['1', '2', '3'], ['day1/1', 'day1/2', 'day2/2', 'day2/3']);
    const pairs = (groups: (typeof day1)[][]) => withoutConflicts(groups).map((way) => [way.read, way.pairs]);
    expect(pairs([[day1], [day2]])).toEqual([
      [
        'day1/',
        [
          [0, 0],
          [1, 1],
        ],
      ],
      ['day2/', [[3, 2]]],
    ]);
    expect(pairs([[day1, day2]])).toEqual([
      ['day1/', [[0, 0]]],
      ['day2/', [[3, 2]]],
    ]);
    expect(pairs([[day1], [day1]])).toHaveLength(1);
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
