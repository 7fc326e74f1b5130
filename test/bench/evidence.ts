import type { Opinion } from '../../src/core/insights/opinions.ts';

/** What a run left behind: n×k logits of the network and of each epoch, n×d features, n labels given and true. */
export interface Evidence {
  logits: Float32Array;
  features: Float32Array;
  history: Float32Array[];
  given: Uint16Array;
  true: Uint16Array;
  classCount: number;
  /** As suspicion counts them. */
  epochs: number;
  /** What a probe of a backbone says of the same samples, where there was one. */
  probe?: Opinion;
}
