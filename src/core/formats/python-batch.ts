import { PICTURE, planesToPixels, type Batch, type PixelBlock, type PixelSink } from './batch.ts';
import type { BatchRole } from './cifar-roles.ts';
import type { Entry } from './entry.ts';
import { grouped, importError } from './import-error.ts';
import { NdArray, type Pickled } from './pickle-values.ts';
import { readPickle } from './pickle.ts';
import { checkNames } from './text-names.ts';

/** CIFAR-100's train batch, the largest of all, has 155 MB. */
const MAX_BATCH_BYTES = 512_000_000;
const MAX_NAMES_BYTES = 4_000_000;

/**
 * Reads a batch in CIFAR's python layout: a pickled dictionary with `data` (uint8, n × 3,072) and `labels`, or
 * `fine_labels` and `coarse_labels`. The pickle is held once, whole; pictures are copied out of it block by block.
 * @throws UserError 'import' where the pickle is foreign, damaged, or has other contents
 */
export async function readPythonBatch(entry: Entry, role: BatchRole, sink: PixelSink): Promise<Batch> {
  const batch = await readDictionary(entry, MAX_BATCH_BYTES);
  const data = batch.get('data');
  if (!(data instanceof NdArray)) throw importError(`${entry.name}: the pickle has no “data” array of pictures.`);
  const [total, width] = data.shape;
  if (
    data.shape.length !== 2 ||
    width !== PICTURE ||
    !/^[|<>=]?[uU]1$/.test(data.type) ||
    data.data.length !== total * width
  ) {
    throw importError(
      `${entry.name}: its “data” is ${data.type} of ${data.shape.join(' × ')} in ${grouped(data.data.length)} bytes; ` +
        `a CIFAR batch has u1 of n × ${grouped(PICTURE)}.`,
    );
  }
  if (total === 0) throw importError(`${entry.name}: there are no pictures in it.`);
  const labels = labelsOf(batch, batch.has('fine_labels') ? 'fine_labels' : 'labels', total, entry.name);
  const coarse = batch.has('coarse_labels') ? labelsOf(batch, 'coarse_labels', total, entry.name) : undefined;
  const [row, step] = data.columnMajor ? [1, total] : [PICTURE, 1];
  const pixels = new Uint8Array(Math.min(total, sink.blockSamples) * PICTURE);
  const blocks: PixelBlock[] = [];
  for (let offset = 0; offset < total; offset += sink.blockSamples) {
    const count = Math.min(sink.blockSamples, total - offset);
    for (let i = 0; i < count; i++) planesToPixels(data.data, (offset + i) * row, step, pixels, i * PICTURE);
    const id = await sink.write(pixels.subarray(0, count * PICTURE), entry.path);
    blocks.push({ id, offset, count });
  }
  return { path: entry.path, role, layout: 'python', labels, coarse, blocks };
}

/** Class names, and CIFAR-100's coarse ones, out of a pickled batches.meta or meta. */
export async function readPickledNames(entry: Entry): Promise<{ classes: string[]; coarse?: string[] }> {
  const meta = await readDictionary(entry, MAX_NAMES_BYTES);
  const names = (key: string): string[] => {
    const list = meta.get(key);
    if (!Array.isArray(list) || !list.every((name) => typeof name === 'string')) {
      throw importError(`${entry.name}: the pickle has no list “${key}” of class names.`);
    }
    return checkNames(list, entry.name);
  };
  if (meta.has('label_names')) return { classes: names('label_names') };
  return { classes: names('fine_label_names'), coarse: names('coarse_label_names') };
}

async function readDictionary(entry: Entry, limit: number): Promise<Map<Pickled, Pickled>> {
  const pickled = readPickle(await entry.readAll(limit), entry.name);
  if (pickled instanceof Map) return pickled;
  throw importError(`${entry.name}: the pickle holds no dictionary; a CIFAR batch does.`);
}

function labelsOf(batch: Map<Pickled, Pickled>, key: string, total: number, file: string): Uint8Array {
  const list = batch.get(key);
  if (!Array.isArray(list)) throw importError(`${file}: the pickle has no list “${key}”.`);
  if (list.length !== total) {
    throw importError(`${file}: there are ${grouped(list.length)} “${key}” for ${grouped(total)} pictures.`);
  }
  return Uint8Array.from(list, (label, record) => {
    if (typeof label === 'number' && Number.isInteger(label) && label >= 0 && label <= 255) return label;
    throw importError(`${file}: “${key}” ${grouped(record)} is no class number.`);
  });
}
