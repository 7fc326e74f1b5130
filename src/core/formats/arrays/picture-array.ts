import { hashPicture } from '../../insights/duplicates.ts';
import { macrotask } from '../../macrotask.ts';
import { openAt, readExactly, type ByteSource } from '../byte-source.ts';
import { BYTES, numbersOf, type NumberType } from '../number-type.ts';

/** Bytes that are read at once. */
const BLOCK_BYTES = 1 << 20;
/** Pictures after which held arrays let messages in. */
const BREATH = 256;

/** Where the values of one picture lie, counted in values from its first. */
export interface PictureLayout {
  width: number;
  height: number;
  /** 1 = grey, 3 = colour, 4 = colour and opacity, on white. */
  channels: 1 | 3 | 4;
  /** Values from one row, column and channel to the next. */
  row: number;
  column: number;
  channel: number;
}

/** Pictures in an array. */
export interface PictureArray {
  count: number;
  layout: PictureLayout;
  /** Values from one picture to the next. */
  step: number;
  type: NumberType;
  /** The values that become 0 and 255. */
  range: [number, number];
  /** Where the first picture's values begin; or, where a picture's values do not lie together, what reads all of them. */
  data: { source: ByteSource; offset: number } | { load(signal: AbortSignal): Promise<Uint8Array> };
}

/** Bytes of pictures one behind the other from `offset` on. */
export function bytePictures(
  source: ByteSource,
  offset: number,
  count: number,
  layout: PictureLayout,
  step: number,
): PictureArray {
  return { count, layout, step, type: BYTES, range: [0, 255], data: { source, offset } };
}

/** Rows of planes: 1,024 red values, then green, then blue, row by row. */
export const planes = (width: number, height: number, channels: 1 | 3 | 4): PictureLayout => ({
  ...{ width, height, channels, row: width, column: 1, channel: width * height },
});

/** How many values from a picture's first to its last, both counted. */
function spanOf({ width, height, channels, row, column, channel }: PictureLayout): number {
  return (height - 1) * row + (width - 1) * column + (channels - 1) * channel + 1;
}

/** Whether each picture's values lie together, so that pictures can be read one after the other. */
export const isStreamable = (layout: PictureLayout, step: number): boolean => spanOf(layout) <= step;

/**
 * The values of the wanted pictures, in order.
 * @returns pieces of `values`, in which picture `index` begins at `at`
 * @throws UserError 'import' where the file ends early; what the signal says
 */
async function* valuesOf(
  { data, count, layout, step, type }: PictureArray,
  wanted: (index: number) => boolean,
  signal: AbortSignal,
): AsyncGenerator<{ index: number; values: ArrayLike<number>; at: number }> {
  let first = 0;
  while (first < count && !wanted(first)) first++;
  let end = count;
  while (end > first && !wanted(end - 1)) end--;
  if (first === end) return;
  if ('load' in data) {
    const values = numbersOf(await data.load(signal), type);
    for (let index = first; index < end; index++) {
      if (wanted(index)) yield { index, values, at: index * step };
      if (index % BREATH === 0) {
        await macrotask();
        signal.throwIfAborted();
      }
    }
    return;
  }
  const stride = step * type.size;
  const span = spanOf(layout) * type.size;
  const atOnce = Math.max(1, Math.floor(BLOCK_BYTES / stride));
  const buffer = new Uint8Array(Math.min(atOnce, end - first) * stride);
  const reader = await openAt(data.source, data.offset + first * stride, signal);
  try {
    for (let start = first; start < end; start += atOnce) {
      const pictures = Math.min(atOnce, end - start);
      // Behind the last picture of a file there may be nothing.
      const bytes = (pictures - 1) * stride + span;
      await readExactly(reader, buffer.subarray(0, bytes), data.source.name);
      await reader.skip(stride - span);
      const values = numbersOf(buffer.subarray(0, bytes - (bytes % type.size)), type);
      for (let i = 0; i < pictures; i++) {
        if (wanted(start + i)) yield { index: start + i, values, at: i * step };
      }
      signal.throwIfAborted();
    }
  } finally {
    reader.cancel();
  }
}

