import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import type { ExportFormatId } from '../../../src/core/exports/formats.ts';
import { pythonsWith, pythonsWithNumpy } from '../../support/python.ts';
import { exported, exportSet, exportTable, inPython, namesOf, planOf } from './support.ts';

const pythons = pythonsWithNumpy();
const hasPython = spawnSync('python3', ['--version']).status === 0;
const KEPT = Array.from({ length: 15 }, (_, i) => i).filter((i) => i !== 2);
/** First value of each plane of a picture, by the formula that made it. */
const firstValues = (index: number): number[] => [0, 1, 2].map((at) => (index * 37 + at * 5) & 255);

/** The JSON that a program prints of an export. */
async function readBy(command: string, id: ExportFormatId, program: string, set = exportSet()): Promise<unknown> {
  const { fileName } = planOf(id, set);
  return JSON.parse(
    inPython(command, `import json, sys\nname = sys.argv[1]\n${program}`, { [fileName]: await exported(id, set) }, [
      fileName,
    ]),
  );
}

it.skipIf(pythons.length === 0)('has a Python with numpy to read exports (skipped where there is none)', () => {
  expect(pythons.length).toBeGreaterThan(0);
});

describe.each(pythons)('exports are read by $title:', ({ command }) => {
  const { table } = exportSet();
  const labels = KEPT.map((i) => table.current[i]);

  it('numpy, an .npz', async () => {
    const program = `import numpy as np
a = np.load(name)
print(json.dumps([a['x_train'].shape, a['y_train'].tolist() + a['y_test'].tolist(), a['class_names'].tolist(), a['x_test'][0, 0, 0].tolist()]))`;
    expect(await readBy(command, 'npz', program)).toEqual([[10, 32, 32, 3], labels, table.classes, firstValues(11)]);
  });

  it('numpy, CIFAR’s binary records', async () => {
    const program = `import numpy as np, tarfile
t = tarfile.open(name)
names = sorted(n for n in t.getnames() if n.endswith('.bin'))
rows = [np.frombuffer(t.extractfile(n).read(), np.uint8).reshape(-1, 3073) for n in names]
rows = np.concatenate(rows)
print(json.dumps([len(names), rows[:, 0].tolist(), rows[-1, [1, 1025, 2049]].tolist()]))`;
    expect(await readBy(command, 'cifar-binary', program)).toEqual([6, labels, firstValues(14)]);
  });

  it.each(['latin1', 'bytes', 'ASCII'])('pickle, CIFAR’s python batches with encoding %s', async (encoding) => {
    const program = `import numpy as np, pickle, tarfile
t = tarfile.open(name)
at = lambda d, k: d[k] if k in d else d[k.encode()]
batches = [pickle.load(t.extractfile(n), encoding='${encoding}') for n in sorted(t.getnames()) if 'batch_' in n or 'test_' in n]
meta = pickle.load(t.extractfile([n for n in t.getnames() if n.endswith('meta')][0]), encoding='${encoding}')
data = np.concatenate([at(b, 'data') for b in batches])
text = lambda s: s if isinstance(s, str) else s.decode()
print(json.dumps([data.shape, str(data.dtype), sum([at(b, 'labels') for b in batches], []), data[-1, [0, 1024, 2048]].tolist(), [text(s) for s in at(meta, 'label_names')]]))`;
    const expected = [[14, 3072], 'uint8', labels, firstValues(14), table.classes];
    expect(await readBy(command, 'cifar-python', program)).toEqual(expected);
  });
});

