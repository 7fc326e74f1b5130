import type { Table } from '../core/dataset/table.ts';
import { readRunColumns } from '../store/columns.ts';
import { listRunScores } from '../store/scores.ts';
import { LabelMemory } from './label-memory.ts';
import { insightsOf } from './watch-insights.ts';

/** Reads a data set's columns as they are stored now, with what one run says of it; undefined where it is gone. */
export async function readTable(datasetId: number, runId: number): Promise<Table | undefined> {
  const memory = await LabelMemory.load(datasetId);
  const [columns, scores] = await Promise.all([readRunColumns(datasetId, runId), listRunScores(runId, [])]);
  memory?.takeInsights(insightsOf(runId, columns, scores));
  return memory?.table ?? undefined;
}
