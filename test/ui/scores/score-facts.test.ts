import { describe, expect, it } from 'vitest';
import type { ScoreColumn, Table } from '../../../src/core/dataset/table.ts';
import { NO_LABEL } from '../../../src/core/dataset/types.ts';
import { rangeOf, scoreFacts, scoreOf } from '../../../src/ui/scores/score-facts.ts';
import { binsOf } from '../../../src/ui/scores/score-bins.ts';

function score(key: string, method: ScoreColumn['method'], values: number[], judged: number[]): ScoreColumn {
  return { key, method, runId: 1, values: Float32Array.from(values), judged: Uint16Array.from(judged) };
}

function tableOf(scores: ScoreColumn[], current: number[] = []): Table {
  return { current: Uint16Array.from(current), scores: new Map(scores.map((s) => [s.key, s])) } as unknown as Table;
}

describe('the values of a score', () => {
  const column = score('self_confidence', 'self_confidence', [0, 0.49, 0.51, 1, NaN], [1, 1, 1, 1, NO_LABEL]);

  const bins = (truth: Uint16Array) => binsOf(column, truth, 2);

  it('fall into equal bins, both ends included, missing ones into none', () => {
    const { low, high, all, wrong } = bins(new Uint16Array(5).fill(NO_LABEL));
    expect([low, high]).toEqual([0, 1]);
    expect([...all.keys()].filter((bin) => all[bin] > 0)).toEqual([0, 23, 24, 47]);
    expect(wrong.some((count) => count > 0)).toBe(false);
  });

  it('are told apart where the judged label is known to be wrong', () => {
    const { all, wrong } = bins(Uint16Array.of(0, 1, NO_LABEL, 2, 0));
    expect([...wrong.keys()].filter((bin) => wrong[bin] > 0)).toEqual([0, 47]);
    expect(all.reduce((sum, count) => sum + count, 0)).toBe(4);
  });

  it('are counted, with those whose label has changed since', () => {
    const table = tableOf([column], [1, 2, 1, 3, 0]);
    expect(scoreFacts(table, 'self_confidence')).toEqual({ computed: 4, stale: 2 });
    expect(scoreFacts(table, 'hardness')).toEqual({ computed: 0, stale: 0 });
  });

  it('of hardness reach to ln k, of most others to 1, of a margin as far as they are', () => {
    expect(rangeOf({ method: 'hardness', values: new Float32Array(1) }, 10)[1]).toBeCloseTo(Math.LN10);
    expect(rangeOf({ method: 'self_confidence', values: new Float32Array(1) }, 10)).toEqual([0, 1]);
    expect(rangeOf({ method: 'logit_margin', values: Float32Array.of(-3, NaN, 7, 2) }, 10)).toEqual([-3, 7]);
    expect(rangeOf({ method: 'times_wrong', values: Float32Array.of(4, 2) }, 10)).toEqual([0, 4]);
    expect(rangeOf({ method: 'logit_margin', values: Float32Array.of(NaN) }, 10)).toEqual([0, 1]);
  });
});

it('a score is found under its method’s name, else under the name that a script gave it', () => {
  const named = score('hardness', 'hardness', [], []);
  const script = score('mistakenness', 'mistakenness_logits', [], []);
  expect(scoreOf(tableOf([named, script]), 'hardness')).toBe(named);
  expect(scoreOf(tableOf([named, script]), 'mistakenness_logits')).toBe(script);
  expect(scoreOf(tableOf([named, script]), 'self_confidence')).toBeUndefined();
});