describe.each(pythonsWith('torchvision'))('torchvision beside $title reads', ({ command }) => {
  it('a corrected archive as CIFAR10 once its lists are replaced, as the docs say', async () => {
    const program = `import os, tarfile, hashlib
from torchvision.datasets import CIFAR10
tarfile.open(name).extractall('.')
folder = 'my-set-batches-py'
md5 = lambda f: hashlib.md5(open(os.path.join(folder, f), 'rb').read()).hexdigest()
class Corrected(CIFAR10):
    base_folder = folder
    train_list = [(f, md5(f)) for f in sorted(os.listdir(folder)) if f.startswith('data_batch')]
    test_list = [('test_batch', md5('test_batch'))]
    meta = {'filename': 'batches.meta', 'key': 'label_names', 'md5': md5('batches.meta')}
train, test = Corrected('.', train=True), Corrected('.', train=False)
print(json.dumps([train.targets + test.targets, train.classes, list(test[0][0].getpixel((0, 0)))]))`;
    const { table } = exportSet();
    const labels = KEPT.map((i) => table.current[i]);
    expect(await readBy(command, 'cifar-python', program)).toEqual([labels, table.classes, firstValues(11)]);
  });

  it('folders as ImageFolder', async () => {
    const program = `import zipfile
from torchvision.datasets import ImageFolder
zipfile.ZipFile(name).extractall('out')
data = ImageFolder('out/train')
print(json.dumps([data.classes, sorted(data.targets)]))`;
    const [classes, targets] = (await readBy(command, 'folders-zip', program)) as [string[], number[]];
    expect(classes).toEqual(['=SUM(A1)', 'cat', 'grüner Hund']);
    expect(targets).toHaveLength(10);
  });
});

it('pyarrow reads labels and pictures with their types', async ({ skip }) => {
  const [python] = pythonsWith('pyarrow.parquet');
  if (!python) return skip('pyarrow is not installed');
  const labels = await readBy(
    python.command,
    'labels-parquet',
    `import pyarrow.parquet as pq
t = pq.read_table(name)
print(json.dumps([t.num_rows, t['current'].to_pylist()[:3], str(t.schema.field('decided_at').type), t['suspicion'].to_pylist()[1]]))`,
  );
  expect(labels).toEqual([15, ['cat', '=SUM(A1)', '=SUM(A1)'], 'timestamp[ms, tz=UTC]', 0.920000017]);
  const pictures = await readBy(
    python.command,
    'huggingface-parquet',
    `import pyarrow.parquet as pq, zipfile, io
z = zipfile.ZipFile(name)
t = pq.read_table(io.BytesIO(z.read('data/train-00000-of-00001.parquet')))
print(json.dumps([z.testzip(), sorted(z.namelist()), t.num_rows, t['label'].to_pylist()[:3], t['image'][0].as_py()['bytes'][:4].hex()]))`,
  );
  const files = ['data/test-00000-of-00001.parquet', 'data/train-00000-of-00001.parquet'];
  expect(pictures).toEqual([null, files, 11, [0, 2, 2], '89504e47']);
});

it('fiftyone’s own importer reads its data set', async ({ skip }) => {
  const [python] = pythonsWith('fiftyone.utils.data');
  if (!python) return skip('fiftyone is not installed');
  const read = await readBy(
    python.command,
    'fiftyone',
    `import zipfile, os
import fiftyone.utils.data as foud
zipfile.ZipFile(name).extractall('out')
importer = foud.FiftyOneImageClassificationDatasetImporter(dataset_dir='out')
importer.setup()
rows = sorted((os.path.relpath(p, 'out'), l.label, l['given']) for p, _, l in importer)
print(json.dumps([len(rows), rows[4:6]]))`,
  );
  const rows = [
    ['data/train/00000.png', 'cat', 'cat'],
    ['data/train/00001.png', '=SUM(A1)', 'grüner Hund'],
  ];
  expect(read).toEqual([15, rows]);
}, 120_000);

