/**
 * Aᵀ·B in float32: out[i, j] = Σ_t a[t, i] · b[t, j].
 * @param a depth×p row-major @param b depth×q row-major; the very array `a` for a symmetric product
 * @returns p×q row-major
 */
export type CrossProduct = (a: Float32Array, b: Float32Array, depth: number) => Float32Array;

/** The reference; workers/analysis/wasm/cross-product.ts does the same several numbers at a time. */
export const plainCrossProduct: CrossProduct = (a, b, depth) => {
  const p = depth > 0 ? a.length / depth : 0;
  const q = depth > 0 ? b.length / depth : 0;
  const out = new Float32Array(p * q);
  for (let t = 0; t < depth; t++) {
    for (let i = 0; i < p; i++) {
      const value = a[t * p + i];
      for (let j = 0; j < q; j++) out[i * q + j] += value * b[t * q + j];
    }
  }
  return out;
};

/** Rows that are worked on at a time: sums of so many lose little in float32, and a block stays small. */
export const BLOCK = 1024;

/**
 * A linear map of rows, in float32: rows · factors + offsets.
 * @param rows n×d row-major @param factors d×k row-major @param offsets k numbers
 * @returns n×k row-major; NaN where the row is
 */
export function mapRows(
  rows: Float32Array,
  factors: Float32Array,
  offsets: ArrayLike<number>,
  product: CrossProduct,
): Float32Array {
  const k = offsets.length;
  const d = factors.length / k;
  const n = rows.length / d;
  const out = new Float32Array(n * k);
  for (let from = 0; from < n; from += BLOCK) {
    const count = Math.min(BLOCK, n - from);
    const block = transpose(rows.subarray(from * d, (from + count) * d), d);
    out.set(product(block, factors, d), from * k);
  }
  for (let at = 0; at < out.length; at += k) for (let c = 0; c < k; c++) out[at + c] += offsets[c];
  return out;
}

/** @param rows n×d row-major @returns d×n */
export function transpose(rows: Float32Array, d: number): Float32Array {
  const n = rows.length / d;
  const out = new Float32Array(rows.length);
  for (let i = 0; i < n; i++) for (let j = 0; j < d; j++) out[j * n + i] = rows[i * d + j];
  return out;
}
