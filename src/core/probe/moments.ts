import { BLOCK, type CrossProduct } from './cross-product.ts';

/**
 * Mean and covariance of rows that come in parts. Products are summed in float32 within a block of rows about the mean of the first
 * ones, and in float64 from block to block.
 */
export class Moments {
  readonly d: number;
  readonly #product: CrossProduct;
  readonly #sum: Float64Array;
  readonly #products: Float64Array;
  #shift: Float32Array | undefined;
  #count = 0;

  /** @param d numbers a row */
  constructor(d: number, product: CrossProduct) {
    this.d = d;
    this.#product = product;
    this.#sum = new Float64Array(d);
    this.#products = new Float64Array(d * d);
  }

  /** Rows that counted. */
  get count(): number {
    return this.#count;
  }

  /** Takes rows in, n×d row-major; one that holds NaN or ±∞ does not count. */
  add(rows: Float32Array): void {
    const { d } = this;
    const block = new Float32Array(Math.min(BLOCK, rows.length / d) * d);
    let filled = 0;
    for (let start = 0; start < rows.length; start += d) {
      const row = rows.subarray(start, start + d);
      if (!row.every(Number.isFinite)) continue;
      block.set(row, filled);
      filled += d;
      if (filled < block.length) continue;
      this.#addBlock(block);
      filled = 0;
    }
    if (filled > 0) this.#addBlock(block.slice(0, filled));
  }

  #addBlock(block: Float32Array): void {
    const { d } = this;
    const n = block.length / d;
    this.#shift ??= Float32Array.from({ length: d }, (_, j) => {
      let sum = 0;
      for (let i = 0; i < n; i++) sum += block[i * d + j];
      return sum / n;
    });
    const shifted = new Float32Array(block.length);
    for (let at = 0; at < block.length; at += d) {
      for (let j = 0; j < d; j++) {
        const value = block[at + j] - this.#shift[j];
        shifted[at + j] = value;
        this.#sum[j] += value;
      }
    }
    const products = this.#product(shifted, shifted, n);
    for (let at = 0; at < products.length; at++) this.#products[at] += products[at];
    this.#count += n;
  }

  /** d means; 0 where no row counted. */
  mean(): Float64Array {
    return this.#sum.map((sum, j) => (this.#shift?.[j] ?? 0) + sum / Math.max(1, this.#count));
  }

  /** d×d covariances, divided by the count. */
  covariance(): Float64Array {
    const { d } = this;
    const n = Math.max(1, this.#count);
    const out = new Float64Array(d * d);
    for (let a = 0; a < d; a++) {
      const mean = this.#sum[a] / n;
      for (let b = 0; b < d; b++) out[a * d + b] = this.#products[a * d + b] / n - mean * (this.#sum[b] / n);
    }
    return out;
  }
}
