import { liveQuery } from 'dexie';
import type { Table } from '../core/dataset/table.ts';
import type { DatasetInfo } from '../core/dataset/types.ts';
import type { Edit } from '../core/edits/edit.ts';
import { deferred } from '../core/deferred.ts';
import type { Run } from '../core/training/run.ts';
import { datasetGone } from '../store/columns.ts';
import { listDatasets } from '../store/datasets.ts';
import { readLabelNews } from '../store/journal.ts';
import { readQualities } from '../store/picture-quality.ts';
import { LabelMemory } from '../store/label-memory.ts';
import { RunWatch } from './watch-runs.ts';

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
  readonly datasetId: number;
  /**
   * Takes in what has been edited since; `onState` has been called with it when this settles, unless the watch was stopped.
   * @throws Error where the data set could not be read
   */
  catchUp(): Promise<void>;
  /** The same with what has been trained, predicted and scored since. */
  catchUpRuns(): Promise<void>;
  /** Asks `options.run` again which run to show; `onState` has been called with it when this settles, unless the watch was stopped. */
  chooseRun(): Promise<void>;
  stop(): void;
}

/** Calls `onList` with the complete data sets now and after every change, in this tab or another. @returns how to stop */
export function watchDatasetList(onList: (datasets: DatasetInfo[]) => void): () => void {
  const subscription = liveQuery(listDatasets).subscribe(onList);
  return () => subscription.unsubscribe();
}

/**
 * Calls `onState` with a data set's columns, runs and edits now and after every change, in this tab or another. The label
 * columns are read once; from then on the journal's new rows are added to them, so that an edit costs what it changes. What a run says
 * is followed by itself.
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
  let stopped = false;
  let memory: LabelMemory | null = null;
  let news: { unsubscribe(): void } | null = null;
  let qualities: { unsubscribe(): void } | null = null;
  let runs: RunWatch | null = null;
  const first = deferred<void>();
  // A failure rejects `catchUp`; where nobody calls that, `onError` alone reports it.
  first.promise.catch(() => {});

  const fail = (error: unknown): void => {
    first.reject(error);
    if (!stopped) options.onError(error);
  };
  const tell = (): void => {
    if (stopped || !memory || !runs) return;
    // While another run's insights are being read those of before stay: an edit must show at once.
    if (runs.insights) memory.takeInsights(runs.insights);
    if (!memory.table) return;
    options.onState({
      info: memory.info,
      table: memory.table,
      runs: runs.runs,
      journal: memory.edits,
      undone: memory.undone,
    });
    first.resolve();
  };
  const readNews = () => readLabelNews(datasetId, memory!.lastSeq, memory!.info.fields);
  const takeNews = (tail: Awaited<ReturnType<typeof readLabelNews>>): void => {
    if (!tail) fail(datasetGone());
    else if (memory!.takeNews(tail)) tell();
  };
  const load = async (): Promise<void> => {
    memory = (await LabelMemory.load(datasetId)) ?? null;
    if (stopped) return;
    if (!memory) throw datasetGone();
    const query = liveQuery(readNews);
    news = query.subscribe({ next: takeNews, error: fail });
    qualities = liveQuery(() => readQualities(datasetId)).subscribe({
      next: (measured) => {
        if (memory!.takeQualities(measured)) tell();
      },
      error: fail,
    });
    runs = new RunWatch(datasetId, options.run, tell, fail);
  };
  load().catch(fail);

  const catchUp = async (): Promise<void> => {
    await first.promise;
    if (stopped) return;
    const [tail, measured] = await Promise.all([readNews(), readQualities(datasetId)]);
    if (memory!.takeQualities(measured)) tell();
    takeNews(tail);
  };
  return {
    datasetId,
    catchUp,
    async catchUpRuns() {
      await catchUp();
      if (!stopped) await runs!.catchUp();
    },
    async chooseRun() {
      await first.promise;
      if (!stopped) await runs!.choose();
    },
    stop() {
      stopped = true;
      first.resolve();
      news?.unsubscribe();
      qualities?.unsubscribe();
      runs?.stop();
    },
  };
}
