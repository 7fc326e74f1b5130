import type { BackboneChoice } from '../core/backbone/backbone.ts';
import type { OnProgress } from './progress.ts';

/** What pictures are compared by, one of them at least; where both are there, the mean of the two cosines counts, if the run has features of all that the backbone has seen. */
export interface FeatureSource {
  /** A backbone's features, made into components. */
  choice?: BackboneChoice;
  /** A run whose own features count. */
  runId?: number;
}

/** What they are compared with: samples, whose mean direction counts, or a picture that `describePicture` has described. */
export type ComparedWith = { samples: Uint32Array } | { features: Float32Array };

/** A picture that is none of a data set's. */
export interface DescribedPicture {
  /** A backbone's features, in the form in which the store keeps those of the data set. */
  features: Float32Array;
  /** A small copy, as a data URL of a JPEG. */
  thumbnail: string;
}

/** Says how alike pictures are; workers/prober.ts serves it. */
export interface SimilarityFinder {
  /**
   * How alike every sample of a data set is to what is asked for: cosines, −1 … 1; NaN where it has no features. A picture from outside is
   * compared by the backbone alone.
   * @throws UserError 'not-computed' where there are no such features, or none of what is asked for
   */
  compare(
    signal: AbortSignal,
    datasetId: number,
    source: FeatureSource,
    to: ComparedWith,
    onProgress: OnProgress,
  ): Promise<Float32Array>;
  /**
   * Computes a backbone's features of a picture as `extract` does of the data set's own: decoded upright, no larger than those are seen.
   * @throws UserError 'import' where the file cannot be read as a picture, 'not-loaded', 'no-memory'
   */
  describePicture(
    signal: AbortSignal,
    datasetId: number,
    choice: BackboneChoice,
    picture: File,
  ): Promise<DescribedPicture>;
}
