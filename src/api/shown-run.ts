import type { Table } from '../core/dataset/table.ts';
import type { Run } from '../core/training/run.ts';
import { chosenRuns } from './kept-by-dataset.ts';

/**
 * Which run of the open data set is shown: the one that was chosen, now or in an earlier visit. While a person is at work on a ranking, no run
 * that ends takes its place: it is offered.
 */
export class ShownRun {
  /** The run chosen; null for the newest that has predicted something. It may be deleted by now. */
  chosen: number | null = null;
  /** A run that was ranked by while another stayed in sight; null where none was, or it is shown by now. */
  offered: number | null = null;
  private atWork = false;

  /** Begins with what was chosen of a data set in an earlier visit; null where none is open any more. */
  begin(datasetId: number | null): void {
    this.chosen = datasetId === null ? null : (chosenRuns.recall(datasetId) ?? null);
    this.offered = null;
  }

  /** Says whether a person is at work on what is shown, as the explorer does while it is on screen. */
  stay(on: boolean): void {
    this.atWork = on;
  }

  /** Whether what this table shows is not to be replaced by a run that ends. */
  stays(table: Table | null): boolean {
    return this.atWork && table !== null && table.runId !== null && table.scores.size > 0;
  }

  /** Takes in what there is: a run whose ranking is worked on is as good as chosen. @param runs of the data set */
  settle(datasetId: number, table: Table, runs: readonly Run[]): void {
    const isThere = (runId: number | null): boolean => runs.some(({ id }) => id === runId);
    if (!isThere(this.offered)) this.offered = null;
    if (this.stays(table) && !isThere(this.chosen)) this.keep(datasetId, table.runId!);
  }

  /** Has a run shown from now on, and when the data set is opened again. */
  keep(datasetId: number, runId: number): void {
    this.chosen = runId;
    if (this.offered === runId) this.offered = null;
    chosenRuns.remember(datasetId, runId);
  }
}
