import type { Analyst } from '../../src/contracts/analyst.ts';
import { DuplicateFinder } from '../../src/core/insights/duplicates.ts';
import { datasetGone } from '../../src/store/columns.ts';
import { getDataset } from '../../src/store/datasets.ts';
import { readShard } from '../../src/store/shards.ts';
import { macrotask } from '../../src/core/macrotask.ts';
import { Pace } from '../shared/pace.ts';

/** See the contract. */
export const findDuplicates: Analyst['findDuplicates'] = async (signal, datasetId, onProgress) => {
  const dataset = await getDataset(datasetId);
  if (!dataset) throw datasetGone();
  const size = dataset.width * dataset.height * 3;
  const total = dataset.sampleCount;
  const finder = new DuplicateFinder();
  const pace = new Pace(0, () => performance.now());
  for (const shard of dataset.shards) {
    finder.add((await readShard(shard)).subarray(0, shard.count * size), size, shard.start);
    const done = shard.start + shard.count;
    onProgress({ activity: 'comparing pictures', done, total, unit: 'samples', ...pace.measure(done, total) });
    await macrotask();
    signal.throwIfAborted();
  }
  return finder.result();
};
