/** Pixels of some samples, in one block. */
export interface PixelAnswer {
  /** Which samples: a part of those asked for, in any order. */
  indices: Uint32Array;
  width: number;
  height: number;
  /** indices.length × height × width × 4, row-major RGBA, in the order of `indices`. */
  rgba: Uint8ClampedArray<ArrayBuffer>;
}

/** The same of originals. */
export interface OriginalsAnswer extends PixelAnswer {
  /** Those asked for whose originals cannot be read, or not in a worker: what the shards have is all there is to show. */
  unreadable: number[];
}

/** A picture as it came, at its own shape. */
export interface WholePicture {
  /** At most as large as asked for; a file where it is an SVG, which only a page can draw. */
  picture: ImageBitmap | Blob;
  /** Size that it came in, upright, in pixels; 0 of an SVG. */
  width: number;
  height: number;
  /** Size of its file; null where it came as plain pixels. */
  bytes: number | null;
}

/** Reads pixels for drawing; workers/pixels.ts serves it and keeps the shards and originals read last. */
export interface PixelReader {
  /**
   * Answers what the shards have, first of what is at hand, and reads further shards until some milliseconds are over; at least one
   * sample. The caller asks again for what it still wants: so nobody waits for pictures that scrolled away, and nothing queues up.
   * @param shrink so many pixels of a shard's picture become one, along each side: 1, 2, 4 …, which width and height can be divided by
   * @throws RangeError where an index is not in the data set; UserError 'deleted' where the data set was
   */
  readPixels(datasetId: number, indices: Uint32Array, shrink?: number): Promise<PixelAnswer>;
  /**
   * The same of the originals, as squares by the data set's fit.
   * @param side of the squares, pixels
   * @throws as `readPixels`; UserError 'no-permission' where they lie in a folder that has to be asked for again
   */
  readOriginals(datasetId: number, indices: Uint32Array, side: number): Promise<OriginalsAnswer>;
  /**
   * One original, whole.
   * @param most its longer side is at most so many pixels
   * @throws as `readOriginals`; UserError 'not-found' where its file is gone, 'bad-input' where it cannot be decoded
   */
  readWhole(datasetId: number, index: number, most: number): Promise<WholePicture>;
}
