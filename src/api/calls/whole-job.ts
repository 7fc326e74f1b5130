import type { ScoreMethod } from '../../core/insights/methods.ts';
import type { Run } from '../../core/training/run.ts';
import type { ProbeOptions, TrainOptions } from '../../tasks/options.ts';
import type { View } from '../view.ts';

/** A step of `look.findSuspects`. */
export type FindSuspectsStep = 'train' | 'predict' | 'score';

/**
 * What to find suspects by. Of `train`, `probe`, `again` and `run` at most one is given, and `view` with neither of the last two; without any a run of
 * the standard recipe is trained.
 */
export interface FindSuspectsOptions {
  /** Trains a new run so, on `view`. */
  train?: TrainOptions;
  /**
   * Trains nothing: judges the labels by the features of a backbone that was trained elsewhere, in about a minute at most for 10,000 pictures. Where such a run is there
   * already, it learns the labels as they stand anew, which takes about a second. Where another run with scores came to be shown meanwhile, that
   * one stays shown.
   */
  probe?: ProbeOptions;
  /** What the new run learns from; default: the train split, else all samples. */
  view?: View;
  /** Repeats the run of this name on the labels as they stand now, see `look.trainAgain`. */
  again?: string;
  /** Uses the run of this name; one that was stopped goes on from its last checkpoint. */
  run?: string;
  /** Samples to predict; default: those that the run learned from, those without a label, and every split that it did not learn from. */
  predict?: View;
  /** Samples to score, which must be predicted; default: all that are predicted by this call. */
  score?: View;
  /** Scores to compute besides suspicion, which the answer is sorted by; each is named as its method. Default: all. */
  scores?: readonly ScoreMethod[];
  /** Called as each step begins. */
  onStep?: (step: FindSuspectsStep) => void;
}

/** What was found. */
export interface Suspects {
  run: Run;
  /** The most suspect labels first, of the split that the run learned from. */
  view: View;
}

/** All of it in one call. */
export interface WholeJobCalls {
  /**
   * The whole job in one call: trains a run on the labels as they stand, predicts what it learned from and every split
   * that it did not, computes every score, and answers with the view that shows the most suspect labels first. Each step is a job of its own, with its own Cancel; a
   * cancelled one ends it all, and what was done by then stays. All of it is about the data set that is open as it begins: where another is
   * opened meanwhile, that one stays as it is, and the view can be shown once the first is open again. Predicting and scoring wait for other work of
   * their kind to end. Where the explorer shows a ranking as this ends, that stays, and the page offers the new one; `look.session.chooseRun(run.id)` shows it.
   * @throws UserError 'bad-input' where it is told in two ways which run it is about
   * @example
   * const { run, view } = await look.findSuspects({ train: { recipe: 'quick' } });
   * look.session.view = view;
   */
  findSuspects(options?: FindSuspectsOptions): Promise<Suspects>;

  /**
   * Ranks the labels again as they stand: what judges them by a backbone learns them anew, and the scores of labels that it and the shown run have
   * are computed once more, also for samples that were given a label since. Scores of the pictures alone stay: no label changes them. It takes a second or two for
   * 10,000 samples; nothing is trained.
   */
  rankAgain(): Promise<void>;
}
