import type { BackboneChoice } from '../backbone/backbone.ts';
import type { Normalisation } from '../dataset/types.ts';
import type { BackendName, Recipe } from './recipe.ts';

/** How far a run has come; a 'stopped' one can be resumed. */
export type RunStatus = 'training' | 'stopped' | 'failed' | 'trained';

/** One epoch of a run. */
export interface EpochFigures {
  /** 1-based. */
  epoch: number;
  /** Mean cross-entropy over the epoch, nats, on augmented pictures against the labels learned. */
  loss: number;
  /** Share of the epoch's samples predicted as labelled, 0 … 1. */
  accuracy: number;
  /** Wall milliseconds of the epoch, with input and checkpoint. */
  elapsedMs: number;
  /** Milliseconds of forward, backward and update alone, the run's first three steps left out; and the images in them. */
  stepMs: number;
  stepImages: number;
  /** What the leading thread's engine held at the end: tensors, and bytes of the WASM heap (0 on a GPU). Growth from epoch to epoch is a leak. */
  tensors?: number;
  heapBytes?: number;
}

/** A change of backend in the middle of a run, because one failed. */
export interface BackendMove {
  /** Epochs done by then; training goes on behind the last of them. */
  epoch: number;
  from: BackendName;
  to: BackendName;
  /** What failed. */
  reason: string;
}

/** What every run has, whatever its logits come from. */
interface RunFacts {
  /** Unique in this browser. */
  id: number;
  /** Name in the script API: "walkthrough"; unique in its data set. */
  name: string;
  createdAt: number;
  /** Samples it learned from, or, of imported predictions, those it has; in ascending order. */
  indices: Uint32Array;
  /** The labels it learned, one an index; NO_LABEL where it is not known what it learned. */
  labels: Uint16Array;
  classCount: number;
  /** 'trained' once its logits can be had. */
  status: RunStatus;
  /** Why it failed, for people. */
  error?: string;
  /** Figures of the epochs; empty where nothing was trained here. */
  epochs: EpochFigures[];
  /** Wall milliseconds of the work so far. */
  elapsedMs: number;
  /**
   * Where k networks were trained: the fold of each of `indices`, 0 … k − 1, which the network of that number never saw; NO_FOLD for
   * one that all of them learned from.
   */
  folds?: { k: number; of: Uint8Array };
}

/** A training run: all that reproduces, resumes or compares it. */
export interface TrainedRun extends RunFacts {
  source: 'trained';
  /** The run that this one repeats on labels corrected since, where it does. It may be deleted by now. */
  parent?: number;
  recipe: Recipe;
  seed: number;
  /** What was asked for; in place of auto the backend that measured steps chose before the run was recorded. */
  backendWanted: BackendName;
  /** What trained it, the last of several. */
  backend?: BackendName;
  /** Most workers that share a batch, where the backend can be shared. */
  workersWanted: number;
  workers?: number;
  parameters?: number;
  /** What its pictures are normalised by, in training and prediction. Absent: CIFAR_10_NORMALISATION, as every older run was. */
  normalisation?: Normalisation;
  /** Changes of backend in the middle, oldest first. */
  moves?: BackendMove[];
}

/** A discriminant analysis of the features of a backbone that was trained elsewhere. */
export interface ProbeRun extends RunFacts {
  source: 'probe';
  choice: BackboneChoice;
  /** Samples that it may learn from, ascending: those of them that have a label and are not excluded are its `indices` at each fit. */
  scope: Uint32Array;
  /** What was chosen by held-out likelihood; absent before the first fit. */
  fit?: ProbeFit;
}

/** How a probe was fitted. */
export interface ProbeFit {
  /** Features that are used: "e11", "e14" or both. */
  taps: string[];
  /** Share of the mean variance that was added to each feature's own. */
  shrinkage: number;
  /** Folds of the held-out logits. */
  folds: number;
}

/** Predictions that were made elsewhere. */
export interface ImportedRun extends RunFacts {
  source: 'imported';
  /** Name of the file that they came in; empty where a script gave them. */
  from: string;
  /** Whether each sample was predicted by a model that had not learned its label, as the person says. */
  outOfSample: boolean;
}

/** Whatever gives logits of a data set's samples. */
export type Run = TrainedRun | ProbeRun | ImportedRun;

const NONE = new Uint32Array();

/** The samples that a run learned from: of predictions that are out of sample none, of other imported ones those that it has. */
export const learnedIndices = (run: Run): Uint32Array =>
  run.source === 'imported' && run.outOfSample ? NONE : run.indices;
