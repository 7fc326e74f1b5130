/**
 * The lower triangular L with L·Lᵀ = a symmetric matrix, in its place.
 * @param matrix d×d row-major, of which the lower triangle is read and overwritten
 * @returns whether every pivot was above `least`: the factor is of no use otherwise
 */
export function choleskyInPlace(matrix: Float64Array, d: number, least = 0): boolean {
  for (let a = 0; a < d; a++) {
    for (let b = 0; b <= a; b++) {
      let sum = matrix[a * d + b];
      for (let j = 0; j < b; j++) sum -= matrix[a * d + j] * matrix[b * d + j];
      if (a === b && !(sum > least)) return false;
      matrix[a * d + b] = a === b ? Math.sqrt(sum) : sum / matrix[b * d + b];
    }
  }
  return true;
}

/** Solves L·Lᵀ·x = y. @param factor as {@link choleskyInPlace} leaves it */
export function choleskySolve(factor: Float64Array, y: Float64Array): Float64Array {
  const x = y.slice();
  const d = x.length;
  for (let a = 0; a < d; a++) {
    for (let j = 0; j < a; j++) x[a] -= factor[a * d + j] * x[j];
    x[a] /= factor[a * d + a];
  }
  for (let a = d - 1; a >= 0; a--) {
    for (let j = a + 1; j < d; j++) x[a] -= factor[j * d + a] * x[j];
    x[a] /= factor[a * d + a];
  }
  return x;
}
