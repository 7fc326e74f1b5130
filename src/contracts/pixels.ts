/** Pixels of some samples, in one block. */
export interface PixelAnswer {
  /** Which samples: a part of those asked for, in any order. */
  indices: Uint32Array;
  width: number;
  height: number;
  /** indices.length × height × width × 4, row-major RGBA, in the order of `indices`. */
  rgba: Uint8ClampedArray<ArrayBuffer>;
}

/** Reads pixels for drawing; workers/pixels.ts serves it and keeps the shards read last. */
export interface PixelReader {
  /**
   * Answers what it has at hand, and reads further shards until some milliseconds are over; at least one sample. The
   * caller asks again for what it still wants: so nobody waits for pictures that scrolled away, and nothing queues up.
   * @throws RangeError where an index is not in the data set; UserError 'deleted' where the data set was
   */
  readPixels(datasetId: number, indices: Uint32Array): Promise<PixelAnswer>;
}
