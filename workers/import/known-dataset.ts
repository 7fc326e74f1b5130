import { nameOf } from '../../src/core/dataset/names.ts';
import { splitColumn } from '../../src/core/dataset/table.ts';
import type { DatasetInfo, FieldColumn } from '../../src/core/dataset/types.ts';
import type { Edit } from '../../src/core/edits/edit.ts';
import { UserError } from '../../src/core/errors.ts';
import { datasetGone, readFields, readLabels, readNames } from '../../src/store/columns.ts';
import { readLabelState } from '../../src/store/journal.ts';
import { OriginalsReader, type Original } from '../../src/store/originals.ts';
import { readFolder } from '../../src/store/folders.ts';
import { readShard, shardOf } from '../../src/store/shards.ts';
import { ShardCache } from '../shared/shard-cache.ts';

/** Bytes of shards that are kept: pictures are compared in about the order in which they lie there. */
const SHARDS_KEPT = 32 * 2 ** 20;

/** A data set in the store, as far as a newer version of it is compared with it. */
export interface KnownDataset {
  info: DatasetInfo;
  /** One a sample. */
  names: string[];
  /** Labels as they were imported. */
  labels: Uint16Array;
  split: Uint8Array;
  fields: Map<string, FieldColumn>;
  /** Oldest first. */
  edits: readonly Edit[];
  /** A sample's picture as it came, or what training sees of it where the file is not there any more. */
  picture(index: number): Promise<Original>;
  /** Bytes of each sample's file where they lie in a folder of the person's; NaN for what is no file. */
  fileSizes?: Float64Array;
  /** What training sees of a sample's picture; not to be changed, nor handed over. */
  square(index: number): Promise<Uint8Array>;
}

/** @throws UserError 'deleted' where it was */
export async function readKnown(datasetId: number): Promise<KnownDataset> {
  const state = await readLabelState(datasetId);
  if (!state) throw datasetGone();
  const { info, edits } = state;
  const [stored, labels, fields, folder] = await Promise.all([
    readNames(datasetId),
    readLabels(datasetId, 'imported'),
    readFields(datasetId),
    info.originals === 'folder' ? readFolder(datasetId) : undefined,
  ]);
  const split = splitColumn(info.splits, info.sampleCount);
  const table = { names: stored, splits: info.splits, split };
  const names = Array.from({ length: info.sampleCount }, (_, index) => nameOf(table, index));
  const originals = new OriginalsReader(info);
  const shards = new ShardCache(SHARDS_KEPT, readShard);
  const size = info.width * info.height * 3;
  const square = async (index: number): Promise<Uint8Array> => {
    const shard = shardOf(info, index);
    const at = (index - shard.start) * size;
    return (await shards.get(shard)).subarray(at, at + size);
  };
  const picture = async (index: number): Promise<Original> => {
    try {
      if (info.originals !== 'folder') return await originals.read(index);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
    }
    return { pixels: (await square(index)).slice(), width: info.width, height: info.height };
  };
  return { info, names, labels, split, fields, edits, picture, fileSizes: folder?.sizes, square };
}
