import { isSplitName } from '../dataset/split-names.ts';
import { textFile, type ArchiveFile } from './archive-file.ts';
import { meanSize, picturesPlan } from './archive-plan.ts';
import { chosenSamples } from './chosen-samples.ts';
import { csvRows, formulaNotes } from './csv-table.ts';
import type { ExportFormat, ExportOptions } from './export-format.ts';
import { exportClasses, fileNameOf, type ExportSet } from './export-set.ts';
import { labelColumns, type LabelColumn } from './label-columns.ts';
import { parquetOf, partsOf, scalar, type ParquetColumn } from './parquet-writer.ts';
import { DistinctNames, PicturePaths, splitFolders } from './picture-paths.ts';

/** Samples a Parquet file, and a row group in it: what is held at once. */
const SHARD_SAMPLES = 10_000;
const GROUP_SAMPLES = 100;

/** Pictures in a folder for each split, and their labels in its metadata.csv (huggingface.co/docs/datasets/image_dataset). */
export const huggingFaceFormat: ExportFormat = {
  title: 'Hugging Face (metadata.csv and pictures)',
  text: 'A folder for each split with a metadata.csv, as load_dataset("imagefolder") reads it; pictures as they came.',
  choices: ['excluded', 'fields', 'scores', 'escapeFormulas'],
  excluded: 'marked',
  plan(set, options) {
    const { indices, notes } = chosenSamples(set.table, options);
    const folders = splitFolders(set, isSplitName);
    return picturesPlan(
      set,
      indices,
      async function* (tick): AsyncGenerator<ArchiveFile> {
        const paths = new PicturePaths(set);
        const tables = folders.map(() => '');
        let fileName = '';
        const nameColumn: LabelColumn = { name: 'file_name', type: 'text', value: () => fileName };
        const { head, row } = csvRows([nameColumn, ...metadataColumns(set, options)], options);
        for (const index of indices) {
          const split = set.table.split[index];
          const { bytes, extension } = await set.original(index);
          const path = paths.next(folders[split], index, extension);
          fileName = path.slice(folders[split].length);
          tables[split] += row(index);
          yield { path, size: bytes.length, content: bytes };
          tick(1);
        }
        for (const [split, table] of tables.entries()) {
          if (table !== '') yield textFile(`${folders[split]}metadata.csv`, head + table);
        }
      },
      { fileName: `${fileNameOf(set.name)}-huggingface.zip`, notes: [...notes, ...formulaNotes(set, options)] },
    );
  },
};

/** Pictures and labels together in Parquet files, as the hub keeps data sets. */
export const huggingFaceParquetFormat: ExportFormat = {
  title: 'Hugging Face (Parquet)',
  text: 'Pictures and labels in Parquet files with class names, as the hub keeps data sets; unzip it and push the folder.',
  choices: ['excluded', 'fields', 'scores'],
  excluded: 'marked',
  plan(set, options) {
    const { table } = set;
    const { indices, notes } = chosenSamples(table, options);
    const classes = exportClasses(table);
    const others = metadataColumns(set, options).filter(({ name }) => name !== 'label');
    const columns: ParquetColumn[] = [
      {
        name: 'label',
        schema: scalar('label', 'whole'),
        values: (of) => Array.from(of, (i) => classNumber(classes.numberOf(table.current[i]))),
      },
      ...others.map(({ name, type, value }): ParquetColumn => {
        const plain = type === 'time' ? 'whole' : type;
        const cell = (i: number): unknown => {
          const found = value(i);
          return plain === 'whole' && found !== null ? BigInt(found) : found;
        };
        return { name, schema: scalar(name, plain), values: (of) => Array.from(of, cell) };
      }),
    ];
    const features = {
      image: { _type: 'Image' },
      label: { names: classes.names, _type: 'ClassLabel' },
      ...Object.fromEntries(others.map(({ name, type }) => [name, { dtype: DTYPES[type], _type: 'Value' }])),
    };
    const meta = { huggingface: JSON.stringify({ info: { features } }) };
    const shards = shardsOf(set, indices);
    return picturesPlan(
      set,
      indices,
      async function* (tick): AsyncGenerator<ArchiveFile> {
        const mean = await meanSize(set, indices);
        const image = imageColumn(set);
        for (const { path, indices: own } of shards) {
          const groups = function* (): Generator<Uint32Array> {
            for (const group of partsOf(own, GROUP_SAMPLES)) {
              yield group;
              tick(group.length);
            }
          };
          yield { path, size: own.length * mean, content: parquetOf([image, ...columns], groups(), meta) };
        }
      },
      { fileName: `${fileNameOf(set.name)}-huggingface-parquet.zip`, notes },
    );
  },
};

const DTYPES: Record<LabelColumn['type'], string> = {
  text: 'string',
  whole: 'int64',
  number: 'float64',
  time: 'int64',
};

const classNumber = (number: number): bigint | null => (number < 0 ? null : BigInt(number));

/** The columns of a table of labels but for the name and what is called `current` there: here it is the label. */
function metadataColumns(set: ExportSet, options: ExportOptions): LabelColumn[] {
  const own = labelColumns(set, options, ['label', 'file_name', 'image']);
  const label = own.find(({ name }) => name === 'current')!;
  const rest = own.filter(({ name }) => !['index', 'split', 'name', 'current'].includes(name));
  return [{ ...label, name: 'label' }, ...rest];
}

/** The pictures, each with a path of its own in all that is written. */
function imageColumn(set: ExportSet): ParquetColumn {
  const paths = new PicturePaths(set);
  return {
    name: 'image',
    schema: [
      { name: 'image', num_children: 2, repetition_type: 'OPTIONAL' },
      { name: 'bytes', type: 'BYTE_ARRAY', repetition_type: 'OPTIONAL' },
      { name: 'path', type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'OPTIONAL' },
    ],
    async values(indices) {
      const pictures = [];
      for (const index of indices) {
        const { bytes, extension } = await set.original(index);
        pictures.push({ bytes, path: paths.next('', index, extension) });
      }
      return pictures;
    },
  };
}

/** "data/train-00000-of-00002.parquet", and the samples in it. */
function shardsOf({ table }: ExportSet, indices: Uint32Array): { path: string; indices: Uint32Array }[] {
  const digits = (number: number): string => String(number).padStart(5, '0');
  const distinct = new DistinctNames((name, number) => `${name}_${number}`);
  return table.splits.flatMap(({ name, start, count }) => {
    const own = indices.filter((i) => i >= start && i < start + count);
    const parts = [...partsOf(own, SHARD_SAMPLES)];
    const isPlain = table.splits.length === 1 && !isSplitName(name);
    const split = isPlain ? 'train' : distinct.next(fileNameOf(name).replace(/-/g, '_'));
    return parts.map((part, at) => ({
      path: `data/${split}-${digits(at)}-of-${digits(parts.length)}.parquet`,
      indices: part,
    }));
  });
}
