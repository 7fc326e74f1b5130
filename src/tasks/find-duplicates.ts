import type { Analyst } from '../contracts/analyst.ts';
import type { OnProgress } from '../contracts/progress.ts';
import { callWorker } from '../contracts/rpc.ts';
import type { Table } from '../core/dataset/table.ts';
import { judgeDuplicates, type DuplicateGroup } from '../core/insights/duplicates.ts';
import { startAnalyst } from './workers.ts';

/** Finds samples whose pixels are exactly the same, in the analyst worker, and says what is wrong with them by the current labels. */
export async function findDuplicates(
  signal: AbortSignal,
  datasetId: number,
  table: Pick<Table, 'split' | 'current'>,
  onProgress: OnProgress,
): Promise<DuplicateGroup[]> {
  const args = [signal, datasetId, onProgress] as const;
  const groups = await callWorker<Analyst, 'findDuplicates'>(startAnalyst, 'findDuplicates', ...args);
  return judgeDuplicates(groups, table.split, table.current);
}
