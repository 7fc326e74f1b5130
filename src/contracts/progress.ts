/** What a worker says while it works, at most ten times a second. */
export interface Progress {
  /** A few words for people: "reading data_batch_3.bin", "epoch 4 of 10". */
  activity: string;
  /** How much is done, in `unit`s. */
  done: number;
  /** How much there is in all, in `unit`s; 0 while unknown. */
  total: number;
  unit: 'files' | 'bytes' | 'samples' | 'steps' | 'networks' | 'data sets';
  /** Measured speed in `unit`s a second, once known. */
  perSecond?: number;
  /** Estimated milliseconds to the end, from measured speed. */
  etaMs?: number;
}

/** Receives progress; may be a Comlink proxy, so nothing waits for its answer. */
export type OnProgress = (progress: Progress) => void;
