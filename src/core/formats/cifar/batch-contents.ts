import { formatCount } from '../../format.ts';
import { printable } from '../../dataset/names.ts';
import { NO_LABEL } from '../../dataset/types.ts';
import { pictureShape, type PictureShape } from '../arrays/array-shape.ts';
import { importError } from '../import-error.ts';
import { isNumeric, numbersOf, textsOf } from '../number-type.ts';
import { NdArray, type Pickled } from '../pickle/pickle-values.ts';

/** Names under which batches have their labels, in the order of preference. */
const LABELS = ['fine_labels', 'labels', 'label', 'targets', 'y'];
const COARSE = 'coarse_labels';
const FILENAMES = ['filenames', 'filename'];
const PICTURES = ['data', 'X', 'images'];

/** What a batch in CIFAR's python or MATLAB layout holds. */
export interface BatchContents extends PictureShape {
  data: NdArray;
  /** One a picture; absent where there are none. */
  labels?: ArrayLike<number>;
  coarse?: ArrayLike<number>;
  /** Names of the files that the pictures were made of. */
  names?: string[];
  /** Other keys with one value a picture, as text. */
  fields: Map<string, string[]>;
}

/** Whether a dictionary is a batch: it has pictures, whatever is wrong with them. */
export const isBatch = (contents: Map<Pickled, Pickled>): boolean =>
  PICTURES.some((key) => contents.get(key) instanceof NdArray);

/**
 * @param file its name, for errors
 * @throws UserError 'import' where there are no pictures, or as many labels as there are not
 */
export function batchContents(contents: Map<Pickled, Pickled>, file: string): BatchContents {
  const pictures = PICTURES.find((key) => contents.get(key) instanceof NdArray);
  const data = pictures && contents.get(pictures);
  if (!(data instanceof NdArray)) throw importError(`${file}: the pickle has no “data” array of pictures.`);
  if (data.shape[0] === 0) throw importError(`${file}: there are no pictures in it.`);
  const shape = shapeOf(data);
  const bytes = data.shape.reduce((product, side) => product * side, data.numbers?.size ?? 1);
  if (!shape || !data.numbers || !isNumeric(data.numbers) || data.data.length !== bytes) throw noPictures(data, file);
  const { count } = shape;
  const key = LABELS.find((name) => contents.has(name));
  const labels = key && labelsOf(contents.get(key)!, key, count, file);
  const coarse = contents.has(COARSE) ? labelsOf(contents.get(COARSE)!, COARSE, count, file) : undefined;
  const found: BatchContents = {
    ...shape,
    data,
    ...(labels && { labels }),
    ...(coarse && { coarse }),
    fields: new Map(),
  };
  for (const [name, value] of contents) {
    if (typeof name !== 'string' || name === key || name === COARSE || name === pictures) continue;
    const cells = cellsOf(value);
    if (cells?.length !== count) continue;
    if (FILENAMES.includes(name)) found.names = cells;
    else found.fields.set(name, cells);
  }
  return found;
}

/** MATLAB's arrays of pictures, as SVHN has them, are h × w × 3 × n. */
function shapeOf({ shape, columnMajor }: NdArray): PictureShape | undefined {
  const [height, width, channels, count] = shape;
  if (!columnMajor || shape.length !== 4 || (channels !== 1 && channels !== 3) || pictureShape(shape, false))
    return pictureShape(shape, columnMajor);
  const layout = { width, height, channels, row: 1, column: height, channel: height * width } as const;
  return { count, layout, step: height * width * channels };
}

function noPictures({ shape, type, data }: NdArray, file: string): Error {
  return importError(
    `${file}: its “data” is ${type} of ${shape.join(' × ')} in ${formatCount(data.length)} bytes; ` +
      `a CIFAR batch has u1 of n × 3,072.`,
  );
}

function labelsOf(value: Pickled, key: string, total: number, file: string): ArrayLike<number> {
  const values = value instanceof NdArray ? valuesOf(value) : Array.isArray(value) ? value : undefined;
  if (!values) throw importError(`${file}: the pickle has no list “${key}”.`);
  if (values.length !== total) {
    throw importError(`${file}: there are ${formatCount(values.length)} “${key}” for ${formatCount(total)} pictures.`);
  }
  for (let i = 0; i < total; i++) {
    const label = values[i];
    if (typeof label === 'number' && Number.isInteger(label) && label >= -1 && label < NO_LABEL) continue;
    const what =
      typeof label === 'number' || typeof label === 'string'
        ? `is ${printable(String(label))}, which`
        : 'holds something that';
    throw importError(
      `${file}: “${key}” ${formatCount(i)} ${what} is no class number: those are whole, from 0 to ${formatCount(NO_LABEL - 1)}, or −1 for none.`,
    );
  }
  return values as ArrayLike<number>;
}

/** The values of an array of one axis, or of n × 1. */
function valuesOf(array: NdArray): ArrayLike<number | string> | Pickled[] | undefined {
  const { shape, numbers, data, objects } = array;
  if (shape.filter((side) => side !== 1).length > 1 || !numbers) return undefined;
  if (objects) return objects;
  return isNumeric(numbers) ? numbersOf(data, numbers) : textsOf(data, numbers);
}

/** Values as texts; undefined where they are no list of numbers and texts. */
function cellsOf(value: Pickled): string[] | undefined {
  const values = value instanceof NdArray ? valuesOf(value) : Array.isArray(value) ? value : undefined;
  if (!values) return undefined;
  const cells = Array.from(values as ArrayLike<Pickled>, cellOf);
  return cells.includes(undefined) ? undefined : (cells as string[]);
}

function cellOf(value: Pickled): string | undefined {
  if (typeof value === 'string') return utf8Of(value);
  if (typeof value === 'number') return Number.isNaN(value) ? '' : String(value);
  if (typeof value === 'boolean') return String(value);
  return value === null ? '' : undefined;
}

/** Python 2's strings are bytes, which were taken for one character each; names in them are UTF-8. */
export function utf8Of(text: string): string {
  // eslint-disable-next-line no-control-regex
  if (!/[\u0080-\u00ff]/.test(text) || /[^\u0000-\u00ff]/.test(text)) return text;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(text, (c) => c.charCodeAt(0)));
  } catch {
    return text;
  }
}
