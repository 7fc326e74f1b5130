import type { ScoreRequest } from '../contracts/analyst.ts';
import { UserError } from '../core/errors.ts';
import type { LabelSummary } from '../core/insights/label-summary.ts';
import { figuresAt, rankBySuspicion, withDecisions, type DepthFigures } from '../core/insights/rank-curve.ts';
import type { Run } from '../core/training/run.ts';
import { rankingReport, type RankingReport } from '../tasks/ranking.ts';
import { summariseLabels } from '../tasks/summarise-labels.ts';
import { analyst } from '../tasks/workers.ts';
import type { MistakennessForm, ScoreCalls } from './calls/insights.ts';
import type { Dataset } from './dataset.ts';
import type { Session } from './session.ts';
import type { View } from './view.ts';

/** Computes scores by what a run has predicted, as a job, and says how good they are. */
export class Scores implements ScoreCalls {
  constructor(private readonly session: Session) {}

  async computeScores(view: View, run: string, requests: ScoreRequest[]): Promise<void> {
    const dataset = this.session.opened;
    const found = this.session.runNamed(run);
    await this.scoreWith(dataset, found, view.indices, requests);
    await this.show(dataset, found);
  }

  /**
   * The same with a run of a data set that may have been closed meanwhile: the scores are the run's, and the run that is shown stays.
   * @param options `waits`: for another scoring to end, see `Jobs.run`
   */
  async scoreWith(
    dataset: Dataset,
    { id, name }: Run,
    indices: Uint32Array,
    requests: ScoreRequest[],
    options: { waits?: boolean } = {},
  ): Promise<void> {
    const { session } = this;
    await session.jobs.run(
      'score',
      `Scoring with “${name}”`,
      (signal, onProgress) => analyst.computeScores(signal, id, indices, requests, onProgress),
      { runId: id, datasetId: dataset.info.id, ...options },
    );
    await session.catchUpOn(dataset, id);
  }

  /** Shows a run where its data set is still open, or offers it, see `Session.showOrOffer`. */
  async show(dataset: Dataset, { id }: Run): Promise<void> {
    if (this.session.isOpen(dataset)) await this.session.showOrOffer(id);
  }

  computeSuspicion(view: View, run: string, key = 'suspicion'): Promise<void> {
    return this.computeScores(view, run, [{ key, method: 'suspicion' }]);
  }

  computeHardness(view: View, run: string, key = 'hardness'): Promise<void> {
    return this.computeScores(view, run, [{ key, method: 'hardness' }]);
  }

  computeMistakenness(view: View, run: string, options: { key?: string; form?: MistakennessForm } = {}): Promise<void> {
    const { key = 'mistakenness', form = 'logits' } = options;
    return this.computeScores(view, run, [{ key, method: `mistakenness_${form}` }]);
  }

  computeSelfConfidence(view: View, run: string, key = 'self_confidence'): Promise<void> {
    return this.computeScores(view, run, [{ key, method: 'self_confidence' }]);
  }

  rankingQuality(key: string): RankingReport | null {
    const { scores, truth } = this.session.opened.table;
    const score = scores.get(key);
    if (!score)
      throw new UserError(
        'not-found',
        `There is no score “${key}”; there are: ${[...scores.keys()].join(', ') || 'none'}.`,
      );
    return rankingReport(score, truth);
  }

  confidentLearning(run: string, view?: View): Promise<LabelSummary> {
    const { id } = this.session.runNamed(run);
    return summariseLabels(new AbortController().signal, this.session.opened.info, id, view?.indices);
  }

  cut(key = 'suspicion', view: View = this.session.opened.view(), depth?: number): DepthFigures {
    const { table } = this.session.opened;
    const curve = withDecisions(rankBySuspicion(table, key, view.indices), table);
    return figuresAt(curve, depth ?? curve.cut.depth);
  }
}
