import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextRedo, nextUndo, type HistoryEntry } from '../../../src/core/edits/edit-history.ts';

/** Numbers of the entries taken back, told from the last to the first. */
function undoneOf(entries: HistoryEntry[]): Set<number> {
  const undone = new Set<number>();
  for (const { seq, undoes } of entries.toReversed()) if (undoes !== undefined && !undone.has(seq)) undone.add(undoes);
  return undone;
}

const undoable = (entries: HistoryEntry[]) => nextUndo(entries, undoneOf(entries));
const redoable = (entries: HistoryEntry[]) => nextRedo(entries, undoneOf(entries));

describe('undo and redo', () => {
  it('go back and forth as in any editor, whatever the mix', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('edit', 'undo', 'redo'), { maxLength: 40 }), (steps) => {
        const entries: HistoryEntry[] = [];
        // The two stacks of an editor.
        const done: number[] = [];
        let takenBack: number[] = [];
        for (const step of steps) {
          const seq = entries.length + 1;
          if (step === 'edit') {
            entries.push({ seq, kind: 'relabel' });
            done.push(seq);
            takenBack = [];
          } else if (step === 'undo') {
            const edit = undoable(entries);
            expect(edit?.seq).toBe(done.at(-1));
            if (!edit) continue;
            entries.push({ seq, kind: 'undo', undoes: edit.seq });
            takenBack.push(done.pop()!);
          } else {
            const undo = redoable(entries);
            expect(undo === null).toBe(takenBack.length === 0);
            if (!undo) continue;
            entries.push({ seq, kind: 'undo', undoes: undo.seq });
            done.push(takenBack.pop()!);
          }
          const standing = entries.filter((e) => e.kind === 'relabel' && !undoneOf(entries).has(e.seq));
          expect(standing.map((e) => e.seq)).toEqual(done);
        }
      }),
    );
  });

  it('leave injected noise, labels from a file and the machine’s own tags alone', () => {
    const entries: HistoryEntry[] = [
      { seq: 1, kind: 'relabel' },
      { seq: 2, kind: 'noise' },
      { seq: 3, kind: 'labels' },
      { seq: 4, kind: 'processed' },
    ];
    expect(undoable(entries)?.seq).toBe(1);
    expect(redoable([...entries, { seq: 5, kind: 'undo', undoes: 2 }])).toBeNull();
  });

  it('still know what to redo when noise was planted or taken back in between', () => {
    const entries: HistoryEntry[] = [
      { seq: 1, kind: 'exclude' },
      { seq: 2, kind: 'undo', undoes: 1 },
      { seq: 3, kind: 'noise' },
      { seq: 4, kind: 'undo', undoes: 3 },
    ];
    expect(redoable(entries)?.seq).toBe(2);
  });
});
