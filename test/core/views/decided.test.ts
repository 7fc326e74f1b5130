import { describe, expect, it } from 'vitest';
import { REVIEWED } from '../../../src/core/dataset/types.ts';
import { UNDECIDED, ranksLabels, withDecided } from '../../../src/core/views/decided.ts';
import { sameAnswer } from '../../../src/core/views/dependencies.ts';
import { applyStages, type ViewStage } from '../../../src/core/views/stages.ts';
import { tinyTable } from '../../support/tiny-table.ts';

/** Six samples, of which these were kept. */
const kept = (...indices: number[]) =>
  tinyTable({
    reviewed: Uint8Array.from({ length: 6 }, (_, i) => (indices.includes(i) ? REVIEWED.kept : REVIEWED.no)),
  });

describe('a view of what is undecided', () => {
  it('leaves out what was decided before it was shown', () => {
    const table = kept(1);
    expect([...applyStages(table, [UNDECIDED], table)]).toEqual([0, 2, 3, 4, 5]);
  });

  it('keeps what is decided while it is shown, and takes in what is taken back', () => {
    const since = kept(1);
    expect([...applyStages(kept(1, 2), [UNDECIDED], since)]).toEqual([0, 2, 3, 4, 5]);
    expect([...applyStages(kept(2), [UNDECIDED], since)]).toEqual([0, 1, 2, 3, 4, 5]);
    expect([...applyStages(kept(1, 2), [UNDECIDED])]).toEqual([0, 3, 4, 5]);
  });

  it('keeps them the other way round too', () => {
    const decided: ViewStage = { stage: 'matchField', field: 'reviewed', values: ['open'], not: true };
    expect([...applyStages(kept(2), [decided], kept(1))]).toEqual([1, 2]);
  });

  it('is not computed anew by a decision that changes nothing in it', () => {
    const since = kept(1);
    expect(sameAnswer(kept(1), kept(1, 2), [UNDECIDED], since)).toBe(true);
    expect(sameAnswer(kept(1), kept(), [UNDECIDED], since)).toBe(false);
    expect(sameAnswer(kept(1), kept(1, 2), [UNDECIDED])).toBe(false);
  });

  it('is one with all that is decided once the filter is taken away', () => {
    const sort: ViewStage = { stage: 'sortBy', field: 'insights.mistakenness', reverse: true };
    expect(withDecided([sort, UNDECIDED])).toEqual([sort]);
    expect(ranksLabels(tinyTable(), [sort, UNDECIDED])).toBe(true);
    expect(ranksLabels(tinyTable(), [{ stage: 'sortBy', field: 'index', reverse: false }])).toBe(false);
  });
});
