import Papa from 'papaparse';
import { expect, it } from 'vitest';
import { labelsCsv } from '../../../src/core/dataset/labels-csv.ts';
import type { Table } from '../../../src/core/dataset/table.ts';
import { NO_LABEL } from '../../../src/core/dataset/types.ts';

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

it('corrected labels have a row a sample in the view’s order, with who decided, and nothing where nothing is known', () => {
  const csv = [...labelsCsv(table(3), [2, 0, 1], new Map([[1, 'bulk']]), [score([0.1, NaN, 0.5])])].join('');
  expect(csv).toBe(
    'index,split,given,current,decision,decided_by,excluded,self_confidence\r\n' +
      '2,train,cat,,,,0,0.5\r\n' +
      '0,train,cat,cat,,,0,0.100000001\r\n' +
      '1,train,cat,"a, ""b""",excluded,bulk,1,\r\n',
  );
});

it('a long view comes whole, chunk by chunk', () => {
  const indices = Array.from({ length: 1234 }, (_, i) => i);
  const chunks = [...labelsCsv(table(1234), indices, new Map(), [])];
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
  expect([...labelsCsv(named, [0, 1], new Map(), [])].join('')).toBe(
    'index,split,name,given,current,decision,decided_by,excluded,style\r\n' +
      '0,train,cat/a.png,cat,cat,,,0,flat\r\n' +
      '1,train,cat/b.png,cat,"a, ""b""",excluded,,1,\r\n',
  );
});
