import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { splitColumn, type ScoreColumn, type Table } from '../../../src/core/dataset/table.ts';
import { NO_LABEL, type FieldColumn } from '../../../src/core/dataset/types.ts';
import { labelsCsv, scoresCsv } from '../../../src/core/exports/view-tables.ts';
import { tinyTable } from '../../support/tiny-table.ts';

function table(count: number): Table {
  return {
    count,
    names: null,
    retired: [],
    classes: ['cat', 'a, "b"'],
    tags: [],
    splits: [{ name: 'train', start: 0, count }],
    given: new Uint16Array(count),
    current: Uint16Array.from({ length: count }, (_, i) => (i === 2 ? NO_LABEL : i % 2)),
    truth: new Uint16Array(count).fill(NO_LABEL),
    tagBits: new Uint32Array(count),
    excluded: Uint8Array.from({ length: count }, (_, i) => (i === 1 ? 1 : 0)),
    reviewed: new Uint8Array(count),
    split: new Uint8Array(count),
    fields: new Map(),
    qualities: null,
    runId: 1,
    predicted: null,
    confidence: null,
    scores: new Map(),
  };
}

const score = (values: number[]) => ({
  key: 'self_confidence',
  method: 'self_confidence' as const,
  runId: 1,
  values: Float32Array.from(values),
  judged: new Uint16Array(values.length),
});

const scored = (table: Table, score: ScoreColumn): Table => ({ ...table, scores: new Map([[score.key, score]]) });

it('corrected labels have a row a sample in the view’s order, with who decided, and nothing where nothing is known', () => {
  const csv = [
    ...labelsCsv(
      { table: scored(table(3), score([0.1, NaN, 0.5])), decisions: new Map([[1, { by: 'bulk', at: 1 }]]) },
      [2, 0, 1],
    ),
  ].join('');
  expect(csv).toBe(
    'index,split,given,current,decision,decided_by,excluded,self_confidence\r\n' +
      '2,train,cat,,,,0,0.5\r\n' +
      '0,train,cat,cat,,,0,0.100000001\r\n' +
      '1,train,cat,"a, ""b""",excluded,bulk,1,\r\n',
  );
});

it('a long view comes whole, chunk by chunk', () => {
  const indices = Array.from({ length: 1234 }, (_, i) => i);
  const chunks = [...labelsCsv({ table: table(1234), decisions: new Map() }, indices)];
  expect(chunks.length).toBeGreaterThan(2);
  const { data } = Papa.parse<string[]>(chunks.join('').trimEnd());
  expect(data.slice(1).map((row) => Number(row[0]))).toEqual(indices);
});

it('names and fields of a data set are in it', () => {
  const named: Table = {
    ...table(2),
    names: ['cat/a.png', 'cat/b.png'],
    fields: new Map([['style', { kind: 'text', codes: Uint16Array.of(0, NO_LABEL), dictionary: ['flat'] }]]),
  };
  expect([...labelsCsv({ table: named, decisions: new Map() }, [0, 1])].join('')).toBe(
    'index,split,name,given,current,decision,decided_by,excluded,style\r\n' +
      '0,train,cat/a.png,cat,cat,,,0,flat\r\n' +
      '1,train,cat/b.png,cat,"a, ""b""",excluded,,1,\r\n',
  );
});

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
    const lines = [...scoresCsv({ table: scored(table, score), decisions: new Map() }, [2, 0, 1])]
      .join('')
      .split('\r\n');
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
      scores: new Map(),
    });
    const lines = [...scoresCsv({ table, decisions: new Map() }, [1, 2, 5])].join('').split('\r\n');
    expect(lines[0]).toBe('index,split,name,given,true,predicted,tags,style,age,given (field)');
    expect(lines[1]).toBe('1,train,"a/2, big.png",cat,,dog,processed;mistake,"a ""b""",,0');
    expect(lines[2]).toBe('2,train,b/3.png,dog,,dog,processed,,3,0');
    expect(lines[3]).toMatch(/^1,test,=cmd\|c\/6.png,/);
  });
});
