import { Random } from '../../src/core/dataset/random.ts';
import type { DatasetInfo } from '../../src/core/dataset/types.ts';
import { db } from '../../src/store/database.ts';

const TAPS = { e11: 7, e14: 5 };
const WIDTH = TAPS.e11 + TAPS.e14;

/** Stores features of every sample of the tiny data set, as if the backbone had seen it at 96 pixels: they tell its class, which is its number mod 3. */
export async function storeFeatures({ id, sampleCount }: DatasetInfo): Promise<void> {
  const indices = Uint32Array.from({ length: sampleCount }, (_, i) => i);
  const roots = new Uint16Array(sampleCount * WIDTH);
  for (const index of indices) {
    const random = new Random(index);
    for (let j = 0; j < WIDTH; j++) {
      roots[index * WIDTH + j] = 5000 * ((j % 3 === index % 3 ? 3 : 2) + random.float());
    }
  }
  await db.embeddings.add({ datasetId: id, choice: 'lite0-e14@96', part: 0, indices, taps: TAPS, roots });
}
