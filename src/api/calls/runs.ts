import type { BackendReport } from '../../contracts/trainer.ts';
import type { RunComparison } from '../../core/metrics/compare-runs.ts';
import type { BackendName } from '../../core/training/recipe.ts';
import type { ImportedRun, TrainedRun } from '../../core/training/run.ts';
import type { RecipeSuggestion, TrainOptions } from '../../tasks/options.ts';
import type { View } from '../view.ts';

/** Numbers of samples: row-major one behind the other, or a row of them for each sample. */
export type Numbers = ArrayLike<number> | ArrayLike<ArrayLike<number>>;

/** What a model of your own says of samples. */
export interface RunPredictions {
  /** n×k numbers before the softmax, k classes in the order of the data set. */
  logits?: Numbers;
  /** n×k probabilities in place of logits; kept as log(max(p, 1e-9)). */
  probabilities?: Numbers;
  /** n×d embeddings: neighbours, maps and the scores by them need some. */
  features?: Numbers;
  /** The samples, each once; default: all of them, in their order. */
  indices?: ArrayLike<number>;
  /** Whether each sample was predicted by a model that had not learned its label: by k-fold cross-validation, or trained on other data. */
  outOfSample: boolean;
}

/** Training networks, and letting them predict. A run goes by its name. */
export interface RunCalls {
  /** Tries WebGPU, WebGL and WASM with one real training step each. The answer is kept for the page's life. */
  probeBackends(): Promise<BackendReport[]>;

  /** A recipe whose training should end within about three minutes here, from one measured step. @param backend default 'auto' */
  suggest(sampleCount: number, backend?: BackendName | 'auto'): Promise<RecipeSuggestion>;

  /**
   * Trains on the current labels of a view (default: the split called train or training, else all samples); excluded samples and those without a label are left out.
   * @example
   * const run = await look.train({ name: 'walkthrough', recipe: 'quick', seed: 1 });
   * await look.train({ name: 'by folds', folds: 5 }, look.dataset.view().limit(1000));
   */
  train(options: TrainOptions, view?: View): Promise<TrainedRun>;

  /**
   * Trains once more with a run's recipe and seed (default: the run shown), on the labels as they stand now and without what is
   * excluded. The new run is called “… again”; its `parent` is the other, to compare before and after.
   */
  trainAgain(run?: string): Promise<TrainedRun>;

  /** Goes on with a run that was stopped, or that a reload interrupted, from its last checkpoint. */
  resume(run: string): Promise<TrainedRun>;

  /** Whether a run keeps what it said of each sample as it learned: the data map and the scores of training dynamics need that. */
  keepsHistory(run: string): Promise<boolean>;

  /**
   * Computes and keeps logits and features of a view's samples; they get the tag `processed`.
   * @example
   * await look.predict(look.dataset.view(), 'walkthrough');
   */
  predict(view: View, run: string): Promise<void>;

  /**
   * Compares two runs over a view's samples (default: of a split that neither learned from, the test split first, or what was held out; else of
   * all): how often each is right, the gain with its 95 % error, by class, and which samples one got right and the other wrong. Excluded samples
   * do not count, nor do those whose label was changed after the older run began, unless their true label is known.
   * @throws UserError where one of them has predicted nothing
   */
  compare(before: string, after: string, view?: View): Promise<RunComparison>;

  /**
   * Share that a run got right of the first split that it did not learn from, the test split before others, or of what was held out, 0 … 1, by true labels where they are known, else by current ones.
   * @returns null where nothing was held out of it, or it has predicted none of that
   */
  testAccuracy(run: string): Promise<number | null>;

  /**
   * Makes a run of predictions that were made elsewhere. It is scored, compared and reviewed as any other; scores of training dynamics are left
   * out, and without embeddings those of neighbours too. [Your own model](your-own-model.md) has the lines for PyTorch, Keras and others.
   * @param name gets a number behind it where another run has it
   * @throws UserError 'bad-input' where the numbers are not of these samples and classes
   * @example
   * const { name } = await look.addRun('resnet, 5 folds', { probabilities, features, outOfSample: true });
   * await look.findSuspects({ run: name });
   */
  addRun(name: string, predictions: RunPredictions): Promise<ImportedRun>;

  /** Removes a run with its predictions and scores. */
  deleteRun(run: string): Promise<void>;
}
