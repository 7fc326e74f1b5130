import { expect, it } from 'vitest';
import { countAgreement, decidedBy, type DecisionEntry } from '../../../src/core/review/decisions.ts';

const entry = (
  seq: number,
  kind: string,
  indices: number[],
  details: Record<string, unknown>,
  undoes?: number,
): DecisionEntry => ({ seq, kind, details, patches: [{ column: 'reviewed', indices }], undoes });

const journal = [
  entry(1, 'relabel', [4], { by: 'suggestion', accepted: true }),
  entry(2, 'keep', [5], { by: 'person', accepted: false }),
  entry(3, 'relabel', [6], { by: 'suggestion', accepted: true }),
  entry(4, 'relabel', [4], { by: 'person', accepted: false }),
  entry(5, 'undo', [6], {}, 3),
  entry(6, 'relabel', [7, 8], { by: 'bulk' }),
  entry(7, 'tag', [9], { tag: 'blurry' }),
];
const undone = new Set([3]);

it('agreement counts each sample’s last decision that stands, where something was suggested', () => {
  expect(countAgreement(journal, undone)).toEqual({ accepted: 0, of: 2 });
  expect(countAgreement(journal.slice(0, 3), new Set())).toEqual({ accepted: 2, of: 3 });
});

it('who decided is told of each sample by the last decision that stands; nobody where it is open again', () => {
  const reviewed = [0, 0, 0, 0, 2, 1, 0, 2, 0, 0];
  expect(decidedBy(journal, undone, reviewed)).toEqual(
    new Map([
      [4, 'person'],
      [5, 'person'],
      [7, 'bulk'],
    ]),
  );
});
