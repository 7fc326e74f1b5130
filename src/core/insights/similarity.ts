/**
 * The direction of the mean of some rows, each brought to length 1 before: what several samples have in common, none of them counting for more.
 * @param rows n×d row-major @param places which of them; those without a direction (all zero, or with NaN or ±∞) do not count
 * @returns d numbers of length 1; null where none has a direction
 */
export function meanDirection(rows: Float32Array, d: number, places: Iterable<number>): Float32Array | null {
  const sum = new Float64Array(d);
  for (const place of places) {
    const row = rows.subarray(place * d, (place + 1) * d);
    const length = lengthOf(row);
    if (length > 0 && length < Infinity) for (let j = 0; j < d; j++) sum[j] += row[j] / length;
  }
  const length = lengthOf(sum);
  return length > 0 ? Float32Array.from(sum, (value) => value / length) : null;
}

/**
 * The cosine of every row with a direction, −1 … 1; NaN where a row has none.
 * @param rows n×d row-major @param direction d numbers of length 1
 */
export function cosinesWith(rows: Float32Array, direction: Float32Array): Float32Array {
  const d = direction.length;
  return Float32Array.from({ length: rows.length / d }, (_, i) => {
    const row = rows.subarray(i * d, (i + 1) * d);
    const length = lengthOf(row);
    if (!(length > 0 && length < Infinity)) return NaN;
    let product = 0;
    for (let j = 0; j < d; j++) product += row[j] * direction[j];
    return Math.max(-1, Math.min(1, product / length));
  });
}

function lengthOf(row: Float32Array | Float64Array): number {
  let square = 0;
  for (let j = 0; j < row.length; j++) square += row[j] * row[j];
  return Math.sqrt(square);
}
