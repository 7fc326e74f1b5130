/** Side of the small pictures that copies are looked for by. */
export const SIDE = 32;

/** Pixels of one. */
export const PIXELS = SIDE * SIDE;

/** Side of the coarser picture that has their colours. */
const COLOUR_SIDE = 4;
const COLOURS = COLOUR_SIDE * COLOUR_SIDE * 2;

/** Below this deviation of its greys a picture is of one tone: it has nothing to be recognised by. */
const LEAST_DEVIATION = 3;

/** Small pictures of all samples: 32 × 32 greys and 4 × 4 colours, 1,056 bytes a sample. */
export class Thumbnails {
  private readonly greys: Uint8Array;
  /** count × 4 × 4 × 2: how much redder and bluer than grey, from 128. */
  private readonly colours: Uint8Array;
  private readonly mean = new Float64Array(PIXELS * 3);
  private readonly weights = new Float64Array(PIXELS);

  /** @param count samples of the data set */
  constructor(count: number) {
    this.greys = new Uint8Array(count * PIXELS);
    this.colours = new Uint8Array(count * COLOURS);
  }

  /**
   * Takes a picture in.
   * @param pixels height × width × 3 bytes, row-major HWC RGB
   */
  add(index: number, pixels: Uint8Array, width: number, height: number): void {
    const { mean } = this;
    this.shrink(pixels, width, height);
    const grey = this.greyOf(index);
    const sums = new Float64Array(COLOURS);
    const cell = SIDE / COLOUR_SIDE;
    for (let i = 0; i < PIXELS; i++) {
      const [red, green, blue] = [mean[3 * i], mean[3 * i + 1], mean[3 * i + 2]];
      const luma = 0.299 * red + 0.587 * green + 0.114 * blue;
      grey[i] = Math.round(luma);
      const at = 2 * (Math.floor(i / SIDE / cell) * COLOUR_SIDE + Math.floor((i % SIDE) / cell));
      sums[at] += red - luma;
      sums[at + 1] += blue - luma;
    }
    const colours = this.colours.subarray(index * COLOURS, (index + 1) * COLOURS);
    for (let j = 0; j < COLOURS; j++)
      colours[j] = 128 + Math.max(-128, Math.min(127, Math.round(sums[j] / (cell * cell))));
  }

  /** The greys of a sample: 32 × 32, row-major. */
  greyOf(index: number): Uint8Array {
    return this.greys.subarray(index * PIXELS, (index + 1) * PIXELS);
  }

  /** Whether a sample's picture is of one tone, so that any other such picture would seem a copy of it. */
  isFlat(index: number): boolean {
    const grey = this.greyOf(index);
    let [sum, squares] = [0, 0];
    for (const value of grey) {
      sum += value;
      squares += value * value;
    }
    return squares / PIXELS - (sum / PIXELS) ** 2 < LEAST_DEVIATION ** 2;
  }

  /** How far the colours of two samples lie apart: root of the mean square over the cells, of values 0 … 255. */
  colourDistance(a: number, b: number, mirrored: boolean): number {
    const { colours } = this;
    let squares = 0;
    for (let j = 0; j < COLOURS; j++) {
      const column = (j >> 1) % COLOUR_SIDE;
      const other = mirrored ? j + 2 * (COLOUR_SIDE - 1 - 2 * column) : j;
      squares += (colours[a * COLOURS + j] - colours[b * COLOURS + other]) ** 2;
    }
    return Math.sqrt(squares / COLOURS);
  }

  /** Means of the areas that the small picture's pixels stand for; of a picture that is smaller, the pixel beneath. */
  private shrink(pixels: Uint8Array, width: number, height: number): void {
    const { mean, weights } = this;
    if (width < SIDE || height < SIDE) {
      for (let i = 0; i < PIXELS; i++) {
        const [x, y] = [Math.floor(((i % SIDE) * width) / SIDE), Math.floor((Math.floor(i / SIDE) * height) / SIDE)];
        for (let c = 0; c < 3; c++) mean[3 * i + c] = pixels[(y * width + x) * 3 + c];
      }
      return;
    }
    mean.fill(0);
    weights.fill(0);
    for (let y = 0, at = 0; y < height; y++) {
      const row = Math.floor((y * SIDE) / height) * SIDE;
      for (let x = 0; x < width; x++, at += 3) {
        const i = row + Math.floor((x * SIDE) / width);
        weights[i] += 1;
        for (let c = 0; c < 3; c++) mean[3 * i + c] += pixels[at + c];
      }
    }
    for (let j = 0; j < mean.length; j++) mean[j] /= weights[Math.floor(j / 3)];
  }
}
