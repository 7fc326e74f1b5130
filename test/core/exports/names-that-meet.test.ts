import { expect, it } from 'vitest';
import { splitColumn } from '../../../src/core/dataset/table.ts';
import type { FieldColumn } from '../../../src/core/dataset/types.ts';
import { textFile, type ArchiveFile } from '../../../src/core/exports/archive-file.ts';
import type { ExportFormatId } from '../../../src/core/exports/formats.ts';
import { DistinctNames, safeName } from '../../../src/core/exports/picture-paths.ts';
import { zipOf } from '../../../src/core/exports/zip-writer.ts';
import { exportSet, exportTable, exportedText, planOf, TEST, TRAIN } from './support.ts';

const number = (): FieldColumn => ({ kind: 'number', values: new Float32Array(TRAIN + TEST).fill(0.5) });

const withFields = (...names: string[]) =>
  exportSet(exportTable({ fields: new Map(names.map((name) => [name, number()])) }));

it('a field and a score that are called alike are two columns', async () => {
  const [header] = (await exportedText('labels-csv', withFields('suspicion', 'given', 'given (field)'))).split('\r\n');
  expect(header.split(',').slice(-4)).toEqual([
    'suspicion',
    'given (field)',
    'given (field) (field)',
    'suspicion (score)',
  ]);
});

it('fields whose names FiftyOne writes alike are two attributes', async () => {
  const text = await textOf(planOf('fiftyone', withFields('a b', 'a_b')).write(() => undefined));
  expect(text).toContain('"a_b":0.5,"a_b_2":0.5');
});

it.each<ExportFormatId>(['npz', 'huggingface-parquet', 'huggingface', 'folders-zip', 'fiftyone'])(
  'splits whose names are written alike have files of their own in %s',
  async (id) => {
    const splits = [
      { name: 'my split', start: 0, count: TRAIN },
      { name: 'my-split', start: TRAIN, count: TEST },
    ];
    const table = exportTable({ splits, split: splitColumn(splits, TRAIN + TEST) });
    const paths = await planOf(id, exportSet(table)).preview(100);
    expect(new Set(paths).size).toBe(paths.length);
    // Writing refuses a path that is there twice.
    expect((await textOf(planOf(id, exportSet(table)).write(() => undefined))).length).toBeGreaterThan(0);
  },
);

it('an archive refuses a path that it has', async () => {
  const files = async function* (): AsyncGenerator<ArchiveFile> {
    yield textFile('a.txt', '1');
    yield textFile('a.txt', '2');
  };
  await expect(textOf(zipOf(files()))).rejects.toThrow('would have a.txt twice');
});

it('names that a file system takes for one another differ', () => {
  const names = new DistinctNames();
  expect(['É', 'e\u0301', 'É'].map((name) => names.next(name))).toEqual(['É', 'e\u0301 (2)', 'É (3)']);
});

it('a name that is cut ends with nothing that Windows takes off', () => {
  expect(safeName(`${'a'.repeat(59)} .`)).toBe(`${'a'.repeat(59)}_`);
  expect(safeName('e\u0301')).toBe('\u00e9');
});

async function textOf(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder('latin1');
  let text = '';
  for await (const chunk of chunks) text += decoder.decode(chunk);
  return text;
}
