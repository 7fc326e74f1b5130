import type { Table } from '../core/dataset/table.ts';
import type { DatasetInfo } from '../core/dataset/types.ts';
import type { ImportResult } from '../contracts/importer.ts';
import type { Edit } from '../core/edits/edit.ts';
import { UserError } from '../core/errors.ts';
import type { Run } from '../core/training/run.ts';
import { watchDataset, watchDatasetList, type DatasetState, type DatasetWatch } from '../tasks/watch-dataset.ts';
import { measureSpace } from '../store/space.ts';
import { readTable } from '../tasks/read-table.ts';
import { nextRedo, nextUndo } from '../core/edits/edit-history.ts';
import { Dataset } from './dataset.ts';
import { Jobs } from './jobs.ts';
import { forgetKept } from './kept-by-dataset.ts';
import type { PendingImport } from './pending-import.ts';
import { Selection } from './selection.ts';
import { ShownRun } from './shown-run.ts';
import type { View } from './view.ts';

/**
 * What the page shows, as state that elements and scripts share: the open data set, its runs, the view, the sample looked
 * at, the jobs running. State is replaced, never changed in place; 'look-change' follows every change, once a microtask.
 */
export class Session extends EventTarget {
  /** Every complete data set in this browser; null until the store has answered. */
  datasets: DatasetInfo[] | null = null;
  /** The open data set. */
  dataset: Dataset | null = null;
  /** Its runs, oldest first. */
  runs: Run[] = [];
  /** Its edits, oldest first. */
  journal: Edit[] = [];
  /** Numbers of the edits taken back. */
  undone: ReadonlySet<number> = new Set();
  /** Bytes this origin stores, and may store; null until measured, and where the browser does not say. */
  storage: { usage: number; quota: number } | null = null;
  /** What the last import of this page's life left, with its notes; null before. */
  lastImport: ImportResult | null = null;
  /** A data set that was looked through and waits for decisions; null where none does. */
  pendingImport: PendingImport | null = null;
  /** What is running: `jobs.list`, each with its `cancel()`. */
  readonly jobs = new Jobs(
    () => this.changed(),
    (id) => [this.dataset?.info, ...(this.datasets ?? [])].find((info) => info?.id === id)?.name,
  );
  /** The samples picked, to do something with all of them at once. */
  readonly selection = new Selection(() => this.changed());

  private currentView: View | null = null;
  private readonly shownRun = new ShownRun();
  private chosenSample: number | null = null;
  private watch: DatasetWatch | null = null;
  private opening = 0;
  /** Data sets that were opened, as long as a job or a script holds them or a view of them: opened again each is the same object. */
  private readonly held = new Map<number, WeakRef<Dataset>>();
  private overtake: (by: Promise<Dataset>) => void = () => {};
  private scheduled = false;
  private waiting: (() => boolean)[] = [];

  /** Starts to follow the store. */
  start(): void {
    watchDatasetList((datasets) => {
      this.datasets = datasets;
      const isGone = (id: number): boolean => !datasets.some((d) => d.id === id);
      // Not by what is still shown: another data set may be on its way in its place.
      if (this.watch && isGone(this.watch.datasetId)) this.close();
      for (const job of this.jobs.list) if (job.datasetId !== undefined && isGone(job.datasetId)) job.cancel();
      for (const id of this.held.keys()) if (isGone(id)) this.held.delete(id);
      forgetKept(isGone);
      this.changed();
      void this.measureStorage();
    });
  }

  /**
   * Opens a data set; settles once its columns are in memory, or as the opening does that overtakes it.
   * @throws UserError where there is none with this id
   */
  async open(datasetId: number): Promise<Dataset> {
    const opening = ++this.opening;
    const overtaken = this.overtake;
    this.watch?.stop();
    if (this.watch?.datasetId !== datasetId) this.shownRun.begin(datasetId);
    const opened = new Promise<Dataset>((resolve, reject) => {
      this.overtake = resolve;
      this.watch = watchDataset(datasetId, {
        run: () => this.shownRun.chosen,
        onState: (state) => {
          if (opening !== this.opening) return;
          this.take(state);
          resolve(this.dataset!);
        },
        onError: reject,
      });
    });
    overtaken(opened);
    return opened;
  }

