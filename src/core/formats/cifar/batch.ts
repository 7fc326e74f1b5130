import type { BatchRole } from './cifar-roles.ts';

/** Side of a CIFAR picture. */
export const SIDE = 32;
/** Bytes of a picture. */
export const PICTURE = 3 * SIDE * SIDE;

/** Pixels that were handed to the store: `count` samples from the batch's sample `offset` on. */
export interface PixelBlock {
  id: number;
  offset: number;
  count: number;
}

/** One batch file, read. */
export interface Batch {
  /** The file's path, for errors. */
  path: string;
  role: BatchRole;
  layout: 'binary' | 'python';
  /** One label a sample. */
  labels: ArrayLike<number>;
  /** One coarse label a sample, in CIFAR-100's layouts. */
  coarse?: ArrayLike<number>;
  /** Names of the files that the samples were made of. */
  names?: string[];
  /** Other values of each sample, as text. */
  fields?: Map<string, string[]>;
  blocks: PixelBlock[];
}

/** Takes the pixels of a batch, block by block. */
export interface PixelSink {
  /** Samples a block, but for a batch's last. */
  readonly blockSamples: number;
  /**
   * Stores a block. The bytes may be reused once the promise settles.
   * @param bytes count × 32 × 32 × 3, row-major HWC RGB
   * @param path of the batch
   * @returns its id
   */
  write(bytes: Uint8Array, path: string): Promise<number>;
}
