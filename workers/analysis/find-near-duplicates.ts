import type { Analyst } from '../../src/contracts/analyst.ts';
import { handOver } from '../../src/contracts/serve.ts';
import { hashPicture } from '../../src/core/insights/duplicates.ts';
import { Miniatures, NearPairFinder } from '../../src/core/insights/near-duplicates.ts';
import { datasetGone, readLabels } from '../../src/store/columns.ts';
import { getDataset } from '../../src/store/datasets.ts';
import { predictedSamples } from '../../src/store/predictions.ts';
import { getRun } from '../../src/store/runs.ts';
import { readShard } from '../../src/store/shards.ts';
import { macrotask } from '../../src/core/macrotask.ts';
import { Pace } from '../shared/pace.ts';
import { noPrediction } from './insight-error.ts';
import { knownNeighbours } from './known-neighbours.ts';

/** Samples compared between two macrotasks. */
const AT_ONCE = 2000;

/** See the contract. */
export const findNearDuplicates: Analyst['findNearDuplicates'] = async (signal, runId, onProgress) => {
  const run = await getRun(runId);
  const dataset = await getDataset(run.datasetId);
  if (!dataset) throw datasetGone();
  const { sampleCount, width, height } = dataset;
  const labels = await readLabels(dataset.id, 'current');
  const predicted = await predictedSamples(runId, sampleCount);
  if (predicted.length === 0) throw noPrediction(sampleCount, sampleCount, run.name);
  const { of, indices } = await knownNeighbours(signal, runId, predicted, labels, onProgress);

  const miniatures = new Miniatures(sampleCount);
  const hashes = new BigUint64Array(sampleCount);
  const size = width * height * 3;
  const pace = new Pace(0, () => performance.now());
  for (const shard of dataset.shards) {
    const bytes = await readShard(shard);
    for (let j = 0; j < shard.count; j++) {
      miniatures.add(shard.start + j, bytes.subarray(j * size, (j + 1) * size), width, height);
      hashes[shard.start + j] = hashPicture(bytes, j * size, (j + 1) * size);
    }
    const done = shard.start + shard.count;
    onProgress({
      activity: 'reading pictures',
      done,
      total: sampleCount,
      unit: 'images',
      ...pace.measure(done, sampleCount),
    });
    await macrotask();
    signal.throwIfAborted();
  }

  const finder = new NearPairFinder(of, indices, miniatures, hashes);
  for (let row = 0; row < indices.length; row += AT_ONCE) {
    finder.search(row, row + AT_ONCE);
    const done = Math.min(indices.length, row + AT_ONCE);
    onProgress({ activity: 'comparing neighbours', done, total: indices.length, unit: 'samples' });
    await macrotask();
    signal.throwIfAborted();
  }
  const pairs = finder.result();
  return handOver(pairs, [pairs.a.buffer, pairs.b.buffer, pairs.similarity.buffer]);
};