/** Reads the wanted pictures, in order, as row-major HWC RGB. */
export async function* readPictures(
  array: PictureArray,
  wanted: (index: number) => boolean,
  signal: AbortSignal,
): AsyncGenerator<{ index: number; pixels: Uint8Array; width: number; height: number }> {
  const { layout, range } = array;
  const { width, height } = layout;
  for await (const { index, values, at } of valuesOf(array, wanted, signal)) {
    const pixels = new Uint8Array(width * height * 3);
    toPixels(values, at, layout, range, pixels, 0);
    yield { index, pixels, width, height };
  }
}

/** Turns one picture's values, from `at` on, into HWC RGB from `to` on. */
export function toPixels(
  values: ArrayLike<number>,
  at: number,
  layout: PictureLayout,
  [low, high]: PictureArray['range'],
  pixels: Uint8Array,
  to: number,
): void {
  const { width, height, channels, row, column, channel } = layout;
  if (low === 0 && high === 255 && values instanceof Uint8Array && channels !== 4) {
    copyBytes(values, at, layout, pixels, to);
    return;
  }
  const scale = 255 / (high - low);
  // A number that is none becomes 0: comparisons with NaN are false.
  const byte = (value: number): number => (value > low ? Math.min(255, Math.round((value - low) * scale)) : 0);
  const colour = channels === 1 ? 0 : channel;
  for (let y = 0; y < height; y++) {
    let from = at + y * row;
    for (let x = 0; x < width; x++, from += column, to += 3) {
      const opacity = channels === 4 ? byte(values[from + 3 * channel]) / 255 : 1;
      for (let c = 0; c < 3; c++) {
        pixels[to + c] = Math.round(byte(values[from + c * colour]) * opacity + 255 * (1 - opacity));
      }
    }
  }
}

/** The same for bytes that are to stay as they are: most data sets. */
function copyBytes(
  values: Uint8Array,
  at: number,
  { width, height, channels, row, column, channel }: PictureLayout,
  pixels: Uint8Array,
  to: number,
): void {
  const green = channels === 1 ? 0 : channel;
  const blue = 2 * green;
  for (let y = 0; y < height; y++) {
    let from = at + y * row;
    for (let x = 0; x < width; x++, from += column, to += 3) {
      pixels[to] = values[from];
      pixels[to + 1] = values[from + green];
      pixels[to + 2] = values[from + blue];
    }
  }
}

/**
 * Looks at all values once.
 * @returns the smallest and the largest, how many pictures have values that are no numbers, and for each picture a hash of its values
 */
export async function surveyValues(
  array: PictureArray,
  signal: AbortSignal,
): Promise<{ low: number; high: number; broken: number; hashes: bigint[] }> {
  let low = Infinity;
  let high = -Infinity;
  let broken = 0;
  const hashes: bigint[] = [];
  const { width, height, channels, row, column, channel } = array.layout;
  const one = new (array.type.size === 1 ? Uint8Array : Float64Array)(width * height * channels);
  const bytes = new Uint8Array(one.buffer);
  for await (const { values, at } of valuesOf(array, () => true, signal)) {
    let to = 0;
    let numbers = true;
    for (let c = 0; c < channels; c++) {
      for (let y = 0; y < height; y++) {
        let from = at + c * channel + y * row;
        for (let x = 0; x < width; x++, from += column) {
          const value = values[from];
          if (value < low && value > -Infinity) low = value;
          if (value > high && value < Infinity) high = value;
          if (!Number.isFinite(value)) numbers = false;
          one[to++] = value;
        }
      }
    }
    if (!numbers) broken += 1;
    hashes.push(hashPicture(bytes, 0, bytes.length));
  }
  return { low, high, broken, hashes };
}
