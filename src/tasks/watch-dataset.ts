import { liveQuery } from 'dexie';
import type { Table } from '../core/dataset/table.ts';
import type { DatasetInfo } from '../core/dataset/types.ts';
import type { Edit } from '../core/edits/edit.ts';
import type { Run } from '../core/training/run.ts';
import { listPredictingRuns, readRunColumns } from '../store/columns.ts';
import { listDatasets } from '../store/datasets.ts';
import { readLabelNews } from '../store/journal.ts';
import { listRuns } from '../store/runs.ts';
import { listRunScores } from '../store/scores.ts';
import { LabelMemory, type RunInsights } from './label-memory.ts';

/** A data set as the store has it now. What has not changed since the state before is the same object as there. */
export interface DatasetState {
  info: DatasetInfo;
  table: Table;
  runs: Run[];
  journal: Edit[];
  undone: ReadonlySet<number>;
}

/** A data set that is being followed. */
export interface DatasetWatch {
  /**
   * Takes in what has been edited since; `onState` has been called with it when this settles, unless the watch was stopped.
   * @throws Error where the data set could not be read
   */
  catchUp(): Promise<void>;
  stop(): void;
}

/** Calls `onList` with the complete data sets now and after every change, in this tab or another. @returns how to stop */
export function watchDatasetList(onList: (datasets: DatasetInfo[]) => void): () => void {
  const subscription = liveQuery(listDatasets).subscribe(onList);
  return () => subscription.unsubscribe();
}

/**
 * Calls `onState` with a data set's columns, runs and edits now and after every change, in this tab or another. The label
 * columns are read once; from then on the journal's new rows are added to them, so that an edit costs what it changes.
 * @param options.run the run whose predictions to show, or null for the newest that has some
 */
export function watchDataset(
  datasetId: number,
  options: {
    run: () => number | null;
    onState: (state: DatasetState) => void;
    onError: (error: unknown) => void;
  },
): DatasetWatch {
  const subscriptions = new Map<'news' | 'runs' | 'insights', { unsubscribe(): void }>();
  let stopped = false;
  let memory: LabelMemory | null = null;
  let runs: Run[] | null = null;
  let shownRun: number | null | undefined;
  const first = Promise.withResolvers<void>();
  // Whoever catches up hears of a failure; where nobody does it is told by `onError` alone.
  first.promise.catch(() => {});

  const fail = (error: unknown): void => {
    first.reject(error);
    if (!stopped) options.onError(error);
  };
  const follow = <T>(name: 'news' | 'runs' | 'insights', read: () => Promise<T>, take: (value: T) => void): void => {
    subscriptions.get(name)?.unsubscribe();
    subscriptions.set(name, liveQuery(read).subscribe({ next: take, error: fail }));
  };
  const tell = (): void => {
    if (stopped || !runs || !memory?.table) return;
    options.onState({ info: memory.info, table: memory.table, runs, journal: memory.edits, undone: memory.undone });
    first.resolve();
  };

  const takeNews = (news: Awaited<ReturnType<typeof readLabelNews>>): void => {
    if (!news) fail(goneError());
    else if (memory!.takeNews(news)) tell();
  };
  const takeInsights = (insights: RunInsights): void => {
    memory!.takeInsights(insights);
    tell();
  };
  const takeRuns = ([all, predicting]: [Run[], Set<number>]): void => {
    runs = all;
    const has = (run: Run): boolean => predicting.has(run.id);
    const run = all.find((r) => r.id === options.run()) ?? all.findLast(has) ?? all.at(-1);
    if (shownRun === (run?.id ?? null)) return tell();
    shownRun = run?.id ?? null;
    follow('insights', () => readInsights(datasetId, run?.id ?? null), takeInsights);
  };

  const load = async (): Promise<void> => {
    memory = (await LabelMemory.load(datasetId)) ?? null;
    if (stopped) return;
    if (!memory) throw goneError();
    follow('news', () => readLabelNews(datasetId, memory!.lastSeq), takeNews);
    follow('runs', () => Promise.all([listRuns(datasetId), listPredictingRuns(datasetId)]), takeRuns);
  };
  load().catch(fail);

  return {
    async catchUp() {
      await first.promise;
      if (!stopped) takeNews(await readLabelNews(datasetId, memory!.lastSeq));
    },
    stop() {
      stopped = true;
      first.resolve();
      for (const subscription of subscriptions.values()) subscription.unsubscribe();
    },
  };
}

async function readInsights(datasetId: number, runId: number | null): Promise<RunInsights> {
  if (runId === null) return { runId, predicted: null, confidence: null, scores: new Map() };
  const [columns, scores] = await Promise.all([readRunColumns(datasetId, runId), listRunScores(runId)]);
  return {
    runId,
    predicted: columns?.predicted ?? null,
    confidence: columns?.confidence ?? null,
    scores: new Map(scores.map((score) => [score.key, score])),
  };
}

const goneError = (): Error => new Error('This data set is no longer in this browser.');
