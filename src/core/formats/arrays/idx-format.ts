import { formatCount } from '../../format.ts';
import { compareSplits, splitOf } from '../../dataset/split-names.ts';
import { pictureShape } from './array-shape.ts';
import { entryOf, headOfFile, mayBeArray, namesBeside, someArray } from './array-files.ts';
import { arrayReader, type ArrayPart } from './array-reader.ts';
import { sourceOfFile } from '../byte-source.ts';
import { baseName } from '../listing/paths.ts';
import type { Format } from '../dataset-reader.ts';
import { sumUp } from '../strangers.ts';
import { checkIdx, idxBytes, idxHeader, idxValues, type IdxArray } from './idx.ts';
import { importError } from '../import-error.ts';
import { classesOf, type FileLabels, type NamesFile } from '../label-classes.ts';
import type { ListedFile } from '../listed-file.ts';
import type { PictureArray } from './picture-array.ts';
import { checkNames } from '../text-names.ts';

/** Words that tell an IDX file of pictures from its labels', beside which both are called the same. */
const KINDS = /images?|labels?|idx\d|ubyte|\.gz|[-_.]/gi;

/** Columns of QMNIST's labels; the first is the class. */
const QMNIST_COLUMNS = 8;

/** Bytes that a mapping has at most. */
const MAX_MAPPING = 100_000;

/** What a file of an IDX data set is. */
interface IdxFile extends IdxArray {
  path: string;
  split: string | null;
  /** What is left of its name without the words for what it holds. */
  stem: string;
}

/** The family of MNIST: `train-images-idx3-ubyte` and the like, gzipped or not, by any name. */
export const idxFormat: Format = {
  title: 'IDX',

  recognises: (files) => someArray(files, isIdx),

  async open(files, context) {
    const { signal } = context;
    const read: IdxFile[] = [];
    const others: ListedFile[] = [];
    for (const file of files) {
      const head = mayBeArray(file) ? await headOfFile(file) : undefined;
      if (head && isIdx(file, head)) read.push(await idxFile(file, head));
      else others.push(file);
    }
    const images = read.filter(({ shape }) => shape.length > 2);
    const labels = read.filter(({ shape }) => shape.length <= 2);
    if (images.length === 0) {
      throw importError(
        `${read.map(({ source }) => source.name).join(', ')}: these are labels alone. Drop the file of pictures (…-images-idx3-ubyte) with them.`,
      );
    }
    images.sort((a, b) => compareSplits(a.split, b.split) || a.path.localeCompare(b.path, 'en'));
    const parts: ArrayPart[] = [];
    const values: FileLabels[] = [];
    const notes: string[] = [];
    const unused = [...labels];
    for (const file of images) {
      const pictures = picturesIn(file);
      const own = labelsFor(file, unused, pictures.count);
      parts.push({ path: file.path, pictures, split: file.split ?? own?.split ?? null });
      values.push({
        path: own?.path ?? file.path,
        values: own ? await labelValues(own, signal) : new Float64Array(pictures.count).fill(-1),
      });
      if (!own) notes.push(`No file has labels for ${baseName(file.path)}.`);
    }
    if (images.some(isEmnist)) notes.push('EMNIST has its pictures turned on their side: they were turned upright.');
    const mapping = await mappingIn(others);
    const names = mapping ?? (await namesBeside(others));
    const fromFirst = ({ values: all, ...rest }: FileLabels): FileLabels => ({
      ...rest,
      values: Float64Array.from(all, (label) => (label < 0 ? label : label - mapping!.first)),
    });
    const classes = classesOf(mapping?.first ? values.map(fromFirst) : values, names, [], String);
    if (classes.note) notes.push(classes.note);
    const label = { name: 'label', origin: 'the files of labels', column: classes.column };
    return arrayReader(
      {
        format: 'IDX',
        name: context.name,
        parts,
        ...(labels.length > 0 && { label }),
        fields: [],
        notes,
        strangers: sumUp(others.filter(({ path }) => baseName(path) !== names?.file)),
        plain: false,
      },
      context,
    );
  },
};

function isIdx(file: ListedFile, head: Uint8Array): boolean {
  const header = idxHeader(head);
  return !!header && (/idx\d|ubyte|\.gz$/i.test(file.path) || file.size === null || idxBytes(header) === file.size);
}

async function idxFile(file: ListedFile, head: Uint8Array): Promise<IdxFile> {
  const { path } = file;
  const array = checkIdx({ ...idxHeader(head)!, source: await sourceOfFile(file) });
  return { ...array, path, split: splitOf(path), stem: path.toLowerCase().replace(KINDS, '') };
}

const isEmnist = ({ path }: IdxFile): boolean => /emnist/i.test(baseName(path));

function picturesIn(file: IdxFile): PictureArray {
  const { shape, type, source, offset } = file;
  const pictures = pictureShape(shape, false);
  if (!pictures) {
    throw importError(
      `${source.name}: its values are ${shape.map(formatCount).join(' × ')}; pictures are n × height × width, or that × 3.`,
    );
  }
  const { layout } = pictures;
  const turned = {
    ...layout,
    ...{ width: layout.height, height: layout.width, row: layout.column, column: layout.row },
  };
  return { ...pictures, layout: isEmnist(file) ? turned : layout, type, range: [0, 255], data: { source, offset } };
}

/** The labels that belong to a file of pictures: as many, called the same, of the same split. Each is given once. */
function labelsFor(file: IdxFile, labels: IdxFile[], count: number): IdxFile | undefined {
  const likely = labels.filter(({ split }) => split === file.split || split === null || file.split === null);
  const fitting = likely.filter(({ shape }) => shape[0] === count);
  const best = fitting.find(({ stem }) => stem === file.stem) ?? fitting[0];
  const other = likely.find(({ stem }) => stem === file.stem);
  if (!best && other) {
    throw importError(
      `${other.source.name} has ${formatCount(other.shape[0])} labels for the ${formatCount(count)} pictures of ${file.source.name}.`,
    );
  }
  if (best) labels.splice(labels.indexOf(best), 1);
  return best;
}

async function labelValues(file: IdxFile, signal: AbortSignal): Promise<ArrayLike<number>> {
  const values = await idxValues(file, signal);
  const [count, columns = 1] = file.shape;
  if (columns === 1) return values;
  if (columns !== QMNIST_COLUMNS) {
    throw importError(`${file.source.name}: it has ${columns} labels a picture; a picture has one.`);
  }
  return Float64Array.from({ length: count }, (_, i) => values[i * columns]);
}

/**
 * EMNIST's `emnist-letters-mapping.txt`: a label a line, then the codes of the letters that it stands for.
 * @returns the letters, and which label the first of them has
 */
async function mappingIn(files: readonly ListedFile[]): Promise<(NamesFile & { first: number }) | undefined> {
  const file = files.find(({ path }) => /mapping\.txt$/i.test(path));
  if (!file) return undefined;
  const { name, readAll } = entryOf(file);
  const lines = new TextDecoder().decode(await readAll(MAX_MAPPING)).split(/\r?\n/);
  const rows = lines.filter((line) => line.trim() !== '').map((line) => line.trim().split(/\s+/).map(Number));
  const [first] = rows[0] ?? [0];
  const names = rows.map(([label, ...codes], place) => {
    if (label === first + place && codes.length > 0 && codes.every((code) => code > 31 && code < 0xd800))
      return String.fromCodePoint(...codes);
    throw importError(
      `${name}: its line ${place + 1} is not the label ${first + place} with the codes of its letters.`,
    );
  });
  return { file: name, names: checkNames(names, name), first };
}
