import { describe, expect, it } from 'vitest';
import { UNDECIDED } from '../../../src/core/views/decided.ts';
import type { ViewStage } from '../../../src/core/views/stages.ts';
import { sameStages, viewPresets } from '../../../src/ui/views/view-presets.ts';
import { tinyTable } from '../../support/tiny-table.ts';

const sorted: ViewStage = { stage: 'sortBy', field: 'insights.mistakenness', reverse: true };

describe('ready-made views', () => {
  it('are the suspects and FiftyOne’s four, with the reason where one cannot be shown yet', () => {
    const all = viewPresets(tinyTable());
    expect(all.map(({ id, reason }) => [id, reason === ''])).toEqual([
      ['suspects', false],
      ['all', true],
      ['processed', true],
      ['mistakes', true],
      ['hardness', false],
      ['mistakenness', true],
      ['self-confidence', false],
    ]);
    expect(sameStages(all[5].stages, [{ stage: 'matchTags', tags: ['processed'] }, sorted, UNDECIDED])).toBe(true);
    expect(all[4].stages).not.toContainEqual(UNDECIDED);
    const untouched = tinyTable({ tagBits: new Uint32Array(6), scores: new Map(), predicted: null });
    const reasons = viewPresets(untouched).map(({ reason }) => reason);
    expect(reasons.filter((reason) => reason !== '')).toHaveLength(6);
    expect(reasons[2]).toContain('train a network first');
  });
});
