import type { BackendName } from '../core/training/recipe.ts';
import type { BackendReport } from '../contracts/trainer.ts';
import type { RunComparison } from '../core/metrics/compare-runs.ts';
import type { Run } from '../core/training/run.ts';
import { keepsHistory } from '../store/history.ts';
import { deleteRun } from '../store/runs.ts';
import { compare } from '../tasks/compare.ts';
import type { RecipeSuggestion, TrainOptions } from '../tasks/options.ts';
import { predict } from '../tasks/predict.ts';
import { probeBackends, settleBackend } from '../tasks/probe.ts';
import { suggest } from '../tasks/suggest.ts';
import { createRunAgain } from '../tasks/train-again.ts';
import { createRun, isRunFree, trainRun } from '../tasks/train.ts';
import { LookLabels } from './look-labels.ts';
import type { View } from './view.ts';

/** The part of the script API that trains networks on the labels as they stand, and lets them predict. */
export class LookRuns extends LookLabels {
  /** Tries backends with one real training step each. The answer is kept for the page's life. */
  probeBackends(): Promise<BackendReport[]> {
    return probeBackends();
  }

  /** A network and a number of epochs that end within about three minutes here, from one measured step. */
  suggest(sampleCount: number, backend: BackendName | 'auto' = 'auto'): Promise<RecipeSuggestion> {
    return suggest(sampleCount, this.dataset.info.classes.length, backend);
  }

  /** Trains a network on a view's current labels (default: the train split, without excluded samples). */
  async train(options: TrainOptions, view: View = this.trainView()): Promise<Run> {
    const backend = await settleBackend(options.backend ?? 'auto');
    const run = await createRun(this.dataset.info, view.indices, options, backend);
    return this.trainOn(run);
  }

  /**
   * Trains once more with a run's recipe and seed (default: the run shown), on the labels as they stand now and without what
   * is excluded. The new run is called “… again”; its `parent` is the other, to compare before and after.
   */
  async trainAgain(run?: string): Promise<Run> {
    const before = run === undefined ? this.session.run : this.runNamed(run);
    if (!before) throw new Error('There is no run to repeat: train one first.');
    const backend = await settleBackend(before.backend ?? before.backendWanted);
    return this.trainOn(await createRunAgain(this.dataset.info, before, backend));
  }

  /** Goes on with a run that was stopped, or that a reload interrupted, from its last checkpoint. */
  async resume(run: string): Promise<Run> {
    const known = this.runNamed(run);
    if (known.status === 'trained') throw new Error(`“${run}” is trained already.`);
    if (!(await isRunFree(known.id))) throw new Error(`“${run}” is being trained in another tab.`);
    return this.trainOn(known);
  }

  /** Removes a run with its predictions and scores. */
  async deleteRun(run: string): Promise<void> {
    await deleteRun(this.runNamed(run).id);
  }

  /** Whether a run keeps what it said of each sample as it learned: the data map and the scores of training dynamics need that. */
  async keepsHistory(run: string): Promise<boolean> {
    return keepsHistory(this.runNamed(run).id);
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
    await this.session.catchUpRuns();
  }

  /**
   * Compares two runs over a view's samples (default: of the test split): how often each is right, by class, and which samples
   * one got right and the other wrong.
   */
  async compare(before: string, after: string, view: View = this.testView()): Promise<RunComparison> {
    const runs = [this.runNamed(before), this.runNamed(after)] as const;
    return compare(this.dataset.info.id, this.dataset.table, runs, view.indices);
  }

  private async trainOn(run: Run): Promise<Run> {
    const trained = await this.session.jobs.run(
      'train',
      `Training “${run.name}”`,
      (signal, onProgress) => trainRun(signal, run.id, onProgress),
      { runId: run.id },
    );
    await this.session.catchUpRuns();
    return trained;
  }

  protected runNamed(name: string): Run {
    const run = this.session.runs.find((r) => r.name === name);
    const names = this.session.runs.map((r) => `“${r.name}”`).join(', ') || 'none';
    if (!run) throw new Error(`There is no run “${name}”; there are: ${names}.`);
    return run;
  }
}
