import { formatCount } from '../../format.ts';
import { compareSplits, splitOf } from '../../dataset/split-names.ts';
import { entryOf, mayBeArray, namesBeside } from './array-files.ts';
import { arrayReader, type ArrayPart } from './array-reader.ts';
import { sourceOfFile } from '../byte-source.ts';
import { baseName } from '../listing/paths.ts';
import type { Format } from '../dataset-reader.ts';
import { sumUp } from '../strangers.ts';
import { importError } from '../import-error.ts';
import { classesOf } from '../label-classes.ts';
import type { ListedFile } from '../listed-file.ts';
import { bytePictures, type PictureLayout } from './picture-array.ts';

const SIDE = 96;
/** Bytes of a picture. */
const PICTURE = 3 * SIDE * SIDE;
/** Planes of red, green and blue, each column by column. */
const LAYOUT: PictureLayout = {
  ...{ width: SIDE, height: SIDE, channels: 3, row: 1, column: SIDE, channel: SIDE * SIDE },
};

/** STL-10's classes, as its class_names.txt gives them (Coates, Lee, Ng 2011, cs.stanford.edu/~acoates/stl10). */
const CLASSES = ['airplane', 'bird', 'car', 'cat', 'deer', 'dog', 'horse', 'monkey', 'ship', 'truck'];

const isPictures = ({ path }: ListedFile): boolean => /(^|[_-])X\.bin$/i.test(baseName(path));

/** STL-10's binary layout: `train_X.bin` of 96 × 96 pictures, `train_y.bin` of labels from 1, the same for `test` and `unlabeled`. */
export const stl10Format: Format = {
  title: 'STL-10 binary',

  recognises: (files) => Promise.resolve(files.some((file) => isPictures(file) && mayBeArray(file))),

  async open(files, context) {
    const pictures = files.filter((file) => isPictures(file) && mayBeArray(file));
    pictures.sort((a, b) => compareSplits(splitOf(a.path), splitOf(b.path)) || (a.path < b.path ? -1 : 1));
    const parts: ArrayPart[] = [];
    const values: { path: string; values: ArrayLike<number> }[] = [];
    const used = new Set<ListedFile>(pictures);
    for (const file of pictures) {
      const source = await sourceOfFile(file);
      const { name, size } = source;
      const count = size / PICTURE;
      if (!Number.isInteger(count)) {
        throw importError(
          `${name}: ${formatCount(size)} bytes is not a multiple of ${formatCount(PICTURE)}; it looks cut off.`,
        );
      }
      parts.push({
        path: file.path,
        pictures: bytePictures(source, 0, count, LAYOUT, PICTURE),
        split: splitOf(baseName(file.path)),
      });
      const beside = file.path.replace(/x(?=\.bin$)/i, 'y').toLowerCase();
      const own = files.find(({ path }) => path.toLowerCase() === beside);
      if (own) used.add(own);
      values.push({
        path: own?.path ?? file.path,
        values: own ? await labelsIn(own, count, name) : new Int8Array(count).fill(-1),
      });
    }
    const names = (await namesBeside(files)) ?? { file: 'STL-10', names: CLASSES };
    const others = files.filter(
      (file) => !used.has(file) && !/^(class_names|fold_indices)\.txt$/i.test(baseName(file.path)),
    );
    const { column } = classesOf(values, names, [], String);
    return arrayReader(
      {
        ...{ format: 'STL-10 binary', name: 'STL-10', parts, fields: [], notes: [], plain: false },
        label: { name: 'label', origin: 'the files of labels', column },
        strangers: sumUp(others),
      },
      context,
    );
  },
};

/** Labels from 0; −1 = none. */
async function labelsIn(file: ListedFile, count: number, pictures: string): Promise<Float64Array> {
  const bytes = await entryOf(file).readAll(count);
  if (bytes.length !== count) {
    throw importError(
      `${baseName(file.path)} has ${formatCount(bytes.length)} labels for the ${formatCount(count)} pictures of ${pictures}.`,
    );
  }
  return Float64Array.from(bytes, (label) => label - 1);
}
