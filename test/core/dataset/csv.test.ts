import { describe, expect, it } from 'vitest';
import { parseLabelsCsv, scoresCsv } from '../../../src/core/dataset/csv.ts';
import { splitColumn, type Table } from '../../../src/core/dataset/table.ts';
import { NO_LABEL } from '../../../src/core/dataset/types.ts';

const classes = ['cat', 'dog', 'a, "b"'];

describe('labels from a CSV', () => {
  it('are class names or numbers, in any order, with other columns ignored', () => {
    const { indices, labels } = parseLabelsCsv(
      '\ufefflabel,who,index\ndog,me,4\n0,you,2\r\n"a, ""b""",x,0\n',
      classes,
      5,
    );
    expect([...indices]).toEqual([4, 2, 0]);
    expect([...labels]).toEqual([1, 0, 2]);
  });

  it.each([
    ['', /no column “index”/],
    ['index\n1\n', /no column “label”/],
    ['index,label\n\n1,cat\n\n2,cow\n', /Line 5: “cow” is neither/],
    ['index,label\n1\n', /Line 2: “” is neither/],
    ['index,label\n1.5,cat\n', /Line 2: index “1.5”/],
    ['index,label\n', /no labels below/],
    ['index,label\n1,cat\n7,cat\n', /Line 3: index “7” is not in 0 … 4/],
    ['index,label\n1,cat\n1,dog\n', /Line 3: index 1 stands twice in the file, first in line 2/],
    ['index,label\n1,bird\n', /Line 2: “bird” is neither/],
    ['index,label\n-1,cat\n', /Line 2: index “-1”/],
    ['index,label\n1,3\n', /Line 2: “3” is neither/],
  ])('that are wrong are refused with the line: %j', (text, message) => {
    expect(() => parseLabelsCsv(text, classes, 5)).toThrow(message);
  });
});

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
      runId: 1,
      predicted: Uint16Array.of(1, NO_LABEL, 0),
      confidence: null,
      scores: new Map(),
    };
    const values = Float32Array.of(0.1, NaN, 1e-8);
    const score = { key: 'hardness', method: 'hardness' as const, runId: 1, values, judged: table.given };
    const lines = scoresCsv(table, [2, 0, 1], [score]).join('').split('\r\n');
    expect(lines[0]).toBe('index,split,given,true,predicted,tags,hardness');
    expect(lines[1]).toMatch(/^2,test,dog,,cat,processed,/);
    expect(lines[2]).toMatch(/^0,train,cat,dog,dog,mistake;processed,/);
    expect(lines[3]).toBe('1,train,"a, ""b""",,,,');
    expect(Math.fround(Number(lines[1].split(',')[6]))).toBe(values[2]);
    expect(Math.fround(Number(lines[2].split(',')[6]))).toBe(values[0]);
  });
});
