import type { ScoreRequest } from '../contracts/analyst.ts';
import type { BackendName } from '../contracts/recipe.ts';
import type { BackendReport } from '../contracts/trainer.ts';
import type { UndoResult } from '../store/journal.ts';
import type { JournalRow, RunRow, SavedViewRow } from '../store/records.ts';
import { computeMap, computeNeighbours } from '../tasks/compute-map.ts';
import type { RunComparison } from '../core/metrics/compare-runs.ts';
import { compare } from '../tasks/compare.ts';
import { computeScores } from '../tasks/compute-scores.ts';
import { deleteDataset, sweepDeadImports } from '../store/datasets.ts';
import { scoresCsv } from '../core/dataset/csv.ts';
import { importFiles, importUrl } from '../tasks/import-dataset.ts';
import type { NoiseOptions, Suggestion, TrainOptions } from '../tasks/options.ts';
import { perturb, replaceLabels, undoNoise } from '../tasks/perturb.ts';
import { predict } from '../tasks/predict.ts';
import { probeBackends, settleBackend } from '../tasks/probe.ts';
import { rankingReport, type RankingReport } from '../tasks/ranking.ts';
import { summariseLabels } from '../tasks/summarise-labels.ts';
import { suggest } from '../tasks/suggest.ts';
import { createRun, isRunFree, trainRun } from '../tasks/train.ts';
import { createRunAgain } from '../tasks/train-again.ts';
import { findDuplicates } from '../tasks/find-duplicates.ts';
import { deleteRun } from '../store/runs.ts';
import type { DuplicateGroup } from '../core/insights/duplicates.ts';
import { figuresAt, rankBySuspicion, type DepthFigures } from '../core/insights/rank-curve.ts';
import type { LabelSummary } from '../core/insights/label-summary.ts';
import type { MapMethod } from '../core/insights/map-points.ts';
import type { Dataset } from './dataset.ts';
import { Edits, type EditTarget, type HistoryStep } from './edits.ts';
import { Maps } from './maps.ts';
import { Review } from './review.ts';
import { SavedViews } from './saved-views.ts';
import { Session } from './session.ts';
import type { View } from './view.ts';
import { writeLabels } from './write-labels.ts';

/** Where the built-in demo lies, beside the page. */
export const DEMO_URL = 'demo/emoji-32.tar.gz';

/** Which form of mistakenness: from logits, from the predicted class's probability, or as first published in 2020. */
export type MistakennessForm = 'logits' | 'confidence' | '2020';

/**
 * The script API, `window.look`: what the page's own controls call. Long work returns a promise, shows as a job and can
 * be cancelled there; every method throws errors with a sentence for people.
 */
export class Look {
  /** What the page shows: `look.session.view = …`. */
  readonly session = new Session();
  /** Maps of runs, as they stand or unfold. */
  readonly maps = new Maps(() => this.session.changed());

  private readonly savedViews = new SavedViews(this.session);
  private readonly edits = new Edits(this.session);
  private currentReview: { dataset: Dataset; review: Review } | null = null;

  /** The open data set. @throws Error where none is open */
  get dataset(): Dataset {
    if (!this.session.dataset) throw new Error('No data set is open: drop an archive, or await look.loadDemo().');
    return this.session.dataset;
  }

  /** Imports one archive, or the loose batches of one data set, and opens it. */
  async importFiles(files: File[]): Promise<Dataset> {
    const title = files.length === 1 ? files[0].name : `${files.length} files`;
    const result = await this.session.jobs.run('import', `Importing ${title}`, (signal, onProgress) =>
      importFiles(signal, files, onProgress),
    );
    this.session.lastImport = result;
    return this.openImported(result.datasetId);
  }

  /** Imports an archive from a URL and opens it. The caller has asked the person where it is a foreign host. */
  async importUrl(url: string): Promise<Dataset> {
    const result = await this.session.jobs.run('import', `Importing ${url}`, (signal, onProgress) =>
      importUrl(signal, new URL(url, document.baseURI).href, onProgress),
    );
    this.session.lastImport = result;
    return this.openImported(result.datasetId);
  }

  /** Opens the built-in demo, Emoji-32, importing it the first time. */
  async loadDemo(): Promise<Dataset> {
    const url = new URL(DEMO_URL, document.baseURI).href;
    await this.session.until(() => this.session.datasets !== null);
    const known = this.session.datasets?.find((d) => d.source === url);
    return known ? this.openImported(known.id) : this.importUrl(url);
  }

  /** Opens a data set of this browser by its name. */
  async load(name: string): Promise<Dataset> {
    await this.session.until(() => this.session.datasets !== null);
    const known = this.session.datasets?.find((d) => d.name === name);
    if (!known) throw new Error(`There is no data set “${name}” in this browser.`);
    return this.openImported(known.id);
  }

