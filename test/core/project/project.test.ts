import { describe, expect, it } from 'vitest';
import { NO_LABEL, SHARDS_ALONE } from '../../../src/core/dataset/types.ts';
import { beginsAsProject, MANIFEST_PATH, PROJECT_VERSION, readManifest } from '../../../src/core/project/manifest.ts';
import { readNpy, writeNpy } from '../../../src/core/project/npy.ts';
import { pack, unpack, type Attachments } from '../../../src/core/project/pack.ts';
import type { Run } from '../../../src/core/training/run.ts';
import { ProjectReader } from '../../../src/core/project/read-project.ts';
import { TABLES, type ProjectRow, type TableName } from '../../../src/core/project/tables.ts';
import { verifyDataset, verifyJournal } from '../../../src/core/project/verify-dataset.ts';
import { verifyRuns } from '../../../src/core/project/verify-runs.ts';
import { ProjectWriter } from '../../../src/core/project/write-project.ts';

const signal = new AbortController().signal;
const NAMES = Object.keys(TABLES) as TableName[];

const dataset: ProjectRow<'dataset'> = {
  ...{ name: 'Tiny', source: 'tiny.zip', format: 'test', createdAt: 1, sampleCount: 3, width: 1, height: 1 },
  ...{ fit: 'squeeze', background: '#fff', originals: 'shards', normalisation: SHARDS_ALONE.normalisation },
  ...{
    classes: ['cat', 'dog'],
    retired: [],
    splits: [{ name: 'train', start: 0, count: 3 }],
    tags: [],
    fields: ['$npy'],
  },
  ...{ annotators: [] },
};

const columns: ProjectRow<'columns'>[] = [
  { name: 'imported', data: Uint16Array.of(0, 1, 0) },
  { name: 'given', data: Uint16Array.of(0, 1, 0) },
  { name: 'current', data: Uint16Array.of(0, 1, 1) },
  { name: 'true', data: new Uint16Array(3).fill(NO_LABEL) },
  { name: 'tags', data: new Uint32Array(3) },
  { name: 'excluded', data: new Uint8Array(3) },
  { name: 'reviewed', data: Uint8Array.of(0, 0, 0) },
  { name: 'field/$npy', data: { kind: 'number', values: Float32Array.of(1, NaN, -0) } },
];

const edit: ProjectRow<'journal'> = {
  ...{
    seq: 1,
    at: 5,
    kind: 'relabel',
    title: 'relabel',
    details: { by: 'person', $npy: 'x', odd: [NaN, -Infinity, -0] },
  },
  patches: [{ column: 'current', indices: Uint32Array.of(2), before: Uint32Array.of(0), after: Uint32Array.of(1) }],
};

const ROWS: { [T in TableName]?: ProjectRow<T>[] } = {
  dataset: [dataset],
  columns,
  journal: [edit],
  views: [{ name: 'low', createdAt: 2, stages: [{ stage: 'range', field: 'x', min: -Infinity, max: 1 }] }],
  shards: [{ start: 0, count: 3, bytes: Uint8Array.from({ length: 9 }, (_, i) => i) }],
  originals: [{ start: 0, count: 1, bytes: new Blob(['picture']), offsets: Float64Array.of(0, 7) }],
};

/** A small project, written. */
async function write(): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  const stream = new WritableStream<Uint8Array>({ write: (chunk) => void chunks.push(chunk.slice()) });
  const writer = new ProjectWriter(stream, signal);
  for (const name of NAMES) await writer.table(name, (ROWS[name] ?? []) as never[]);
  await writer.finish({
    ...{ app: '1.0.0', savedAt: 3, pictures: true, features: true },
    dataset: { name: 'Tiny', sampleCount: 3, width: 1, height: 1, fingerprint: 'f' },
  });
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}

/** All that a project says, with the contents of its files. */
async function read(bytes: Uint8Array<ArrayBuffer>): Promise<unknown> {
  const project = await ProjectReader.open(new Blob([bytes]), 'tiny.second-look', signal);
  const tables: Record<string, unknown> = {};
  for (const name of NAMES) {
    const rows = await project.all(name);
    tables[name] = await Promise.all(
      rows.map(async (row) =>
        'bytes' in row && row.bytes instanceof Blob ? { ...row, bytes: await row.bytes.text() } : row,
      ),
    );
  }
  project.finish();
  return { ...tables, manifest: project.manifest };
}

