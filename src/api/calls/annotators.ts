import type { Edit } from '../../core/edits/edit.ts';
import type { ConsensusMethod } from '../../tasks/annotators.ts';

/** How one annotator stands to the others. */
export interface AnnotatorFigures {
  name: string;
  /** Samples that they labelled. */
  samples: number;
  /** Share of their labels that are the consensus label, over samples that others labelled too, 0 … 1; NaN where there are none. */
  agreement: number;
  /** How good they are by the method, 0 … 1: see docs/insights.md. */
  quality: number;
}

/** Several annotators' labels a sample. */
export interface AnnotatorCalls {
  /**
   * Makes one label a sample of what its annotators said: given labels, and current ones where no person has decided. One edit, which
   * `look.undo()` takes back.
   * @param options.method the most frequent label (default), or weighted by how often annotators err (Dawid–Skene), or by the network of
   * the run shown too (CROWDLAB)
   * @returns the edit, or null where all labels are so already
   * @throws UserError where there are no annotators, or CROWDLAB has no predictions to go by
   * @example
   * await look.consensus({ method: 'dawid-skene' });
   */
  consensus(options?: { method?: ConsensusMethod }): Promise<Edit | null>;

  /** How the annotators stand to the consensus of a method; in the order of the data set. */
  annotators(options?: { method?: ConsensusMethod }): Promise<AnnotatorFigures[]>;
}
