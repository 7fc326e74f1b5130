import type { Analyst } from '../../src/contracts/analyst.ts';
import type { OnProgress } from '../../src/contracts/progress.ts';
import { handOver } from '../../src/contracts/serve.ts';
import type { DatasetInfo } from '../../src/core/dataset/types.ts';
import { DuplicateFinder } from '../../src/core/insights/duplicates.ts';
import { CANDIDATES, NearPairFinder } from '../../src/core/insights/near-duplicates.ts';
import { unitRows } from '../../src/core/insights/neighbours.ts';
import { macrotask } from '../../src/core/macrotask.ts';
import { DESCRIPTOR_SIZE, EdgeDescriber } from '../../src/core/quality/edge-descriptors.ts';
import { Thumbnails } from '../../src/core/quality/thumbnails.ts';
import { datasetGone } from '../../src/store/columns.ts';
import { getDataset } from '../../src/store/datasets.ts';
import { readShard } from '../../src/store/shards.ts';
import { Pace } from '../shared/pace.ts';
import { searchAll } from './compute-neighbours.ts';

/** Samples compared between two macrotasks. */
const AT_ONCE = 200;

/** See the contract. */
export const findNearDuplicates: Analyst['findNearDuplicates'] = async (signal, datasetId, onProgress) => {
  const dataset = await getDataset(datasetId);
  if (!dataset) throw datasetGone();
  const { exact, thumbnails, edges } = await readPictures(signal, dataset, onProgress);
  const { unit, rows } = unitRows(edges, DESCRIPTOR_SIZE);
  const total = rows.length;
  const searching = new Pace(0, () => performance.now());
  const of = await searchAll(signal, unit, DESCRIPTOR_SIZE, CANDIDATES, (share) => {
    const done = Math.round(share * total);
    onProgress({
      activity: 'searching similar pictures',
      done,
      total,
      unit: 'samples',
      ...searching.measure(done, total),
    });
  });

  const finder = new NearPairFinder(of, rows, thumbnails);
  const comparing = new Pace(0, () => performance.now());
  for (let row = 0; row < total; row += AT_ONCE) {
    finder.search(row, row + AT_ONCE);
    const done = Math.min(total, row + AT_ONCE);
    onProgress({
      activity: 'laying them on each other',
      done,
      total,
      unit: 'samples',
      ...comparing.measure(done, total),
    });
    await macrotask();
    signal.throwIfAborted();
  }
  const pairs = finder.result();
  return handOver({ exact, pairs }, [pairs.a.buffer, pairs.b.buffer, pairs.similarity.buffer]);
};

/** What pictures are compared by; of those that are the same to the byte, the first one stands for all. */
async function readPictures(
  signal: AbortSignal,
  { shards, sampleCount: total, width, height }: DatasetInfo,
  onProgress: OnProgress,
): Promise<{ exact: number[][]; thumbnails: Thumbnails; edges: Float32Array }> {
  const finder = new DuplicateFinder();
  const thumbnails = new Thumbnails(total);
  const describer = new EdgeDescriber(total);
  const size = width * height * 3;
  const pace = new Pace(0, () => performance.now());
  for (const { start, count, ...shard } of shards) {
    const bytes = await readShard({ start, count, ...shard });
    finder.add(bytes.subarray(0, count * size), size, start);
    for (let j = 0; j < count; j++) {
      thumbnails.add(start + j, bytes.subarray(j * size, (j + 1) * size), width, height);
      if (!thumbnails.isFlat(start + j)) describer.add(start + j, thumbnails.greyOf(start + j));
    }
    const done = start + count;
    onProgress({ activity: 'reading pictures', done, total, unit: 'samples', ...pace.measure(done, total) });
    await macrotask();
    signal.throwIfAborted();
  }
  const exact = finder.result();
  for (const [, ...others] of exact) for (const other of others) describer.leaveOut(other);
  return { exact, thumbnails, edges: describer.result() };
}
