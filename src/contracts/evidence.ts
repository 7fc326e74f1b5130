import type { Run } from '../core/training/run.ts';

/** What a run has to say of one sample, beside its scores. */
export interface SampleEvidence {
  /** The k classes that the run knows, ascending: what the probabilities are of. */
  labels: Uint16Array;
  /** k class probabilities; null where the run has not predicted it. */
  probabilities: Float64Array | null;
  /** The fold whose network, which never saw the sample, they come from, from 1; undefined where it was learned by all. */
  fold?: number;
  /** Epochs × k row-major class probabilities as training went on, NaN where the sample sat an epoch out; null where none is kept. */
  epochs: Float64Array | null;
  /** Its nearest neighbours, nearest first; null where none were searched. */
  neighbours: { indices: Uint32Array; similarity: Float32Array } | null;
}

/** What one run says of a sample, beside the others whose opinions suspicion takes together. */
export interface RunOnSample {
  /** The run's name. */
  name: string;
  source: Run['source'];
  /** The class that it holds for the likeliest, and that class's probability. */
  suggested: number;
  probability: number;
  /** Probability of the current label; NaN where there is none, or the run knows no such class. */
  forLabel: number;
  /** Share of it in what all of them say together, 0 … 1; the shares of a sample's runs add up to 1. */
  share: number;
}

/** Reads what runs say of single samples; workers/analyst.ts serves it to whoever holds it, and keeps the last run's history in memory. */
export interface EvidenceReader {
  /** @param version another one than before makes it read the run's history, its neighbours and how its classes stand anew */
  readEvidence(runId: number, version: string, index: number): Promise<SampleEvidence>;

  /**
   * What each run says that suspicion of run `runId` takes in, that run first; fewer than two where it says it alone. Weighed as by
   * suspicion, from at most 10,000 samples that the run has predicted.
   * @param version another one than before has them weighed anew
   */
  readOpinions(runId: number, version: string, index: number): Promise<RunOnSample[]>;

  /**
   * How the classes of the run's samples turn into their labels by estimate: k×k row-major P(label | true class) of the k classes that the
   * run knows, row = true class. From the stored logits of 10,000 samples at most and their current labels.
   */
  readTransition(runId: number): Promise<Float64Array>;
}
