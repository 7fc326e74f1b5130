import type { Normalisation } from './types.ts';

/** Least deviation of a colour: what hardly varies must not be blown up, and what never does not divided by 0. One step of a byte. */
const SMALLEST_DEVIATION = 1;

/** Mean and standard deviation of red, green and blue over pictures that come one after the other. Sums of bytes are exact up to 2⁵³. */
export class NormalisationSums {
  #pixels = 0;
  readonly #sums = [0, 0, 0];
  readonly #squares = [0, 0, 0];

  /** Adds some pictures. @param bytes row-major HWC RGB of any number of them */
  add(bytes: Uint8Array): void {
    let [r, g, b] = [0, 0, 0];
    let [rr, gg, bb] = [0, 0, 0];
    for (let at = 0; at < bytes.length; at += 3) {
      const [red, green, blue] = [bytes[at], bytes[at + 1], bytes[at + 2]];
      r += red;
      g += green;
      b += blue;
      rr += red * red;
      gg += green * green;
      bb += blue * blue;
    }
    this.#pixels += bytes.length / 3;
    [r, g, b].forEach((sum, c) => (this.#sums[c] += sum));
    [rr, gg, bb].forEach((sum, c) => (this.#squares[c] += sum));
  }

  /** Of all pictures added so far; at least one. A colour that varies by less than a step of a byte is given the deviation 1. */
  result(): Normalisation {
    const mean = this.#sums.map((sum) => sum / this.#pixels);
    const deviation = this.#squares.map((square, c) =>
      Math.max(SMALLEST_DEVIATION, Math.sqrt(Math.max(0, square / this.#pixels - mean[c] ** 2))),
    );
    return { mean: mean as Normalisation['mean'], deviation: deviation as Normalisation['deviation'] };
  }
}
