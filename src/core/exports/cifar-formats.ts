import { tarGzPlan, type Files } from './archive-plan.ts';
import { textFile, utf8, type ArchiveFile } from './archive-file.ts';
import { CIFAR_PICTURE, cifarSet, toPlanes, type CifarBatch, type CifarSet } from './cifar-batches.ts';
import type { ExportFormat, ExportOptions } from './export-format.ts';
import type { ExportSet } from './export-set.ts';
import { keyColumns } from './label-columns.ts';
import { pickled, type Picklable } from './pickle-writer.ts';

/** Pictures a chunk. */
const CHUNK_PICTURES = 500;

/** An archive as CIFAR's python version (www.cs.toronto.edu/~kriz/cifar.html). */
export const cifarPythonFormat: ExportFormat = {
  title: 'CIFAR archive (python)',
  text: 'Pickled batches with the labels as they stand, as torchvision’s CIFAR10 and CIFAR100 read them.',
  choices: ['excluded'],
  excluded: 'left-out',
  plan(set, options) {
    const cifar = cifarSet(set, options);
    const folder = `${cifar.name}${cifar.coarse ? '-python' : '-batches-py'}`;
    return tarGzPlan(pythonFiles(set, cifar, folder, isMarked(options)), {
      fileName: `${cifar.name}-python.tar.gz`,
      count: cifar.count,
      notes: cifar.notes,
    });
  },
};

/** An archive as CIFAR's binary version. */
export const cifarBinaryFormat: ExportFormat = {
  title: 'CIFAR archive (binary)',
  text: 'Records of a label byte and a picture, which any language reads.',
  choices: ['excluded'],
  excluded: 'left-out',
  plan(set, options) {
    const cifar = cifarSet(set, options);
    const folder = `${cifar.name}${cifar.coarse ? '-binary' : '-batches-bin'}`;
    return tarGzPlan(binaryFiles(set, cifar, folder, isMarked(options)), {
      fileName: `${cifar.name}-binary.tar.gz`,
      count: cifar.count,
      notes: cifar.notes,
    });
  },
};

const isMarked = ({ excluded }: ExportOptions): boolean => excluded === 'marked';

/** "data_batch_3", "test_batch"; CIFAR-100's have no number. */
function batchName({ split, number }: CifarBatch, isCoarse: boolean): string {
  if (isCoarse) return split;
  return split === 'test' ? 'test_batch' : `data_batch_${number}`;
}

function pythonFiles(set: ExportSet, cifar: CifarSet, folder: string, marked: boolean): Files {
  const { classes, coarse, batches } = cifar;
  const { table } = set;
  const meta: [string, Picklable][] = coarse
    ? [
        ['fine_label_names', classes.names],
        ['coarse_label_names', coarse.names],
      ]
    : [
        ['num_cases_per_batch', batches[0].indices.length],
        ['label_names', classes.names],
        ['num_vis', CIFAR_PICTURE],
      ];
  return async function* (tick) {
    for (const batch of batches) {
      const { indices, split, number } = batch;
      const labels = labelsOf(set, cifar, indices);
      const of =
        number > 0 ? ` batch ${number} of ${batches.filter((other) => other.number > 0).length}` : ' batch 1 of 1';
      const { head, tail } = pickled([
        ['batch_label', (split === 'train' ? 'training' : 'testing') + of],
        ...(coarse
          ? ([
              ['fine_labels', labels],
              ['coarse_labels', labels.map((label) => coarse.ofClass[label])],
            ] as const)
          : ([['labels', labels]] as const)),
        ['data', { shape: [indices.length, CIFAR_PICTURE] }],
        ['filenames', Array.from(indices, (i) => fileName(set, i))],
        ...(marked ? ([['excluded', Array.from(indices, (i) => table.excluded[i])]] as const) : []),
      ]);
      yield {
        path: `${folder}/${batchName(batch, coarse !== null)}`,
        size: head.length + indices.length * CIFAR_PICTURE + tail.length,
        content: (async function* () {
          yield head;
          yield* records(set, indices, CIFAR_PICTURE, (_, record) => record, tick);
          yield tail;
        })(),
      };
    }
    const { head, tail } = pickled(meta);
    const bytes = new Uint8Array([...head, ...tail]);
    yield { path: `${folder}/${coarse ? 'meta' : 'batches.meta'}`, size: bytes.length, content: bytes };
  };
}

function binaryFiles(set: ExportSet, cifar: CifarSet, folder: string, marked: boolean): Files {
  const { classes, coarse, batches } = cifar;
  const labelBytes = coarse ? 2 : 1;
  const { table } = set;
  return async function* (tick): AsyncGenerator<ArchiveFile> {
    for (const batch of batches) {
      const { indices } = batch;
      const size = CIFAR_PICTURE + labelBytes;
      const write = (index: number, record: Uint8Array): Uint8Array => {
        const label = classes.numberOf(table.current[index]);
        if (coarse) record.set([coarse.ofClass[label], label]);
        else record[0] = label;
        return record.subarray(labelBytes);
      };
      yield {
        path: `${folder}/${batchName(batch, coarse !== null)}.bin`,
        size: indices.length * size,
        content: records(set, indices, size, write, tick),
      };
    }
    const lines = (names: readonly string[]): string =>
      names.map((name) => `${name.replace(/[\r\n]+/g, ' ')}\n`).join('');
    if (coarse) {
      yield textFile(`${folder}/fine_label_names.txt`, lines(classes.names));
      yield textFile(`${folder}/coarse_label_names.txt`, lines(coarse.names));
    } else yield textFile(`${folder}/batches.meta.txt`, lines(classes.names));
    if (marked) yield samplesCsv(set, batches, folder);
  };
}

/** What a record has no room for, in the table that is read beside the batches: which samples are excluded. */
function samplesCsv({ table }: ExportSet, batches: readonly CifarBatch[], folder: string): ArchiveFile {
  const next = { train: 0, test: 0 };
  const rows = batches.flatMap(({ split, indices }) =>
    Array.from(indices, (i) => `${split},${next[split]++},${table.excluded[i]}\n`),
  );
  const content = utf8(`split,index,excluded\n${rows.join('')}`);
  return { path: `${folder}/samples.csv`, size: content.length, content };
}

/** One record a sample. @param write fills in what stands before the picture, and answers where that begins */
async function* records(
  set: ExportSet,
  indices: Uint32Array,
  size: number,
  write: (index: number, record: Uint8Array) => Uint8Array,
  tick: (samples: number) => void,
): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < indices.length; start += CHUNK_PICTURES) {
    const part = indices.subarray(start, start + CHUNK_PICTURES);
    const chunk = new Uint8Array(part.length * size);
    for (let j = 0; j < part.length; j++) {
      const picture = write(part[j], chunk.subarray(j * size, (j + 1) * size));
      toPlanes(await set.pixels(part[j]), picture, 0);
    }
    yield chunk;
    tick(part.length);
  }
}

const labelsOf = ({ table }: ExportSet, { classes }: CifarSet, indices: Uint32Array): number[] =>
  Array.from(indices, (i) => classes.numberOf(table.current[i]));

/** A sample's own name, else its split and its number there. */
function fileName(set: ExportSet, index: number): string {
  const [number, split, name] = keyColumns(set);
  return String(name?.value(index) ?? `${split.value(index)}_${String(number.value(index)).padStart(5, '0')}.png`);
}
