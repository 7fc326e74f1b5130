import type { OnProgress, Progress } from './progress.ts';
import type { PictureSize } from '../core/training/picture-size.ts';
import type { BackendName, NetworkName } from '../core/training/recipe.ts';

/** What one real training step said about a backend. */
export interface BackendReport {
  backend: BackendName;
  /** 'ready', or why it cannot be used. */
  status: 'ready' | 'missing' | 'software' | 'failed' | 'slow';
  /** Milliseconds of the measured step (batch 8 of `small`, after one warm-up); absent unless it ran. */
  stepMs?: number;
  /** A sentence for people: adapter name, error. */
  detail: string;
}

/** Training progress carries the last batch's figures for live curves; loss and accuracy are NaN while shaders are compiled. */
export interface TrainProgress extends Progress {
  epoch: number;
  step: number;
  loss: number;
  accuracy: number;
  backend: BackendName;
  workers: number;
}

/** Trains and predicts; workers/trainer.ts serves it. */
export interface Trainer {
  /** Tries every backend with one real training step each (batch 8, at most 3 s, and as long for its name), or only those named. */
  probe(signal: AbortSignal, backends: BackendName[]): Promise<BackendReport[]>;
  /**
   * Measures milliseconds per image of one training step of `network` on `backend` (one worker, micro-batch of the recipe).
   * @param size of the pictures
   */
  measure(
    signal: AbortSignal,
    backend: BackendName,
    network: NetworkName,
    classes: number,
    size: PictureSize,
  ): Promise<number>;
  /**
   * Trains run `runId` as its record says, from its checkpoint where it has one, and writes epoch figures and a checkpoint
   * after every epoch. Sets the run's status to 'trained' at the end. Abort leaves the last checkpoint.
   */
  train(signal: AbortSignal, runId: number, onProgress: (progress: TrainProgress) => void): Promise<void>;
  /** Computes logits and features of the samples that run `runId` has none of yet, and stores them in parts. */
  predict(signal: AbortSignal, runId: number, indices: Uint32Array, onProgress: OnProgress): Promise<PredictResult>;
}

export interface PredictResult {
  /** Samples computed now (others had logits already). */
  computed: number;
  elapsedMs: number;
}
