import type { BackendReport } from '../contracts/trainer.ts';
import { standingLabels } from '../core/dataset/classes.ts';
import { heldOutSets } from '../core/dataset/held-out.ts';
import { UserError } from '../core/errors.ts';
import type { RunComparison } from '../core/metrics/compare-runs.ts';
import { testAccuracy } from '../core/metrics/test-accuracy.ts';
import type { BackendName } from '../core/training/recipe.ts';
import { learnedIndices, type ImportedRun, type ProbeRun, type Run, type TrainedRun } from '../core/training/run.ts';
import { unlessAborted } from '../core/unless-aborted.ts';
import { readPredicted } from '../store/columns.ts';
import { keepsHistory } from '../store/history.ts';
import { importedTables } from '../store/imported-run.ts';
import { editUnlessAborted } from '../store/journal.ts';
import { deleteRun } from '../store/runs.ts';
import { addImported } from '../tasks/add-imported.ts';
import { compare } from '../store/compare.ts';
import type { ProbeOptions, RecipeSuggestion, TrainOptions } from '../tasks/options.ts';
import { predict } from '../tasks/predict.ts';
import { ownChoice } from '../tasks/own-backbone.ts';
import { judge, settleProbe } from '../tasks/probe-run.ts';
import { probeBackends, settleBackend } from '../tasks/probe.ts';
import { suggest } from '../tasks/suggest.ts';
import { createRunAgain } from '../tasks/train-again.ts';
import { createRun, isRunFree, trainRun } from '../tasks/train.ts';
import type { RunCalls, RunPredictions } from './calls/runs.ts';
import { checkPredictions } from './check-predictions.ts';
import { trainingView, type Dataset } from './dataset.ts';
import type { Session } from './session.ts';
import type { View } from './view.ts';

/** Trains networks on the labels as they stand, and lets them predict, each as a job. */
export class Runs implements RunCalls {
  constructor(private readonly session: Session) {}

  probeBackends(): Promise<BackendReport[]> {
    return probeBackends();
  }

  suggest(sampleCount: number, backend: BackendName | 'auto' = 'auto'): Promise<RecipeSuggestion> {
    return suggest(sampleCount, this.session.opened.info, backend);
  }

  async train(options: TrainOptions, view?: View): Promise<TrainedRun> {
    const dataset = this.session.opened;
    const { indices } = view ?? trainingView(dataset);
    return this.trainOn(dataset, async (signal) => {
      const backend = await settleBackend(signal, options.backend ?? 'auto');
      return createRun(dataset.info, indices, options, backend);
    });
  }

  /**
   * See `look.findSuspects({ probe })`: the run as it is recorded, before anything is computed.
   * @param scope what it learns from @param judged what is predicted then
   */
  async recordProbe(
    dataset: Dataset,
    { backbone, side, name = backbone ?? 'backbone' }: ProbeOptions,
    scope: Uint32Array,
    judged: Uint32Array,
  ): Promise<ProbeRun> {
    const pictures = new Set([...scope, ...judged]).size;
    if (backbone !== undefined && side !== undefined)
      throw new UserError('bad-input', 'A backbone of your own has a side of its own: leave “side” out.');
    const wanted = backbone === undefined ? side : await ownChoice(backbone);
    const run = await settleProbe(dataset.info, scope, pictures, wanted, name);
    await this.session.catchUpOn(dataset, run.id);
    return run;
  }

  async trainAgain(run?: string): Promise<TrainedRun> {
    const dataset = this.session.opened;
    const { run: shown, runs } = this.session;
    const newest = shown?.source === 'trained' ? shown : runs.findLast(({ source }) => source === 'trained');
    const before = run === undefined ? newest : this.session.runNamed(run);
    if (before?.source !== 'trained')
      throw new UserError('not-found', 'There is no trained run to repeat: train one first.');
    return this.trainOn(dataset, async (signal) => {
      const backend = await settleBackend(signal, before.backend ?? before.backendWanted);
      return createRunAgain(dataset.info, before, backend);
    });
  }

