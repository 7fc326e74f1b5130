import { bicubicWeights } from '../../../src/core/quality/pillow-resize.ts';

/** How `to` pixels are made of `from`, as the module's takePicture reads it. */
export interface ResizeTable {
  /** First pixel and number of pixels, two integers for each of `to`; then `most` float32 weights for each. */
  bytes: Uint8Array<ArrayBuffer>;
  most: number;
}

/** The table of a resize by bicubic interpolation (a = −0.5), wider where the picture shrinks, as Pillow's. */
export function resizeTable(from: number, to: number): ResizeTable {
  const { starts, counts, weights, most } = bicubicWeights(from, to);
  const bytes = new Uint8Array(to * (8 + 4 * most));
  new Int32Array(bytes.buffer, 0, 2 * to).set(
    Array.from({ length: 2 * to }, (_, i) => (i % 2 ? counts : starts)[i >> 1]),
  );
  new Float32Array(bytes.buffer, 8 * to).set(weights);
  return { bytes, most };
}
