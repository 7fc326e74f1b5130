/** Rotations an eigenvalue may take; two are usual. */
const MOST_TURNS = 60;

/**
 * Eigenvalues and eigenvectors of a symmetric matrix of some hundred rows: Householder's reduction to tridiagonal form, then QL steps
 * with implicit shifts (Bowdler, Martin, Reinsch and Wilkinson 1968: tred2 and tql2). About 6 d³ operations.
 * @param matrix d×d row-major
 * @returns values, highest first, and vectors d×d, one a row
 */
export function tridiagonalEigen(matrix: Float64Array, d: number): { values: Float64Array; vectors: Float64Array } {
  const { rows, diagonal, beside } = tridiagonal(matrix, d);
  turn(rows, diagonal, beside);
  const order = [...diagonal.keys()].sort((a, b) => diagonal[b] - diagonal[a] || a - b);
  const vectors = new Float64Array(d * d);
  order.forEach((from, to) => vectors.set(rows.subarray(from * d, (from + 1) * d), to * d));
  return { values: Float64Array.from(order, (i) => diagonal[i]), vectors };
}

/**
 * The tridiagonal form T of a symmetric matrix, and the orthogonal Q with Q·matrix·Qᵀ = T, one vector a row. Reflections are applied from
 * the first column on.
 */
function tridiagonal(matrix: Float64Array, d: number) {
  const a = matrix.slice();
  const rows = new Float64Array(d * d);
  for (let i = 0; i < d; i++) rows[i * d + i] = 1;
  const beside = new Float64Array(d);
  const p = new Float64Array(d);
  const reflections: Float64Array[] = [];
  for (let c = 0; c + 2 < d; c++) {
    const v = new Float64Array(d);
    let norm = 0;
    for (let i = c + 1; i < d; i++) norm += (v[i] = a[i * d + c]) ** 2;
    norm = Math.sqrt(norm);
    beside[c] = v[c + 1] > 0 ? -norm : norm;
    if (norm === 0) {
      reflections.push(v);
      continue;
    }
    v[c + 1] -= beside[c];
    const length = Math.sqrt(2 * norm * (norm + Math.abs(v[c + 1] + beside[c])));
    for (let i = c + 1; i < d; i++) v[i] /= length;
    reflections.push(v);
    // a ← (I − 2vvᵀ) a (I − 2vvᵀ), by p = a·v: a − 2v·qᵀ − 2q·vᵀ with q = p − (vᵀp)·v.
    let along = 0;
    for (let i = c + 1; i < d; i++) {
      let sum = 0;
      const row = i * d;
      for (let j = c + 1; j < d; j++) sum += a[row + j] * v[j];
      p[i] = sum;
      along += sum * v[i];
    }
    for (let i = c + 1; i < d; i++) p[i] -= along * v[i];
    for (let i = c + 1; i < d; i++) {
      const [row, x, y] = [i * d, 2 * v[i], 2 * p[i]];
      for (let j = c + 1; j < d; j++) a[row + j] -= x * p[j] + y * v[j];
    }
  }
  if (d > 1) beside[d - 2] = a[(d - 1) * d + d - 2];
  // Q = H_last … H_first, row by row from the identity: the last reflection touches the fewest rows and columns first.
  const sums = new Float64Array(d);
  for (let c = reflections.length - 1; c >= 0; c--) {
    const v = reflections[c];
    // rows ← rows · (I − 2vvᵀ) within the block that is no longer the identity.
    for (let i = c + 1; i < d; i++) {
      let sum = 0;
      for (let j = c + 1; j < d; j++) sum += rows[i * d + j] * v[j];
      sums[i] = 2 * sum;
    }
    for (let i = c + 1; i < d; i++) for (let j = c + 1; j < d; j++) rows[i * d + j] -= sums[i] * v[j];
  }
  return { rows, diagonal: Float64Array.from({ length: d }, (_, i) => a[i * d + i]), beside };
}

/** QL steps until nothing stands beside the diagonal; turns the rows, which hold the vectors, alike. */
function turn(rows: Float64Array, diagonal: Float64Array, beside: Float64Array): void {
  const d = diagonal.length;
  for (let low = 0; low < d; low++) {
    for (let turns = 0; turns < MOST_TURNS; turns++) {
      let high = low;
      while (high + 1 < d) {
        const size = Math.abs(diagonal[high]) + Math.abs(diagonal[high + 1]);
        if (Math.abs(beside[high]) <= Number.EPSILON * size) break;
        high += 1;
      }
      if (high === low) break;
      step(rows, diagonal, beside, low, high);
    }
  }
}

function step(rows: Float64Array, diagonal: Float64Array, beside: Float64Array, low: number, high: number): void {
  const d = diagonal.length;
  let g = (diagonal[low + 1] - diagonal[low]) / (2 * beside[low]);
  let r = Math.hypot(g, 1);
  g = diagonal[high] - diagonal[low] + beside[low] / (g + (g < 0 ? -r : r));
  let [s, c, p] = [1, 1, 0];
  for (let i = high - 1; i >= low; i--) {
    const f = s * beside[i];
    const b = c * beside[i];
    r = Math.hypot(f, g);
    beside[i + 1] = r;
    if (r === 0) {
      diagonal[i + 1] -= p;
      beside[high] = 0;
      return;
    }
    s = f / r;
    c = g / r;
    g = diagonal[i + 1] - p;
    const t = (diagonal[i] - g) * s + 2 * c * b;
    p = s * t;
    diagonal[i + 1] = g + p;
    g = c * t - b;
    const [upper, lower] = [(i + 1) * d, i * d];
    for (let k = 0; k < d; k++) {
      const x = rows[upper + k];
      rows[upper + k] = s * rows[lower + k] + c * x;
      rows[lower + k] = c * rows[lower + k] - s * x;
    }
  }
  diagonal[low] -= p;
  beside[low] = g;
  beside[high] = 0;
}