  async resume(run: string): Promise<TrainedRun> {
    const dataset = this.session.opened;
    const known = this.session.runNamed(run);
    if (known.status === 'trained' || known.source !== 'trained')
      throw new UserError('nothing-to-do', `“${run}” needs no more training.`);
    return this.trainOn(dataset, async (signal) => {
      if (await unlessAborted(signal, isRunFree(known.id))) return known;
      throw new UserError('busy', `“${run}” is being trained in another tab.`);
    });
  }

  async keepsHistory(run: string): Promise<boolean> {
    return keepsHistory(this.session.runNamed(run).id);
  }

  async predict(view: View, run: string): Promise<void> {
    await this.predictWith(this.session.opened, this.session.runNamed(run), view);
  }

  /**
   * The same with a run of a data set that may have been closed meanwhile: the predictions are the run's, and what is open stays as it is.
   * @param options `waits`: for another job of its kind to end, see `Jobs.run`
   */
  async predictWith(
    dataset: Dataset,
    { id, name, source }: Run,
    view: View,
    options: { waits?: boolean } = {},
  ): Promise<void> {
    const [kind, title] =
      source === 'probe'
        ? (['backbone', `Judging the labels of “${dataset.info.name}”`] as const)
        : (['predict', `Predicting with “${name}”`] as const);
    await this.session.jobs.run(
      kind,
      title,
      (signal, onProgress) => predict(signal, dataset.info, id, view.indices, onProgress),
      { runId: id, datasetId: dataset.info.id, ...options },
    );
    await this.session.catchUpOn(dataset, id);
  }

  /**
   * Has a probe learn the labels as they stand now, by the features that it has; about a second for 10,000 samples. It waits for another such
   * job to end.
   */
  async refit(dataset: Dataset, { id }: ProbeRun): Promise<void> {
    await this.session.jobs.run(
      'backbone',
      `Judging the labels of “${dataset.info.name}”`,
      (signal, onProgress) => judge(signal, dataset.info, id, undefined, onProgress),
      { runId: id, datasetId: dataset.info.id, waits: true },
    );
    await this.session.catchUpOn(dataset, id);
  }

  async compare(before: string, after: string, view?: View): Promise<RunComparison> {
    const runs = [this.session.runNamed(before), this.session.runNamed(after)] as const;
    const { opened } = this.session;
    const { info, table } = opened;
    const { indices } = view ?? heldOutSets(table, ...runs.map(learnedIndices)).at(0) ?? opened.view();
    return compare(info.id, table, runs, indices);
  }

  async testAccuracy(run: string): Promise<number | null> {
    const known = this.session.runNamed(run);
    const { id } = known;
    const { info, table } = this.session.opened;
    const predicted = (await readPredicted(info.id, [id])).get(id);
    return predicted ? testAccuracy(table, standingLabels(predicted, table.retired), learnedIndices(known)) : null;
  }

  async addRun(name: string, predictions: RunPredictions): Promise<ImportedRun> {
    const dataset = this.session.opened;
    const checked = checkPredictions(dataset.info, name, predictions);
    const run = await this.session.jobs.run(
      'table',
      `Adding the run “${checked.name}”`,
      (signal) => editUnlessAborted(signal, () => addImported(dataset.info, checked, ''), importedTables()),
      { datasetId: dataset.info.id },
    );
    await this.session.catchUpOn(dataset, run.id);
    return run;
  }

  async deleteRun(run: string): Promise<void> {
    await deleteRun(this.session.runNamed(run).id);
    await this.session.catchUpRuns();
  }

  /** @param findRun what is to be trained, once a backend is chosen and the run is free */
  private async trainOn(dataset: Dataset, findRun: (signal: AbortSignal) => Promise<Run>): Promise<TrainedRun> {
    const trained = await this.session.jobs.run(
      'train',
      'Training',
      async (signal, onProgress, onRun) => {
        const run = await findRun(signal);
        onRun(run.id, `Training “${run.name}”`);
        return trainRun(signal, run.id, onProgress);
      },
      { datasetId: dataset.info.id },
    );
    await this.session.catchUpOn(dataset, trained.id);
    return trained;
  }
}
