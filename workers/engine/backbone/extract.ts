import type { Prober } from '../../../src/contracts/prober.ts';
import type { OnProgress } from '../../../src/contracts/progress.ts';
import { WorkerConnection } from '../../../src/contracts/worker-client.ts';
import { isOwn, type BackboneChoice } from '../../../src/core/backbone/backbone.ts';
import type { DatasetInfo } from '../../../src/core/dataset/types.ts';
import { UserError } from '../../../src/core/errors.ts';
import { datasetGone } from '../../../src/store/columns.ts';
import { getDataset } from '../../../src/store/datasets.ts';
import { getBackbone } from '../../../src/store/backbones.ts';
import { appendEmbeddings, embeddedMask, embeddingLock } from '../../../src/store/embeddings.ts';
import { atMostTenASecond, Pace } from '../../shared/pace.ts';
import { describeBackend } from '../describe-backend.ts';
import { FeaturePool, startHelper } from './feature-pool.ts';
import { featureService, type FeatureService, type PartFeatures } from './feature-service.ts';

/** Most samples that are computed and stored together. */
const PART = 1000;
/** Parts that a worker has at least, where there are samples enough: so all end at about the same time. */
const PARTS_EACH = 4;
/** Fewest samples a part, as rows of few are slow to read. */
const LEAST_PART = 64;

/** More workers than this wait for memory. */
const MOST_WORKERS = 16;

/** Bytes of a person's own models that the workers hold together, about: each needs its files and as much again to compute. */
const MOST_HELD = 2e9;

/** See the contract. */
export const extract: Prober['extract'] = async (signal, datasetId, indices, choice, onProgress) => {
  const began = performance.now();
  const dataset = await getDataset(datasetId);
  if (!dataset) throw datasetGone();
  const computed = await navigator.locks.request(embeddingLock(datasetId, choice), { signal }, async () => {
    const missing = await missingOf(dataset, indices, choice);
    const extractMissing = isOwn(choice) ? extractByOwn : extractAll;
    await extractMissing(signal, dataset, missing, choice, onProgress);
    return missing.length;
  });
  return { computed, elapsedMs: performance.now() - began };
};

/** Those of the samples that have no features of this choice yet, in ascending order. */
async function missingOf(dataset: DatasetInfo, indices: Uint32Array, choice: BackboneChoice): Promise<Uint32Array> {
  const known = await embeddedMask(dataset.id, choice, dataset.sampleCount);
  return Uint32Array.from(new Set(indices))
    .sort()
    .filter((i) => known[i] === 0);
}

async function extractAll(
  signal: AbortSignal,
  dataset: DatasetInfo,
  missing: Uint32Array,
  choice: BackboneChoice,
  onProgress: OnProgress,
): Promise<void> {
  if (missing.length === 0) return;
  const run = computing(signal, dataset, missing, choice, onProgress);
  for (const backend of ['webgpu', 'webgl'] as const) {
    // Asked first, as it loads nothing: most browsers without a card say so here.
    if ((await describeBackend(backend)).status !== 'present') continue;
    const { startOnDevice } = await import('./tfjs-network.ts');
    let network: Awaited<ReturnType<typeof startOnDevice>>;
    try {
      const started = await startOnDevice(signal, backend, dataset, choice);
      if (!started) continue;
      network = started;
      return await run(new FeaturePool(featureService(() => Promise.resolve(started))), 1);
    } catch (error) {
      if (signal.aborted || error instanceof UserError) throw error;
      console.warn(`The features could not be computed by ${backend}; going on without it.`, error);
    } finally {
      network?.dispose();
    }
  }
  const workers = Math.min(workersHere(), Math.ceil(missing.length / LEAST_PART));
  await run(new FeaturePool(featureService(), workers - 1), workers);
}

/** The same by a backbone of the person's own, which workers alone load; on a graphics card one of them. */
async function extractByOwn(
  signal: AbortSignal,
  dataset: DatasetInfo,
  missing: Uint32Array,
  choice: BackboneChoice,
  onProgress: OnProgress,
): Promise<void> {
  if (missing.length === 0) return;
  const { backend, bytes } = await getBackbone(choice.backbone);
  const run = computing(signal, dataset, missing, choice, onProgress);
  const byWorkers = async (workers: number, plain: boolean): Promise<void> => {
    const leader = new WorkerConnection<FeatureService>(startHelper());
    try {
      await run(new FeaturePool(leader.service, workers - 1, startHelper, plain), workers);
    } finally {
      leader.close();
    }
  };
  if (backend === 'webgpu' || backend === 'webgl') {
    try {
      return await byWorkers(1, false);
    } catch (error) {
      if (signal.aborted || (error instanceof UserError && error.code !== 'worker-died')) throw error;
      console.warn(`The features could not be computed by ${backend}; going on without it.`, error);
    }
  }
  const held = Math.max(1, Math.floor(MOST_HELD / (4 * bytes)));
  await byWorkers(Math.min(workersHere(), held, Math.ceil(missing.length / LEAST_PART)), true);
}

/** All cores, but one left to the page where there are more than two. */
function workersHere(): number {
  const cores = navigator.hardwareConcurrency || 1;
  return Math.min(cores > 2 ? cores - 1 : cores, MOST_WORKERS);
}

/** What computes with a pool those samples that are still missing, and stores them. */
function computing(
  signal: AbortSignal,
  dataset: DatasetInfo,
  missing: Uint32Array,
  choice: BackboneChoice,
  onProgress: OnProgress,
): (pool: FeaturePool, workers: number) => Promise<void> {
  const now = (): number => performance.now();
  const mayReport = atMostTenASecond(now);
  const total = missing.length;
  const stored = new Set<number>();
  return async (pool, workers) => {
    const begun = stored.size;
    const pace = new Pace(begun, now);
    const report = (more: number): void => {
      const done = begun + more;
      if (!mayReport() && done < total) return;
      onProgress({ activity: 'looking at pictures', done, total, unit: 'samples', ...pace.measure(done, total) });
    };
    const take = async (indices: Uint32Array, { taps, roots }: PartFeatures): Promise<void> => {
      await appendEmbeddings(dataset.id, choice, { indices, taps, roots });
      for (const index of indices) stored.add(index);
    };
    const left = missing.filter((index) => !stored.has(index));
    try {
      await pool.compute(signal, dataset, choice, cutParts(left, workers), take, report);
      // What a helper tells may come after its answer, and is not heard then.
      report(left.length);
    } finally {
      pool.dispose();
    }
  };
}

function cutParts(indices: Uint32Array, workers: number): Uint32Array[] {
  const size = Math.min(PART, Math.max(LEAST_PART, Math.ceil(indices.length / (workers * PARTS_EACH))));
  return Array.from({ length: Math.ceil(indices.length / size) }, (_, k) => indices.slice(k * size, (k + 1) * size));
}