  /** Takes in at once what has just been edited, here or in another tab; it would come by itself a moment later. */
  async catchUp(): Promise<void> {
    await this.watch?.catchUp();
  }

  /** The same with what has just been trained, predicted and scored. */
  async catchUpRuns(): Promise<void> {
    await this.watch?.catchUpRuns();
  }

  /**
   * The same with what a run of `dataset` has just been given by a job. Where that data set is not open any more it is read once, so that
   * its views can be counted; nothing of the one that is open changes.
   */
  async catchUpOn(dataset: Dataset, runId: number): Promise<void> {
    const { watch } = this;
    if (watch?.datasetId === dataset.info.id) {
      await watch.catchUpRuns();
      // Another was opened while this one was being read.
      if (this.watch !== watch) await this.catchUpOn(dataset, runId);
      return;
    }
    const table = await readTable(dataset.info.id, runId);
    if (table && this.watch?.datasetId !== dataset.info.id) dataset.table = table;
  }

  /** The edit that the next undo takes back; null where there is none. */
  get nextUndo(): Edit | null {
    return nextUndo(this.journal, this.undone);
  }

  /** The undo that the next redo takes back; null where there is none, or something was edited since. */
  get nextRedo(): Edit | null {
    return nextRedo(this.journal, this.undone);
  }

  /** Closes the open data set; nothing is lost. */
  close(): void {
    this.opening += 1;
    this.watch?.stop();
    this.watch = null;
    this.dataset = null;
    this.runs = [];
    this.journal = [];
    this.currentView = null;
    this.shownRun.begin(null);
    this.chosenSample = null;
    this.selection.clear();
    this.changed();
  }

  /** The open data set. @throws UserError 'no-dataset' where none is open */
  get opened(): Dataset {
    if (!this.dataset)
      throw new UserError('no-dataset', 'No data set is open: drop an archive, or await look.loadDemo().');
    return this.dataset;
  }

  /** Whether this is the data set that is open, and no other is being opened. */
  isOpen(dataset: Dataset | null): boolean {
    return this.dataset === dataset && this.watch?.datasetId === dataset?.info.id;
  }

  /** The run of this name. @throws UserError where there is none, which says which there are */
  runNamed(name: string): Run {
    const run = this.runs.find((r) => r.name === name);
    const names = this.runs.map((r) => `“${r.name}”`).join(', ') || 'none';
    if (!run) throw new UserError('not-found', `There is no run “${name}”; there are: ${names}.`);
    return run;
  }

  /** Columns of the open data set; null where none is open. */
  get table(): Table | null {
    return this.dataset?.table ?? null;
  }

  /**
   * What the grid shows. Setting it keeps the sample looked at where the new view has it. While it is shown, a filter by what was decided lets
   * go of no sample until it is made anew.
   * @throws UserError 'view' where it is set to a view of a data set that is not open
   */
  get view(): View | null {
    return this.currentView;
  }

  set view(view: View | null) {
    if (view && !this.dataset?.owns(view))
      throw new UserError('view', 'This view is of a data set that is not open: open that one first.');
    this.currentView = (view ?? this.dataset?.view())?.settled() ?? null;
    if (this.chosenSample !== null && !this.currentView?.indices.includes(this.chosenSample)) this.chosenSample = null;
    this.changed();
  }

  /** Makes the view shown anew: what was decided since leaves one that is of open samples. */
  renewView(): void {
    this.view = this.currentView;
  }

  /** The sample looked at, by index; null for none. */
  get selected(): number | null {
    return this.chosenSample;
  }

  set selected(index: number | null) {
    this.chosenSample = index;
    this.changed();
  }

  /** The run whose predictions and scores are shown: the one chosen, else the newest that has predictions, else the newest. */
  get run(): Run | null {
    return this.runs.find((run) => run.id === this.table?.runId) ?? this.runs.at(-1) ?? null;
  }

