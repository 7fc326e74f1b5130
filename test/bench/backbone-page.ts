import { Random } from '../../src/core/dataset/random.ts';
import { HeldWorker } from '../../src/contracts/worker-client.ts';
import type { Prober } from '../../src/contracts/prober.ts';
import { SHARDS_ALONE } from '../../src/core/dataset/types.ts';
import { db } from '../../src/store/database.ts';
import { finishImport, holdImport } from '../../src/store/datasets.ts';
import { SHARD_SAMPLES, writeShard } from '../../src/store/shards.ts';

const PIXELS = 3072;

/** Stores pictures of 32 pixels, of noise. @returns the data set's id */
async function storePictures(count: number): Promise<number> {
  await Promise.all(db.tables.map((table) => table.clear()));
  const random = new Random(1);
  const about = {
    ...{ name: 'bench', source: 'bench', format: 'bench', sampleCount: count, width: 32, height: 32, ...SHARDS_ALONE },
    ...{ annotators: [], classes: ['a', 'b'], splits: [{ name: 'train', start: 0, count }], fieldColumns: {} },
    labels: new Uint16Array(count),
  };
  const { id } = await holdImport(new AbortController().signal, async (held) => {
    const shards = [];
    for (let start = 0; start < count; start += SHARD_SAMPLES) {
      const size = Math.min(SHARD_SAMPLES, count - start);
      const bytes = Uint8Array.from({ length: size * PIXELS }, () => random.float() * 256);
      shards.push({ id: await writeShard(held, bytes), start, count: size });
    }
    return finishImport(held, { ...about, shards }, 1);
  });
  return id;
}

/** Seconds from the start of the worker to the last part stored. */
export async function measure(count: number, side: 64 | 96): Promise<number> {
  const id = await storePictures(count);
  const indices = Uint32Array.from({ length: count }, (_, i) => i);
  const from = performance.now();
  const prober = new HeldWorker<Pick<Prober, 'extract'>>(
    () => new Worker(new URL('../../workers/prober.ts', import.meta.url), { type: 'module', name: 'prober' }),
  );
  try {
    const { signal } = new AbortController();
    await prober.service.extract(signal, id, indices, { backbone: 'lite0-e14', side }, () => undefined);
    return (performance.now() - from) / 1000;
  } finally {
    prober.close();
  }
}
