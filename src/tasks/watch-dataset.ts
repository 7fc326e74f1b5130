import { liveQuery } from 'dexie';
import { splitColumn, type Table } from '../core/dataset/table.ts';
import type { DatasetInfo, FieldColumn } from '../core/dataset/types.ts';
import { readColumns } from '../store/columns.ts';
import { getDataset, listDatasets } from '../store/datasets.ts';
import { listEdits, undoneEdits } from '../store/journal.ts';
import type { JournalRow, RunRow, ScoreRow } from '../store/records.ts';
import { listRuns } from '../store/runs.ts';
import { listScores } from '../store/scores.ts';

/** A data set as the store has it now. */
export interface DatasetState {
  info: DatasetInfo;
  table: Table;
  runs: RunRow[];
  journal: JournalRow[];
  undone: Set<number>;
}

/** Calls `onList` with the complete data sets now and after every change, in this tab or another. @returns how to stop */
export function watchDatasetList(onList: (datasets: DatasetInfo[]) => void): () => void {
  const subscription = liveQuery(listDatasets).subscribe(onList);
  return () => subscription.unsubscribe();
}

/**
 * Calls `onState` with a data set's columns, runs and edits now and after every change, in this tab or another.
 * @param options.run the run whose predictions to show, or null for the newest that has some
 * @returns how to stop
 */
export function watchDataset(
  datasetId: number,
  options: {
    run: () => number | null;
    onState: (state: DatasetState) => void;
    onError: (error: unknown) => void;
  },
): () => void {
  const subscription = liveQuery(() => readState(datasetId, options.run())).subscribe({
    next: (state) => {
      if (state) options.onState(state);
      else options.onError(new Error('This data set is no longer in this browser.'));
    },
    error: options.onError,
  });
  return () => subscription.unsubscribe();
}

async function readState(datasetId: number, wantedRun: number | null): Promise<DatasetState | undefined> {
  const [info, columns, runs, scores, journal] = await Promise.all([
    getDataset(datasetId),
    readColumns(datasetId),
    listRuns(datasetId),
    listScores(datasetId),
    listEdits(datasetId),
  ]);
  if (!info) return undefined;
  const has = (run: RunRow | undefined): boolean => run !== undefined && columns.has(`run/${run.id}/predicted`);
  const run = runs.find((r) => r.id === wantedRun) ?? runs.findLast(has) ?? runs.at(-1);
  return { info, table: toTable(info, columns, run, scores), runs, journal, undone: undoneEdits(journal) };
}

function toTable(
  info: DatasetInfo,
  columns: Awaited<ReturnType<typeof readColumns>>,
  run: RunRow | undefined,
  scores: ScoreRow[],
): Table {
  const fields = info.fields.map((name) => [name, columns.get(`field/${name}`) as FieldColumn] as const);
  return {
    count: info.sampleCount,
    classes: info.classes,
    tags: info.tags,
    splits: info.splits,
    given: columns.get('given') as Uint16Array,
    current: columns.get('current') as Uint16Array,
    truth: columns.get('true') as Uint16Array,
    tagBits: columns.get('tags') as Uint32Array,
    excluded: columns.get('excluded') as Uint8Array,
    reviewed: columns.get('reviewed') as Uint8Array,
    split: splitColumn(info.splits, info.sampleCount),
    fields: new Map(fields),
    runId: run?.id ?? null,
    predicted: (run && (columns.get(`run/${run.id}/predicted`) as Uint16Array | undefined)) ?? null,
    confidence: (run && (columns.get(`run/${run.id}/confidence`) as Float32Array | undefined)) ?? null,
    scores: new Map(scores.filter((score) => score.runId === run?.id).map((score) => [score.key, score])),
  };
}
