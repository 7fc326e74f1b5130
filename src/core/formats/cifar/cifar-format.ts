import { entryOf, mayBeArray, someArray } from '../arrays/array-files.ts';
import { arrayReader, type ArrayPart, type ArraySet } from '../arrays/array-reader.ts';
import { baseName } from '../listing/paths.ts';
import { isCifarBatch, readCifarFile, type CifarBatch } from './cifar-batch.ts';
import { cifarClasses, officialName } from './cifar-classes.ts';
import { missingNotes, unnamedNote } from './cifar-notes.ts';
import { roleOf } from './cifar-roles.ts';
import type { Format } from '../dataset-reader.ts';
import { isCompanion, sumUp } from '../strangers.ts';
import { compareSplits } from '../../dataset/split-names.ts';
import { fieldColumn } from '../../dataset/field-column.ts';
import { importError } from '../import-error.ts';
import type { NamesFile } from '../label-classes.ts';
import type { ListedFile } from '../listed-file.ts';
import { namesIn } from './python-batch.ts';
import { fieldsOf, readSampleRows, type SampleRows } from './samples-csv.ts';
import { readNames } from '../text-names.ts';

/** What stands beside the batches. */
interface Beside {
  classes?: NamesFile;
  coarse?: NamesFile;
  rows?: SampleRows;
  strangers: ListedFile[];
}

/**
 * Batches in CIFAR's layouts (binary, pickled, MATLAB), by any name: pictures and labels, of 32 × 32 or another square, and names of
 * classes beside them.
 */
export const cifarFormat: Format = {
  title: 'CIFAR batches',

  recognises: (files) => someArray(files, isCifarBatch),

  async open(files, context) {
    const { signal } = context;
    const beside: Beside = { strangers: [] };
    const candidates: ListedFile[] = [];
    for (const file of files) {
      if (await readBeside(file, beside)) continue;
      if (mayBeArray(file)) candidates.push(file);
      else if (!isCompanion(baseName(file.path))) beside.strangers.push(file);
    }
    const batches: CifarBatch[] = [];
    for (const [done, file] of candidates.entries()) {
      context.progress(`reading ${baseName(file.path)}`, done, candidates.length);
      const read = await readCifarFile(file, beside.classes?.names.length, signal);
      if (read && 'batch' in read) batches.push(read.batch);
      else if (!read || !takeNames(read.dictionary, file, beside)) beside.strangers.push(file);
    }
    if (batches.length === 0) {
      throw importError(
        `${candidates
          .map(({ path }) => path)
          .slice(0, 6)
          .join(', ')}: there is no batch of pictures.`,
      );
    }
    batches.sort(
      (a, b) =>
        compareSplits(a.split, b.split) || a.order - b.order || a.path.localeCompare(b.path, 'en', { numeric: true }),
    );
    refuseMixed(batches);
    return arrayReader(setOf(batches, beside, context.name), context);
  },
};

/** Reads what stands beside the batches as text. @returns whether the file is such */
async function readBeside(file: ListedFile, beside: Beside): Promise<boolean> {
  const name = baseName(file.path);
  const role = isCompanion(name) ? undefined : roleOf(name);
  if (role?.kind === 'fields') {
    refuseTwice(beside.rows, file);
    beside.rows = await readSampleRows(entryOf(file));
  } else if (role?.kind === 'coarse-names') {
    refuseTwice(beside.coarse, file);
    beside.coarse = { file: name, names: await readNames(entryOf(file)) };
  } else if (role?.kind === 'class-names') {
    refuseTwice(beside.classes, file);
    beside.classes = { file: name, names: await readNames(entryOf(file)) };
  } else {
    return false;
  }
  return true;
}

/** Names of classes out of a batches.meta, pickled or MATLAB's. */
function takeNames(dictionary: Parameters<typeof namesIn>[0], file: ListedFile, beside: Beside): boolean {
  if (!dictionary.has('label_names') && !dictionary.has('fine_label_names')) return false;
  refuseTwice(beside.classes, file);
  const name = baseName(file.path);
  const { classes, coarse } = namesIn(dictionary, name);
  beside.classes = { file: name, names: classes };
  if (coarse) beside.coarse = { file: name, names: coarse };
  return true;
}

