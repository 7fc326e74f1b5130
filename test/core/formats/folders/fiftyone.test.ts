import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { guessed, column, open, picture, pictures } from './support.ts';

/** A sample as FiftyOneDatasetExporter writes it. */
const sample = (name: string, label: string | null, more: object = {}) => ({
  _id: { $oid: '6565' },
  _media_type: 'image',
  _rand: 0.3,
  filepath: `data/${name}.png`,
  tags: ['train'],
  metadata: { _cls: 'ImageMetadata', width: 4, height: 3 },
  created_at: { $date: 1 },
  ground_truth: label && { _id: { $oid: '6566' }, _cls: 'Classification', tags: [], label, confidence: null },
  ...more,
});

describe('an export of FiftyOne', () => {
  it('of a whole data set brings labels, tags and other fields', async () => {
    const samples = [
      sample('1', 'cat', { uniqueness: 0.25, weather: 'rain' }),
      sample('2', 'dog', { uniqueness: 1, tags: ['test'], boxes: { _cls: 'Detections', detections: [] } }),
      sample('3', null, { uniqueness: null }),
    ];
    const reader = await open({
      ...(await pictures('export/data/1.png', 'export/data/2.png', 'export/data/3.png')),
      'export/samples.json': JSON.stringify({ samples }),
      'export/metadata.json': JSON.stringify({ version: '1.4', sample_fields: [] }),
    });
    expect(reader.names).toEqual(['1.png', '2.png', '3.png']);
    expect(guessed(reader)).toEqual({ label: ['cat', 'dog', undefined], split: ['train', 'test', 'train'] });
    expect(reader.columns.map(({ name }) => name)).toEqual(['tags', 'ground_truth', 'uniqueness', 'weather']);
    expect(column(reader, 'uniqueness')).toEqual([0.25, 1, undefined]);
    expect(reader.strangers).toEqual([{ kind: 'JSON file (.json)', count: 1, example: 'export/metadata.json' }]);
  });

  it('of a classification data set brings labels in the order of its classes', async () => {
    const files = await pictures('data/a.png', 'data/b.png', 'data/c.png');
    const classes = ['zebra', 'ant', 'bee'];
    const targets = [
      { classes, labels: { a: 1, b: 0, c: null } },
      { classes, labels: { a: { label: 'ant', confidence: 0.5 }, b: { label: 'zebra' }, c: null } },
    ];
    for (const labels of targets) {
      const reader = await open({ ...files, 'labels.json': JSON.stringify(labels) });
      expect(guessed(reader).label).toEqual(['ant', 'zebra', undefined]);
      expect(reader.columns[0]).toMatchObject({ isClasses: true, data: { dictionary: classes } });
    }
  });

  it('comes as its own exporter writes it', async ({ skip }) => {
    const python = process.env.PYTHON ?? 'python3';
    if (spawnSync(python, ['-c', 'import fiftyone']).status !== 0) return skip('fiftyone is not installed for python3');
    const folder = mkdtempSync(join(tmpdir(), 'fiftyone-'));
    try {
      const paths = await Promise.all(
        ['cat', 'dog'].map(async (label) => {
          const path = join(folder, `${label}.png`);
          writeFileSync(path, await picture());
          return path;
        }),
      );
      const program = `
import fiftyone as fo, sys
data = fo.Dataset()
for path, label in zip(sys.argv[2:], ['cat', 'dog']):
    data.add_sample(fo.Sample(filepath=path, tags=['train'], ground_truth=fo.Classification(label=label)))
data.export(export_dir=sys.argv[1] + '/whole', dataset_type=fo.types.FiftyOneDataset)
data.export(export_dir=sys.argv[1] + '/labels', dataset_type=fo.types.FiftyOneImageClassificationDataset, label_field='ground_truth')
`;
      const run = spawnSync(python, ['-c', program, folder, ...paths], { encoding: 'utf8' });
      expect(run.status, run.stderr).toBe(0);
      for (const kind of ['whole', 'labels'])
        expect(guessed(await open(filesIn(join(folder, kind)))).label).toEqual(['cat', 'dog']);
    } finally {
      rmSync(folder, { recursive: true });
    }
  }, 300_000);
});

function filesIn(folder: string): Record<string, Uint8Array> {
  const found = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    found.map(({ parentPath, name }) => {
      const path = join(parentPath, name);
      return [relative(folder, path), new Uint8Array(readFileSync(path))];
    }),
  );
}
