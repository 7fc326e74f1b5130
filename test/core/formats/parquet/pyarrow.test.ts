import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { bytesOf, open, picturesOf, textsOf } from './support.ts';

const folder = mkdtempSync(join(tmpdir(), 'parquet-'));
afterAll(() => rmSync(folder, { recursive: true }));

const script = fileURLToPath(new URL('write-parquet.py', import.meta.url));
const python = process.env.PYTHON ?? 'python3';
const hasPyarrow = spawnSync(python, ['-c', 'import pyarrow']).status === 0;
if (hasPyarrow) execFileSync(python, [script, folder], { stdio: 'pipe' });
const files = readdirSync(folder);

it.skipIf(!hasPyarrow)('Parquet is tested against what pyarrow writes (skipped where Python has no pyarrow)', () => {
  expect(files).toContain('delta.parquet');
});

describe.skipIf(!hasPyarrow)('What pyarrow writes', () => {
  it.each(files)('is read to the last value: %s', async (file) => {
    const reader = await open({ [file]: new Uint8Array(readFileSync(join(folder, file))) });

    expect(reader.rows).toBe(500);
    expect(reader.names).toEqual(Array.from({ length: 500 }, (_, i) => `folder/${String(i).padStart(4, '0')}.png`));
    const labels = ['cat', 'dog', 'owl'];
    expect(textsOf(reader, 'label')).toEqual(
      Array.from({ length: 500 }, (_, i) => (i % 11 === 0 ? undefined : labels[i % 3])),
    );
    expect(textsOf(reader, 'place')).toEqual(
      Array.from({ length: 500 }, (_, i) => (i % 5 === 0 ? undefined : ['Rome', 'Oslo'][i % 2])),
    );
    expect(textsOf(reader, 'day')[40]).toBe('1970-02-10');
    const count = reader.columns.find(({ name }) => name === 'count')!.data;
    expect(count.kind === 'number' && [...count.values.subarray(0, 4), count.values[499]]).toEqual([
      0, 1, 4, 9, 249001,
    ]);
    expect(reader.duplicates).toEqual([[0, 7]]);
    expect([...new Set(reader.sizes.filter((_, i) => i % 2 === 0))]).toEqual([2]);
    expect(reader.notes).toEqual(['Left out: “matrix”.']);
    const pictures = await bytesOf(await picturesOf(reader, (row) => row >= 128 && row < 132));
    expect(new Set(pictures.map((bytes) => bytes.join())).size).toBe(4);
  });
});
