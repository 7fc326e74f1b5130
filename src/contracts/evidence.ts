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

/** Reads what runs say of single samples; workers/analyst.ts serves it to whoever holds it, and keeps the last run's history in memory. */
export interface EvidenceReader {
  /** @param version another one than before makes it read the run's history, its neighbours and how its classes stand anew */
  readEvidence(runId: number, version: string, index: number): Promise<SampleEvidence>;

  /**
   * How the classes of the run's samples turn into their labels by estimate: k×k row-major P(label | true class) of the k classes that the
   * run knows, row = true class. From the stored logits of 10,000 samples at most and their current labels.
   */
  readTransition(runId: number): Promise<Float64Array>;
}
