import { STANDARD } from '../../src/core/training/presets.ts';
import { Random } from '../../src/core/dataset/random.ts';
import { db } from '../../src/store/database.ts';
import { addRun } from '../../src/store/runs.ts';
import { analyst } from '../../src/tasks/workers.ts';

const D = 64;
const CLASSES = 10;

/** Stores a run with n × 64 features in ten loose groups, as a network's: none below 0. @returns its id */
async function storeFeatures(n: number): Promise<number> {
  await Promise.all(db.tables.map((table) => table.clear()));
  const indices = Uint32Array.from({ length: n }, (_, i) => i);
  await db.columns.put({ datasetId: 1, name: 'current', data: new Uint16Array(n) });
  const empty = { indices: new Uint32Array(0), labels: new Uint16Array(0), epochs: [], elapsedMs: 0 };
  const runId = await addRun({
    source: 'trained',
    ...{ datasetId: 1, name: 'bench', createdAt: 1, recipe: STANDARD, seed: 1, classCount: CLASSES },
    ...{ backendWanted: 'wasm', workersWanted: 1, status: 'trained' },
    ...empty,
  });
  const random = new Random(1);
  for (let part = 0; part * 1000 < n; part++) {
    const own = indices.slice(part * 1000, (part + 1) * 1000);
    const features = Float32Array.from({ length: own.length * D }, (_, at) => {
      const group = own[Math.floor(at / D)] % CLASSES;
      return Math.max(0, random.normal() + ((at % D) % CLASSES === group ? 1.5 : 0));
    });
    await db.logits.add({ runId, part, indices: own, logits: new Float32Array(own.length * CLASSES) });
    await db.features.add({ runId, part, features });
  }
  return runId;
}

/** Milliseconds of the whole search, from the stored features to the stored neighbours; and of the maps, asked for with `maps`. */
export async function measure(n: number, maps: boolean): Promise<Record<string, number>> {
  const runId = await storeFeatures(n);
  const indices = Uint32Array.from({ length: n }, (_, i) => i);
  const { signal } = new AbortController();
  const timed = async (work: () => Promise<void>): Promise<number> => {
    const from = performance.now();
    await work();
    return performance.now() - from;
  };
  const search = (): Promise<void> => analyst.computeNeighbours(signal, runId, indices, () => undefined);
  const map = (method: 'pca' | 'umap') => (): Promise<void> =>
    analyst.computeMap(signal, runId, method, indices, 1, quiet, quiet);
  const result: Record<string, number> = { neighboursMs: await timed(search) };
  if (maps) Object.assign(result, { pcaMs: await timed(map('pca')), umapMs: await timed(map('umap')) });
  return result;
}

const quiet = (): void => undefined;
