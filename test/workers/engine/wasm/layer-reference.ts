/** batch, height, width, channels */
export type Shape = [number, number, number, number];

/** Batch norm, ReLU and an ending as the book has them, in float64. */
export function normalReference(
  x: Float64Array,
  shape: Shape,
  gamma: Float64Array,
  beta: Float64Array,
  pool: boolean,
  skip?: Float64Array,
): { y: Float64Array; mean: Float64Array; variance: Float64Array } {
  const channels = shape[3];
  const count = x.length / channels;
  const mean = new Float64Array(channels);
  const variance = new Float64Array(channels);
  x.forEach((v, i) => (mean[i % channels] += v / count));
  x.forEach((v, i) => (variance[i % channels] += (v - mean[i % channels]) ** 2 / count));
  const y = x.map((v, i) => {
    const c = i % channels;
    return Math.max(0, (gamma[c] * (v - mean[c])) / Math.sqrt(variance[c] + 1e-5) + beta[c]) + (skip ? skip[i] : 0);
  });
  return { y: pool ? poolReference(y, shape) : y, mean, variance };
}

/** Largest of each 2×2 block. */
export function poolReference(x: Float64Array, [batch, height, width, channels]: Shape): Float64Array {
  const [rows, columns] = [height >> 1, width >> 1];
  return Float64Array.from({ length: batch * rows * columns * channels }, (_, i) => {
    const c = i % channels;
    const q = Math.floor(i / channels) % columns;
    const r = Math.floor(i / channels / columns) % rows;
    const n = Math.floor(i / channels / columns / rows);
    const at = (down: number, right: number): number =>
      x[((n * height + 2 * r + down) * width + 2 * q + right) * channels + c];
    return Math.max(at(0, 0), at(0, 1), at(1, 0), at(1, 1));
  });
}

/** Slopes of Σ dy·y along every input, γ and β, by central differences. */
export function slopesByDifferences(
  x: Float64Array,
  shape: Shape,
  gamma: Float64Array,
  beta: Float64Array,
  pool: boolean,
  dy: Float64Array,
): { dx: Float64Array; dGamma: Float64Array; dBeta: Float64Array } {
  const total = (): number =>
    normalReference(x, shape, gamma, beta, pool).y.reduce((sum, value, i) => sum + value * dy[i], 0);
  // Small, or a difference would often straddle a kink of ReLU or a change of the largest.
  const step = 1e-8;
  const along = (values: Float64Array): Float64Array =>
    Float64Array.from(values, (value, i) => {
      values[i] = value + step;
      const above = total();
      values[i] = value - step;
      const below = total();
      values[i] = value;
      return (above - below) / (2 * step);
    });
  return { dx: along(x), dGamma: along(gamma), dBeta: along(beta) };
}
