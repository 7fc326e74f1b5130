import { printable } from '../dataset/names.ts';
import type { Format } from './dataset-reader.ts';
import { describeKind, kindByName, startsAs, type FileKind } from './file-kinds.ts';
import { importError } from './import-error.ts';
import { headOf, type ListedFile } from './listed-file.ts';
import { baseName } from './listing/paths.ts';

/** A format that is not read, how its files are known, and what makes one of it that is. */
interface Refused {
  /** In words that fit after "is"; else its kind's. */
  what?: string;
  kind?: FileKind;
  /** Other names of its files. */
  name?: RegExp;
  /** What to do: two lines of Python that make an `.npz`, or a sentence. */
  instead: string;
}

const inPython = (lines: string): string => `In Python, two lines make a file of it that can be read:\n${lines}`;
const SAVE = "numpy.savez('data.npz', images=images, labels=labels)";

const REFUSED: Refused[] = [
  {
    what: 'an Arrow file, as Hugging Face keeps data sets on disk',
    kind: 'Arrow',
    instead: inPython("import datasets; data = datasets.load_from_disk('.')\ndata.to_parquet('data.parquet')"),
  },
  {
    kind: 'TFRecord',
    name: /\.(tfrecords?|array_record)(\.gz)?(-\d+-of-\d+)?$|(^|\/)dataset_info\.json$/i,
    instead: inPython(
      "import numpy, tensorflow_datasets as tfds; images, labels = tfds.as_numpy(tfds.builder_from_directory('.').as_dataset('train', batch_size=-1, as_supervised=True))\n" +
        SAVE,
    ),
  },
  {
    kind: 'PyTorch',
    name: /(^|\/)data\.pkl$/i,
    instead: inPython(
      "import numpy, torch; images, labels = [numpy.asarray(part) for part in torch.load('FILE', weights_only=True)]\n" +
        SAVE,
    ),
  },
  {
    kind: 'HDF5',
    instead: inPython(
      "import h5py, numpy; file = h5py.File('FILE'); images, labels = file['images'][:], file['labels'][:]\n" + SAVE,
    ),
  },
  {
    what: 'an LMDB database',
    name: /(^|\/)(data|lock)\.mdb$/i,
    instead: inPython(
      "import lmdb; values = [value for _, value in lmdb.open('.', readonly=True).begin().cursor()]\n" +
        "[open(f'{i:06}.png', 'wb').write(value) for i, value in enumerate(values)]",
    ),
  },
  {
    kind: 'RAR',
    instead: 'Unpack it and drop the folder, or pack it as .zip.',
  },
  {
    kind: '7-Zip',
    name: /\.7z\.\d+$/i,
    instead: 'Unpack it and drop the folder, or pack it as .zip.',
  },
];

/** Files whose bytes are looked at where the names do not tell. */
const LOOKED_INTO = 20;

/** Formats that are known and not read: they say what to do. To be asked when nothing else recognises the files. */
export const refusedFormat: Format = {
  title: 'a format that is not read',
  recognises: async (files) => (await refusedAmong(files)) !== undefined,
  async open(files) {
    const found = await refusedAmong(files);
    if (!found) throw importError('There is no picture in it.');
    const [file, { kind, what = describeKind(kind!), instead }] = found;
    throw importError(
      `${printable(file.path)} is ${what}, which browsers cannot read. ${instead.replace('FILE', baseName(file.path))}\n`,
    );
  },
};

async function refusedAmong(files: readonly ListedFile[]): Promise<[ListedFile, Refused] | undefined> {
  for (const refused of REFUSED) {
    const { kind, name } = refused;
    const file = files.find(({ path }) => (kind && kindByName(path) === kind) || name?.test(path));
    if (file) return [file, refused];
  }
  for (const file of files.slice(0, LOOKED_INTO)) {
    const head = await headOf(file, 16);
    const refused = REFUSED.find(({ kind }) => kind && startsAs(head, kind));
    if (refused) return [file, refused];
  }
  return undefined;
}
