import { formatCount } from '../../format.ts';
import { batchContents, utf8Of } from './batch-contents.ts';
import { PICTURE, SIDE, type Batch, type PixelBlock, type PixelSink } from './batch.ts';
import type { BatchRole } from './cifar-roles.ts';
import type { Entry } from '../entry.ts';
import { importError } from '../import-error.ts';
import { toPixels } from '../arrays/picture-array.ts';
import type { Pickled } from '../pickle/pickle-values.ts';
import { readPickle } from '../pickle/pickle.ts';
import { checkNames } from '../text-names.ts';

/** CIFAR-100's train batch, the largest of all, has 155 MB. */
export const MAX_BATCH_BYTES = 512_000_000;
const MAX_NAMES_BYTES = 4_000_000;

/**
 * Streams a batch in CIFAR's python layout into `sink`: a pickled dictionary with `data` (uint8, n × 3,072, or another order of 32 × 32
 * pictures) and `labels`, or `fine_labels` and `coarse_labels`. The pickle is held once, whole; pictures are copied out of it block by
 * block.
 * @throws UserError 'import' where the pickle is foreign, damaged, or has other contents
 */
export async function readPythonBatch(entry: Entry, role: BatchRole, sink: PixelSink): Promise<Batch> {
  const contents = batchContents(await readDictionary(entry, MAX_BATCH_BYTES), entry.name);
  const { data, count: total, layout, step, labels, coarse, names, fields } = contents;
  if (layout.width !== SIDE || layout.height !== SIDE || data.numbers?.size !== 1) {
    throw importError(
      `${entry.name}: its “data” is ${data.type} of ${data.shape.join(' × ')} in ${formatCount(data.data.length)} bytes; ` +
        `a CIFAR batch has u1 of n × ${formatCount(PICTURE)}.`,
    );
  }
  if (!labels) throw importError(`${entry.name}: the pickle has no list “labels”.`);
  const pixels = new Uint8Array(Math.min(total, sink.blockSamples) * PICTURE);
  const blocks: PixelBlock[] = [];
  for (let offset = 0; offset < total; offset += sink.blockSamples) {
    const count = Math.min(sink.blockSamples, total - offset);
    for (let i = 0; i < count; i++) toPixels(data.data, (offset + i) * step, layout, [0, 255], pixels, i * PICTURE);
    const id = await sink.write(pixels.subarray(0, count * PICTURE), entry.path);
    blocks.push({ id, offset, count });
  }
  return { path: entry.path, role, layout: 'python', labels, coarse, names, fields, blocks };
}

/** Class names, and CIFAR-100's coarse ones, out of a pickled batches.meta or meta. */
export async function readPickledNames(entry: Entry): Promise<PickledNames> {
  return namesIn(await readDictionary(entry, MAX_NAMES_BYTES), entry.name);
}

/** Names of classes, and of CIFAR-100's coarse ones. */
export interface PickledNames {
  classes: string[];
  coarse?: string[];
}

/**
 * @param file its name, for errors
 * @throws UserError 'import' where there are no names, or one stands twice
 */
export function namesIn(meta: Map<Pickled, Pickled>, file: string): PickledNames {
  const names = (key: string): string[] => {
    const list = meta.get(key);
    if (!Array.isArray(list) || !list.every((name) => typeof name === 'string')) {
      throw importError(`${file}: the pickle has no list “${key}” of class names.`);
    }
    return checkNames(list.map(utf8Of), file);
  };
  if (meta.has('label_names')) return { classes: names('label_names') };
  return { classes: names('fine_label_names'), coarse: names('coarse_label_names') };
}

async function readDictionary(entry: Entry, limit: number): Promise<Map<Pickled, Pickled>> {
  const pickled = readPickle(await entry.readAll(limit), entry.name);
  if (pickled instanceof Map) return pickled;
  throw importError(`${entry.name}: the pickle holds no dictionary; a CIFAR batch does.`);
}
