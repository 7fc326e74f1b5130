import { compareSplits, splitKind } from '../../dataset/split-names.ts';

/** What the path of a shard says of it. */
export interface ShardName {
  /** "train"; null where the path does not say. */
  split: string | null;
  /** The folders it lies in but for that of the split: a data set's configuration, or nothing. */
  folder: string;
}

/**
 * Tells the split from a path: `train-00000-of-00005.parquet`, `data/test.parquet`, `cifar10/train/0000.parquet`,
 * `my-data_val.parquet`.
 * https://huggingface.co/docs/hub/datasets-file-names-and-splits
 */
export function shardName(path: string): ShardName {
  const parts = path.split('/');
  const file = parts.pop()!.replace(/\.(parquet|pq)$/i, '');
  const numbered = /^(.*?)-\d{3,}-of-\d{3,}(-[0-9a-f]+)?$/.exec(file);
  const stem = numbered ? numbered[1] : file.replace(/[-_. ]?\d+$/, '');
  const folder = (): string => parts.filter((part) => part !== 'data').join('/');
  const words = stem.split(/[-_. ]+/).filter((word) => splitKind(word));
  if (words.length > 0) return { split: words[words.length - 1].toLowerCase(), folder: folder() };
  const at = parts.findLastIndex((part) => splitKind(part.replace(/^partial-/, '')));
  if (at >= 0) {
    const [split] = parts.splice(at, 1);
    return { split: split.replace(/^partial-/, '').toLowerCase(), folder: folder() };
  }
  return { split: numbered && stem ? stem : null, folder: folder() };
}

const NATURAL = new Intl.Collator('en', { numeric: true });

/** The order of shards: split by split, training first, then by name as people count. */
export function compareShards(a: string, b: string): number {
  return compareSplits(shardName(a).split, shardName(b).split) || NATURAL.compare(a, b);
}
