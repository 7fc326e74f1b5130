/** Some samples of the run that are batch-normalised together. */
export interface MicroBatch {
  /** Places in the run's list of samples. */
  places: Uint32Array;
  /** Their labels. */
  labels: Uint16Array;
  epoch: number;
  /** Position of the first in the epoch's order. */
  firstPosition: number;
  /** Their pixels, n × height × width × 3 bytes, for a thread that does not have the run's. */
  pixels?: Uint8Array;
}