  /** Removes a data set with its runs, scores and edits from this browser. */
  async deleteDataset(datasetId: number): Promise<void> {
    await deleteDataset(datasetId);
  }

  /** Plants label noise in a view (default: the train split); the originals stay as true labels. */
  async perturb(options: NoiseOptions, view: View = this.trainView()): Promise<JournalRow> {
    const { info } = this.dataset;
    const work = () => perturb(info, view.indices, options);
    const edit = await this.session.jobs.run('noise', 'Planting label noise', work);
    await this.session.catchUp();
    return edit;
  }

  /** Takes planted noise (or replaced labels) back; labels that a person has set since stay, and are counted. */
  async undoNoise(): Promise<UndoResult> {
    const { info } = this.dataset;
    const result = await this.session.jobs.run('noise', 'Taking the noise back', () => undoNoise(info.id));
    await this.session.catchUp();
    return result;
  }

  /** Replaces given labels by those of a CSV (`index,label`) and keeps the archive's as true labels. */
  async replaceLabels(csv: string): Promise<JournalRow> {
    const { info } = this.dataset;
    const edit = await this.session.jobs.run('noise', 'Replacing labels', () => replaceLabels(info, csv));
    await this.session.catchUp();
    return edit;
  }

  /**
   * Gives a view's samples, or the samples with these indices, a label: `await look.relabel(view, 'dog')`. Given labels stay;
   * the samples count as reviewed.
   * @param label class name, or its number
   * @returns the journal row, or null where nothing changed
   */
  relabel(samples: EditTarget, label: string | number): Promise<JournalRow | null> {
    return this.edits.relabel(samples, label);
  }

  /** Gives each of these samples the class that the run shown predicts; one without a prediction stays as it is. */
  relabelAsPredicted(samples: EditTarget): Promise<JournalRow | null> {
    return this.edits.relabelAsPredicted(samples);
  }

  /** Says that the labels of these samples are right as they are: they count as reviewed. */
  keep(samples: EditTarget): Promise<JournalRow | null> {
    return this.edits.keep(samples);
  }

  /** Leaves samples out of training (they count as reviewed), or with `false` takes them in again. */
  exclude(samples: EditTarget, on = true): Promise<JournalRow | null> {
    return this.edits.exclude(samples, on);
  }

  /** Tags samples, or with `false` takes the tag off: `await look.tag(view, 'blurry')`. */
  tag(samples: EditTarget, name: string, on = true): Promise<JournalRow | null> {
    return this.edits.tag(samples, name, on);
  }

  /**
   * Takes the last relabelling, keeping, excluding or tagging back, whichever tab or visit made it; null where there is none.
   * Planted noise is taken back by `undoNoise` alone.
   */
  undo(): Promise<HistoryStep | null> {
    return this.edits.undo();
  }

  /** Does again what was undone last; null where there is nothing, or something was edited since. */
  redo(): Promise<HistoryStep | null> {
    return this.edits.redo();
  }

  /** The review under way; null where none is, or another data set has been opened since. */
  get review(): Review | null {
    const { dataset } = this.session;
    return this.currentReview?.dataset === dataset ? (this.currentReview?.review ?? null) : null;
  }

  /** Begins to review a view (default: the one shown), most suspect first or in the view's own order where it is sorted. */
  startReview(view: View = this.session.view ?? this.dataset.view()): Review {
    const review = new Review(this.session, this.edits, view);
    this.currentReview = { dataset: this.dataset, review };
    return review;
  }

  /** Ends the review; every decision stays. */
  endReview(): void {
    this.currentReview = null;
    this.session.changed();
  }

  /** The open data set's saved views, oldest first. */
  get views(): readonly SavedViewRow[] {
    return this.savedViews.list;
  }

  /**
   * Keeps a view (default: the one shown) under a name of its own: `await look.saveView('dogs in doubt')`.
   * @throws Error where the name is empty or taken, or where the view filters by a function
   */
  saveView(name: string, view: View = this.session.view ?? this.dataset.view()): Promise<SavedViewRow> {
    return this.savedViews.save(name, view);
  }

  /** Shows a saved view in the explorer. @throws Error where there is none of this name */
  showView(name: string): Promise<View> {
    return this.savedViews.show(name);
  }

  /** Gives a saved view another name. @throws Error where that is empty or taken */
  renameView(name: string, next: string): Promise<void> {
    return this.savedViews.rename(name, next);
  }

  /** Forgets a saved view; its samples stay. @returns how to take that back */
  deleteView(name: string): Promise<() => Promise<void>> {
    return this.savedViews.delete(name);
  }

  /** Tries backends with one real training step each. The answer is kept for the page's life. */
  probeBackends(): Promise<BackendReport[]> {
    return probeBackends();
  }

