import { expect, it } from 'vitest';
import { NO_LABEL, REVIEWED } from '../../../src/core/dataset/types.ts';
import { compareReviewers, translateLabels, type Decisions } from '../../../src/core/review/reviewers.ts';

/** Decisions by a letter a sample: a, b … a label; `x` excluded, `?` unsure, `-` nothing. */
function decisions(letters: string): Decisions {
  const each = [...letters];
  const label = (letter: string): number => (/[a-z]/.test(letter) && letter !== 'x' ? letter.charCodeAt(0) - 97 : 0);
  const reviewed = (letter: string): number => {
    if (letter === 'x') return REVIEWED.excluded;
    if (letter === '?') return REVIEWED.unsure;
    return letter === '-' ? REVIEWED.no : REVIEWED.kept;
  };
  return {
    current: Uint16Array.from(each, label),
    reviewed: Uint8Array.from(each, reviewed),
    excluded: Uint8Array.from(each, (letter) => Number(letter === 'x')),
  };
}

it('agreement is counted over what both decided about, an exclusion as a label of its own', () => {
  const found = compareReviewers(decisions('aabxx-?a'), decisions('abbxaa-?'));
  expect(found).toMatchObject({ both: 5, agreed: 3 });
  expect([...found.disagreements]).toEqual([1, 4]);
  expect([...found.onlyTheirs]).toEqual([5]);
});

it('kappa is Cohen’s: that of 50 proposals, 20 and 15 alike, is 0.4', () => {
  const own = decisions('a'.repeat(25) + 'b'.repeat(25));
  const theirs = decisions('a'.repeat(20) + 'b'.repeat(5) + 'a'.repeat(10) + 'b'.repeat(15));
  expect(compareReviewers(own, theirs).kappa).toBeCloseTo(0.4, 12);
  expect(compareReviewers(own, own).kappa).toBe(1);
  expect(compareReviewers(decisions('aa'), decisions('aa')).kappa).toBe(1);
  expect(compareReviewers(decisions('--'), decisions('aa')).kappa).toBeNaN();
});

it('classes are told by their names, those that came with the data by their numbers where one of the two renamed them', () => {
  const from = { classes: ['cat', 'hound', 'bird', 'fish'], retired: [] };
  const own = { classes: ['cat', 'dog', 'fish'], retired: [] };
  const added = [{ classes: [{ label: 2, before: null, after: { name: 'fish', into: null } }] }];
  const { labels, missing } = translateLabels(Uint16Array.of(0, 1, 2, 3, NO_LABEL), from, own, added);
  expect([...labels]).toEqual([0, 1, NO_LABEL, 2, NO_LABEL]);
  expect(missing).toEqual(['bird']);
});

it('a class that was merged here stands for the one that it was merged into', () => {
  const own = { classes: ['cat (merged)', 'dog'], retired: [{ label: 0, into: 1 }] };
  const edits = [
    { classes: [{ label: 0, before: { name: 'cat', into: null }, after: { name: 'cat (merged)', into: 1 } }] },
  ];
  const from = { classes: ['cat', 'dog'], retired: [] };
  expect([...translateLabels(Uint16Array.of(0, 1), from, own, edits).labels]).toEqual([1, 1]);
});
