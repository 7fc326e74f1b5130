import { formatCount } from '../../src/core/format.ts';
import type { DrawSvg } from '../../src/contracts/importer.ts';
import { NormalisationSums } from '../../src/core/dataset/normalisation.ts';
import type { ShardRef } from '../../src/core/dataset/types.ts';
import type { DatasetReader, SourcePicture, Unreadable, UnreadPicture } from '../../src/core/formats/dataset-reader.ts';
import { sentenceOf } from '../../src/core/errors.ts';
import { importError } from '../../src/core/formats/import-error.ts';
import type { Assignment } from '../../src/core/import/assign.ts';
import type { ImportChoices } from '../../src/core/import/choices.ts';
import { columnInOrder, orderSamples } from '../../src/core/import/sample-order.ts';
import { inFlight } from '../../src/core/in-flight.ts';
import { untilAborted } from '../../src/core/unless-aborted.ts';
import type { FolderRow } from '../../src/store/records.ts';
import type { ImportedDataset } from '../../src/store/datasets.ts';
import { squareOf } from './square.ts';
import type { ProgressMeter } from './progress-meter.ts';
import { SplitWriter } from './split-writer.ts';

/** Pixels that are decoded at the same time, as the browser uses several cores; a small picture counts as a few of them too. */
const PIXELS_AT_ONCE = 32e6;
const LEAST_PIXELS = 2e6;

/** So many pictures that cannot be read one behind the other are no accident: their folder or disk is gone. */
const GONE = 50;

/** A picture made ready to be stored, or why it cannot be. */
type Ready = { picture: SourcePicture; square: Uint8Array } | (UnreadPicture & { unread: boolean });

/** What was stored, but for where it came from; and the pictures that could not be decoded. */
export interface StoredSamples {
  dataset: Omit<ImportedDataset, 'source'>;
  /** The row of each sample. */
  rows: Uint32Array;
  undecodable: Unreadable[];
  /** Bytes of each sample's file, and when it was changed last; NaN for what is no file of its own. */
  files: Pick<FolderRow, 'sizes' | 'modified'>;
}

/** Decodes the pictures of a reader one after the other into the store's shards, and keeps them as they came. */
export async function storeSamples(
  datasetId: number,
  reader: DatasetReader,
  assignment: Assignment,
  choices: ImportChoices,
  drawSvg: DrawSvg,
  meter: ProgressMeter,
  signal: AbortSignal,
): Promise<StoredSamples> {
  const { size } = choices;
  const keep = choices.originals === 'store' && !isAllSquares(reader, size);
  const writers = assignment.splits.map(() => new SplitWriter(datasetId, size, keep));
  const stored = new Uint8Array(reader.rows);
  const undecodable: Unreadable[] = [];
  const colours = new NormalisationSums();
  let unreadInARow = 0;
  const bytes = new Float64Array(reader.rows).fill(NaN);
  const modified = new Float64Array(reader.rows).fill(NaN);

  const nameOf = (row: number): string => reader.names?.[row] ?? `row ${row + 1}`;
  const take = async (ready: Ready): Promise<void> => {
    if ('why' in ready) {
      unreadInARow = ready.unread ? unreadInARow + 1 : 0;
      if (unreadInARow >= GONE) {
        throw importError(
          `${formatCount(GONE)} pictures one behind the other cannot be read any more, the last one ${nameOf(ready.row)}: ${ready.why}`,
        );
      }
      undecodable.push({ path: nameOf(ready.row), why: ready.why });
      return;
    }
    unreadInARow = 0;
    const { picture } = ready;
    colours.add(ready.square);
    await writers[assignment.split[picture.row]].add(ready.square, picture);
    stored[picture.row] = 1;
    if ('file' in picture && !picture.bytes) {
      bytes[picture.row] = picture.file.size;
      if (picture.file instanceof File) modified[picture.row] = picture.file.lastModified;
    }
    meter.add(1, nameOf(picture.row));
  };

  const pictures = untilAborted(
    signal,
    reader.pictures((row) => assignment.kept[row] === 1, signal),
  );
  const weigh = ({ row }: { row: number }): number =>
    Math.max(LEAST_PIXELS, reader.sizes[2 * row] * reader.sizes[2 * row + 1]);
  const decoded = inFlight(pictures, PIXELS_AT_ONCE, (picture) => ready(picture, choices, drawSvg), weigh);
  for await (const one of decoded) await take(one);
  for (const writer of writers) await writer.finish();

  const { splits, rows } = orderSamples(stored, assignment.split, assignment.splits);
  if (rows.length === 0) throw importError('None of the pictures could be decoded.');
  const placed = (refsOf: (writer: SplitWriter) => ShardRef[]): ShardRef[] =>
    splits.flatMap(({ name, start }) => {
      const refs = refsOf(writers[assignment.splits.indexOf(name)]);
      return refs.map((ref) => ({ ...ref, start: ref.start + start }));
    });
  return {
    dataset: {
      name: choices.name,
      format: reader.format,
      sampleCount: rows.length,
      width: size,
      height: size,
      fit: choices.fit,
      background: choices.background,
      originals: choices.originals === 'folder' ? 'folder' : keep ? 'store' : 'shards',
      originalBlocks: placed((writer) => writer.originals),
      normalisation: colours.result(),
      classes: assignment.classes,
      splits,
      shards: placed((writer) => writer.shards),
      annotators: assignment.annotators,
      annotatedAfter: assignment.annotatedAfter,
      labels: Uint16Array.from(rows, (row) => assignment.labels[row]),
      ...(reader.names && { names: Array.from(rows, (row) => reader.names![row]) }),
      fieldColumns: Object.fromEntries(
        Object.entries(assignment.fields).map(([name, data]) => [name, columnInOrder(data, rows)]),
      ),
    },
    rows,
    undecodable,
    files: {
      sizes: Float64Array.from(rows, (row) => bytes[row]),
      modified: Float64Array.from(rows, (row) => modified[row]),
    },
  };
}

/** Whether every picture has the training size already, so that the shards are all there is to keep of arrays. */
export function isAllSquares({ sizes }: DatasetReader, size: number): boolean {
  return sizes.every((side) => side === 0 || side === size);
}

async function ready(picture: SourcePicture | UnreadPicture, choices: ImportChoices, drawSvg: DrawSvg): Promise<Ready> {
  if ('why' in picture) return { ...picture, unread: true };
  try {
    return { picture, square: await squareOf(picture, choices, drawSvg) };
  } catch (error) {
    const unread = 'file' in picture && !picture.bytes && !(await canBeRead(picture.file));
    return { row: picture.row, why: unread ? 'it was moved, changed or locked' : sentenceOf(error), unread };
  }
}

/** Whether a file is there still: the browser says of one that is gone only that it cannot be decoded. */
async function canBeRead(file: Blob): Promise<boolean> {
  return file
    .slice(0, 1)
    .arrayBuffer()
    .then(
      () => true,
      () => false,
    );
}
