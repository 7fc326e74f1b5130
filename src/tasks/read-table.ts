import type { Table } from '../core/dataset/table.ts';
import { LabelMemory } from '../store/label-memory.ts';
import { readInsights } from '../store/read-insights.ts';

/** Reads a data set's columns as they are stored now, with what one run says of it; undefined where it is gone. */
export async function readTable(datasetId: number, runId: number): Promise<Table | undefined> {
  const memory = await LabelMemory.load(datasetId);
  memory?.takeInsights((await readInsights(datasetId, runId)).insights);
  return memory?.table ?? undefined;
}
