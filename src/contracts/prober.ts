import type { BackboneChoice } from '../core/backbone/backbone.ts';
import type { OnProgress } from './progress.ts';

/** What `extract` did. */
export interface ExtractResult {
  /** Samples whose features were computed now; the others had them. */
  computed: number;
  elapsedMs: number;
}

/** Judges labels by a network that was trained elsewhere; workers/prober.ts serves it. */
export interface Prober {
  /**
   * The shorter side of a data set's pictures as they came, pixels: the median of nine. Where one is gone or cannot be decoded, the size
   * that training sees counts.
   * @throws UserError 'no-permission' where the originals lie in a folder that has to be asked for again, 'deleted'
   */
  sourceSide(datasetId: number): Promise<number>;
  /**
   * Computes a backbone's features of those of `indices` that have none of it yet, from the pictures as they came, and stores them in parts: a
   * crash loses the part in hand. All cores share the work.
   * @throws UserError 'no-permission' where the originals lie in a folder that has to be asked for again
   */
  extract(
    signal: AbortSignal,
    datasetId: number,
    indices: Uint32Array,
    choice: BackboneChoice,
    onProgress: OnProgress,
  ): Promise<ExtractResult>;
  /**
   * Fits the probe of run `runId` (a ProbeRun) to the current labels of its scope, without what is excluded, by features that `extract` has stored, and writes what a
   * run has in one transaction: logits, held-out logits, features, predicted class and confidence of every sample that has
   * features, and which samples and labels it learned. Where the run had these
   * before, they are replaced.
   * @throws UserError 'not-computed' where features are missing
   */
  probe(signal: AbortSignal, runId: number, onProgress: OnProgress): Promise<void>;
}
