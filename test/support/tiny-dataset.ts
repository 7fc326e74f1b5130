import { finishImport, holdImport } from '../../src/store/datasets.ts';
import { writeShard } from '../../src/store/shards.ts';
import { db } from '../../src/store/database.ts';
import { SHARDS_ALONE, type DatasetInfo } from '../../src/core/dataset/types.ts';

/** Empties the database of this origin. */
export async function emptyDatabase(): Promise<void> {
  await Promise.all(db.tables.map((table) => table.clear()));
}

/**
 * Stores a data set of flat-coloured pictures: sample i has class i mod k and the pixels (i mod 256, class × 20, split × 100) or those
 * that `colourOf` says. The last fifth is the test split.
 */
export async function storeTinyDataset(
  count = 50,
  classes = ['cat', 'dog', 'frog'],
  colourOf?: (index: number) => [red: number, green: number, blue: number],
): Promise<DatasetInfo> {
  const train = Math.floor(count * 0.8);
  const pixels = new Uint8Array(count * 3072);
  for (let i = 0; i < count; i++) {
    const colour = colourOf?.(i) ?? [i % 256, (i % classes.length) * 20, i < train ? 0 : 100];
    for (let p = 0; p < 1024; p++) pixels.set(colour, i * 3072 + p * 3);
  }
  const store = async (id: number): Promise<DatasetInfo> => {
    const shards = [{ id: await writeShard(id, pixels), start: 0, count }];
    return finishImport(id, { ...about, shards }, 1);
  };
  const about = {
    name: 'Tiny',
    source: 'tiny.tar.gz',
    format: 'test',
    sampleCount: count,
    width: 32,
    height: 32,
    ...SHARDS_ALONE,
    annotators: [],
    classes,
    splits: [
      { name: 'train', start: 0, count: train },
      { name: 'test', start: train, count: count - train },
    ],
    labels: Uint16Array.from({ length: count }, (_, i) => i % classes.length),
    fieldColumns: {},
  };
  return holdImport(new AbortController().signal, store);
}
