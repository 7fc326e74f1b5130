import { expect, it } from 'vitest';
import { AgreementCounter, type DecisionEntry } from '../../../src/core/review/decisions.ts';
import { decidedBy } from '../../support/decided-by.ts';

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

const countAgreement = (...of: Parameters<AgreementCounter['count']>) => new AgreementCounter().count(...of);

it('agreement counts each sample’s last decision that stands, where something was suggested', () => {
  expect(countAgreement(journal, undone)).toEqual({ accepted: 0, of: 2 });
  expect(countAgreement(journal.slice(0, 3), new Set())).toEqual({ accepted: 2, of: 3 });
});

it('agreement goes on from the journal before, and costs what is new', () => {
  const counter = new AgreementCounter();
  const read: number[] = [];
  const watched = journal.map((row) => {
    const patches = row.patches;
    return Object.defineProperty({ ...row }, 'patches', { get: () => (read.push(row.seq), patches) });
  });
  for (let length = 0; length <= 4; length++) {
    const entries = watched.slice(0, length);
    expect(counter.count(entries, new Set())).toEqual(countAgreement(journal.slice(0, length), new Set()));
  }
  expect(read).toEqual([1, 2, 3, 4]);
  counter.count(watched.slice(0, 4), new Set());
  expect(read).toEqual([1, 2, 3, 4]);
});

it('agreement counts anew where an edit is taken back, and in another journal', () => {
  const counter = new AgreementCounter();
  expect(counter.count(journal.slice(0, 4), new Set())).toEqual({ accepted: 1, of: 3 });
  expect(counter.count(journal.slice(0, 5), undone)).toEqual({ accepted: 0, of: 2 });
  const redo = entry(8, 'undo', [6], {}, 5);
  expect(counter.count([...journal, redo], new Set([5]))).toEqual({ accepted: 1, of: 3 });
  const other = journal.map((row) => ({ ...row }));
  expect(counter.count(other.slice(0, 2), new Set())).toEqual({ accepted: 1, of: 2 });
  expect(counter.count([], new Set())).toEqual({ accepted: 0, of: 0 });
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

it('classes merged, and a consensus, leave who decided and how often a suggestion was taken; a field made the label takes decisions off', () => {
  const decided = entry(1, 'relabel', [4], { by: 'suggestion', accepted: true });
  const merged: DecisionEntry = {
    ...entry(2, 'classes', [], { from: ['cat'], into: 'dog' }),
    patches: [{ column: 'current', indices: [4, 5] }],
  };
  const relabelled = Uint8Array.of(0, 0, 0, 0, 2, 0);
  expect(countAgreement([decided, merged], new Set())).toEqual({ accepted: 1, of: 1 });
  expect([...decidedBy([decided, merged], new Set(), relabelled)]).toEqual([[4, 'suggestion']]);
  const field = entry(3, 'classes', [4], { field: 'coarse' });
  expect(countAgreement([decided, merged, field], new Set())).toEqual({ accepted: 0, of: 0 });
  expect([...decidedBy([decided, merged, field], new Set(), new Uint8Array(6))]).toEqual([]);
});

it('a person who could not tell is told of as unsure', () => {
  const reviewed = [0, 0, 0, 0, 0, 4];
  expect(decidedBy([entry(1, 'unsure', [5], { by: 'person' })], new Set(), reviewed)).toEqual(new Map([[5, 'unsure']]));
});