  /** A network and a number of epochs that end within about three minutes here, from one measured step. */
  suggest(sampleCount: number, backend: BackendName | 'auto' = 'auto'): Promise<Suggestion> {
    return suggest(sampleCount, this.dataset.info.classes.length, backend);
  }

  /** Trains a network on a view's current labels (default: the train split, without excluded samples). */
  async train(options: TrainOptions, view: View = this.trainView()): Promise<RunRow> {
    const backend = await settleBackend(options.backend ?? 'auto');
    const run = await createRun(this.dataset.info, view.indices, options, backend);
    return this.trainOn(run);
  }

  /**
   * Trains once more with a run's recipe and seed (default: the run shown), on the labels as they stand now and without what
   * is excluded. The new run is called “… again”; its `parent` is the other, to compare before and after.
   */
  async trainAgain(run?: string): Promise<RunRow> {
    const before = run === undefined ? this.session.run : this.runNamed(run);
    if (!before) throw new Error('There is no run to repeat: train one first.');
    const backend = await settleBackend(before.backend ?? before.backendWanted);
    return this.trainOn(await createRunAgain(this.dataset.info, before, backend));
  }

  /** Goes on with a run that was stopped, or that a reload interrupted, from its last checkpoint. */
  async resume(run: string): Promise<RunRow> {
    const known = this.runNamed(run);
    if (known.status === 'trained') throw new Error(`“${run}” is trained already.`);
    if (!(await isRunFree(known.id))) throw new Error(`“${run}” is being trained in another tab.`);
    return this.trainOn(known);
  }

  /** Removes a run with its predictions and scores. */
  async deleteRun(run: string): Promise<void> {
    await deleteRun(this.runNamed(run).id);
  }

  /** Computes and stores logits and features of a view's samples; they get the tag `processed`. */
  async predict(view: View, run: string): Promise<void> {
    const { id } = this.runNamed(run);
    const { info } = this.dataset;
    await this.session.jobs.run(
      'predict',
      `Predicting with “${run}”`,
      (signal, onProgress) => predict(signal, info, id, view.indices, onProgress),
      { runId: id },
    );
    await this.settle();
  }

  /** Computes scores of a view's samples by a run; each is then the field `insights.<key>`. */
  async computeScores(view: View, run: string, requests: ScoreRequest[]): Promise<void> {
    const { id } = this.runNamed(run);
    await this.session.jobs.run(
      'score',
      `Scoring with “${run}”`,
      (signal, onProgress) => computeScores(signal, id, view.indices, requests, onProgress),
      { runId: id },
    );
    if (this.session.run?.id !== id) this.session.chooseRun(id);
    await this.settle();
  }

  /**
   * Suspicion, the ranking to go by: the probability that a label is wrong. `await look.computeSuspicion(view, 'walkthrough')`
   */
  computeSuspicion(view: View, run: string, key = 'suspicion'): Promise<void> {
    return this.computeScores(view, run, [{ key, method: 'suspicion' }]);
  }

  /** Hardness: the entropy of the prediction. `await look.computeHardness(view, 'walkthrough', 'hardness')` */
  computeHardness(view: View, run: string, key = 'hardness'): Promise<void> {
    return this.computeScores(view, run, [{ key, method: 'hardness' }]);
  }

  /** Mistakenness, from logits unless told otherwise (the form of 2020 ranks worst). */
  computeMistakenness(view: View, run: string, options: { key?: string; form?: MistakennessForm } = {}): Promise<void> {
    const { key = 'mistakenness', form = 'logits' } = options;
    return this.computeScores(view, run, [{ key, method: `mistakenness_${form}` }]);
  }

  /** Self-confidence: the probability of the given label; low is suspect. */
  computeSelfConfidence(view: View, run: string, key = 'self_confidence'): Promise<void> {
    return this.computeScores(view, run, [{ key, method: 'self_confidence' }]);
  }

  /** Searches the nearest neighbours of every sample that a run has predicted, in its features. */
  async computeNeighbours(run: string): Promise<void> {
    const { id } = this.runNamed(run);
    const { info } = this.dataset;
    await this.session.jobs.run(
      'neighbours',
      `Searching neighbours by “${run}”`,
      (signal, onProgress) => computeNeighbours(signal, info, id, onProgress),
      { runId: id },
    );
  }

  /** Samples of the data set whose pixels are exactly the same, with whether they cross splits or differ in their labels. */
  findDuplicates(): Promise<DuplicateGroup[]> {
    const { info, table } = this.dataset;
    return this.session.jobs.run('neighbours', 'Searching exact duplicates', (signal, onProgress) =>
      findDuplicates(signal, info.id, table, onProgress),
    );
  }

