import type { BackboneSide } from '../core/backbone/backbone.ts';
import type { PresetName } from '../core/training/presets.ts';
import type { BackendName, NetworkName, Recipe } from '../core/training/recipe.ts';

/** How to inject label noise. */
export interface NoiseOptions {
  /** Share of samples (symmetric) or of each mapped class's samples (asymmetric) that get a wrong label, 0 … 1. Default 0.2. */
  rate?: number;
  /** Default 1. */
  seed?: number;
  /** Symmetric: any other class, uniformly. Asymmetric: the class that `map` names. Default symmetric. */
  kind?: 'symmetric' | 'asymmetric';
  /** For asymmetric noise: CIFAR-10's usual confusions, each class's next one, or class name → class name. Default: CIFAR-10's where its classes exist, else next. */
  map?: 'cifar10' | 'next' | Record<string, string>;
}

/** How to train. */
export interface TrainOptions {
  /** Name of the run; default "walkthrough". A number is added where the data set has such a run. */
  name?: string;
  /** A preset's name, which is fitted to few samples (smaller batches, then more epochs), or a whole recipe; default "standard". */
  recipe?: PresetName | Recipe;
  /** Instead of the recipe's. */
  network?: NetworkName;
  epochs?: number;
  batch?: number;
  /** Default 1. */
  seed?: number;
  /** Default auto: the fastest in one measured step each. */
  backend?: BackendName | 'auto';
  /** Workers that share a batch on WASM; default: as many as the machine has cores to spare, at most 8. */
  workers?: number;
  /**
   * Trains so many networks, each on all samples but those of one fold (stratified by label), so that a sample's prediction comes
   * from the network that never saw it. Default: one network that sees all.
   */
  folds?: number;
  /** Trains so many networks, each on all samples and from a seed of its own; the run's logits are the mean of theirs. Not with `folds`. */
  networks?: number;
}

/** How to judge labels by a backbone: a network that was trained elsewhere. */
export interface ProbeOptions {
  /** Name of the run; default "backbone", or what a backbone of your own is called. A number is added where the data set has such a run. */
  name?: string;
  /** Name of one of your own (`look.addBackbone`); default: the one that comes with the page. Its runs are called as it is. */
  backbone?: string;
  /** Side of the pictures that the page's backbone sees, pixels. Default: what suits their own size and fits into about a minute here. */
  side?: BackboneSide;
}

/** A recipe that suits this machine, shown before it runs. */
export interface RecipeSuggestion {
  recipe: Recipe;
  backend: BackendName;
  workers: number;
  /** Milliseconds a training image, as measured here with one worker. */
  msPerImage: number;
  /** Milliseconds that the whole training should take. */
  estimatedMs: number;
}
