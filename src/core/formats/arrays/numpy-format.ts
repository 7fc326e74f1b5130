import { formatCount } from '../../format.ts';
import { headOfFile, mayBeArray, namesBeside, someArray } from './array-files.ts';
import { arrayReader, type ArrayPart, type ArraySet } from './array-reader.ts';
import { pictureShape } from './array-shape.ts';
import { refuseBomb, sourceOfFile } from '../byte-source.ts';
import { baseName } from '../listing/paths.ts';
import { CIFAR_100_CLASSES, CIFAR_10_CLASSES } from '../cifar-names.ts';
import { corruptionFields } from './corruptions.ts';
import type { Format } from '../dataset-reader.ts';
import { sumUp } from '../strangers.ts';
import { compareSplits, withoutSplit } from '../../dataset/split-names.ts';
import { kindByName, startsAs } from '../file-kinds.ts';
import { fieldColumn } from '../../dataset/field-column.ts';
import { importError } from '../import-error.ts';
import type { NamesFile } from '../label-classes.ts';
import type { ListedFile } from '../listed-file.ts';
import { describe, npyBytes, npyValues, readNpy, bytesHeld } from './npy.ts';
import { npzMembers } from './npz.ts';
import { labelColumn, labelsIn, textOf, type Labels } from './numpy-labels.ts';
import { isCalledLabels, rolesOf, splitOfArray, type FiledArray, type PictureGroup } from './numpy-roles.ts';
import { isStreamable, type PictureArray } from './picture-array.ts';

/** More files than a data set of arrays has: they are pictures one by one. */
const MAX_FILES = 1000;
/** Most bytes of pictures that have to be held whole. */
const MAX_HELD = 1.5e9;

const isNpz = ({ path }: ListedFile): boolean => kindByName(path) === 'NumPy archive';
const isNumpy = (file: ListedFile, head: Uint8Array): boolean =>
  startsAs(head, 'NumPy') || (startsAs(head, 'ZIP') && isNpz(file));

/** Arrays of numpy's, `.npy` and `.npz`: pictures, labels and whatever else belongs to them, told by shapes and names. */
export const numpyFormat: Format = {
  title: 'NumPy arrays',

  recognises: (files) => someArray(files, isNumpy),

  async open(files, context) {
    const { signal } = context;
    const own: ListedFile[] = [];
    for (const file of files) if (mayBeArray(file) && isNumpy(file, await headOfFile(file))) own.push(file);
    if (own.length > MAX_FILES) {
      throw importError(
        `There are ${formatCount(own.length)} arrays, one a picture as it seems. Put them into one: np.save("pictures.npy", np.stack(arrays)).`,
      );
    }
    const arrays = (await Promise.all(own.map((file) => arraysIn(file, signal)))).flat();
    const { groups, classNames, left } = rolesOf(arrays);
    groups.sort((a, b) => compareSplits(a.pictures.split, b.pictures.split));
    const known = classNames ? await namesIn(classNames, signal) : await namesBeside(files);
    const others = files.filter((file) => !own.includes(file) && baseName(file.path) !== known?.file);
    const notes = left.map((array) => leftOutNote(array, groups));
    const set: ArraySet = {
      ...{ format: own.some(isNpz) ? 'NumPy .npz' : 'NumPy .npy', name: context.name },
      parts: await Promise.all(groups.map((group) => partOf(group, context.name, signal))),
      ...{ fields: [], notes, strangers: sumUp(others), plain: false },
    };
    await addLabels(set, groups, known, context.name, signal);
    await addFields(set, groups, signal);
    return arrayReader(set, context);
  },
};

function leftOutNote(array: FiledArray, groups: readonly PictureGroup[]): string {
  const where = `${array.key} in ${baseName(array.path)}`;
  const [count] = array.shape;
  const pictures = groups.map(({ pictures }) => formatCount(pictures.shape[0])).join(' + ');
  if (isCalledLabels(array) && groups.some(({ labels }) => !labels))
    return `${where} has ${formatCount(count)} values for ${pictures} pictures, so which label is of which is not known: it was left out.`;
  return `${where} (${describe(array)}) was left out.`;
}

