import { formatCount } from '../../format.ts';
import { splitOf } from '../../dataset/split-names.ts';
import { headOfFile } from '../arrays/array-files.ts';
import { batchContents, isBatch } from './batch-contents.ts';
import { arePlausible, readLabels, recordShapes } from './binary-records.ts';
import { openAt, restOf, sourceOfFile, type ByteSource } from '../byte-source.ts';
import { baseName } from '../listing/paths.ts';
import { roleOf } from './cifar-roles.ts';
import { fileKind, startsAs } from '../file-kinds.ts';
import { looksPickled } from '../first-bytes.ts';
import { importError } from '../import-error.ts';
import type { ListedFile } from '../listed-file.ts';
import { readMat } from './mat.ts';
import type { NdArray, Pickled } from '../pickle/pickle-values.ts';
import { readPickle } from '../pickle/pickle.ts';
import { bytePictures, isStreamable, type PictureArray } from '../arrays/picture-array.ts';
import { MAX_BATCH_BYTES } from './python-batch.ts';

/** A batch of pictures and labels, whose pictures are not read yet. */
export interface CifarBatch {
  path: string;
  layout: 'binary' | 'python' | 'MATLAB';
  /** Told from the name; null where it does not say. */
  split: string | null;
  /** Sorts batches of one split. */
  order: number;
  /** Whether it is called as CIFAR calls its batches. */
  official: boolean;
  pictures: PictureArray;
  labels?: ArrayLike<number>;
  coarse?: ArrayLike<number>;
  names?: string[];
  fields: Map<string, string[]>;
}

/** A file of fewer records, of an unusual size and name, is taken for something else. */
const FEW = 4;

/** What a file of a CIFAR data set is: a batch, a dictionary of names of classes, or something else. */
export type CifarFile = { batch: CifarBatch } | { dictionary: Map<Pickled, Pickled> } | undefined;

/** Endings that binary batches have; others are not looked at for records. */
const BINARY = /(^[^.]*|\.(bin|dat|data|raw))(\.gz)?$/i;

/**
 * Tells by its contents what a file is.
 * @param classes how many classes a file beside it names
 * @returns undefined for a file of another kind
 * @throws UserError 'import' where it is a batch, or called as one, and damaged
 */
export async function readCifarFile(
  file: ListedFile,
  classes: number | undefined,
  signal: AbortSignal,
): Promise<CifarFile> {
  const head = await headOfFile(file);
  const name = baseName(file.path);
  if (looksPickled(head) || startsAs(head, 'MATLAB')) {
    const dictionary = await dictionaryOf(file, signal);
    if (!(dictionary instanceof Map)) throw importError(`${name}: the pickle holds no dictionary; a CIFAR batch does.`);
    if (!isBatch(dictionary)) {
      if (roleOf(name)?.kind === 'batch') batchContents(dictionary, name);
      return { dictionary };
    }
    return { batch: await dictionaryBatch(file, dictionary, startsAs(head, 'MATLAB') ? 'MATLAB' : 'python', signal) };
  }
  return binaryBatch(file, head, classes, signal);
}

/** The dictionary of a pickle, or the variables of a MATLAB file. */
async function dictionaryOf(file: ListedFile, signal: AbortSignal): Promise<Pickled> {
  const source = await sourceOfFile(file);
  if (startsAs(await headOfFile(file), 'MATLAB')) {
    const blob = source.packing ? new Blob([await wholeOf(source, signal)]) : source.blob;
    return readMat(blob, source.name, signal);
  }
  return readPickle(await wholeOf(source, signal), source.name);
}

const wholeOf = (source: ByteSource, signal: AbortSignal): Promise<Uint8Array<ArrayBuffer>> =>
  restOf(source, 0, MAX_BATCH_BYTES, signal) as Promise<Uint8Array<ArrayBuffer>>;

