import type { BackboneSettings, ModelTensor, OwnBackend, Scaling } from '../../../src/core/backbone/own-backbone.ts';

/** What a loaded model says of itself. */
export interface ModelFacts {
  input: ModelTensor;
  /** What can be taken as features, the likeliest first. */
  outputs: ModelTensor[];
  /** How its bytes are scaled, where its first layers tell. */
  scaling?: Scaling;
  notes: string[];
}

/** A loaded model that computes. */
export interface Runner {
  readonly backend: OwnBackend;
  /** Pictures that it takes at a time, where the model says. */
  readonly fixedBatch: number | null;
  /**
   * Computes one output.
   * @param input count pictures as the settings say, row-major
   */
  run(input: Float32Array<ArrayBuffer>, count: number, settings: BackboneSettings): Promise<ModelOutput>;
  /** Gives back what it holds. */
  dispose(): void;
}

/** Values of an output, row-major. */
export interface ModelOutput {
  values: Float32Array;
  shape: number[];
}

/** Axes of the input for so many pictures. */
export function inputShape(count: number, { side, layout }: BackboneSettings): [number, number, number, number] {
  return layout === 'nhwc' ? [count, side, side, 3] : [count, 3, side, side];
}