  /**
   * Shows another run's predictions and scores, also when the data set is opened the next time; settles once they are there, or another run or
   * data set was chosen meanwhile.
   * @param runId `look.session.runs[…].id`
   * @throws UserError 'not-found' where the open data set has no such run; else whatever kept them from being read, and the run before is
   * shown again
   */
  async chooseRun(runId: number): Promise<void> {
    if (!this.runs.some((run) => run.id === runId))
      throw new UserError('not-found', 'The data set that is open has no such run.');
    const { watch, shownRun } = this;
    const before = this.run?.id ?? null;
    shownRun.chosen = runId;
    try {
      await watch?.chooseRun();
    } catch (error) {
      if (this.watch === watch && shownRun.chosen === runId) await this.goBackTo(before);
      throw error;
    }
    if (!watch || this.watch !== watch || shownRun.chosen !== runId) return;
    shownRun.keep(watch.datasetId, runId);
    this.changed();
  }

  /** Shows a run that was just ranked by; where a person is at work on another ranking, it is offered instead, see `stay`. */
  async showOrOffer(runId: number): Promise<void> {
    if (this.run?.id === runId) return;
    if (!this.shownRun.stays(this.table)) return this.chooseRun(runId);
    this.offer(runId);
  }

  /** The run that is offered; null where none is. */
  get offeredRun(): Run | null {
    return this.runs.find(({ id }) => id === this.shownRun.offered) ?? null;
  }

  /** Offers a run in place of the one shown, or none. */
  offer(runId: number | null): void {
    this.shownRun.offered = runId;
    this.changed();
  }

  /** Says whether a person is at work on what is shown: as long as that is so, a run that ends replaces no ranking. */
  stay(on: boolean): void {
    this.shownRun.stay(on);
    const { dataset } = this;
    if (dataset && this.isOpen(dataset)) this.shownRun.settle(dataset.info.id, dataset.table, this.runs);
  }

  /** Tells every listener, once a microtask however often it is called. */
  changed(): void {
    if (this.scheduled) return;
    this.scheduled = true;
    queueMicrotask(() => {
      this.scheduled = false;
      this.dispatchEvent(new Event('look-change'));
      this.waiting = this.waiting.filter((settled) => !settled());
    });
  }

  /** Settles once `condition` holds, looked at after every change. */
  until(condition: () => boolean): Promise<void> {
    if (condition()) return Promise.resolve();
    return new Promise((resolve) => {
      this.waiting.push(() => {
        if (!condition()) return false;
        resolve();
        return true;
      });
    });
  }

  /** Shows a run again after another could not be read; closes the data set where it cannot be read either. */
  private async goBackTo(runId: number | null): Promise<void> {
    const { watch } = this;
    this.shownRun.chosen = runId;
    await watch?.chooseRun().catch(() => {
      if (this.watch === watch) this.close();
    });
  }

  private take(state: DatasetState): void {
    const same = this.dataset?.info.id === state.info.id;
    const before = this.table;
    this.dataset = this.held.get(state.info.id)?.deref() ?? new Dataset(state.info, state.table);
    this.dataset.info = state.info;
    this.dataset.table = state.table;
    if (!same) {
      this.held.set(state.info.id, new WeakRef(this.dataset));
      this.currentView = this.dataset.view();
      this.chosenSample = null;
      this.selection.clear();
    }
    // What an edit adds is not worth measuring at every keystroke.
    const grown =
      !same ||
      this.runs !== state.runs ||
      before?.predicted !== state.table.predicted ||
      before.scores !== state.table.scores;
    this.runs = state.runs;
    this.journal = state.journal;
    this.undone = state.undone;
    this.shownRun.settle(state.info.id, state.table, state.runs);
    this.changed();
    if (grown) void this.measureStorage();
  }

  private async measureStorage(): Promise<void> {
    this.storage = await measureSpace();
    this.changed();
  }
}