  /**
   * Lays out a map of every sample that a run has predicted: by the principal components of its features in a second, by UMAP in
   * minutes at most. The same seed gives the same map.
   */
  async computeMap(run: string, method: MapMethod = 'umap', options: { seed?: number } = {}): Promise<void> {
    const { id } = this.runNamed(run);
    const { info } = this.dataset;
    const { maps } = this;
    const title = `Mapping “${run}” by ${method === 'umap' ? 'UMAP' : 'its principal components'}`;
    const work = this.session.jobs.run(
      'map',
      title,
      (signal, onProgress) =>
        computeMap(signal, info, id, method, options.seed ?? 1, onProgress, (indices, points) =>
          maps.unfold(id, method, indices, points),
        ),
      { runId: id },
    );
    await work.finally(() => maps.load(id, method));
  }

  /** How well a score ranks what is known to be wrong, over the samples that have both; null where that cannot be told. */
  rankingQuality(key: string): RankingReport | null {
    return rankingReport(this.dataset.table, key);
  }

  /**
   * Compares two runs over a view's samples (default: of the test split): how often each is right, by class, and which samples
   * one got right and the other wrong.
   */
  async compare(before: string, after: string, view: View = this.testView()): Promise<RunComparison> {
    const runs = [this.runNamed(before), this.runNamed(after)] as const;
    return compare(this.dataset.info.id, this.dataset.table, runs, view.indices);
  }

  /**
   * Confident learning: the quality of the labels as a whole and by class, how many are wrong by estimate and which classes are taken
   * for each other, by a run's predictions. Takes the labels as they stand; nothing is kept.
   * @param view whose samples are judged; default: all that the run has predicted
   */
  confidentLearning(run: string, view?: View): Promise<LabelSummary> {
    const { id } = this.runNamed(run);
    return summariseLabels(new AbortController().signal, this.dataset.info, id, view?.indices);
  }

  /**
   * How many of the most suspect to look at, and what that gives: expected, and really where the truth is known.
   * `const { depth, expected } = look.cut(); view.sortBy('insights.suspicion', { reverse: true }).limit(depth)`
   * @param view whose samples are ranked; default: all
   * @param depth another than the best, which has the highest expected F1
   * @throws Error where suspicion was not computed
   */
  cut(key = 'suspicion', view: View = this.dataset.view(), depth?: number): DepthFigures {
    const curve = rankBySuspicion(this.dataset.table, key, view.indices);
    return figuresAt(curve, depth ?? curve.cut.depth);
  }

  /** The view's samples with their labels and scores as CSV. */
  exportScores(view: View): Blob {
    const { table } = this.dataset;
    return new Blob(scoresCsv(table, view.indices, [...table.scores.values()]), { type: 'text/csv' });
  }

  /** The view's corrected labels (default: of every sample) as CSV, with who decided and every score of the run shown. */
  async exportLabels(view: View = this.dataset.view()): Promise<Blob> {
    await this.edits.settled();
    return writeLabels(this.session, view);
  }

  /** Opens the page: sweeps what dead imports left, follows the store, and opens the data set that was open last. */
  async start(): Promise<void> {
    this.session.start();
    await sweepDeadImports();
    await this.session.until(() => this.session.datasets !== null);
    const last = Number(localStorage.getItem(LAST_OPEN));
    if (this.session.datasets?.some((d) => d.id === last)) await this.session.open(last);
  }

  private async trainOn(run: RunRow): Promise<RunRow> {
    const trained = await this.session.jobs.run(
      'train',
      `Training “${run.name}”`,
      (signal, onProgress) => trainRun(signal, run.id, onProgress),
      { runId: run.id },
    );
    await this.settle();
    return trained;
  }

  private testView(): View {
    const view = this.dataset.view();
    return this.dataset.info.splits.some((split) => split.name === 'test') ? view.matchSplit('test') : view;
  }

  private trainView(): View {
    const view = this.dataset.view();
    return this.dataset.info.splits.some((split) => split.name === 'train') ? view.matchSplit('train') : view;
  }

  private runNamed(name: string): RunRow {
    const run = this.session.runs.find((r) => r.name === name);
    const names = this.session.runs.map((r) => `“${r.name}”`).join(', ') || 'none';
    if (!run) throw new Error(`There is no run “${name}”; there are: ${names}.`);
    return run;
  }

  private async openImported(datasetId: number): Promise<Dataset> {
    localStorage.setItem(LAST_OPEN, String(datasetId));
    return this.session.open(datasetId);
  }

  /** Waits until the session has caught up with what was just written. */
  private async settle(): Promise<void> {
    await this.session.open(this.dataset.info.id);
  }
}

/** Local storage key of the data set that was open last. */
export const LAST_OPEN = 'second-look:open';