describe('a project', () => {
  it('comes back as it was written, odd numbers and odd names too, and says what it is at its beginning', async () => {
    const bytes = await write();
    expect(beginsAsProject(bytes)).toBe(true);
    const found = await read(bytes);
    const originals = [{ start: 0, count: 1, bytes: 'picture', offsets: Float64Array.of(0, 7) }];
    expect(found).toMatchObject({ ...ROWS, originals, manifest: { version: PROJECT_VERSION, pictures: true } });
    expect(await write()).toEqual(bytes);
  });

  it('is refused or read as it was, whichever of its bytes is another', { timeout: 600_000 }, async () => {
    const bytes = await write();
    const whole = await read(bytes);
    let refused = 0;
    for (let at = 0; at < bytes.length; at++) {
      const other = bytes.slice();
      other[at] ^= 1 << (at % 8);
      const found = await read(other).catch((error: unknown) => {
        expect(error).toMatchObject({ name: 'UserError', code: 'project' });
        refused += 1;
        return whole;
      });
      expect(found, `byte ${at} of ${bytes.length}`).toEqual(whole);
    }
    expect(refused).toBeGreaterThan(bytes.length / 2);
  });

  it('is refused wherever it is cut off', async () => {
    const bytes = await write();
    for (const part of [0, 10, 0.3, 0.9, 0.999]) {
      const cut = bytes.slice(0, part < 1 ? Math.floor(part * bytes.length) : part);
      await expect(read(cut)).rejects.toMatchObject({ code: 'project' });
    }
  });
});

describe('a manifest', () => {
  it('of a newer version is refused by its version', () => {
    const json = JSON.stringify({ format: 'second-look-project', version: PROJECT_VERSION + 1, app: '9.8.7' });
    expect(() => readManifest(json, 'mine.second-look')).toThrow(
      /mine\.second-look was saved by a newer Second Look \(9\.8\.7; project format 2\)/,
    );
  });

  it('that lacks something is refused', () => {
    expect(() => readManifest('{"version": 1}', 'mine')).toThrow(`${MANIFEST_PATH}.format is not`);
    expect(() => readManifest('no', 'mine')).toThrow('damaged');
  });
});

