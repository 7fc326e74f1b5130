/** A picture in plain pixels. */
export interface Picture {
  /** height × width × 3 bytes, row-major HWC RGB. */
  pixels: Uint8Array;
  width: number;
  height: number;
}

/** A backbone that is ready to compute features, on whichever device. */
export interface FeatureNetwork {
  /** Pictures that it takes at a time, at most. */
  readonly batch: number;
  /** Features of each tap, in the order in which `compute` has them. */
  readonly taps: readonly { name: string; size: number }[];
  /**
   * Means over places of each tap's activations.
   * @param pictures of any size: they are resized to the network's square
   * @returns pictures.length × d row-major
   */
  compute(pictures: Picture[]): Promise<Float32Array>;
  /** Features as the store keeps them. */
  toRoots(features: Float32Array): Uint16Array<ArrayBuffer> | Float32Array<ArrayBuffer>;
  /** Gives back what it holds. */
  dispose(): void;
}