async function arraysIn(file: ListedFile, signal: AbortSignal): Promise<FiledArray[]> {
  const { path } = file;
  const source = await sourceOfFile(file);
  if (startsAs(await headOfFile(file), 'NumPy')) {
    const key = baseName(path).replace(/(\.npy)?(\.gz)?$/i, '');
    return [{ ...(await readNpy(key, source, signal)), path, split: splitOfArray(key, path) }];
  }
  const members = await npzMembers(source.blob, source.name, signal);
  if (members.length === 0) throw importError(`${source.name}: there is no array in it.`);
  return Promise.all(
    members.map(async (member) => ({
      ...(await readNpy(member.key, member.source, signal)),
      ...{ path, split: splitOfArray(member.key, path) },
    })),
  );
}

async function namesIn(array: FiledArray, signal: AbortSignal): Promise<NamesFile> {
  const names = Array.from((await npyValues(array, signal)) as string[], String);
  return { file: array.key, names };
}

async function partOf({ pictures, names }: PictureGroup, name: string, signal: AbortSignal): Promise<ArrayPart> {
  const { path, key } = pictures;
  // CIFAR-10.1 is a test set.
  const split = pictures.split ?? (/cifar-?10\.1/i.test(`${name}/${path}/${key}`) ? 'test' : null);
  const part = { path, pictures: arrayOf(pictures), split };
  return names ? { ...part, names: Array.from(await npyValues(names, signal), textOf) } : part;
}

function arrayOf(array: FiledArray): PictureArray {
  const { shape, columnMajor, type, source, offset } = array;
  const pictures = pictureShape(shape, columnMajor)!;
  if (isStreamable(pictures.layout, pictures.step)) {
    return { ...pictures, type, range: [0, 255], data: { source, offset } };
  }
  const bytes = bytesHeld(array);
  if (bytes > MAX_HELD) {
    throw importError(
      `${source.name}: ${describe(array)} is in Fortran order, which has to be held whole, and too large for that. ` +
        'Save it again: np.save(file, np.ascontiguousarray(a)).',
    );
  }
  refuseBomb(source, bytes);
  return { ...pictures, type, range: [0, 255], data: { load: (signal) => npyBytes(array, signal) } };
}

async function addLabels(
  set: ArraySet,
  groups: PictureGroup[],
  known: NamesFile | undefined,
  name: string,
  signal: AbortSignal,
): Promise<void> {
  const files: { path: string; values: Labels }[] = [];
  let found = false;
  for (const group of groups) {
    const { pictures, labels } = group;
    const values = labels && (await labelsIn(labels, signal));
    if (labels && !values) {
      set.notes.push(`${labels.key} holds no whole numbers: it is a field, and no label.`);
      group.fields.unshift(labels);
    }
    found ||= !!values;
    files.push({
      path: labels?.key ?? pictures.key,
      values: values ?? new Float64Array(pictures.shape[0]).fill(-1),
    });
  }
  if (!found) return;
  const where = `${name}/${groups[0].pictures.path}/${groups[0].pictures.key}`;
  const official = /cifar-?100/i.test(where) ? CIFAR_100_CLASSES : /cifar-?10/i.test(where) ? CIFAR_10_CLASSES : [];
  const { column, note } = labelColumn(files, known, official);
  if (note) set.notes.push(note);
  const keys = [...new Set(groups.flatMap(({ labels }) => labels?.key ?? []))];
  set.label = { name: 'label', origin: `the array ${keys.join(', ')}`, column };
  set.fields.push(...corruptionFields(groups, files));
}

/** Arrays of one value a picture become fields; those of several splits, `train_age` and `test_age`, become one. */
async function addFields(set: ArraySet, groups: PictureGroup[], signal: AbortSignal): Promise<void> {
  const total = groups.reduce((sum, { pictures }) => sum + pictures.shape[0], 0);
  const fields = new Map<string, { keys: string[]; cells: string[] }>();
  let at = 0;
  for (const { pictures, fields: arrays } of groups) {
    for (const array of arrays) {
      const name = withoutSplit(array.key);
      const field = fields.get(name) ?? { keys: [], cells: new Array<string>(total).fill('') };
      fields.set(name, field);
      field.keys.push(array.key);
      Array.from((await npyValues(array, signal)) as ArrayLike<unknown>, textOf).forEach(
        (cell, i) => (field.cells[at + i] = cell),
      );
    }
    at += pictures.shape[0];
  }
  for (const [name, { keys, cells }] of fields) {
    const origin = `the array ${[...new Set(keys)].join(', ')}`;
    set.fields.push({ name, origin, data: fieldColumn(cells) });
  }
}
