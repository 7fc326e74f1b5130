import type { ScoreRequest } from '../../contracts/analyst.ts';
import type { DuplicateGroup } from '../../core/insights/duplicates.ts';
import type { LabelSummary } from '../../core/insights/label-summary.ts';
import type { MapMethod } from '../../core/insights/map-points.ts';
import type { Quality } from '../../core/quality/qualities.ts';
import type { DepthFigures } from '../../core/insights/rank-curve.ts';
import type { RankingReport } from '../../tasks/ranking.ts';
import type { View } from '../view.ts';
import type { EditTarget } from './labels.ts';

/** Which form of mistakenness: from logits, from the predicted class's probability, or as first published in 2020. */
export type MistakennessForm = 'logits' | 'confidence' | '2020';

/**
 * Scores of single labels, and of the labels as a whole, by what a run has predicted. [Insights](insights.md) says what each means. A score
 * is the field `insights.<key>` of its samples from then on, and its run the one shown.
 */
export interface ScoreCalls {
  /**
   * Label-error probability (`suspicion`), the ranking to go by: the estimated probability that a label is wrong. @param key default 'suspicion'
   * @example
   * await look.computeSuspicion(look.dataset.view().matchSplit('train'), 'walkthrough');
   * look.session.view = look.dataset.view().sortBy('insights.suspicion', { reverse: true });
   */
  computeSuspicion(view: View, run: string, key?: string): Promise<void>;

  /** Hardness: the entropy of the prediction, nats. @param key default 'hardness' */
  computeHardness(view: View, run: string, key?: string): Promise<void>;

  /** Mistakenness, from logits unless told otherwise (the form of 2020 ranks worst). @param options key: default 'mistakenness' */
  computeMistakenness(view: View, run: string, options?: { key?: string; form?: MistakennessForm }): Promise<void>;

  /** Self-confidence: the probability of the given label; low is suspect. @param key default 'self_confidence' */
  computeSelfConfidence(view: View, run: string, key?: string): Promise<void>;

  /**
   * Several scores at once.
   * @example
   * await look.computeScores(view, 'walkthrough', [{ key: 'margin', method: 'logit_margin' }]);
   */
  computeScores(view: View, run: string, requests: ScoreRequest[]): Promise<void>;

  /**
   * How well a score ranks what is known to be wrong, over the samples that have both.
   * @returns null where no truth is known
   * @throws UserError where there is no such score
   */
  rankingQuality(key: string): RankingReport | null;

  /**
   * How many of the most suspect to look at, what that gives, expected, and really where the truth is known, and how many labels are wrong in all.
   * What a person has decided is taken account of.
   * @param key default 'suspicion'
   * @param view whose samples are ranked; default: all
   * @param depth another than the best, which has the highest expected F1
   * @throws UserError where suspicion was not computed
   * @example
   * const { depth, expected } = look.cut();
   * look.session.view = look.dataset.view().sortBy('insights.suspicion', { reverse: true }).limit(depth);
   */
  cut(key?: string, view?: View, depth?: number): DepthFigures;

  /**
   * Confident learning: the quality of the labels as a whole and by class, how many issues it counts and which classes are taken
   * for each other. Takes the labels as they stand; nothing is kept.
   * @param view whose samples are judged; default: all that the run has predicted
   */
  confidentLearning(run: string, view?: View): Promise<LabelSummary>;
}

/** What others are to be like: one sample, several, whose mean counts, or a picture that is none of the data set's. */
export type SimilarTo = { samples: EditTarget } | { picture: File };

/** What is alike: pictures like others, neighbours in a run's features, maps, and duplicates. */
export interface LikenessCalls {
  /**
   * A view's samples in order of how much they are like others, the most alike first; those without features come last. Compared are the
   * components of a backbone's features and, of samples, those of a run too: the one shown, else the newest that has some. Of several samples the mean
   * counts, each brought to length 1 before. Where no backbone has seen the pictures, and there is no such run, one looks at all of them first. A
   * picture from a file is compared by the backbone alone. The view can be saved, filtered, and sent as a link.
   * @param options view: whose samples; default: all. signal: ends it
   * @throws UserError 'import' where the picture cannot be read, 'not-found' where there is no such sample
   * @example
   * look.session.view = await look.findSimilar({ samples: 4711 });
   * const cats = look.dataset.view().matchLabel('current', 'cat');
   * const [nearest] = await look.findSimilar({ picture: file }, { view: cats });
   */
  findSimilar(to: SimilarTo, options?: { view?: View; signal?: AbortSignal }): Promise<View>;

  /**
   * Searches the nearest neighbours, by the cosine of a run's features, of every sample that it has predicted. They are exact, and
   * kept with the run.
   */
  computeNeighbours(run: string): Promise<void>;

  /**
   * Lays out a map of every sample that a run has predicted: by the principal components of its features in a second, by UMAP in
   * minutes at most. The same seed gives the same map. `look.maps.find(runId, method)` holds it, while it unfolds too.
   * @param method default 'umap'
   * @param options seed: default 1
   */
  computeMap(run: string, method?: MapMethod, options?: { seed?: number }): Promise<void>;

  /**
   * Samples whose pixels are exactly the same, with whether they cross splits (`leak`) or differ in their labels (`conflict`); those that
   * most need a person come first, and what is excluded neither leaks nor conflicts. Kept as `look.duplicates.exact`, which
   * follows every edit.
   */
  findDuplicates(): Promise<DuplicateGroup[]>;

  /**
   * Samples that are copies of one another, to the byte or nearly: shifted, cropped, mirrored, encoded anew, brighter or darker; whatever
   * their labels, those across splits first. Needs no run. Kept: `look.duplicates.near(similarity)` follows every edit.
   * @param options similarity: how alike they must be where they lie on each other, 0.85 … 1; default 0.92
   * @throws UserError for another similarity
   * @example
   * const leaks = (await look.findNearDuplicates()).filter(({ leak }) => leak);
   */
  findNearDuplicates(options?: { similarity?: number }): Promise<DuplicateGroup[]>;
}

/** What pictures say of themselves. */
export interface PictureCalls {
  /**
   * Measures every picture as it came: too dark, too bright, blurred, of little information, grey, of an odd size or shape, as CleanVision
   * has it. Needs no run; kept with the data set, as fields of its views that lie within 0 … 1 and are low where a picture is bad:
   * `quality.dark`, `quality.bright`, `quality.blurry`, `quality.low_information`, `quality.grey`, `quality.odd_size`, `quality.odd_shape`.
   * @returns how many pictures lie below each threshold
   * @example
   * await look.checkPictures();
   * look.session.view = look.dataset.view().matchRange('quality.dark', 0, 0.32).sortBy('quality.dark');
   */
  checkPictures(): Promise<Record<Quality, number>>;
}