describe('what does not fit together is refused:', () => {
  const refusal = (changes: Partial<Record<'dataset' | 'columns' | 'edit', object>>): (() => void) => {
    const given = columns.map((column) => ({
      ...column,
      ...(changes.columns as Record<string, object>)?.[column.name],
    }));
    return () => {
      verifyDataset({ ...dataset, ...changes.dataset }, given);
      verifyJournal([{ ...edit, ...changes.edit }], given, dataset);
    };
  };

  it('labels that are not what the journal says, classes and samples that are not there, missing columns', () => {
    expect(refusal({})).not.toThrow();
    expect(refusal({ columns: { current: { data: Uint16Array.of(0, 0, 1) } } })).toThrow('not what the journal says');
    expect(refusal({ columns: { given: { data: Uint16Array.of(0, 7, 0) } } })).toThrow('classes that are not there');
    expect(refusal({ columns: { tags: { name: 'tagz' } } })).toThrow('lack “tags”');
    expect(refusal({ columns: { tags: { data: new Uint32Array(2) } } })).toThrow('has not 3 entries');
    const patch = { ...edit.patches[0], indices: Uint32Array.of(3) };
    expect(refusal({ edit: { patches: [patch] } })).toThrow('cells that are not there');
    expect(refusal({ edit: { undoes: 1 } })).toThrow('takes back what comes after');
    expect(refusal({ dataset: { splits: [{ name: 'train', start: 1, count: 2 }] } })).toThrow('splits with gaps');
  });

  it('names, predictions, classes and cells that a page could not show', () => {
    const withColumn = (name: string, data: ProjectRow<'columns'>['data']) => () =>
      verifyDataset(dataset, [...columns, { name, data }]);
    expect(withColumn('names', ['a', 'b', 'c'])).not.toThrow();
    expect(withColumn('names', ['a', 'b'])).toThrow('has not 3 entries');
    expect(withColumn('names', Uint8Array.of(1, 2, 3))).toThrow('are no names');
    expect(withColumn('run/1/predicted', Uint16Array.of(0, 1, NO_LABEL))).not.toThrow();
    expect(withColumn('run/1/predicted', Uint16Array.of(0, 2, 1))).toThrow('classes that are not there');
    expect(withColumn('run/1/predicted', ['cat', 'dog', 'cat'])).toThrow('classes that are not there');
    expect(withColumn('run/1/confidence', Uint8Array.of(0, 1, 1))).toThrow('are no probabilities');
    const after = { name: 'bird', into: null };
    expect(refusal({ edit: { classes: [{ label: 1, before: null, after }] } })).not.toThrow();
    expect(refusal({ edit: { classes: [{ label: 2, before: null, after }] } })).toThrow('changes classes that are not');
    const gone = { name: 'bird', into: 5 };
    expect(refusal({ edit: { classes: [{ label: 1, before: null, after: gone }] } })).toThrow('changes classes');
    // An undo would write it.
    const patch = { ...edit.patches[0], before: Uint32Array.of(9) };
    expect(refusal({ edit: { patches: [patch] } })).toThrow('writes into “current” what cannot stand there');
    const marks = {
      column: 'reviewed',
      indices: Uint32Array.of(0),
      before: Uint32Array.of(0),
      after: Uint32Array.of(9),
    };
    expect(refusal({ edit: { patches: [marks] } })).toThrow('writes into “reviewed”');
  });

  it('runs that learned classes which are not there', () => {
    const run: Run = {
      ...{ source: 'imported', id: 1, name: 'elsewhere', createdAt: 1, from: 'x.csv', outOfSample: true },
      ...{ status: 'trained', epochs: [], elapsedMs: 0, indices: Uint32Array.of(0), labels: Uint16Array.of(1) },
      classCount: 2,
    };
    const refusing = (change: Partial<Run>) => () => verifyRuns([{ ...run, ...change } as Run], dataset, columns);
    expect(refusing({})).not.toThrow();
    expect(refusing({ classCount: 3 })).toThrow('classes that are not there');
    expect(refusing({ labels: Uint16Array.of(2) })).toThrow('classes that are not there');
    expect(refusing({ indices: Uint32Array.of(3) })).toThrow('samples that are not there');
  });
});

describe('packing', () => {
  it('keeps what a key named __proto__ or $npy says as text', () => {
    const value = JSON.parse('{"__proto__": {"a": 1}, "$npy": "b", "$$": [2]}') as unknown;
    const files: Attachments = new Map();
    const back = unpack(JSON.parse(JSON.stringify(pack(value, 'x/0/', files))), 'x', files);
    expect(JSON.stringify(back)).toBe(JSON.stringify(value));
    expect(files.size).toBe(0);
  });

  it('puts long arrays and blobs into files, short whole numbers into the text', () => {
    const files: Attachments = new Map();
    const packed = pack({ a: Uint32Array.of(1), b: new Uint32Array(99), c: Float32Array.of(1) }, 'x/0/', files);
    expect(packed).toEqual({ a: { $uint32: [1] }, b: { $npy: 'x/0/b.npy' }, c: { $npy: 'x/0/c.npy' } });
    expect([...files.keys()]).toEqual(['x/0/b.npy', 'x/0/c.npy']);
  });

  it('writes arrays as numpy does and reads no others', () => {
    const bytes = writeNpy(Float32Array.of(1.5, NaN));
    expect(new TextDecoder().decode(bytes.subarray(10, 63))).toContain("'descr': '<f4', 'fortran_order': False");
    expect(bytes.length % 64).toBe(8);
    expect(readNpy(bytes, 'x')).toEqual(Float32Array.of(1.5, NaN));
    expect(() => readNpy(bytes.slice(0, -1), 'x')).toThrow('another length');
    expect(() => readNpy(new Uint8Array(80), 'x')).toThrow('no array');
  });
});
