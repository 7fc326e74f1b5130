import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { readOutsideTable } from '../../../src/core/tables/read-table.ts';
import { ownExportOf } from '../../../src/core/tables/exported-table.ts';
import type { ExportFormatId } from '../../../src/core/exports/formats.ts';
import type { ExportOptions } from '../../../src/core/exports/export-format.ts';
import { bytesOf, exported, exportedText, exportSet, exportTable, planOf } from './support.ts';

async function rowsOf(id: ExportFormatId, options?: ExportOptions): Promise<Record<string, string>[]> {
  const table = await readOutsideTable(planOf(id).fileName, new Blob([await exported(id, exportSet(), options)]));
  return Array.from({ length: table.rows }, (_, row) =>
    Object.fromEntries(table.columns.map(({ name, cells }) => [name, cells[row]])),
  );
}

describe.each<ExportFormatId>(['labels-csv', 'labels-json', 'labels-parquet'])('%s', (id) => {
  it('has every sample, its labels, and what was decided about it, how and when', async () => {
    const rows = await rowsOf(id);
    expect(rows).toHaveLength(15);
    expect(rows[1]).toMatchObject({
      ...{ index: '1', split: 'train', given: 'grüner Hund', current: '=SUM(A1)', decision: 'relabelled' },
      ...{ decided_by: 'suggestion', excluded: '0', predicted: '=SUM(A1)', confidence: '0.75', true: '' },
      ...{ tags: 'processed', note: 'row "1", two', age: '0.100000001', suspicion: '0.920000017' },
    });
    expect(rows[1].decided_at).toMatch(/^2026-01-02[T ]03:04:05/);
    expect(rows.map(({ decision }) => decision).slice(0, 4)).toEqual(['confirmed', 'relabelled', 'excluded', '']);
    expect(rows[11]).toMatchObject({ index: '0', split: 'test', suspicion: '' });
  });

  it('is known as our own when it comes back, with its excluded samples, or without them', async () => {
    const file = planOf(id).fileName;
    const table = await readOutsideTable(file, new Blob([await exported(id)]));
    expect(ownExportOf(table)).toBe('labels');
    expect((await rowsOf(id)).filter(({ excluded }) => excluded === '1')).toHaveLength(1);
    expect(await rowsOf(id, { excluded: 'left-out' })).toHaveLength(14);
  });

  it('has only the changes, and only the columns, that are chosen', async () => {
    const rows = await rowsOf(id, { onlyChanges: true, fields: false, scores: [] });
    expect(rows.map(({ index, split }) => `${split}/${index}`)).toEqual(['train/1', 'train/2', 'test/1']);
    expect(Object.keys(rows[0]).slice(-2)).toEqual(['true', 'tags']);
  });
});

it('writes the changes alone', async () => {
  const { data } = Papa.parse<Record<string, string>>(await exportedText('changes-csv'), {
    header: true,
    skipEmptyLines: true,
  });
  expect(data.map(({ index, excluded }) => [index, excluded])).toEqual([
    ['1', '0'],
    ['2', '1'],
    ['1', '0'],
  ]);
});

describe('formulas in a CSV', () => {
  it('stand as they are, which is told, or get a mark in front where that is chosen', async () => {
    expect(planOf('labels-csv').notes).toEqual([
      '1 text begins with =, +, - or @, which a spreadsheet takes for formulas.',
    ]);
    expect(await exportedText('labels-csv')).toContain(',=SUM(A1),');
    const safe = await exportedText('labels-csv', exportSet(), { escapeFormulas: true });
    expect(safe).toContain(",'=SUM(A1),");
    expect(safe).not.toContain(',=SUM');
  });
});

it('names what is suspect in cleanlab’s columns: decided as decided, the rest by the cut', async () => {
  const { data } = Papa.parse<Record<string, string>>(await exportedText('issues-table'), {
    header: true,
    skipEmptyLines: true,
  });
  expect(Object.keys(data[0])).toEqual([
    'index',
    'split',
    'is_label_issue',
    'label_score',
    'given_label',
    'predicted_label',
    'excluded',
  ]);
  expect(data).toHaveLength(11);
  expect(data.filter((row) => row.is_label_issue === 'True').map(({ index }) => index)).toEqual(['1', '4', '7', '10']);
  expect(data[1]).toMatchObject({
    label_score: '0.0799999833',
    given_label: 'grüner Hund',
    predicted_label: '=SUM(A1)',
  });
});

it('previews the first rows, and says about how large the file will be', async () => {
  const plan = planOf('labels-csv');
  const bytes = await bytesOf(plan);
  expect(await plan.preview(3)).toHaveLength(3);
  expect(await plan.size()).toEqual({ bytes: bytes.length, most: false });
});

it('writes a million rows a part at a time', async () => {
  const count = 1_000_000;
  const numbers = new Uint16Array(count);
  const table = exportTable({
    ...{ count, given: numbers, current: numbers, truth: numbers, tagBits: new Uint32Array(count), predicted: numbers },
    ...{ excluded: new Uint8Array(count), reviewed: new Uint8Array(count), split: new Uint8Array(count) },
    ...{ confidence: new Float32Array(count), fields: new Map(), scores: new Map() },
    splits: [{ name: 'train', start: 0, count }],
  });
  let [rows, largest] = [0, 0];
  for await (const chunk of planOf('labels-csv', exportSet(table)).write(() => undefined)) {
    largest = Math.max(largest, chunk.length);
    for (const byte of chunk) rows += Number(byte === 10);
  }
  expect(rows).toBe(count + 1);
  expect(largest).toBeLessThan(1_000_000);
}, 120_000);
