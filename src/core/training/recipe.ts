/** The backends that can train. */
export type BackendName = 'webgpu' | 'webgl' | 'wasm';

/** Backend names as people write them. */
export const BACKEND_TITLES: Record<BackendName, string> = { webgpu: 'WebGPU', webgl: 'WebGL', wasm: 'WASM' };

/** The named networks: all DavidNet-shaped, see docs/engine.md. */
export type NetworkName = 'small' | 'medium' | 'fiftyone-2020';

/** A point of the piecewise-linear learning-rate schedule. */
export interface RatePoint {
  epoch: number;
  /** Peak-scaled rate on the mean loss of a batch. */
  rate: number;
}

/** How training pictures are varied. */
export interface Augmentation {
  /** Reflect-padding before the random crop, in pixels of a picture of 32×32 (larger ones have more: scaleAugmentation); 0 = no crop. */
  pad: number;
  /** Mirror half of the pictures. */
  flip: boolean;
  /** Side of the square cut out, in the same pixels; 0 = none. */
  cutout: number;
  /** What training sees of a picture, at a random place, as a share of height and of width, 0 … 1; absent: 1, all of it. */
  crop?: number;
  /** Epochs, from the first, that crop so; those after them see the whole picture. Absent: all of them. */
  cropEpochs?: number;
}

/** All that decides a training run besides data, seed and backend. */
export interface Recipe {
  /** The name of a preset, "suggested" or "custom": what the person chose. */
  name: string;
  network: NetworkName;
  epochs: number;
  /** Samples an update, over all workers. */
  batch: number;
  /** Samples that are batch-normalised together; every backend and any number of workers cut a batch alike. */
  microBatch: number;
  /** Learning rate on the mean loss, linear between the points, one point per epoch position. */
  schedule: RatePoint[];
  /** Nesterov momentum. */
  momentum: number;
  /** On the mean loss. */
  weightDecay: number;
  /** Share of each label, 0 … 1, that the gradient takes as spread over all classes alike; absent: none. Loss and accuracy are of whole labels. */
  smoothing?: number;
  augment: Augmentation;
}
