import { formatCount } from '../../format.ts';
import { splitOf, withoutAffix } from '../../dataset/split-names.ts';
import { pictureShape } from './array-shape.ts';
import { baseName } from '../listing/paths.ts';
import { importError } from '../import-error.ts';
import { isNumeric } from '../number-type.ts';
import { describe, type NpyArray } from './npy.ts';

/** An array, and where it came from. */
export interface FiledArray extends NpyArray {
  /** Path of the file it lies in. */
  path: string;
  /** Told from its name, else from its file's. */
  split: string | null;
}

/** Pictures and what belongs to them. */
export interface PictureGroup {
  pictures: FiledArray;
  /** One entry a picture. */
  labels?: FiledArray;
  names?: FiledArray;
  /** Other arrays of one value a picture. */
  fields: FiledArray[];
}

/** What arrays are for. */
export interface Roles {
  groups: PictureGroup[];
  /** Names of classes. */
  classNames?: FiledArray;
  /** Arrays that belong to nothing. */
  left: FiledArray[];
}

const LABELS = /^(y|labels?|targets?|class|classes|lbl)$/;
const NAMES = /^((file|image|sample)?names?|files?|paths?|ids?|keys?)$/;
const CLASS_NAMES = /^((class(es)?|label|category|target)_?names|classes|categories|names)$/i;
/** Smallest side of a picture where nothing but the shape says that it is one. */
const MIN_SIDE = 4;
/** Smallest side of a picture whose values stand in a row. */
const MIN_ROW_SIDE = 8;
/** Arrays that an error names at most. */
const LISTED = 8;

export const splitOfArray = (key: string, path: string): string | null => splitOf(key) ?? splitOf(path);

/** Whether one of a name's words is such: "y_train", "trainY" and "ytrain" have the word "y". */
function hasWord({ key }: FiledArray, pattern: RegExp): boolean {
  const words = key.toLowerCase().split(/[^a-z]+/);
  return words.some((word) => pattern.test(withoutAffix(word)));
}

/** What is left of a name without the words for what it holds. */
const stemOf = ({ key }: FiledArray): string => key.toLowerCase().replace(/data|images?|labels?|targets?|[xy]/g, '');

const isFlat = ({ shape }: FiledArray): boolean => shape.length === 1 || (shape.length === 2 && shape[1] === 1);
const isWhole = ({ type }: FiledArray): boolean => 'iub'.includes(type.kind);

function holdsPictures(array: FiledArray): boolean {
  const pictures = isNumeric(array.type) && pictureShape(array.shape, array.columnMajor);
  if (!pictures) return false;
  const side = Math.min(pictures.layout.width, pictures.layout.height);
  return side >= (array.shape.length === 2 ? MIN_ROW_SIDE : MIN_SIDE);
}

/**
 * Tells what arrays are for, by their shapes, and by their names where those do not say.
 * @throws UserError 'import' where none holds pictures: it says what they hold
 */
export function rolesOf(arrays: readonly FiledArray[]): Roles {
  const pictures = picturesIn(arrays);
  const rest = new Set(arrays.filter((array) => !pictures.includes(array)));
  const take = (array: FiledArray | undefined): FiledArray | undefined => {
    if (array) rest.delete(array);
    return array;
  };
  const counts = new Set(pictures.map(({ shape }) => shape[0]));
  const classNames = take(
    [...rest].find((array) => CLASS_NAMES.test(array.key) && !isNumeric(array.type) && !counts.has(array.shape[0])),
  );
  const groups = pictures.map((array): PictureGroup => ({ pictures: array, fields: [] }));
  const taken: FiledArray[] = [];
  for (const group of groups) {
    const own = belonging(group.pictures, rest, arrays);
    // Labels alone beside several arrays of as many pictures are those of all.
    const labels = take(labelsAmong(own)) ?? belonging(group.pictures, taken, arrays)[0];
    if (labels) taken.push((group.labels = labels));
    group.names = own.find((other) => other !== labels && isFlat(other) && !isWhole(other) && hasWord(other, NAMES));
  }
  for (const { names } of groups) take(names);
  const fields = new Set<FiledArray>();
  for (const group of groups) {
    group.fields = belonging(group.pictures, rest, arrays).filter(isFlat);
    for (const field of group.fields) fields.add(field);
  }
  for (const field of fields) take(field);
  for (const group of groups) refuseOtherCount(group, rest);
  return { groups, ...(classNames && { classNames }), left: [...rest] };
}

/** Labels of another count belong to pictures that are not there, or some are missing: which, nobody can tell. */
function refuseOtherCount({ pictures, labels }: PictureGroup, rest: ReadonlySet<FiledArray>): void {
  if (labels) return;
  const near = [...rest].find(
    (array) => isFlat(array) && hasWord(array, LABELS) && (array.split === pictures.split || array.split === null),
  );
  if (!near || near.path !== pictures.path) return;
  throw importError(
    `${baseName(near.path)}: ${near.key} has ${formatCount(near.shape[0])} labels for the ${formatCount(pictures.shape[0])} pictures of ` +
      `${pictures.key}. Save it again with one label for each picture.`,
  );
}

function picturesIn(arrays: readonly FiledArray[]): FiledArray[] {
  const whole = arrays.filter((array) => array.shape.length > 2 && holdsPictures(array));
  // Rows of values are pictures only where nothing else is, and no labels.
  const pictures = whole.length ? whole : arrays.filter((array) => holdsPictures(array) && !isCalledLabels(array));
  if (pictures.length > 0) return pictures;
  const held = arrays.slice(0, LISTED).map((array) => `${array.key} is ${describe(array)}`);
  throw importError(
    `No array holds pictures (${held.join('; ')}). Pictures are n × height × width, n × height × width × 3 or ` +
      'n × 3 × height × width.',
  );
}

/** Whether an array is called as labels are. */
export const isCalledLabels = (array: FiledArray): boolean => hasWord(array, LABELS);

function labelsAmong(own: FiledArray[]): FiledArray | undefined {
  return own.find(isCalledLabels) ?? own.find((array) => isFlat(array) && isWhole(array));
}

/** Arrays of as many entries, of the same split, nearest first: called alike, in the same file, next behind the pictures. */
function belonging(pictures: FiledArray, among: Iterable<FiledArray>, order: readonly FiledArray[]): FiledArray[] {
  const { length } = order;
  const distance = (array: FiledArray): number => {
    const behind = (order.indexOf(array) - order.indexOf(pictures) + length) % length;
    const stranger = Number(stemOf(array) !== stemOf(pictures)) + Number(array.path !== pictures.path);
    return stranger * length + behind;
  };
  return [...among]
    .filter(({ shape, split }) => shape[0] === pictures.shape[0] && (split === pictures.split || split === null))
    .sort((a, b) => distance(a) - distance(b));
}