function refuseTwice(known: { file: string } | undefined, { path }: ListedFile): void {
  if (known) throw importError(`${path} says again what ${known.file} has said; leave one of them out.`);
}

function refuseMixed(batches: CifarBatch[]): void {
  const [first] = batches;
  batches.forEach((batch, i) => {
    if (batch.layout !== first.layout || !batch.coarse !== !first.coarse) {
      throw importError(`${batch.path} has another layout than ${first.path}; import them one by one.`);
    }
    const twin = batches[i - 1];
    if (twin?.official && batch.official && twin.split === batch.split && twin.order === batch.order) {
      throw importError(`${batch.path} and ${twin.path} are the same batch; only one of them can be imported.`);
    }
  });
}

function setOf(batches: CifarBatch[], beside: Beside, name: string): ArraySet {
  const labelled = batches.map((batch) => ({
    path: batch.path,
    labels: batch.labels ?? new Int8Array(batch.pictures.count).fill(-1),
    coarse: batch.coarse,
  }));
  const hasLabels = batches.some(({ labels }) => labels);
  const { classes, coarse } = cifarClasses(labelled, beside);
  const names = classes.column.dictionary;
  const known = hasLabels ? officialName(names, !!coarse) : undefined;
  const notes = missingNotes(
    batches.filter(({ split, official }) => split === 'train' && official).map(({ order }) => order),
  );
  if (hasLabels && !beside.classes) notes.unshift(unnamedNote(names));
  if (classes.note) notes.push(classes.note);
  const parts = batches.map(({ path, pictures, split, names: own }): ArrayPart => ({
    ...{ path, pictures, split },
    ...(own && { names: own }),
  }));
  const folder = folderOf(batches[0].path);
  const plain =
    hasLabels &&
    !classes.note &&
    (known !== undefined || folder !== undefined || batches.length === 1) &&
    batches.every(({ official, labels, pictures }) => official && labels && pictures.layout.width === 32);
  return {
    format: `${known ?? 'CIFAR-layout'} ${batches[0].layout}`,
    name: known ?? capitalised(folder ?? name),
    parts,
    ...(hasLabels && {
      label: { name: coarse ? 'fine' : 'label', origin: 'the batches’ labels', column: classes.column },
    }),
    fields: [
      ...(coarse
        ? [{ name: 'coarse', origin: 'the batches’ coarse labels', data: coarse.column, isClasses: true }]
        : []),
      ...fieldsOfBatches(batches),
      ...(beside.rows ? csvFields(beside.rows, batches, !!coarse) : []),
    ],
    notes,
    strangers: sumUp(beside.strangers),
    plain,
  };
}

/** The other keys of pickled batches; samples of a batch without one have no value. */
function fieldsOfBatches(batches: CifarBatch[]): ArraySet['fields'] {
  const keys = new Set(batches.flatMap(({ fields }) => [...fields.keys()]));
  return [...keys].map((key) => {
    const cells = batches.flatMap(
      ({ fields, pictures }) => fields.get(key) ?? new Array<string>(pictures.count).fill(''),
    );
    return { name: key, origin: `the batches’ key “${key}”`, data: fieldColumn(cells) };
  });
}

function csvFields(rows: SampleRows, batches: CifarBatch[], hasCoarse: boolean): ArraySet['fields'] {
  if (hasCoarse && rows.fields.has('coarse'))
    throw importError('samples.csv: the batches have a field “coarse” already; name the column otherwise.');
  const splits: { name: string; start: number; count: number }[] = [];
  let start = 0;
  for (const { split, pictures } of batches) {
    const name = split ?? 'train';
    const known = splits.find((other) => other.name === name);
    if (known) known.count += pictures.count;
    else splits.push({ name, start, count: pictures.count });
    start += pictures.count;
  }
  return Object.entries(fieldsOf(rows, splits)).map(([name, data]) => ({
    ...{ name, data },
    origin: `column “${name}” of ${rows.file}`,
  }));
}

/** The first folder of a path. */
function folderOf(path: string): string | undefined {
  const parts = path.replace(/^\.\//, '').split('/');
  return parts.length > 1 ? parts[0] : undefined;
}

const capitalised = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);