async function dictionaryBatch(
  file: ListedFile,
  dictionary: Map<Pickled, Pickled>,
  layout: 'python' | 'MATLAB',
  signal: AbortSignal,
): Promise<CifarBatch> {
  signal.throwIfAborted();
  const { data, count, layout: picture, step, ...rest } = batchContents(dictionary, baseName(file.path));
  const source = await sourceOfFile(file);
  // Bytes that stand in the pickle as they are can be read where they lie; others are made again.
  const lies = layout === 'python' && data.data.byteLength > 0 && !source.packing && isViewOf(data, source.size);
  return {
    ...roleIn(file.path),
    ...rest,
    layout,
    pictures: {
      ...{ count, layout: picture, step, type: data.numbers!, range: [0, 255] },
      data:
        lies && isStreamable(picture, step)
          ? { source, offset: data.data.byteOffset }
          : { load: async (during) => dataOf(await dictionaryOf(file, during), file.path) },
    },
  };
}

/** Whether an array is a view of the file's bytes, which were read whole from their beginning. */
const isViewOf = ({ data }: NdArray, size: number): boolean => data.buffer.byteLength === size;

function dataOf(dictionary: Pickled, path: string): Uint8Array {
  return batchContents(dictionary as Map<Pickled, Pickled>, baseName(path)).data.data;
}

async function binaryBatch(
  file: ListedFile,
  head: Uint8Array,
  classes: number | undefined,
  signal: AbortSignal,
): Promise<CifarFile> {
  const name = baseName(file.path);
  const named = roleOf(name.replace(/\.gz$/i, ''))?.kind === 'batch';
  if (!named && (!BINARY.test(name) || fileKind(head))) return undefined;
  const source = await sourceOfFile(file);
  const size = source.packing ? await countBytes(source, signal) : source.size;
  const shapes = recordShapes(size, /^(train|test)\.bin/i.test(name));
  for (const shape of shapes) {
    const usual = shape.layout.width === 32 && shape.layout.channels === 3;
    if (!named && !usual && size / shape.record < FEW) continue;
    if (!(await arePlausible(source, size, shape, classes, signal))) continue;
    return await batchOfRecords(shape);
  }
  if (!named) return undefined;
  const kind = fileKind(head);
  if (kind) throw importError(`${name} is ${kind}, not a CIFAR batch.`);
  const official = shapes.find(({ layout }) => layout.width === 32 && layout.channels === 3);
  if (official) return batchOfRecords(official);
  throw importError(`${name}: ${formatCount(size)} bytes is not a multiple of 3,073; the archive looks cut off.`);

  async function batchOfRecords(shape: (typeof shapes)[0]): Promise<CifarFile> {
    const count = size / shape.record;
    const pictures = bytePictures(source, shape.head, count, shape.layout, shape.record);
    const labels = await readLabels(source, count, shape, signal);
    return { batch: { ...roleIn(file.path), layout: 'binary', pictures, ...labels, fields: new Map() } };
  }
}

async function countBytes(source: ByteSource, signal: AbortSignal): Promise<number> {
  const reader = await openAt(source, 0, signal);
  try {
    return await reader.skip(MAX_BATCH_BYTES);
  } finally {
    reader.cancel();
  }
}

/** Split and order, told from the name: "train_batch_2.bin", "data_batch_1 (1).bin", "val.pkl". */
function roleIn(path: string): Pick<CifarBatch, 'path' | 'split' | 'order' | 'official'> {
  const name = baseName(path).replace(/\.(gz|mat)$/i, '');
  const role = roleOf(name);
  if (role?.kind === 'batch') return { path, split: role.split, order: role.order, official: true };
  const order = Number(/\d{1,6}/.exec(name.replace(/\(\d+\)/, ''))?.[0] ?? 0);
  const split = splitOf(name) ?? (/^data_?batch/i.test(name) ? 'train' : splitOf(path));
  return { path, split, order, official: false };
}

/** Whether a file is a batch, or is called as one: for telling formats apart. */
export async function isCifarBatch(file: ListedFile, head: Uint8Array): Promise<boolean> {
  const name = baseName(file.path);
  if (roleOf(name.replace(/\.(gz|mat)$/i, ''))?.kind === 'batch') return true;
  const { signal } = new AbortController();
  if (looksPickled(head) || startsAs(head, 'MATLAB')) {
    const dictionary = await dictionaryOf(file, signal).catch(() => undefined);
    return dictionary === undefined || (dictionary instanceof Map && isBatch(dictionary));
  }
  if (!BINARY.test(name)) return false;
  return (await binaryBatch(file, head, undefined, signal)) !== undefined;
}
