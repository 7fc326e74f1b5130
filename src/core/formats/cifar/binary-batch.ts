import { formatCount } from '../../format.ts';
import { PICTURE, SIDE, type Batch, type PixelBlock, type PixelSink } from './batch.ts';
import type { BatchRole } from './cifar-roles.ts';
import type { Entry } from '../entry.ts';
import { fileKind } from '../file-kinds.ts';
import { importError } from '../import-error.ts';
import { planes, toPixels } from '../arrays/picture-array.ts';

/** Bytes of a record: a label and a picture, or CIFAR-100's coarse and fine label and a picture. */
const RECORD = PICTURE + 1;
const RECORD_100 = PICTURE + 2;
const LAYOUT = planes(SIDE, SIDE, 3);

/**
 * Streams a batch in CIFAR's binary layout (www.cs.toronto.edu/~kriz/cifar.html, "Binary version") into `sink`.
 * @throws UserError 'import' where the size fits no whole number of records, or the entry ends early
 */
export async function readBinaryBatch(entry: Entry, role: BatchRole, sink: PixelSink): Promise<Batch> {
  const record = await recordOf(entry);
  const head = record - PICTURE;
  const total = entry.size / record;
  const labels = new Uint8Array(total);
  const coarse = head === 2 ? new Uint8Array(total) : undefined;
  const blocks: PixelBlock[] = [];
  const records = new Uint8Array(Math.min(total, sink.blockSamples) * record);
  const pixels = new Uint8Array(Math.min(total, sink.blockSamples) * PICTURE);
  for (let offset = 0; offset < total; offset += sink.blockSamples) {
    const count = Math.min(sink.blockSamples, total - offset);
    await entry.readInto(records.subarray(0, count * record));
    for (let i = 0; i < count; i++) {
      const at = i * record;
      labels[offset + i] = records[at + head - 1];
      if (coarse) coarse[offset + i] = records[at];
      toPixels(records, at + head, LAYOUT, [0, 255], pixels, i * PICTURE);
    }
    const id = await sink.write(pixels.subarray(0, count * PICTURE), entry.path);
    blocks.push({ id, offset, count });
  }
  return { path: entry.path, role, layout: 'binary', labels, coarse, blocks };
}

/** The record size that divides the entry's size; where both do, the one that its name says. */
async function recordOf(entry: Entry): Promise<number> {
  const likely = /^(train|test)\.bin$/i.test(entry.name) ? RECORD_100 : RECORD;
  const sizes = [likely, RECORD + RECORD_100 - likely];
  const fitting = sizes.find((size) => entry.size % size === 0);
  if (fitting) return fitting;
  const kind = fileKind(await entry.peek(512));
  if (kind) throw importError(`${entry.name} is ${kind}, not a CIFAR batch.`);
  throw importError(
    `${entry.name}: ${formatCount(entry.size)} bytes is not a multiple of ${formatCount(likely)}; the archive looks cut off.`,
  );
}
