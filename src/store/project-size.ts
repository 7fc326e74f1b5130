import { Dexie } from 'dexie';
import type { DatasetInfo } from '../core/dataset/types.ts';
import { db } from './database.ts';
import { readFolder } from './folders.ts';
import { listRuns } from './runs.ts';

/** About how many bytes a project has, before anything of it is packed. */
export interface ProjectSize {
  pictures: number;
  features: number;
  /** Labels, edits, runs, scores and views. */
  rest: number;
}

/** Bytes of an entry a sample: label columns, a run's prediction, a score, what a run learned. */
const [COLUMNS, PREDICTION, SCORE, LEARNED] = [14, 6, 6, 6];
/** Bytes of a trained number: itself, and its momentum. */
const PARAMETER = 8;

/** Measures a data set by what one row of each table holds: reads few rows. */
export async function measureProject(dataset: DatasetInfo): Promise<ProjectSize> {
  const { id, sampleCount: n, width, height } = dataset;
  const runs = await listRuns(id);
  const size: ProjectSize = { pictures: n * width * height * 3 + (await originalBytes(dataset)), features: 0, rest: 0 };
  size.rest = n * (COLUMNS + PREDICTION * runs.length);
  size.rest += n * SCORE * (await db.scores.where('datasetId').equals(id).count());
  for (const run of runs) {
    const { id: runId, indices, classCount } = run;
    size.rest += indices.length * LEARNED;
    if (run.source === 'trained') size.rest += (run.parameters ?? 0) * PARAMETER * (run.folds?.k ?? 1);
    // Its folds' logits, beside its own.
    if (run.source === 'probe') size.rest += indices.length * classCount * 4;
    const range: [[number, number], [number, number]] = [
      [runId, Dexie.minKey as number],
      [runId, Dexie.maxKey as unknown as number],
    ];
    const ofTable = async (name: 'logits' | 'features'): Promise<number> => {
      const rows = db[name].where('[runId+part]').between(...range);
      const first = await rows.first();
      if (!first) return 0;
      return (await rows.count()) * ('logits' in first ? first.logits : first.features).byteLength;
    };
    size.rest += await ofTable('logits');
    size.features += await ofTable('features');
    size.rest += (await db.history.where('runId').equals(runId).count()) * indices.length * classCount * 4;
  }
  const parts = db.embeddings.where('datasetId').equals(id);
  const first = await parts.first();
  if (first) size.features += (await parts.count()) * first.roots.byteLength;
  return size;
}

async function originalBytes({ id, originals, originalBlocks }: DatasetInfo): Promise<number> {
  if (originals === 'folder') return (await readFolder(id))?.sizes.reduce((sum, size) => sum + size, 0) ?? 0;
  let bytes = 0;
  for (const block of originalBlocks) bytes += (await db.originals.get(block.id))?.offsets.at(-1) ?? 0;
  return bytes;
}
