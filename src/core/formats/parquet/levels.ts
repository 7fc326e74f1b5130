/** A place in some bytes. */
export interface Cursor {
  view: DataView;
  offset: number;
}

/**
 * Reads numbers in Parquet's hybrid of runs and packed bits (https://parquet.apache.org/docs/file-format/data-pages/encodings/#RLE).
 * Unlike hyparquet's, it never writes more than was asked for, whatever a damaged run says of its length.
 * @param width bits a number, 0 … 32
 * @param output filled from its start
 * @throws RangeError where the bytes end too early; Error where a run is empty
 */
export function readHybrid(cursor: Cursor, width: number, output: Uint32Array): void {
  let at = 0;
  while (at < output.length) {
    const header = readVarint(cursor);
    const count = header >>> 1;
    if (count === 0) throw new Error('an empty run');
    if (header & 1) {
      const end = Math.min(output.length, at + count * 8);
      readPacked(cursor, width, output, at, end);
      at = end;
    } else {
      let value = 0;
      for (let shift = 0; shift < width; shift += 8) value |= cursor.view.getUint8(cursor.offset++) << shift;
      const end = Math.min(output.length, at + count);
      output.fill(value >>> 0, at, end);
      at = end;
    }
  }
}

/** Numbers of `width` bits each, the lowest bits first. */
function readPacked(cursor: Cursor, width: number, output: Uint32Array, from: number, to: number): void {
  const { view } = cursor;
  const start = cursor.offset;
  for (let at = from; at < to; at++) {
    let value = 0;
    let bit = (at - from) * width;
    for (let got = 0; got < width;) {
      const take = Math.min(8 - (bit & 7), width - got);
      value |= ((view.getUint8(start + (bit >>> 3)) >>> (bit & 7)) & ((1 << take) - 1)) << got;
      got += take;
      bit += take;
    }
    output[at] = value >>> 0;
  }
  cursor.offset = start + Math.ceil(((to - from) * width) / 8);
}

function readVarint(cursor: Cursor): number {
  let value = 0;
  for (let shift = 0; shift < 35; shift += 7) {
    const byte = cursor.view.getUint8(cursor.offset++);
    value |= (byte & 0x7f) << shift;
    if (byte < 0x80) return value >>> 0;
  }
  throw new Error('a number of more than 32 bits');
}

/** How many bits the numbers 0 … `highest` take. */
export const bitWidth = (highest: number): number => 32 - Math.clz32(highest);
