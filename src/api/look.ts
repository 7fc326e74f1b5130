import type { ScoreRequest } from '../contracts/analyst.ts';
import { scoresCsv } from '../core/dataset/csv.ts';
import { judgeDuplicates, rankDuplicates, type DuplicateGroup } from '../core/insights/duplicates.ts';
import type { LabelSummary } from '../core/insights/label-summary.ts';
import type { MapMethod } from '../core/insights/map-points.ts';
import { NEAR_DUPLICATE, NEAR_FLOOR, conflictingPairs, type NearPair } from '../core/insights/near-duplicates.ts';
import { figuresAt, rankBySuspicion, type DepthFigures } from '../core/insights/rank-curve.ts';
import { computeMap, computeNeighbours } from '../tasks/compute-map.ts';
import { rankingReport, type RankingReport } from '../tasks/ranking.ts';
import { summariseLabels } from '../tasks/summarise-labels.ts';
import { analyst } from '../tasks/workers.ts';
import { Duplicates } from './duplicates.ts';
import { findSuspects, type FindSuspectsOptions, type Suspects } from './find-suspects.ts';
import { LookRuns } from './look-runs.ts';
import { Maps } from './maps.ts';
import type { View } from './view.ts';

export { LAST_OPEN } from './look-data.ts';

/** Which form of mistakenness: from logits, from the predicted class's probability, or as first published in 2020. */
export type MistakennessForm = 'logits' | 'confidence' | '2020';

/**
 * The script API, `window.look`: what the page's own controls call. Long work returns a promise, shows as a job and can
 * be cancelled there; every method throws errors with a sentence for people.
 */
export class Look extends LookRuns {
  /** Maps of runs, as they stand or unfold. */
  readonly maps = new Maps(() => this.session.changed());
  /** What was found of duplicates, judged by the labels as they stand. */
  readonly duplicates = new Duplicates(this.session);

  /**
   * The whole job in one call: trains a run on the labels as they stand, predicts what it learned from and the test split, computes every
   * score, and answers with the view that shows the most suspect labels first. Each step is a job of its own, with its own Cancel; a
   * cancelled one ends it all, and what was done by then stays.
   * `const { run, view } = await look.findSuspects({ train: { recipe: 'quick' } }); look.session.view = view;`
   */
  findSuspects(options: FindSuspectsOptions = {}): Promise<Suspects> {
    return findSuspects(this, options);
  }

  /** Computes scores of a view's samples by a run; each is then the field `insights.<key>`. */
  async computeScores(view: View, run: string, requests: ScoreRequest[]): Promise<void> {
    const { id } = this.runNamed(run);
    await this.session.jobs.run(
      'score',
      `Scoring with “${run}”`,
      (signal, onProgress) => analyst.computeScores(signal, id, view.indices, requests, onProgress),
      { runId: id },
    );
    await this.session.catchUpRuns();
    if (this.session.run?.id !== id) await this.session.chooseRun(id);
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

  /**
   * Samples of the data set whose pixels are exactly the same, with whether they cross splits or differ in their labels; those that most
   * need a person come first. Kept as `look.duplicates.exact`, which follows every edit.
   */
  async findDuplicates(): Promise<DuplicateGroup[]> {
    const { dataset } = this;
    const groups = await this.session.jobs.run('duplicates', 'Searching exact duplicates', (signal, onProgress) =>
      analyst.findDuplicates(signal, dataset.info.id, onProgress),
    );
    this.duplicates.keepExact(dataset.info.id, groups);
    const { split, current, excluded } = dataset.table;
    return rankDuplicates(judgeDuplicates(groups, split, current, excluded));
  }

  /**
   * Pairs of samples that are nearly the same and have two labels: one of the two is likely wrong. Looks among the nearest neighbours by a
   * run, and searches those first where none are known. Kept: `look.duplicates.near(similarity)` follows every edit.
   * @param options similarity: the least correlation of their pixels, NEAR_FLOOR (0.85) … 1
   * @throws RangeError for another similarity
   */
  async findNearDuplicates(run: string, options: { similarity?: number } = {}): Promise<NearPair[]> {
    const { similarity = NEAR_DUPLICATE } = options;
    if (!(similarity >= NEAR_FLOOR && similarity <= 1)) {
      throw new RangeError(`the similarity must lie in ${NEAR_FLOOR} … 1, and is ${similarity}`);
    }
    const { dataset } = this;
    const row = this.runNamed(run);
    const pairs = await this.session.jobs.run(
      'duplicates',
      `Searching near duplicates by “${run}”`,
      (signal, onProgress) => analyst.findNearDuplicates(signal, row.id, onProgress),
      { runId: row.id },
    );
    this.duplicates.keepNear(row, pairs);
    const { current, excluded } = dataset.table;
    return conflictingPairs(pairs, current, excluded, similarity);
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

  /**
   * How well a score ranks what is known to be wrong, over the samples that have both; null where that cannot be told.
   * @throws Error where there is no such score
   */
  rankingQuality(key: string): RankingReport | null {
    const { scores, truth } = this.dataset.table;
    const score = scores.get(key);
    if (!score) throw new Error(`There is no score “${key}”; there are: ${[...scores.keys()].join(', ') || 'none'}.`);
    return rankingReport(score, truth);
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
}