describe.skipIf(!hasPython)('apply_fixes.py (skipped where there is no python3)', () => {
  const given = exportTable();
  const named = { ...given, names: namesOf(given) };
  const run = async (
    files: Record<string, Uint8Array>,
    before: string,
    target: string,
    after: string,
    set = exportSet(named),
  ) => {
    const script = { 'apply_fixes.py': await exported('apply-fixes', set) };
    const program = `import subprocess, sys, os, json
${before}
out = subprocess.run([sys.executable, 'apply_fixes.py', *'${target}'.split('|')], capture_output=True, text=True)
if out.returncode: sys.exit(out.stderr)
${after}`;
    return inPython('python3', program, { ...files, ...script });
  };
  const original = { ...given, current: given.given, excluded: new Uint8Array(15), names: named.names };

  it('moves pictures of an image folder, once, and says what it did', async () => {
    const folders = await exported('folders-zip', exportSet(original));
    const printed = await run(
      { 'folders.zip': folders },
      "import zipfile; zipfile.ZipFile('folders.zip').extractall('set')",
      'set',
      `again = subprocess.run([sys.executable, 'apply_fixes.py', 'set'], capture_output=True, text=True)
print(out.stdout, os.path.exists('set/train/=SUM(A1)/pic 1.png'), os.path.exists('set/train/grüner Hund/pic 1.png'), again.stdout)`,
    );
    expect(printed).toContain('2 of 3 fixes applied, 0 left as they are');
    expect(printed).toContain('True False');
    expect(printed).toContain('0 of 3 fixes applied, 2 left as they are');
    expect(printed).toContain('1 excluded samples stay; --remove-excluded takes them out');
  });

  it('writes a corrected copy of a CSV', async () => {
    const lines = named.names.map((name, i) => `${name},${given.classes[given.given[i]]}`);
    const csv = new TextEncoder().encode(['file_name,label', ...lines].join('\n'));
    const printed = await run(
      { 'my.csv': csv },
      '',
      'my.csv|--remove-excluded',
      "print(out.stdout, open('my.fixed.csv', encoding='utf-8').read())",
    );
    expect(printed).toContain('3 of 3 fixes applied');
    expect(printed).toContain('train/grüner Hund/pic 1.png,=SUM(A1)');
    expect(printed).not.toContain('pic 2.png');
  });

  it('takes no row of a CSV for another of the same file name', async () => {
    const changed = given.current.findIndex((label, i) => label !== given.given[i]);
    const other = given.current.findIndex((label, i) => label === given.given[i] && !given.excluded[i]);
    const names = named.names.map((name, i) => (i === changed ? 'one/same.png' : i === other ? 'two/same.png' : name));
    const label = given.classes[given.given[changed]];
    const csv = ['file_name,label', `same.png,${label}`, `two/same.png,${label}`, `three/same.png,${label}`].join('\n');
    const printed = await run(
      { 'my.csv': new TextEncoder().encode(csv) },
      '',
      'my.csv|--remove-excluded',
      "print(out.stdout, open('my.fixed.csv', encoding='utf-8').read())",
      exportSet({ ...given, names }),
    );
    expect(printed).toContain('0 of 3 fixes applied');
    expect(printed.replaceAll('\r', '')).toContain(csv);
  });

  it.each<ExportFormatId>(['cifar-binary', 'cifar-python'])(
    'writes a corrected copy of an archive of %s',
    async (id) => {
      if (id === 'cifar-python' && pythons.length === 0) return;
      const before = await exported(id, exportSet({ ...original, names: null }));
      const printed = await run(
        { 'set.tar.gz': before },
        '',
        'set.tar.gz',
        "print(out.stdout, out.stderr, os.path.getsize('set.fixed.tar.gz'))",
        exportSet(),
      );
      expect(printed).toContain('2 of 3 fixes applied, 0 left as they are: set.fixed.tar.gz');
    },
  );

  it('takes no text from outside for a part of the program', async () => {
    const nasty = "\"]\n]); import os; os.abort() #\u2028\\u0022 ''' 🐱";
    const set = exportSet({ ...named, classes: [nasty, 'b', 'c'] }, { name: nasty });
    const printed = await run(
      { 'x.csv': new TextEncoder().encode('name,label\n') },
      '',
      'x.csv|--dry-run',
      'print(out.stdout)',
      set,
    );
    expect(printed).toContain('0 of 3 fixes would be applied');
  });
});
