import type { BatchRole } from './cifar-roles.ts';

/** Side of a CIFAR picture. */
export const SIDE = 32;
/** Values of one colour of a picture. */
export const PLANE = SIDE * SIDE;
/** Bytes of a picture. */
export const PICTURE = 3 * PLANE;

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
  labels: Uint8Array;
  /** One coarse label a sample, in CIFAR-100's layouts. */
  coarse?: Uint8Array;
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

/**
 * Turns one picture's planes (1,024 red, then green, then blue, row-major) into HWC.
 * @param step distance between neighbouring values in `planes`
 */
export function planesToPixels(planes: Uint8Array, at: number, step: number, pixels: Uint8Array, to: number): void {
  for (let p = 0; p < PLANE; p++) {
    const from = at + p * step;
    const target = to + 3 * p;
    pixels[target] = planes[from];
    pixels[target + 1] = planes[from + PLANE * step];
    pixels[target + 2] = planes[from + 2 * PLANE * step];
  }
}
