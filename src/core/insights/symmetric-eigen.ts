/** Most sweeps: matrices of a few hundred rows needed fewer. */
const MOST_SWEEPS = 60;

/**
 * Eigenvalues and eigenvectors of a symmetric matrix by Jacobi's rotations (Golub and Van Loan, Matrix Computations, 8.5): slow for
 * large ones, but exact, small and always the same. Some 20 ms for 64×64.
 * @param matrix d×d row-major; destroyed
 * @returns values, highest first, and vectors d×d, one a row
 */
export function symmetricEigen(matrix: Float64Array, d: number): { values: Float64Array; vectors: Float64Array } {
  const vectors = new Float64Array(d * d);
  for (let i = 0; i < d; i++) vectors[i * d + i] = 1;
  let scale = 0;
  for (const value of matrix) scale += value * value;
  for (let sweep = 0; sweep < MOST_SWEEPS && offDiagonal(matrix, d) > 1e-24 * scale; sweep++) {
    for (let p = 0; p < d; p++) for (let q = p + 1; q < d; q++) rotate(matrix, vectors, d, p, q);
  }
  const order = [...Array(d).keys()].sort((a, b) => matrix[b * d + b] - matrix[a * d + a] || a - b);
  const sorted = new Float64Array(d * d);
  order.forEach((from, to) => sorted.set(vectors.subarray(from * d, (from + 1) * d), to * d));
  return { values: Float64Array.from(order, (i) => matrix[i * d + i]), vectors: sorted };
}

function offDiagonal(matrix: Float64Array, d: number): number {
  let sum = 0;
  for (let i = 0; i < d; i++) for (let j = 0; j < d; j++) if (i !== j) sum += matrix[i * d + j] ** 2;
  return sum;
}

/** Turns the plane of p and q so that the entry between them vanishes. */
function rotate(a: Float64Array, vectors: Float64Array, d: number, p: number, q: number): void {
  const between = a[p * d + q];
  if (between === 0) return;
  const theta = (a[q * d + q] - a[p * d + p]) / (2 * between);
  const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const c = 1 / Math.sqrt(t * t + 1);
  const s = t * c;
  for (let k = 0; k < d; k++) {
    const [x, y] = [a[k * d + p], a[k * d + q]];
    a[k * d + p] = c * x - s * y;
    a[k * d + q] = s * x + c * y;
  }
  for (let k = 0; k < d; k++) {
    const [x, y] = [a[p * d + k], a[q * d + k]];
    a[p * d + k] = c * x - s * y;
    a[q * d + k] = s * x + c * y;
    const [u, v] = [vectors[p * d + k], vectors[q * d + k]];
    vectors[p * d + k] = c * u - s * v;
    vectors[q * d + k] = s * u + c * v;
  }
}
