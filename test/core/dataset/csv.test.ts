import { describe, expect, it } from 'vitest';
import { scoresCsv } from '../../../src/core/dataset/csv.ts';
import { splitColumn, type Table } from '../../../src/core/dataset/table.ts';
import { NO_LABEL, type FieldColumn } from '../../../src/core/dataset/types.ts';
import { tinyTable } from '../../support/tiny-table.ts';

const classes = ['cat', 'dog', 'a, "b"'];

describe('scores as a CSV', () => {
  it('have a row a sample in the view’s order, unknown values empty, and floats that round-trip', () => {
    const splits = [
      { name: 'train', start: 0, count: 2 },
      { name: 'test', start: 2, count: 1 },
    ];
    const table: Table = {
      count: 3,
      names: null,
      retired: [],
      classes,
      tags: ['mistake', 'processed'],
      splits,
      given: Uint16Array.of(0, 2, 1),
      current: Uint16Array.of(0, 2, 1),
      truth: Uint16Array.of(1, NO_LABEL, NO_LABEL),
      tagBits: Uint32Array.of(3, 0, 2),
      excluded: new Uint8Array(3),
      reviewed: new Uint8Array(3),
      split: splitColumn(splits, 3),
      fields: new Map(),
      qualities: null,
      runId: 1,
      predicted: Uint16Array.of(1, NO_LABEL, 0),
      confidence: null,
      scores: new Map(),
    };
    const values = Float32Array.of(0.1, NaN, 1e-8);
    const score = { key: 'hardness', method: 'hardness' as const, runId: 1, values, judged: table.given };
    const lines = scoresCsv(table, [2, 0, 1], [score]).join('').split('\r\n');
    expect(lines[0]).toBe('index,split,given,true,predicted,tags,hardness');
    // Its number within the split, as in a samples.csv.
    expect(lines[1]).toMatch(/^0,test,dog,,cat,processed,/);
    expect(lines[2]).toMatch(/^0,train,cat,dog,dog,mistake;processed,/);
    expect(lines[3]).toBe('1,train,"a, ""b""",,,,');
    expect(Math.fround(Number(lines[1].split(',')[6]))).toBe(values[2]);
    expect(Math.fround(Number(lines[2].split(',')[6]))).toBe(values[0]);
  });

  it('have the names of samples, and the data set’s fields before the scores', () => {
    const table = tinyTable({
      names: ['a/1.png', 'a/2, big.png', 'b/3.png', 'b/4.png', 'c/5.png', '=cmd|c/6.png'],
      fields: new Map<string, FieldColumn>([
        ['style', { kind: 'text', codes: Uint16Array.of(0, 1, NO_LABEL, 0, 0, 0), dictionary: ['flat', 'a "b"'] }],
        ['age', { kind: 'number', values: Float32Array.of(1.5, NaN, 3, 4, 5, 6) }],
        ['given', { kind: 'number', values: new Float32Array(6) }],
      ]),
    });
    const lines = scoresCsv(table, [1, 2, 5], []).join('').split('\r\n');
    expect(lines[0]).toBe('index,split,name,given,true,predicted,tags,style,age,given (field)');
    expect(lines[1]).toBe('1,train,"a/2, big.png",cat,,dog,processed;mistake,"a ""b""",,0');
    expect(lines[2]).toBe('2,train,b/3.png,dog,,dog,processed,,3,0');
    expect(lines[3]).toMatch(/^1,test,=cmd\|c\/6.png,/);
  });
});
