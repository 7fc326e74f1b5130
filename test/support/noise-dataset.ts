import { finishImport, holdImport } from '../../src/store/datasets.ts';
import { writeShard } from '../../src/store/shards.ts';
import { NormalisationSums } from '../../src/core/dataset/normalisation.ts';
import { Random } from '../../src/core/dataset/random.ts';
import { SHARDS_ALONE, type DatasetInfo, type ShardRef } from '../../src/core/dataset/types.ts';

/** A stored data set with its pixels, count × side × side × 3. */
export interface NoiseDataset {
  info: DatasetInfo;
  pixels: Uint8Array;
}

/**
 * Stores a data set of noise pictures of some size, in small shards: sample i has class i mod 3, which its brightness tells, and the
 * normalisation of its own pixels.
 */
export async function storeNoiseDataset(count: number, side: number, shardSamples = 10): Promise<NoiseDataset> {
  const random = new Random(count + side);
  const size = side * side * 3;
  const pixels = Uint8Array.from({ length: count * size }, (_, i) => (Math.floor(i / size) % 3) * 60 + random.int(100));
  const sums = new NormalisationSums();
  sums.add(pixels);
  const info = await holdImport(new AbortController().signal, async (id) => {
    const shards: ShardRef[] = [];
    for (let start = 0; start < count; start += shardSamples) {
      const end = Math.min(count, start + shardSamples);
      shards.push({ id: await writeShard(id, pixels.slice(start * size, end * size)), start, count: end - start });
    }
    return finishImport(
      id,
      {
        ...{ name: 'Noise', source: 'noise', format: 'test', sampleCount: count, width: side, height: side },
        ...SHARDS_ALONE,
        normalisation: sums.result(),
        annotators: [],
        classes: ['dark', 'grey', 'bright'],
        splits: [{ name: 'all', start: 0, count }],
        labels: Uint16Array.from({ length: count }, (_, i) => i % 3),
        fieldColumns: {},
        shards,
      },
      1,
    );
  });
  return { info, pixels };
}
